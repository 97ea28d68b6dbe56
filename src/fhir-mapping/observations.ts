import { referenceOf, type ChartIndex, type Dated } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import type { Issue } from './data-quality.ts';
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
  return notBefore === undefined ? usable : usable.filter(({ date }) => date >= notBefore);
}

/** Looked through once, however many facts rest on the concept. */
function allUsable(index: ChartIndex, concept: Concept): readonly Dated[] {
  const usable: Dated[] = [];
  for (const resource of index.byConcept.get(concept) ?? []) {
    if (resource.resourceType !== 'Observation' || !isUsable(index, resource)) continue;
    const dated = datedOf(index, resource, concept);
    if (dated) usable.push(dated);
  }
  index.dated.set(concept, usable);
  return usable;
}

/** Results by the moment at which they were taken, oldest first. */
export function byMoment<T extends Dated>(results: readonly T[]): readonly (readonly [T, ...T[]])[] {
  const groups: [T, ...T[]][] = [];
  for (const result of [...results].sort((a, b) => a.at - b.at)) {
    const last = groups.at(-1);
    if (last?.[0].at === result.at) last.push(result);
    else groups.push([result]);
  }
  return groups;
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

function datedOf(index: ChartIndex, resource: AnyResource, concept: Concept): Dated | undefined {
  const moment = momentIn(resource);
  const refuse = (issue: Issue, detail: string): Dated | undefined => {
    index.quality.add(referenceOf(resource), issue, `${concept}: ${detail}`);
    return undefined;
  };
  if (moment === undefined) return refuse('date-missing', 'no date, so its age is unknown');
  if (!isRealDate(moment)) return refuse('date-invalid', 'no such date');
  const date = dayOf(moment);
  if (date > index.chart.clock.latest) return refuse('date-future', 'dated after the day of the evaluation');
  return { resource, concept, date, at: momentOf(moment), number: undefined };
}

function momentIn(resource: AnyResource): string | undefined {
  const moment = textAt(resource, 'effectiveDateTime');
  if (moment !== undefined) return moment;
  const period = objectAt(resource, 'effectivePeriod');
  return (
    textAt(period, 'end') ??
    textAt(period, 'start') ??
    textAt(resource, 'effectiveInstant') ??
    textAt(resource, 'issued')
  );
}
