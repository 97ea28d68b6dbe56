import { referenceOf, resourcesOf, type ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { LONGEST_NAME, nameOf, saidIn, type Name, type Named, type Said } from './entry-text.ts';
import { gradeOf, type Details } from './history-details.ts';
import { dayOf, isRealDate } from './dates.ts';
import { isGiven, textAt, type AnyResource } from './json.ts';
import { perChart } from './per-chart.ts';
import {
  conditionStanding,
  dateOf,
  isCarrier,
  labelOf,
  onsetOf,
  procedureStanding,
  type Judged,
  type PresenceSpec,
} from './presence.ts';

/** Finds the entries of the chart that speak of something, by code or, without a known one, by their words (DEC-3). */

export interface HistoryLine extends Named, Pick<PresenceSpec, 'concept' | 'codes' | 'kinds' | 'alsoFrom'> {
  /** An entry that stands under one of these too is that one's. */
  readonly unless?: readonly Concept[];
  readonly details?: Details;
}

export interface Entry extends Judged {
  readonly date: string | null;
  readonly fromText: boolean;
}

const ENTRIES = perChart(() => new Map<HistoryLine, readonly Entry[]>());

/** Every entry of a line, whatever it is worth; each that can't count is noted with the reason. */
export function entriesOf(index: ChartIndex, line: HistoryLine): readonly Entry[] {
  const kept = ENTRIES(index);
  const entries = kept.get(line) ?? findEntries(index, line);
  kept.set(line, entries);
  return entries;
}

function findEntries(index: ChartIndex, line: HistoryLine): readonly Entry[] {
  const others = resourcesOf(index, line.unless ?? []);
  const coded = resourcesOf(index, line.codes).filter(
    (resource) => isCarrier(line, resource) && !others.includes(resource),
  );
  const entries = coded.map((resource) => entryOf(index, line, { resource, said: undefined }));
  for (const one of worded(index)) {
    const said = isCarrier(line, one.resource) ? saidIn(one, line) : undefined;
    if (said !== undefined) entries.push(entryOf(index, line, { resource: one.resource, said }));
  }
  return entries;
}

interface Found {
  readonly resource: AnyResource;
  /** Of an entry found by its words. */
  readonly said: Said | undefined;
}

function entryOf(index: ChartIndex, line: HistoryLine, { resource, said }: Found): Entry {
  const fromText = said !== undefined;
  const standing = bySaying(index, resource, { said, standing: carrierStanding(index, line, resource) });
  if (resource.resourceType !== 'Condition')
    return inTime(index, line, { resource, standing, fromText, date: dateOf(resource) });
  // A status of the problem list tells that a procedure was done, and its record isn't the day of it.
  if (!line.kinds.includes('conditions')) {
    const told = standing === 'current' ? 'past' : standing;
    return { resource, standing: told, fromText, date: notAfter(index, onsetOf(resource)) };
  }
  return { resource, standing, fromText, date: conditionDate(index, line, resource) };
}

/** What is dated after the day of the evaluation hasn't been done. */
function inTime(index: ChartIndex, { concept }: HistoryLine, entry: Entry): Entry {
  if (entry.standing === 'ignored' || notAfter(index, entry.date) === entry.date) return entry;
  index.quality.add(referenceOf(entry.resource), 'date-future', `${concept}: dated after the day of the evaluation`);
  return { ...entry, standing: 'ignored' };
}

const notAfter = (index: ChartIndex, date: string | null): string | null =>
  date !== null && date > index.chart.clock.latest ? null : date;

/** Onset or record; an entry that is there counts, even where its date can't be. */
function conditionDate(index: ChartIndex, { concept }: HistoryLine, condition: AnyResource): string | null {
  const date = dateOf(condition);
  if (notAfter(index, date) === date) return date;
  index.quality.add(referenceOf(condition), 'date-future', `${concept}: dated after the day of the evaluation`);
  const recorded = textAt(condition, 'recordedDate');
  return recorded !== undefined && isRealDate(recorded) ? notAfter(index, dayOf(recorded)) : null;
}

function bySaying(
  index: ChartIndex,
  resource: AnyResource,
  { said, standing }: { said: Said | undefined; standing: Judged['standing'] },
): Judged['standing'] {
  if (standing !== 'current' && standing !== 'past') return standing;
  if (said === 'denied') return 'ignored';
  if (said === 'past') return 'past';
  if (said !== 'open') return standing;
  index.quality.add(referenceOf(resource), 'not-established', `${resource.resourceType}: suspected by its words`);
  return 'unsettled';
}

function carrierStanding(index: ChartIndex, line: HistoryLine, resource: AnyResource): Judged['standing'] {
  switch (resource.resourceType) {
    case 'Condition':
      return conditionStanding(index, resource);
    case 'Procedure':
      return procedureStanding(index, resource, {});
    case 'ServiceRequest':
      return requestStanding(index, resource) === 'done' ? 'current' : 'ignored';
    case 'Observation':
    case 'DiagnosticReport':
      return resultStanding(index, line, resource);
    default:
      return 'ignored';
  }
}

/** Of an order: completed means done, active or on hold planned; anything else is noted. */
export function requestStanding(index: ChartIndex, request: AnyResource): 'done' | 'planned' | 'ignored' {
  const status = textAt(request, 'status');
  const refuse = (detail: string): 'ignored' => {
    index.quality.add(referenceOf(request), 'status-ignored', `ServiceRequest ${detail}`);
    return 'ignored';
  };
  if (request['doNotPerform'] === true) return refuse('not to be performed');
  if (status === 'completed') return 'done';
  if (status === 'active' || status === 'on-hold') return 'planned';
  return refuse(['draft', 'revoked', 'entered-in-error'].includes(status ?? '') ? (status ?? '') : 'of unknown status');
}

const FINAL = new Set(['final', 'amended', 'corrected', 'appended']);

/** Whether a result counts by its status (conventions, "Facts"); one that says why it has no value doesn't. */
export function isFinal(index: ChartIndex, result: AnyResource): boolean {
  if (FINAL.has(textAt(result, 'status') ?? '') && !isGiven(result['dataAbsentReason'])) return true;
  index.quality.add(referenceOf(result), 'status-ignored', `${result.resourceType} not final, or without a value`);
  return false;
}

function resultStanding(index: ChartIndex, { details }: HistoryLine, result: AnyResource): Judged['standing'] {
  if (!isFinal(index, result)) return 'ignored';
  // An examination for a finding isn't the finding: that takes a grade.
  return details === undefined || (gradeOf(details, result) ?? 0) > 0 ? 'current' : 'ignored';
}

interface Worded extends Name {
  readonly resource: AnyResource;
}

/** Observations are many: only those whose name holds one of these words are looked at. */
const OBSERVATION_WORDS =
  /neuropath|dental|oral exam|type (and|&)|antibody screen|group and s|frail|geriatric|stem cell|radio|radiation|echocard|staging|\bstage|\biss\b|durie|declin|candida|eligib|神经|口腔|牙|抗体|血型|衰弱|老年|干细胞|放疗|心动图|心脏|分期|移植/i;

/** The entries without a known code, with their names. */
export const worded = perChart((index): readonly Worded[] => {
  const list: Worded[] = [];
  for (const [type, resources] of index.uncoded) {
    const isOfInterest = type === 'Observation' ? observationNames() : () => true;
    for (const resource of resources) {
      const label = labelOf(resource);
      if (label.length <= LONGEST_NAME) {
        if (isOfInterest(label)) list.push({ resource, ...nameOf(label) });
      } else if (type !== 'Observation') {
        index.quality.add(referenceOf(resource), 'unparsable', 'no known code, and a name too long to be read');
      }
    }
  }
  return list;
});

/** The same few names come again and again: each is looked at once. */
function observationNames(): (label: string) => boolean {
  const known = new Map<string, boolean>();
  return (label) => {
    const before = known.get(label);
    if (before !== undefined) return before;
    const interesting = OBSERVATION_WORDS.test(label);
    known.set(label, interesting);
    return interesting;
  };
}
