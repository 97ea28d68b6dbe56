import { daysBetween, lastDayOf } from '../calendar.ts';
import type { Fact } from '../facts.ts';
import type { Vaccination, Vaccine } from '../therapy-facts.ts';

/** The polysaccharide vaccine follows the conjugate one after a year (H-8). */
const YEAR_DAYS = 365;

export type PneumococcalStep = 'conjugate' | 'polysaccharide';

/**
 * H-8: which pneumococcal vaccination is due now. Null: none, or it can't be told (vaccinations not received, one of
 * no stated kind). A conjugate vaccine of 20 or 21 serotypes completes the series.
 */
export function pneumococcalDue(vaccinations: Fact<readonly Vaccination[]>, asOf: string): PneumococcalStep | null {
  // Some may stand where nobody looked.
  if (!vaccinations.known || vaccinations.missing !== undefined) return null;
  const done = (vaccine: Vaccine): readonly Vaccination[] =>
    vaccinations.value.filter((one) => one.vaccine === vaccine);
  if (done('pneumococcal-conjugate-vaccine-20').length > 0 || done('pneumococcal-vaccine').length > 0) return null;
  const conjugates = done('pneumococcal-conjugate-vaccine');
  if (conjugates.length === 0) return 'conjugate';
  const polysaccharides = done('pneumococcal-polysaccharide-vaccine');
  const first = conjugates.flatMap(({ date }) => date ?? []).sort()[0];
  if (first === undefined) return null;
  // An undated one may be the one that completes the series.
  const follows = ({ date }: Vaccination): boolean => date === null || lastDayOf(date) >= first;
  if (polysaccharides.some(follows)) return null;
  return daysBetween(lastDayOf(first), asOf) >= YEAR_DAYS ? 'polysaccharide' : null;
}
