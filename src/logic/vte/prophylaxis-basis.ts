import { holds, test, type Criterion, type Status } from '../criterion.ts';
import { isA } from '../drugs.ts';
import type { Drug, Evidence, Missing } from '../facts.ts';
import type { Advice, Note, Shown } from '../rule.ts';
import { allDrugs } from '../scopes.ts';
import type { Score } from '../score.ts';
import { onAnticoagulant, onAspirin } from './prophylaxis-in-place.ts';
import type { VteAssessment } from './recommendation.ts';
import type { VteFacts } from './vte-facts.ts';

/** What every advice of the prophylaxis page rests on: scores, evidence, what is missing, what is disclosed (I-3). */

export interface Basis {
  readonly facts: VteFacts;
  readonly vte: VteAssessment;
  readonly trigger: Criterion;
  readonly notes?: readonly Note[];
  /** What else was weighed, shown after the rest. */
  readonly weighed?: readonly Criterion[];
}

/** An advice without its key and urgency. */
export type Grounds = Omit<Advice<string>, 'advice' | 'indicator'>;

export function groundsOf({ facts, vte, trigger, notes = [], weighed = [] }: Basis): Grounds {
  const savedApplies = vte.saved.applicable.status !== 'not-met';
  const lines = [...vte.impede.items, ...(savedApplies ? vte.saved.items : [])];
  return {
    show: { ...shownScores(vte), drug: drugNames(facts, trigger) },
    evidence: unique([
      ...trigger.evidence,
      ...lines.flatMap((line) => line.evidence),
      ...inPlace(facts),
      ...facts.platelets.evidence,
      ...vte.withheld.evidence,
      ...weighed.flatMap((criterion) => criterion.evidence),
    ]),
    missing: uniqueMissing([
      ...lines.flatMap((line) => line.missing),
      ...vte.withheld.missing,
      ...weighed.flatMap((criterion) => criterion.missing),
    ]),
    notes: [...disclosures(facts, vte), ...notes],
    scores: savedApplies ? { impede: vte.impede, saved: vte.saved } : { impede: vte.impede },
  };
}

/** What is taken or ordered against clots already, whatever its dose. */
const inPlace = (facts: VteFacts): readonly Evidence[] =>
  [onAnticoagulant(facts), onAspirin(facts)].flatMap(({ status, evidence }) => (status === 'not-met' ? [] : evidence));

function shownScores(vte: VteAssessment): Record<string, Shown> {
  return {
    impede: range(vte.impede),
    saved: vte.saved.applicable.status === 'not-met' ? 'not-applicable' : range(vte.saved),
    impedeWithoutCredit: range(vte.impedeWithoutCredit),
    impedeWithoutRace: range(vte.impedeWithoutRace),
  };
}

const range = ({ min, max }: Pick<Score, 'min' | 'max'>): string => (min === max ? `${min}` : `${min} to ${max}`);

/** I-3: disagreement of the scores, and the two lines whose removal would turn the advice. */
function disclosures(facts: VteFacts, vte: VteAssessment): Note[] {
  const show = shownScores(vte);
  const disagree = new Set<Status>([vte.impedeHigh, vte.savedHigh]);
  const notes: (Note | false)[] = [
    vte.saved.applicable.status === 'met' &&
      disagree.has('met') &&
      disagree.has('not-met') && { key: 'scores-disagree', show },
    vte.highRiskWithoutCredit !== vte.highRisk && { key: 'credit-changes', show },
    vte.highRiskWithoutRace !== vte.highRisk && { key: 'race-changes', show },
    currentVte(facts).status === 'met' && { key: 'current-vte' },
    holds(facts.myeloma).status !== 'met' && { key: 'diagnosis-not-recorded' },
  ];
  return notes.filter((note) => note !== false);
}

/** A thrombosis still on the problem list may be under treatment, for which these doses are too small. */
const currentVte = ({ vteEvents }: VteFacts): Criterion =>
  test(vteEvents, (events) => events.some((event) => event.current));

function drugNames(facts: VteFacts, trigger: Criterion): string {
  const drugs = allDrugs(facts);
  const listed: readonly Drug[] = drugs.known ? drugs.value : facts.plannedDrugs;
  const triggering = listed.filter((drug) =>
    trigger.evidence.some((evidence) => evidence.reference === drug.reference),
  );
  const imids = triggering.filter((drug) => isA(drug, 'imid'));
  const named = new Set((imids.length > 0 ? imids : triggering).map((drug) => drug.ingredient));
  return [...named].join('|');
}

/** Each piece of evidence once, however many lines rest on it. */
const unique = (evidence: readonly Evidence[]): Evidence[] => [
  ...new Map(evidence.map((one) => [`${one.concept}|${one.reference ?? ''}|${one.value}`, one])).values(),
];

const uniqueMissing = (missing: readonly Missing[]): Missing[] => [
  ...new Map(missing.map((one) => [`${one.concept}|${one.because}`, one])).values(),
];
