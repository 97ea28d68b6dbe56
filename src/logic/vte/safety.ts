import { all, atLeast, below, holds, test, type Criterion } from '../criterion.ts';
import { creatinineClearance } from '../derive.ts';
import { isA, type Ingredient } from '../drugs.ts';
import type { Drug, PatientFacts } from '../facts.ts';
import type { Note } from '../rule.ts';
import { onImid, takes } from '../scopes.ts';
import type { Thresholds } from '../thresholds.ts';
import { mlPerMin, thousandPerUl } from '../units.ts';
import type { Agent } from './agents.ts';

/** Below this no full-dose anticoagulation (I-6, errata 39). */
export const FULL_DOSE_PLATELETS = thousandPerUl(50);
/** Below this no drug prophylaxis at all (I-6, errata 39). */
export const NO_PROPHYLAXIS_PLATELETS = thousandPerUl(25);
const SEVERE_RENAL = mlPerMin(30);

export const SAFETY_READS = ['hit', 'allergies', 'sex', 'creatinine', 'measuredClearance'] as const;

/** What the safety filters of I-6 read. */
export type SafetyFacts = Pick<
  PatientFacts,
  | (typeof SAFETY_READS)[number]
  | 'platelets'
  | 'activeDrugs'
  | 'plannedDrugs'
  | 'weight'
  | 'height'
  | 'birthDate'
  | 'asOf'
>;

/** The agents that may be offered, why others are left out, and what to mind with those that remain. */
export interface Choice {
  readonly suitable: readonly Agent[];
  readonly notes: readonly Note[];
  readonly criteria: readonly Criterion[];
}

/** One reason to leave out an agent: unless the criterion is not-met, it isn't offered. */
interface Exclusion {
  readonly applies: (agent: Agent) => boolean;
  readonly when: Criterion;
  readonly note: string;
}

const isLmwh = (agent: Agent): boolean => isA(agent, 'lmwh');
const isDoac = (agent: Agent): boolean => isA(agent, 'doac');

/** I-6: filters the agents of one column. An exclusion that can't be ruled out leaves its agents out too. */
export function chooseAgents(agents: readonly Agent[], facts: SafetyFacts, thresholds: Thresholds): Choice {
  const clearance = creatinineClearance(facts, thresholds.clearanceWeight);
  const severe = below(clearance, SEVERE_RENAL);
  const fewPlatelets = below(facts.platelets, FULL_DOSE_PLATELETS);
  const exclusions: readonly Exclusion[] = [
    { applies: isLmwh, when: holds(facts.hit), note: 'no-lmwh-hit' },
    { applies: (agent) => agent.ingredient === 'fondaparinux', when: severe, note: 'no-fondaparinux-renal' },
    { applies: (agent) => agent.ingredient === 'warfarin', when: fewPlatelets, note: 'no-warfarin-platelets' },
    // I-6 allows prophylaxis between 25 and 50 where the risk is high; aspirin is offered where it isn't.
    { applies: (agent) => agent.ingredient === 'aspirin', when: fewPlatelets, note: 'no-aspirin-platelets' },
  ];
  const inForce = exclusions.filter(({ applies, when }) => when.status !== 'not-met' && agents.some(applies));
  const allergic = agents.filter((agent) => allergyTo(agent, facts).status !== 'not-met');
  const suitable = agents.filter(
    (agent) => !allergic.includes(agent) && !inForce.some(({ applies }) => applies(agent)),
  );
  return {
    suitable,
    notes: [
      ...inForce.map(({ note, when }) => ({ key: when.status === 'met' ? note : `${note}-unknown` })),
      ...allergic.filter((agent) => !inForce.some(({ applies }) => applies(agent))).map(allergyNote),
      ...cautions(suitable, facts, severe),
    ],
    criteria: [severe, holds(facts.hit), test(facts.allergies, () => true)],
  };
}

/** An allergy to the drug itself, or to another heparin for an LMWH. */
function allergyTo(agent: Agent, { allergies }: SafetyFacts): Criterion {
  const crossReacts = (ingredient: Ingredient): boolean =>
    ingredient === agent.ingredient || (isLmwh(agent) && isA({ ingredient }, 'lmwh', 'heparin'));
  // An allergy list that wasn't sent doesn't withhold every drug: the card says that it wasn't seen.
  if (!allergies.known) return { status: 'not-met', evidence: [], missing: allergies.missing };
  return test(allergies, (list) => list.some(crossReacts));
}

function allergyNote(agent: Agent): Note {
  return { key: 'no-agent-allergy', show: { agent: agent.item } };
}

/** Reasons for care that don't exclude: renal function, interactions, bleeding risk, carfilzomib with an IMiD. */
function cautions(suitable: readonly Agent[], facts: SafetyFacts, severe: Criterion): readonly Note[] {
  const interacting = (drug: Drug): boolean => isA(drug, 'strong-cyp3a4-pgp-inhibitor', 'strong-cyp3a4-pgp-inducer');
  const antiplatelet = (drug: Drug): boolean => isA(drug, 'antiplatelet');
  const renalAgents = suitable.some((agent) => isLmwh(agent) || isDoac(agent));
  const notes: (Note | false)[] = [
    renalAgents && severe.status === 'met' && { key: 'renal-caution' },
    renalAgents && severe.status === 'unknown' && { key: 'renal-unknown' },
    suitable.some(isDoac) && takes(facts, interacting).status === 'met' && { key: 'doac-interaction' },
    takes(facts, antiplatelet).status === 'met' && { key: 'antiplatelet-active' },
    lowButAllowed(facts).status === 'met' && { key: 'platelets-25-50' },
    !facts.allergies.known && { key: 'allergies-unknown' },
    carfilzomibWithImid(facts) && { key: 'carfilzomib-imid' },
  ];
  return notes.filter((note) => note !== false);
}

const lowButAllowed = ({ platelets }: SafetyFacts): Criterion =>
  all(below(platelets, FULL_DOSE_PLATELETS), atLeast(platelets, NO_PROPHYLAXIS_PLATELETS));

function carfilzomibWithImid(facts: SafetyFacts): boolean {
  const carfilzomib = takes(facts, (drug) => drug.ingredient === 'carfilzomib');
  return carfilzomib.status === 'met' && onImid(facts).status === 'met';
}
