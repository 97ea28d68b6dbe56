import { daysBetween } from '../logic/calendar.ts';
import type { Fact } from '../logic/facts.ts';
import { conceptsIn, type ChartIndex } from './chart-index.ts';
import { drugOf } from './codes/lookup.ts';
import { dayOf, isRealDate } from './dates.ts';
import { wordsOf } from './history-details.ts';
import { worded } from './history-entries.ts';
import { listAt, objectAt, textAt, type AnyResource } from './json.ts';
import { conditionStanding, judge, type Judged } from './presence.ts';

/** Bone-modifying therapy that somebody declined, or that is recorded as completed (H-1, H-2). */

const INGREDIENTS: ReadonlySet<string> = new Set(['zoledronic-acid', 'pamidronate', 'denosumab', 'ibandronate']);
const NAMES =
  /\b(zoledron(ic acid|ate)|zometa|pamidron(ate|ic acid)|aredia|denosumab|xgeva|ibandron(ate|ic acid)|bi(s)?phosphonates?|bone[- ](modifying|strengthening|targeted) (agent|therapy|drug)s?)|唑来膦酸|帕米膦酸|伊班膦酸|地舒单抗|地诺单抗|双膦酸盐/i;
const DECLINED = /\b(declin|refus)\w{0,4}\b|\bnot indicated\b|\bcontraindicated\b|拒绝|不同意|禁忌/i;
const COMPLETED =
  /\b(therapy|treatment|course|years?)\b.{0,20}\bcomplete|\bcomplet\w{0,3}\b.{0,30}\b(therapy|treatment|course|years?)\b|疗程(已)?(结束|完成)|已完成.{0,10}(疗程|治疗|年)/i;
const NOT_YET = /\b(not|in|un)[- ]?complete|\bnot (yet )?(declin|refus)|未完成|未拒绝/i;

const LINE = { kinds: ['medications'], when: 'ever' } as const;

export const readBoneAgentDeclined = (index: ChartIndex): Fact<boolean> =>
  judge(index, { ...LINE, concept: 'bone-agent-declined' }, [
    ...ordersOf(index, (order) => isDeclined(index, order)),
    ...problemsOf(index, DECLINED),
  ]);

export const readBoneAgentCompleted = (index: ChartIndex): Fact<boolean> =>
  judge(index, { ...LINE, concept: 'bone-agent-completed' }, [
    ...ordersOf(index, isCompleted),
    ...problemsOf(index, COMPLETED),
  ]);

/** The orders that count and are for a bone agent: few are declined or completed, which is told sooner than the drug. */
function ordersOf(index: ChartIndex, counts: (order: AnyResource) => boolean): readonly Judged[] {
  return ['MedicationRequest', 'MedicationStatement']
    .flatMap((type) => index.byType.get(type) ?? [])
    .filter((order) => !VOID.has(textAt(order, 'status') ?? '') && counts(order) && isBoneAgent(index, order))
    .map((resource) => ({ resource, standing: 'current' }));
}

const VOID = new Set(['entered-in-error', 'draft']);

function isBoneAgent(index: ChartIndex, order: AnyResource): boolean {
  const concept = objectAt(order, 'medicationCodeableConcept');
  const coded = listAt(concept, 'coding').some((coding) => {
    const drug = drugOf(coding, index.chart.localCodes);
    return drug !== undefined && INGREDIENTS.has(drug.ingredient);
  });
  return (
    coded ||
    [...wordsOf(concept), ...wordsOf({ text: textAt(objectAt(order, 'medicationReference'), 'display') })].some(
      (text) => NAMES.test(text),
    )
  );
}

const ENDED = new Set(['cancelled', 'stopped', 'on-hold', 'not-taken', 'completed']);

const reasonsOf = (order: AnyResource): readonly unknown[] => [
  ...listAt(order, 'statusReason'),
  ...listAt(order, 'reasonCode'),
];

function isDeclined(index: ChartIndex, order: AnyResource): boolean {
  if (order['doNotPerform'] === true) return true;
  if (!ENDED.has(textAt(order, 'status') ?? '')) return false;
  const reasons = listAt(order, 'statusReason');
  return conceptsIn(reasons, index.chart).has('treatment-declined') || reasons.some((reason) => says(reason, DECLINED));
}

/** Recorded length of bone-modifying therapy after which it is complete (H-2). */
const COURSE_DAYS = 730;

/** An order that ran out isn't a completed therapy: a reason that says so is, or two years on record. */
function isCompleted(order: AnyResource): boolean {
  const status = textAt(order, 'status');
  if (status !== 'completed' && status !== 'stopped') return false;
  if (reasonsOf(order).some((reason) => says(reason, COMPLETED))) return true;
  const period = objectAt(order, 'effectivePeriod');
  const [start, end] = [textAt(period, 'start'), textAt(period, 'end')];
  if (start === undefined || end === undefined || !isRealDate(start) || !isRealDate(end)) return false;
  return daysBetween(dayOf(start), dayOf(end)) >= COURSE_DAYS;
}

const says = (concept: unknown, pattern: RegExp): boolean =>
  wordsOf(concept).some((text) => pattern.test(text) && !NOT_YET.test(text));

/** "Declined bisphosphonates" as an entry of the problem list. */
const problemsOf = (index: ChartIndex, pattern: RegExp): readonly Judged[] =>
  worded(index)
    .filter(({ resource }) => resource.resourceType === 'Condition')
    .filter(({ label }) => NAMES.test(label) && pattern.test(label) && !NOT_YET.test(label))
    .map(({ resource }) => ({ resource, standing: conditionStanding(index, resource) }));
