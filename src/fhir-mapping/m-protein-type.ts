import { known, unknown, type Evidence, type Fact } from '../logic/facts.ts';
import type { MProteinType } from '../logic/light-chains.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { codeSystemOf } from './codes/systems.ts';
import { listAt, objectAt, textAt, type AnyResource } from './json.ts';
import { mProteinTypesIn } from './m-protein-words.ts';
import { absence, usableOf } from './observations.ts';
import { conditionStanding, dateOf } from './presence.ts';
import { answerOf, textsOf } from './qualitative.ts';

/** Which M-protein the patient has: heavy and light chain, from immunofixation and from the diagnosis. */

/** Subtypes of the disease (terminology, `cond_multiple_myeloma`). */
const BY_CODE: Readonly<Record<string, MProteinType>> = {
  '285421005': { heavy: 'igg', light: null },
  '285420006': { heavy: 'iga', light: null },
  '285422003': { heavy: 'igd', light: null },
  '277579002': { heavy: 'none', light: null },
  '313427003': { heavy: 'none', light: 'lambda' },
  '414553000': { heavy: 'none', light: 'kappa' },
};

interface Told {
  readonly type: MProteinType;
  readonly evidence: Evidence;
}

/** Heavy and light chain as far as stated; unknown when two sources contradict each other. */
export function readMProteinType(index: ChartIndex): Fact<MProteinType> {
  const told = [
    ...fromText(index, ['m-protein-type', 'serum-immunofixation'], (type) => type),
    // Light chains alone pass into the urine: what its heavy chain says is of the urine only.
    ...fromText(index, ['urine-immunofixation'], ({ light }) => ({ heavy: null, light })),
    ...fromChains(index),
    ...fromDiagnosis(index),
  ];
  if (told.length === 0) return unknown([{ concept: 'm-protein-type', because: absence(index, 'observations') }]);
  const evidence = told.map((one) => one.evidence);
  const heavy = only(told.map(({ type }) => type.heavy));
  const light = only(told.map(({ type }) => type.light));
  if (heavy === 'several' || light === 'several')
    return unknown([{ concept: 'm-protein-type', because: 'conflicting' }], evidence);
  return known({ heavy, light }, evidence);
}

/** The one value that all who state one agree on. */
function only<T>(values: readonly (T | null)[]): T | null | 'several' {
  const stated = new Set(values.filter((value) => value !== null));
  return stated.size > 1 ? 'several' : ([...stated][0] ?? null);
}

const HEAVY_NAMES = { igg: 'IgG', iga: 'IgA', igm: 'IgM', igd: 'IgD', ige: 'IgE', none: 'light chain' } as const;

const evidenceOf = (resource: AnyResource, type: MProteinType, date: string | null): Evidence => ({
  concept: 'm-protein-type',
  value: [type.heavy && HEAVY_NAMES[type.heavy], type.light].filter((chain) => chain !== null).join(' '),
  ...(date === null ? {} : { date }),
  reference: referenceOf(resource),
  stale: false,
});

const STATED = ({ heavy, light }: MProteinType): boolean => heavy !== null || light !== null;

function fromText(
  index: ChartIndex,
  concepts: readonly Concept[],
  part: (type: MProteinType) => MProteinType,
): readonly Told[] {
  const results = concepts.flatMap((concept) => usableOf(index, { concept }));
  return results.flatMap(({ resource, date }) =>
    textsOf(resource)
      .flatMap(mProteinTypesIn)
      .map(part)
      .filter(STATED)
      .map((type) => ({ type, evidence: evidenceOf(resource, type, date) })),
  );
}

const CHAINS = [
  ['serum-immunofixation-kappa', 'kappa'],
  ['serum-immunofixation-lambda', 'lambda'],
] as const satisfies readonly (readonly [Concept, string])[];

/** Immunofixation against one chain. */
function fromChains(index: ChartIndex): readonly Told[] {
  return CHAINS.flatMap(([concept, light]) =>
    usableOf(index, { concept })
      .filter(({ resource }) => answerOf(resource) === 'positive')
      .map(({ resource, date }) => {
        const type = { heavy: null, light };
        return { type, evidence: evidenceOf(resource, type, date) };
      }),
  );
}

const DIAGNOSES = ['multiple-myeloma', 'smoldering-myeloma', 'mgus'] as const satisfies readonly Concept[];

/** The subtype by its code, and the words of the problem list. */
function fromDiagnosis(index: ChartIndex): readonly Told[] {
  const conditions = [...new Set(DIAGNOSES.flatMap((concept) => index.byConcept.get(concept) ?? []))].filter(
    (resource) =>
      resource.resourceType === 'Condition' && ['current', 'past'].includes(conditionStanding(index, resource)),
  );
  return conditions.flatMap((resource) => {
    const code = objectAt(resource, 'code');
    const coded = listAt(code, 'coding').flatMap((coding) => {
      const isSnomed = codeSystemOf(textAt(coding, 'system') ?? '') === 'snomed';
      const id = textAt(coding, 'code') ?? '';
      return isSnomed && Object.hasOwn(BY_CODE, id) ? (BY_CODE[id] ?? []) : [];
    });
    return [...coded, ...mProteinTypesIn(textAt(code, 'text') ?? '')]
      .filter(STATED)
      .map((type) => ({ type, evidence: evidenceOf(resource, type, dateOf(resource)) }));
  });
}
