/** What a rule did on one day at one client. */
export interface DayCount {
  readonly day: string;
  readonly evaluated: number;
  readonly found: number;
}

/** `spike`: far more findings than before; `drop-to-zero`: none, where there used to be some. */
export type Mark = 'spike' | 'drop-to-zero';

/** The last week against the four before it: whole weeks, as wards differ by weekday. */
export const RECENT_DAYS = 7;
export const BASELINE_DAYS = 28;

/** Silence says something only where findings were to be expected: of 5 expected, none comes by chance in 0.7 %. */
const EXPECTED_FOR_SILENCE = 5;
const SPIKE_RATIO = 2;
/** Standard deviations of a Poisson count. */
const SPIKE_DEVIATIONS = 3;
const FEWEST_FOR_SPIKE = 10;

/**
 * Marks of a rule at a client, from the days before `recentFrom` and the days since. A drop is seen against the calendar,
 * so that an EHR that stopped calling shows too; a spike against the number of runs, so that a new ward is none.
 */
export function marksOf(days: readonly DayCount[], recentFrom: string): readonly Mark[] {
  const baseline = sum(days.filter(({ day }) => day < recentFrom));
  const recent = sum(days.filter(({ day }) => day >= recentFrom));
  const usual = (baseline.found * RECENT_DAYS) / BASELINE_DAYS;
  if (recent.found === 0) return usual >= EXPECTED_FOR_SILENCE ? ['drop-to-zero'] : [];
  if (baseline.evaluated === 0) return [];
  const expected = (baseline.found / baseline.evaluated) * recent.evaluated;
  const isSpike =
    recent.found >= FEWEST_FOR_SPIKE &&
    recent.found > SPIKE_RATIO * expected &&
    recent.found - expected > SPIKE_DEVIATIONS * Math.sqrt(Math.max(expected, 1));
  return isSpike ? ['spike'] : [];
}

const sum = (days: readonly DayCount[]): Omit<DayCount, 'day'> => ({
  evaluated: days.reduce((total, { evaluated }) => total + evaluated, 0),
  found: days.reduce((total, { found }) => total + found, 0),
});
