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
  const onset = test(facts.vteEvents, (events) => {
    const current = events.filter((event) => event.current);
    if (current.length === 0 || !activeDrugs.known) return false;
    const started = earliestStart(activeDrugs.value.filter(isImid));
    const answers = current.map((event) => began(event, started));
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

function earliestStart(drugs: readonly Drug[]): string | null {
  const dates = drugs.map((drug) => drug.from).filter((date) => date !== null);
  return dates.length === drugs.length ? (dates.sort()[0] ?? null) : null;
}

const began = (event: ChartEvent, started: string | null): boolean | undefined =>
  event.date === null || started === null ? undefined : event.date.slice(0, 10) >= started.slice(0, 10);
