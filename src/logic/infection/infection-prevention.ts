import { any, type Criterion } from '../criterion.ts';
import { isA } from '../drugs.ts';
import { defineRule, type Advice, type DecisionContext, type Note, type View } from '../rule.ts';
import { inActiveMyelomaCare, takes } from '../scopes.ts';
import { INFECTION } from './citations.ts';
import { lowIgG, newlyDiagnosed, recurrentInfections } from './infection-risk.ts';
import { pneumococcalDue } from './pneumococcal.ts';

const READS = [
  'activeDrugs',
  'plannedDrugs',
  'recordedDiagnosis',
  'diagnosisDate',
  'igG',
  'seriousInfections',
  'vaccinations',
] as const;
type Facts = View<(typeof READS)[number]>;

/** Immunoglobulin, pneumococcal vaccination, antibiotic at diagnosis (MYEL-H; H-8, errata 8). */
export const infectionPrevention = defineRule({
  id: 'INFECTION-PREVENTION',
  words: 'infection/infection-prevention',
  topic: 'infection',
  cites: [INFECTION],
  hooks: ['patient-view'],
  reads: READS,
  advises: ['consider'],
  notes: ['low-igg', 'recurrent-infections', 'conjugate', 'polysaccharide', 'antibiotic'],
  suggests: [],

  decide(facts, { thresholds }) {
    if (inActiveMyelomaCare(facts).status !== 'met') return null;
    const igG = lowIgG(facts, thresholds);
    const infections = recurrentInfections(facts, thresholds);
    const parts = [
      immunoglobulin(facts, igG, infections),
      vaccination(facts),
      antibiotic(facts, any(igG, infections)),
    ].filter((part) => part !== null);
    return parts.length === 0 ? null : say(parts, { igG, infections }, thresholds);
  },
});

interface Part {
  readonly measure: string;
  readonly notes: readonly Note[];
  readonly grounds: readonly Criterion[];
}

/** Each ground that holds is named; none while an immunoglobulin is given. */
function immunoglobulin(facts: Facts, igG: Criterion, infections: Criterion): Part | null {
  const given = takes(facts, (drug) => isA(drug, 'immunoglobulin'));
  if (given.status === 'met' || any(igG, infections).status !== 'met') return null;
  const notes: (Note | false)[] = [
    igG.status === 'met' && { key: 'low-igg' },
    infections.status === 'met' && { key: 'recurrent-infections' },
  ];
  return { measure: 'immunoglobulin', notes: notes.filter((note) => note !== false), grounds: [given] };
}

function vaccination({ vaccinations, asOf }: Facts): Part | null {
  const due = pneumococcalDue(vaccinations, asOf);
  if (due === null) return null;
  const shown: Criterion = { status: 'not-met', evidence: vaccinations.evidence, missing: [] };
  return { measure: `${due}-vaccine`, notes: [{ key: due }], grounds: [shown] };
}

/** The page leaves "high risk" to the clinician; the card speaks where H-8's own grounds for it hold. */
function antibiotic(facts: Facts, atRisk: Criterion): Part | null {
  const given = takes(
    facts,
    (drug) => isA(drug, 'fluoroquinolone') || drug.ingredient === 'trimethoprim-sulfamethoxazole',
  );
  const recent = newlyDiagnosed(facts);
  if (recent.status !== 'met' || atRisk.status !== 'met' || given.status === 'met') return null;
  return { measure: 'antibiotic', notes: [{ key: 'antibiotic' }], grounds: [recent, given] };
}

function say(
  parts: readonly Part[],
  { igG, infections }: { readonly igG: Criterion; readonly infections: Criterion },
  { recurrentInfections: several, infectionLookBackDays: days }: DecisionContext['thresholds'],
): Advice<'consider'> {
  const all = [igG, infections, ...parts.flatMap(({ grounds }) => grounds)];
  return {
    ...{ advice: 'consider', indicator: 'info' },
    show: { measure: parts.map(({ measure }) => measure).join('|'), several, days },
    evidence: [...new Set(all.flatMap(({ evidence }) => evidence))],
    missing: all.flatMap(({ status, missing }) => (status === 'unknown' ? missing : [])),
    notes: parts.flatMap(({ notes }) => notes),
  };
}
