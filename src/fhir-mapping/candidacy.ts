import { ageOn } from '../logic/calendar.ts';
import { known, unknown, type Evidence, type Fact, type PatientFacts } from '../logic/facts.ts';
import type { Thresholds } from '../logic/thresholds.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { wordsOf } from './history-details.ts';
import { isFinal, requestStanding, worded } from './history-entries.ts';
import { objectAt, textAt, type AnyResource } from './json.ts';
import { conditionStanding, dateOf, labelOf, procedureStanding } from './presence.ts';

/**
 * Candidate for a stem-cell transplant or not (DEC-3): what was ordered, done or decided; else the site's setting; else
 * its age limit (F-3). The newest record decides, and records of one day that differ leave it open.
 */

const TRANSPLANTS: readonly Concept[] = ['autologous-transplant', 'allogeneic-transplant', 'stem-cell-transplant'];

const TRANSPLANT =
  /\b(stem[- ]cell|bone marrow|ha?ematopoietic|hemopoietic|autologous|allogene?ic)\b.{0,60}transplant|\btransplant\b.{0,40}\b(stem[- ]cell|marrow|autologous)|\b(auto-?)?(hs?ct|asct)\b|(干细胞|骨髓|自体|异基因).{0,12}移植/i;
const OTHER_ORGAN =
  /\b(kidney|renal|liver|hepatic|heart|cardiac|lung|corneal?|organ|islet|fecal|mitral|valve|donor)\b|肾移植|肝移植|心脏移植|角膜|粪菌|供者/i;

const NOT_CANDIDATE =
  /\btransplant[- ]ineligib|\bineligible for\b.{0,40}transplant|\bnot (a |an )?(good |suitable |current )?(\w+ ){0,3}candidate\b.{0,40}transplant|\bnot (a |an )?(stem[- ]cell |autologous |bone marrow )?transplant candidate|\bnot (eligible|suitable|fit) for\b.{0,40}transplant|\btransplant\b.{0,20}\b(not (eligible|candidate|suitable)|ineligible|contraindicated|declined|refused)|\b(declined|refused|declines|refuses)\b.{0,40}transplant|(不适合|不宜|不符合|非|拒绝).{0,10}移植|移植(不耐受|禁忌)/i;
const CANDIDATE =
  /\btransplant[- ]eligible|(?<!\bin)\beligible for\b.{0,40}transplant|\btransplant candidate|\bcandidate for\b.{0,40}transplant|(?<!不)(适合|拟行|符合).{0,10}移植|移植候选/i;
const UNDECIDED =
  /[?？]|\b(possible|possibly|potential|whether|to be determined|tbd|unclear|evaluate|if)\b|待定|待评估|是否|可能/i;

interface Sign {
  readonly candidate: boolean;
  readonly date: string | null;
  readonly evidence: Evidence;
}

export function readTransplantCandidate(
  index: ChartIndex,
  thresholds: Thresholds,
  { birthDate }: Pick<PatientFacts, 'birthDate'>,
): Fact<boolean> {
  const signs = signsOf(index).filter(({ date }) => date === null || date <= index.chart.clock.latest);
  const newest = signs.reduce<string>((latest, { date }) => (date !== null && date > latest ? date : latest), '');
  const deciding = signs.filter(({ date }) => date === null || date === newest);
  const evidence = deciding.map((sign) => sign.evidence);
  const [first] = deciding;
  if (first) {
    if (deciding.every(({ candidate }) => candidate === first.candidate)) return known(first.candidate, evidence);
    return unknown([{ concept: 'transplant-candidate', because: 'conflicting' }], evidence);
  }
  const { transplantCandidate, transplantAgeLimit } = thresholds;
  if (transplantCandidate !== 'unknown') return byRule(transplantCandidate, 'setting');
  const asked = (['conditions', 'procedures', 'serviceRequests'] as const).every(
    (kind) => index.chart.answers[kind] === 'answered',
  );
  if (!asked) return unknown([{ concept: 'transplant-candidate', because: 'unanswered' }]);
  const young =
    transplantAgeLimit !== null &&
    birthDate.known &&
    ageOn(birthDate.value, index.chart.clock.asOf).oldest < transplantAgeLimit;
  return young ? byRule(true, 'age') : unknown([{ concept: 'transplant-candidate', because: 'absent' }]);
}

const byRule = (candidate: boolean, method: 'setting' | 'age'): Fact<boolean> =>
  known(candidate, [{ concept: 'transplant-candidate', value: candidate ? 'yes' : 'no', method, stale: false }]);

