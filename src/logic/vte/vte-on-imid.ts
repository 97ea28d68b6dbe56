import { daysBetween, lastDayOf } from '../calendar.ts';
import { all, not, test, type Criterion } from '../criterion.ts';
import { isA } from '../drugs.ts';
import type { ChartEvent, Drug, PatientFacts } from '../facts.ts';
import { has } from '../scopes.ts';
import { onTherapeuticAnticoagulant } from './prophylaxis-in-place.ts';

type Facts = Pick<PatientFacts, 'activeDrugs' | 'plannedDrugs' | 'vteEvents' | 'weight'>;

const isImid = (drug: Drug): boolean => isA(drug, 'imid');

/** I-8: a current thrombosis that began while the active IMiD was being taken. */
export function vteOnImid(facts: Facts): Criterion {
  const { activeDrugs } = facts;
  const starts = activeDrugs.known ? activeDrugs.value.filter(isImid).map((drug) => drug.from) : [null];
  const onset = test(facts.vteEvents, (events) => {
    const answers = events
      .filter((event) => event.current)
      .flatMap((event) => starts.map((start) => began(event, start)));
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  });
  const dated = onset.status === 'unknown' && facts.vteEvents.known ? { ...onset, missing: DATE_MISSING } : onset;
  return all(has(activeDrugs, isImid), dated);
}

/** The same without full-dose anticoagulation, planned or active. */
export function untreatedVteOnImid(facts: Facts): Criterion {
  return all(vteOnImid(facts), not(onTherapeuticAnticoagulant(facts)));
}

const DATE_MISSING = [{ concept: 'venous-thromboembolism-date', because: 'absent' }] as const;

/** Whether the thrombosis began on or after the start; dates known only by month or year may leave it open. */
function began(event: ChartEvent, start: string | null): boolean | undefined {
  if (event.date === null || start === null) return undefined;
  if (daysBetween(lastDayOf(start), event.date) >= 0) return true;
  return daysBetween(start, lastDayOf(event.date)) < 0 ? false : undefined;
}
