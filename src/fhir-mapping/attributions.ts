import type { Attribution, Cause } from '../logic/diagnosis-facts.ts';
import { known, unknown, type ChartKind, type Fact } from '../logic/facts.ts';
import { referenceOf, resourcesOf, type ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { LONGEST_NAME } from './entry-text.ts';
import { wordsOf } from './history-details.ts';
import { listAt, lookUp, objectAt, textAt, type AnyResource } from './json.ts';
import { conditionStanding, dateOf, searchedEvidence } from './presence.ts';

/** What somebody wrote as the cause of a finding (DEC-3, last row; DEC-4): never guessed from what is given. */

type Finding = Attribution['finding'];

const FINDINGS: readonly (readonly [Finding, readonly Concept[]])[] = [
  ['hemoglobin', ['hemoglobin']],
  ['serum-creatinine', ['serum-creatinine']],
  ['calcium', ['calcium', 'albumin-corrected-calcium', 'hypercalcemia']],
  ['serum-viscosity', ['serum-viscosity', 'hyperviscosity']],
  ['anemia', ['anemia']],
  ['kidney', ['acute-kidney-injury', 'chronic-kidney-disease']],
  [
    'peripheral-neuropathy',
    ['peripheral-neuropathy', 'sensory-neuropathy', 'motor-neuropathy', 'demyelinating-neuropathy'],
  ],
  ['fracture', ['pathologic-fracture', 'collapsed-vertebra', 'vertebral-compression-fracture', 'femur-fracture']],
];

/** Codes that name the cause: anemia due to chemotherapy, drug-induced polyneuropathy, and complications of myeloma. */
const CODED_CAUSE: Readonly<Record<string, Cause>> = {
  'D64.81': 'therapy',
  D6481: 'therapy',
  'G62.0': 'therapy',
  G620: 'therapy',
  '230586003': 'myeloma',
};

const THERAPY =
  '(?:chemo|radio)?therapy|treatment|chemotherapy|lenalidomide|bortezomib|carfilzomib|thalidomide|pomalidomide|melphalan|daratumumab|drugs?|medication';
const MYELOMA = '(?:multiple )?myeloma|plasma cell (?:disorder|neoplasm)|disease progression|progressive disease';
const DUE = '(?:due|secondary|related|attributed|attributable) to (?:the )?';

const SAYINGS: readonly (readonly [Cause, RegExp])[] = [
  [
    'not-therapy',
    new RegExp(
      `\\b(?:not (?:felt to be |thought to be |considered )?${DUE}|unrelated to )(?:${THERAPY})\\b|与(?:药物|治疗|化疗)无关`,
      'i',
    ),
  ],
  [
    'not-myeloma',
    new RegExp(
      `\\b(?:not (?:felt to be |thought to be |considered )?${DUE}|unrelated to )(?:${MYELOMA})\\b|与骨髓瘤无关`,
      'i',
    ),
  ],
  [
    'therapy',
    new RegExp(
      `\\b${DUE}(?:${THERAPY})\\b|\\b(?:${THERAPY})[- ](?:induced|related)\\b|(?:药物|治疗|化疗)(?:相关|所致|引起)`,
      'i',
    ),
  ],
  ['myeloma', new RegExp(`\\b${DUE}(?:${MYELOMA})\\b|\\bmyeloma[- ]related\\b|骨髓瘤(?:相关|所致|引起)`, 'i')],
];
const UNSURE =
  /[?？]|\b(possible|possibly|probable|probably|likely|may be|might be|suspected|versus|vs)\b|可能|疑|考虑/i;

const KINDS: readonly ChartKind[] = ['observations', 'conditions'];

export function readAttributions(index: ChartIndex): Fact<readonly Attribution[]> {
  const list = FINDINGS.flatMap(([finding, concepts]) =>
    resourcesOf(index, concepts).flatMap((resource) =>
      causesOf(index, resource).map((cause) => ({
        finding,
        cause,
        date: dateOf(resource),
        reference: referenceOf(resource),
      })),
    ),
  ).sort((a, b) => key(a).localeCompare(key(b)));
  if (list.length > 0) {
    return known(
      list,
      list.map(({ cause, date, reference }) => ({
        concept: 'attribution',
        value: cause,
        ...(date === null ? {} : { date }),
        reference,
        stale: false,
      })),
    );
  }
  const unanswered = KINDS.some((kind) => index.chart.answers[kind] !== 'answered');
  if (unanswered) return unknown([{ concept: 'attribution', because: 'unanswered' }]);
  return known([], searchedEvidence(index, 'attribution', KINDS));
}

const key = ({ date, finding, reference, cause }: Attribution): string =>
  `${date ?? ''} ${finding} ${reference} ${cause}`;

/** One cause, or none where the words contradict each other or only suspect it. */
function causesOf(index: ChartIndex, resource: AnyResource): readonly Cause[] {
  if (!counts(index, resource)) return [];
  const causes = new Set<Cause>();
  for (const coding of listAt(objectAt(resource, 'code'), 'coding')) {
    const coded = lookUp(CODED_CAUSE, coding['code']);
    if (coded) causes.add(coded);
  }
  for (const text of textsOf(resource)) {
    const said = saidIn(text);
    if (said) causes.add(said);
  }
  return causes.size === 1 ? [...causes] : [];
}

function counts(index: ChartIndex, resource: AnyResource): boolean {
  if (resource.resourceType === 'Condition' && !['current', 'past'].includes(conditionStanding(index, resource)))
    return false;
  if (resource.resourceType !== 'Condition' && resource.resourceType !== 'Observation') return false;
  return !['entered-in-error', 'cancelled'].includes(textAt(resource, 'status') ?? '');
}

const saidIn = (text: string): Cause | undefined =>
  text.length > LONGEST_NAME || UNSURE.test(text) ? undefined : SAYINGS.find(([, pattern]) => pattern.test(text))?.[0];

/** Results are many, and nearly all of them have none of these. */
function textsOf(resource: AnyResource): readonly string[] {
  const texts = resource.resourceType === 'Condition' ? [...wordsOf(objectAt(resource, 'code'))] : [];
  for (const note of listAt(resource, 'note')) texts.push(textAt(note, 'text') ?? '');
  for (const evidence of listAt(resource, 'evidence'))
    texts.push(...listAt(evidence, 'code').flatMap((code) => wordsOf(code)));
  for (const stage of listAt(resource, 'stage')) texts.push(...wordsOf(objectAt(stage, 'summary')));
  return texts;
}