function signsOf(index: ChartIndex): readonly Sign[] {
  const coded = TRANSPLANTS.flatMap((concept) => index.byConcept.get(concept) ?? []);
  const status = (index.byConcept.get('transplant-status') ?? []).map((resource) => ({ resource, text: false }));
  const told = worded(index).filter(({ label }) => isAboutTransplant(label));
  const all = [...coded.map((resource) => ({ resource, text: false })), ...status].concat(
    told.map(({ resource }) => ({ resource, text: true })),
  );
  return all.flatMap(({ resource, text }) => {
    const candidate = candidacyOf(index, resource, text);
    if (candidate === undefined) return [];
    const date = dateOf(resource);
    const evidence: Evidence = {
      concept: 'transplant-candidate',
      value: candidate ? 'yes' : 'no',
      ...(date === null ? {} : { date }),
      reference: referenceOf(resource),
      ...(text ? { method: 'text' } : {}),
      stale: false,
    };
    return [{ candidate, date, evidence }];
  });
}

/** Without one of these a label is about none, and nearly every label is. */
const TRANSPLANT_WORD = /transplant|hs?ct|asct|移植/i;

const isAboutTransplant = (label: string): boolean =>
  TRANSPLANT_WORD.test(label) &&
  (TRANSPLANT.test(label) || NOT_CANDIDATE.test(label) || CANDIDATE.test(label) || ELIGIBILITY.test(label)) &&
  !OTHER_ORGAN.test(label);

function candidacyOf(index: ChartIndex, resource: AnyResource, text: boolean): boolean | undefined {
  switch (resource.resourceType) {
    case 'ServiceRequest':
      return orderCandidacy(index, resource);
    case 'Procedure':
      return procedureCandidacy(index, resource);
    case 'Condition':
      return conditionCandidacy(index, resource, text);
    case 'Observation':
      return isFinal(index, resource) ? resultCandidacy(resource) : undefined;
    default:
      return undefined;
  }
}

/** An order, plan or referral; "do not perform" is a decision against it. */
function orderCandidacy(index: ChartIndex, request: AnyResource): boolean | undefined {
  const label = labelOf(request);
  const stands = ['active', 'on-hold', 'completed'].includes(textAt(request, 'status') ?? '');
  if (request['doNotPerform'] === true && stands) return false;
  if (requestStanding(index, request) === 'ignored') return undefined;
  return !NOT_CANDIDATE.test(label);
}

const DECISION = /ineligib|not (a )?candidate|contraindicat|unfit|declin|refus|不适合|禁忌|拒绝/i;

/** Done, under way or being prepared. One that wasn't done tells only with a reason that decides. */
function procedureCandidacy(index: ChartIndex, procedure: AnyResource): boolean | undefined {
  const status = textAt(procedure, 'status');
  if (status === 'not-done' && wordsOf(procedure['statusReason']).some((reason) => DECISION.test(reason))) return false;
  if (status === 'preparation') return true;
  return procedureStanding(index, procedure, {}) === 'current' ? true : undefined;
}

function conditionCandidacy(index: ChartIndex, condition: AnyResource, text: boolean): boolean | undefined {
  if (!['current', 'past'].includes(conditionStanding(index, condition))) return undefined;
  return text ? saidCandidacy(labelOf(condition)) : true;
}

function saidCandidacy(text: string): boolean | undefined {
  if (UNDECIDED.test(text)) return undefined;
  if (NOT_CANDIDATE.test(text)) return false;
  return CANDIDATE.test(text) ? true : undefined;
}

const ELIGIBILITY =
  /\btransplant[- ](in)?(eligib|candida)|\b(eligib|candida)\w* for\b.{0,40}transplant|移植(资格|适应|候选|评估)/i;

const YES = /^(yes|eligible|transplant[- ]eligible|candidate|是|适合|符合)\b|^(是|适合|符合)/i;
const NO = /^(no|not (eligible|a candidate)|ineligible|transplant[- ]ineligible)\b|^(否|不适合|不符合)/i;

/** "Transplant eligibility: yes". */
function resultCandidacy(observation: AnyResource): boolean | undefined {
  const label = labelOf(observation);
  if (!ELIGIBILITY.test(label)) return undefined;
  const flag = observation['valueBoolean'];
  const negative = NOT_CANDIDATE.test(label);
  if (typeof flag === 'boolean') return negative ? !flag : flag;
  const texts = [...wordsOf(objectAt(observation, 'valueCodeableConcept')), textAt(observation, 'valueString') ?? ''];
  if (negative) return undefined;
  if (texts.some((text) => NO.test(text))) return false;
  return texts.some((text) => YES.test(text)) ? true : undefined;
}
