import { above, all, any, atLeast, holds, not, type Criterion } from '../criterion.ts';
import { CLEARANCE_READS, creatinineClearance } from '../derive.ts';
import { isA, type DrugClass, type Ingredient } from '../drugs.ts';
import type { Evidence, Missing, PatientFacts } from '../facts.ts';
import type { Note, Product, SuggestedOrder } from '../rule.ts';
import type { Thresholds } from '../thresholds.ts';
import { mlPerMin } from '../units.ts';

/** Drugs that F-6 names for prophylaxis, as orders, each with the renal function its dose is for (product labels). */

export const AGENT_READS = ['allergies', 'dialysis', ...CLEARANCE_READS] as const;

type Facts = Pick<PatientFacts, (typeof AGENT_READS)[number] | 'asOf'>;

/** What may be offered, why something isn't, and what that rests on. */
export interface Choice {
  readonly suggestions: readonly SuggestedOrder[];
  readonly notes: readonly Note[];
  readonly evidence: readonly Evidence[];
  readonly missing: readonly Missing[];
}

interface Agent {
  readonly item: string;
  readonly product: Product & { readonly ingredient: Ingredient };
  /** Whether this dose fits the renal function; a dose that may not fit isn't offered. */
  readonly fits: Criterion;
}

const daily = { route: 'oral', frequency: 1, period: 1, periodUnit: 'd' } as const;

/** Below it valacyclovir and co-trimoxazole are dosed otherwise; acyclovir 400 mg twice daily stands down to 10. */
const FULL_DOSE = mlPerMin(30);
const ACYCLOVIR_FULL_DOSE = mlPerMin(10);

/** Against herpes zoster: none after an allergy to any of the family, which cross-react. */
export function zosterAgents(facts: Facts, thresholds: Thresholds): Choice {
  const { clearance, onDialysis, criteria } = renal(facts, thresholds);
  const normal = all(not(onDialysis), above(clearance, ACYCLOVIR_FULL_DOSE));
  const agents: readonly Agent[] = [
    {
      item: 'acyclovir',
      product: {
        ...{ ...daily, frequency: 2, ingredient: 'acyclovir', rxnorm: '197311' },
        display: 'Acyclovir 400 MG Oral Tablet',
        perDose: { value: 400, unit: 'mg' },
        instruction: 'Acyclovir 400 mg by mouth twice daily',
      },
      fits: normal,
    },
    {
      item: 'acyclovir-reduced',
      product: {
        ...{ ...daily, frequency: 2, ingredient: 'acyclovir', rxnorm: '197310' },
        display: 'Acyclovir 200 MG Oral Capsule',
        perDose: { value: 200, unit: 'mg' },
        instruction: 'Acyclovir 200 mg by mouth twice daily; on dialysis days after dialysis',
      },
      fits: any(onDialysis, not(above(clearance, ACYCLOVIR_FULL_DOSE))),
    },
    {
      item: 'valacyclovir',
      product: {
        ...{ ...daily, ingredient: 'valacyclovir', rxnorm: '313565' },
        display: 'valacyclovir 500 MG Oral Tablet',
        perDose: { value: 500, unit: 'mg' },
        instruction: 'Valacyclovir 500 mg by mouth once daily',
      },
      fits: all(not(onDialysis), atLeast(clearance, FULL_DOSE)),
    },
  ];
  const family = allergyTo(facts, 'antiviral-herpes');
  if (family.status === 'met') return { ...NONE, notes: [{ key: 'antiviral-allergy' }] };
  return offered(agents, family, criteria);
}

/** Against Pneumocystis: co-trimoxazole, or atovaquone where that isn't tolerated. */
export function pneumocystisAgents(facts: Facts, thresholds: Thresholds): Choice {
  const { clearance, onDialysis, criteria } = renal(facts, thresholds);
  const sulfa = allergyTo(facts, 'trimethoprim-sulfamethoxazole');
  const cotrimoxazole: Agent = {
    item: 'co-trimoxazole',
    product: {
      ...{ ...daily, frequency: 3, periodUnit: 'wk', ingredient: 'trimethoprim-sulfamethoxazole', rxnorm: '198335' },
      display: 'sulfamethoxazole 800 MG / trimethoprim 160 MG Oral Tablet',
      perDose: { value: 1, unit: '{tbl}' },
      instruction: 'Sulfamethoxazole 800 mg / trimethoprim 160 mg, one tablet by mouth three times a week',
    },
    fits: all(not(onDialysis), atLeast(clearance, FULL_DOSE)),
  };
  if (sulfa.status !== 'met') return offered([cotrimoxazole], sulfa, criteria);
  const atovaquone = allergyTo(facts, 'atovaquone');
  const alternative: SuggestedOrder = {
    ...{ kind: 'medication', item: 'atovaquone', category: '2A' },
    product: {
      ...{ ...daily, ingredient: 'atovaquone', rxnorm: '60212', display: 'atovaquone' },
      perDose: { value: 1500, unit: 'mg' },
      instruction: 'Atovaquone 1,500 mg by mouth once daily with food',
    },
  };
  return { ...NONE, suggestions: atovaquone.status === 'met' ? [] : [alternative], notes: [{ key: 'sulfa-allergy' }] };
}

const NONE: Choice = { suggestions: [], notes: [], evidence: [], missing: [] };

function renal(facts: Facts, { clearanceWeight }: Thresholds) {
  const clearance = creatinineClearance(facts, clearanceWeight);
  const onDialysis = holds(facts.dialysis);
  const shown: Criterion = {
    status: 'unknown',
    evidence: [...clearance.evidence, ...onDialysis.evidence],
    missing: [...(clearance.missing ?? []), ...onDialysis.missing],
  };
  return { clearance, onDialysis, criteria: shown };
}

/** Nothing is offered before allergies and renal function are known: both decide on drug and dose. */
function offered(agents: readonly Agent[], allergy: Criterion, shown: Criterion): Choice {
  if (allergy.status === 'unknown') return { ...NONE, notes: [{ key: 'allergies-unknown' }], missing: allergy.missing };
  const suitable = agents.filter(({ fits }) => fits.status === 'met');
  const excluded = agents.every(({ fits }) => fits.status === 'not-met');
  if (suitable.length === 0) {
    const notes = [{ key: excluded ? 'renal-excluded' : 'renal-unknown' }];
    return { ...NONE, notes, evidence: shown.evidence, missing: excluded ? [] : shown.missing };
  }
  const suggestions = suitable.map(
    ({ item, product }) => ({ kind: 'medication', item, product, category: '2A' }) as const,
  );
  return { ...NONE, suggestions, evidence: shown.evidence };
}

/** An allergy or intolerance to a drug, or to one of a class. */
function allergyTo({ allergies }: Facts, to: Ingredient | DrugClass): Criterion {
  if (!allergies.known) return { status: 'unknown', evidence: [], missing: allergies.missing };
  const found = allergies.value.some((ingredient) => ingredient === to || isA({ ingredient }, to as DrugClass));
  // The fact tells the search, not the entry: shown beside an allergy it would read as "none found".
  return { status: found ? 'met' : 'not-met', evidence: [], missing: [] };
}
