import { daysBetween, lastDayOf } from '../calendar.ts';
import { below, test, type Criterion } from '../criterion.ts';
import type { PatientFacts } from '../facts.ts';
import { newestWithin } from '../series.ts';
import type { Thresholds } from '../thresholds.ts';
import { mgPerDl } from '../units.ts';

/** Below it an immunoglobulin is considered (H-8, errata 8: the limit is of IgG). */
const LOW_IGG = mgPerDl(400);

/** "At diagnosis": as long as the prophylaxis itself lasts (H-8). */
const NEWLY_DIAGNOSED_DAYS = 90;

type Facts = Pick<PatientFacts, 'igG' | 'seriousInfections' | 'asOf'>;

/** H-8: IgG below 400 mg/dL. */
export function lowIgG({ igG, asOf }: Facts, { monitoringLookBackDays }: Thresholds): Criterion {
  return below(newestWithin(igG, asOf, monitoringLookBackDays), LOW_IGG);
}

/** H-8: serious infections, two or more within twelve months unless the site has chosen otherwise. */
export function recurrentInfections({ seriousInfections, asOf }: Facts, thresholds: Thresholds): Criterion {
  const age = (date: string): number => daysBetween(date, asOf);
  const { infectionLookBackDays: days, recurrentInfections: several } = thresholds;
  return test(seriousInfections, (events) => {
    const certain = events.filter(({ date }) => date !== null && age(date) <= days).length;
    // Without a day, or with a month that the look-back cuts: it may have been within.
    const possible = events.filter(({ date }) => date === null || age(lastDayOf(date)) <= days).length;
    const all = !seriousInfections.known || seriousInfections.missing === undefined;
    if (certain >= several) return true;
    return possible >= several || !all ? undefined : false;
  });
}

/** H-8: diagnosed within three months; a partial date counts from its first day. */
export function newlyDiagnosed({ diagnosisDate, asOf }: Pick<PatientFacts, 'diagnosisDate' | 'asOf'>): Criterion {
  return test(diagnosisDate, ({ date }) => daysBetween(date, asOf) <= NEWLY_DIAGNOSED_DAYS);
}
