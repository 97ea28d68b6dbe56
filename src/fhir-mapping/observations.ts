import { referenceOf, type ChartIndex, type Dated } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import type { Issue } from './data-quality.ts';
import { dayOf, isRealDate, momentOf } from './dates.ts';
import { objectAt, textAt, type AnyResource } from './json.ts';

/** Which results count (status) and when they were taken, whatever their value. */

/** Results that count (conventions, "Facts"). */
const USABLE = new Set(['final', 'amended', 'corrected', 'appended']);

/** Which results a reader wants. */
export interface Wanted {
  readonly concept: Concept;
  /** An earlier day than this isn't used at all. */
  readonly notBefore?: string | undefined;
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
  const date = dayOf(moment);
  const flaw = flawOf(moment, date, index.chart.clock.latest);
  if (!flaw) return { resource, concept, date, at: momentOf(moment), number: undefined };
  index.quality.add(referenceOf(resource), flaw.issue, `${concept}: ${flaw.detail}`);
  return undefined;
}

/** As sent, empty where nothing was. */
function momentIn(resource: AnyResource): string {
  const moment = textAt(resource, 'effectiveDateTime');
  if (moment !== undefined) return moment;
  const period = objectAt(resource, 'effectivePeriod');
  return (
    textAt(period, 'end') ??
    textAt(period, 'start') ??
    textAt(resource, 'effectiveInstant') ??
    textAt(resource, 'issued') ??
    ''
  );
}

interface Flaw {
  readonly issue: Issue;
  readonly detail: string;
}

const NO_DATE: Flaw = { issue: 'date-missing', detail: 'no date, so its age is unknown' };
const NO_SUCH_DATE: Flaw = { issue: 'date-invalid', detail: 'no such date' };
const FUTURE: Flaw = { issue: 'date-future', detail: 'dated after the day of the evaluation' };

function flawOf(moment: string, date: string, latest: string): Flaw | undefined {
  if (moment === '') return NO_DATE;
  if (!isRealDate(moment)) return NO_SUCH_DATE;
  return date > latest ? FUTURE : undefined;
}
