import { Buffer } from 'node:buffer';
import type { Missing } from '../../logic/facts.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { dayOf, isRealDate } from '../dates.ts';
import { isResource, listAt, objectAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { ownedBy } from '../subject.ts';
import { LONGEST_TEXT } from './narrative.ts';

/** Reports and results as dated texts: conclusions, attachments, values, notes. */

/** Results that count (conventions, "Facts"). */
const USABLE: ReadonlySet<string> = new Set(['final', 'amended', 'corrected', 'appended']);

/** Whether a report or a result is final and not of the future; what isn't is noted. Undated ones count as oldest. */
export function isUsable(index: ChartIndex, resource: AnyResource): boolean {
  const reference = referenceOf(resource);
  if (!USABLE.has(textAt(resource, 'status') ?? '')) {
    index.quality.add(reference, 'status-ignored', `${resource.resourceType} not final`);
    return false;
  }
  const moment = momentOf(resource);
  if (moment !== undefined && isRealDate(moment) && dayOf(moment) > index.chart.clock.latest) {
    index.quality.add(reference, 'date-future', 'dated after the day of the evaluation');
    return false;
  }
  if (moment === undefined || !isRealDate(moment))
    index.quality.add(reference, moment === undefined ? 'date-missing' : 'date-invalid', 'order in time is unknown');
  return true;
}

/** The day of the examination: when it was made, else when it was reported. */
export function documentDay(resource: AnyResource): string | null {
  const moment = momentOf(resource);
  return moment !== undefined && isRealDate(moment) ? dayOf(moment) : null;
}

function momentOf(resource: AnyResource): string | undefined {
  const effective = objectAt(resource, 'effectivePeriod');
  const performed = objectAt(resource, 'performedPeriod');
  return (
    textAt(resource, 'effectiveDateTime') ??
    textAt(effective, 'end') ??
    textAt(effective, 'start') ??
    textAt(resource, 'effectiveInstant') ??
    textAt(resource, 'started') ??
    textAt(resource, 'performedDateTime') ??
    textAt(performed, 'end') ??
    textAt(performed, 'start') ??
    textAt(resource, 'issued')
  );
}

/** The names by which a CodeableConcept goes. */
export function namesOf(codeable: JsonObject): readonly string[] {
  const displays = listAt(codeable, 'coding').map((coding) => textAt(coding, 'display'));
  return [textAt(codeable, 'text'), ...displays].flatMap((name) => (name === undefined ? [] : [name.slice(0, 400)]));
}

/** What a report says in words: conclusion, its codes, attached plain text. */
export function reportTexts(report: AnyResource): readonly string[] {
  const conclusion = textAt(report, 'conclusion');
  const codes = listAt(report, 'conclusionCode').flatMap((code) => namesOf(code).slice(0, 1));
  const attached = listAt(report, 'presentedForm').flatMap(attachedText);
  return [...(conclusion === undefined ? [] : [conclusion]), ...codes, ...attached];
}

/** Base64 of so many characters is more than is ever read. */
const LONGEST_ATTACHMENT = 16 * LONGEST_TEXT;

function attachedText(attachment: JsonObject): string[] {
  const type = (textAt(attachment, 'contentType') ?? '').toLowerCase();
  const data = textAt(attachment, 'data');
  if (data === undefined || !/^text\/plain\b/.test(type)) return [];
  const encoded = data.length > LONGEST_ATTACHMENT ? data.slice(0, LONGEST_ATTACHMENT) : data;
  if (!/^[\w+/=\s-]*$/.test(encoded)) return [];
  return [Buffer.from(encoded, 'base64').toString('utf8')];
}

/** The Observations that a report or a panel refers to, within the chart or contained. */
export function membersOf(index: ChartIndex, resource: AnyResource, member: 'result' | 'hasMember'): AnyResource[] {
  const contained = listAt(resource, 'contained').filter(isResource);
  return listAt(resource, member)
    .slice(0, MOST_MEMBERS)
    .flatMap((link) => {
      const reference = textAt(link, 'reference') ?? '';
      if (reference.startsWith('#'))
        return contained.filter(({ id }) => id === reference.slice(1)).filter(ownedBy(index.chart));
      const id = /(?:^|\/)Observation\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/.{1,64})?$/.exec(reference)?.[1];
      const found = id === undefined ? undefined : index.byType.get('Observation')?.find((one) => one['id'] === id);
      return found ? [found] : [];
    })
    .filter(({ resourceType }) => resourceType === 'Observation');
}

const MOST_MEMBERS = 60;

/** Why a fact without any document isn't known. */
export function noDocument(index: ChartIndex, concept: string): Missing {
  const { observations, reports } = index.chart.answers;
  const asked = observations === 'answered' && reports === 'answered';
  return { concept, because: asked ? 'absent' : 'unanswered' };
}

export function noteCut(index: ChartIndex, resource: AnyResource): void {
  index.quality.add(referenceOf(resource), 'unparsable', 'long text, read in part');
}
