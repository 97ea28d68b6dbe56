import { referenceOf, type ChartIndex, type Dated } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { dayOf, isRealDate, momentOf } from './dates.ts';
import { objectAt, textAt, type AnyResource } from './json.ts';

/** Which results count (status) and when they were taken, whatever their value. */

/** Results that count (conventions, "Facts"). */
const USABLE = new Set(['final', 'amended', 'corrected', 'appended']);

interface Wanted {
  readonly concept: Concept;
  /** An earlier day than this isn't used at all. */
  readonly notBefore?: string;
}

/** The results of a concept that count and have a date, in no order; the others are noted. */
export function usableOf(index: ChartIndex, { concept, notBefore }: Wanted): readonly Dated[] {
  const usable = index.dated.get(concept) ?? allUsable(index, concept);
  return notBefore === undefined ? usable : usable.filter(({ moment }) => dayOf(moment) >= notBefore);
}

/** Looked through once, however many facts rest on the concept. */
function allUsable(index: ChartIndex, concept: Concept): readonly Dated[] {
  const usable = (index.byConcept.get(concept) ?? [])
    .filter((resource) => resource.resourceType === 'Observation' && isUsable(index, resource))
    .flatMap((resource) => datedOf(index, resource, concept));
  index.dated.set(concept, usable);
  return usable;
}

/** Results by the moment at which they were taken, oldest first. */
export function byMoment<T extends Dated>(results: readonly T[]): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<number, [T, ...T[]]>();
  for (const result of [...results].sort((a, b) => a.at - b.at)) {
    const group = groups.get(result.at);
    if (group) group.push(result);
    else groups.set(result.at, [result]);
  }
  return [...groups.values()];
}

/** Whether a search that found nothing was one that could have found something. */
export function absence(index: ChartIndex, kind: keyof ChartIndex['chart']['answers']): 'absent' | 'unanswered' {
  return index.chart.answers[kind] === 'answered' ? 'absent' : 'unanswered';
}

function isUsable(index: ChartIndex, resource: AnyResource): boolean {
  const status = textAt(resource, 'status');
  if (status !== undefined && USABLE.has(status)) return true;
  index.quality.add(referenceOf(resource), 'status-ignored', `Observation status ${statusWord(status)}`);
  return false;
}

const IGNORED = new Set(['registered', 'preliminary', 'cancelled', 'entered-in-error', 'unknown']);

/** The status for a note: the word if FHIR has it, never whatever else was sent. */
const statusWord = (status: string | undefined): string =>
  status === undefined ? 'missing' : IGNORED.has(status) ? status : 'not of FHIR';

function datedOf(index: ChartIndex, resource: AnyResource, concept: Concept): Dated[] {
  const period = objectAt(resource, 'effectivePeriod');
  const moment =
    textAt(resource, 'effectiveDateTime') ??
    textAt(period, 'end') ??
    textAt(period, 'start') ??
    textAt(resource, 'effectiveInstant') ??
    textAt(resource, 'issued');
  const refuse = (issue: 'date-missing' | 'date-invalid' | 'date-future', detail: string): Dated[] => {
    index.quality.add(referenceOf(resource), issue, `${concept}: ${detail}`);
    return [];
  };
  if (moment === undefined) return refuse('date-missing', 'no date, so its age is unknown');
  if (!isRealDate(moment)) return refuse('date-invalid', 'no such date');
  if (dayOf(moment) > index.chart.clock.latest) return refuse('date-future', 'dated after the day of the evaluation');
  return [{ resource, moment, at: momentOf(moment) }];
}
