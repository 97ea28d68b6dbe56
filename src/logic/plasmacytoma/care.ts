import { distinctEvidence } from '../baseline.ts';
import { lastDayOf } from '../calendar.ts';
import { atLeast, type Criterion } from '../criterion.ts';
import type { Evidence, Fact } from '../facts.ts';
import { isMyelomaSpecific } from '../drugs.ts';
import { shownRange } from '../interval.ts';
import { isAbsent } from '../presence.ts';
import { defineRule, type Advice, type Note, type Service, type SuggestedOrder, type View } from '../rule.ts';
import { takes } from '../scopes.ts';
import { asFact, type Point } from '../series.ts';
import type { DiseaseEvent } from '../therapy-facts.ts';
import { unknown } from '../facts.ts';
import { percent } from '../units.ts';
import { CARE, DEFINITION, RADIOTHERAPY } from './citations.ts';
import { dueImaging, dueTests, lacksRadiotherapy } from './follow-up.ts';

const READS = [
  'recordedDiagnosis',
  'extramedullaryPlasmacytoma',
  'activeDrugs',
  'plannedDrugs',
  'marrow',
  'progressions',
  'diseaseControls',
  'imaging',
  'diagnosisDate',
  'radiotherapy',
  'plannedProcedures',
  'hemoglobin',
  'leukocytes',
  'plateletSeries',
  'creatinineSeries',
  'albumin',
  'calcium',
  'albuminCorrectedCalcium',
] as const;
type Facts = View<(typeof READS)[number]>;
type Key = 'active-myeloma' | 'progression' | 'initial' | 'follow-up';

/** C-4: from this share of plasma cells on it is active myeloma. */
const ACTIVE_MARROW = percent(10);

const SERVICES = {
  'order-cbc': {
    category: 'laboratory',
    system: 'loinc',
    code: '58410-2',
    display: 'CBC panel - Blood by Automated count',
  },
  'order-chemistry': {
    category: 'laboratory',
    system: 'loinc',
    code: '24323-8',
    display: 'Comprehensive metabolic 2000 panel - Serum or Plasma',
  },
  'order-mri': { category: 'imaging', system: 'loinc', code: '46358-8', display: 'MR Whole body' },
  'order-pet-ct': {
    category: 'imaging',
    system: 'loinc',
    code: '81555-5',
    display: 'PET+CT Guidance for localization of tumor of Whole body-- W 18F-FDG IV',
  },
} as const satisfies Readonly<Record<string, Service>>;
type Item = keyof typeof SERVICES;

/** Solitary plasmacytoma: definition, imaging, radiotherapy, follow-up (MYEL-2, MYEL-D; C-4, P-1 to P-4). */
export const plasmacytomaCare = defineRule({
  id: 'PLASMACYTOMA-CARE',
  words: 'plasmacytoma/care',
  topic: 'plasmacytoma',
  cites: [CARE, RADIOTHERAPY, DEFINITION],
  hooks: ['patient-view'],
  reads: READS,
  advises: ['active-myeloma', 'progression', 'initial', 'follow-up'],
  notes: [
    'radiotherapy',
    'initial-imaging',
    'marrow',
    'yearly-imaging',
    'cbc',
    'creatinine',
    'albumin',
    'calcium',
    'site-not-stated',
    'spacing',
    'clonality-unknown',
  ],
  suggests: ['order-cbc', 'order-chemistry', 'order-mri', 'order-pet-ct'],

  decide(facts) {
    const { recordedDiagnosis } = facts;
    if (!recordedDiagnosis.known || recordedDiagnosis.value !== 'solitary-plasmacytoma') return null;
    // Systemic therapy for myeloma: the patient is no longer on this page.
    if (takes(facts, isMyelomaSpecific).status === 'met') return null;
    const marrow = newestMarrow(facts);
    if (isActive(facts, marrow).status === 'met') return activeMyeloma(facts, marrow);
    return progression(facts) ?? care(facts, marrow);
  },
});

const newestMarrow = ({ marrow: { plasmaCells } }: Facts): Fact<Point<'%'>> => {
  const newest = plasmaCells.known ? plasmaCells.value.at(-1) : undefined;
  return newest ? asFact(newest) : unknown(plasmaCells.missing ?? []);
};

/** Plasma cells that are known not to be clonal don't count (C-1). */
function isActive({ marrow: { clonal } }: Facts, plasmaCells: Fact<Point<'%'>>): Criterion {
  if (clonal.known && !clonal.value) return { status: 'not-met', evidence: clonal.evidence, missing: [] };
  return atLeast(plasmaCells, ACTIVE_MARROW);
}

function activeMyeloma({ marrow: { clonal }, recordedDiagnosis }: Facts, marrow: Fact<Point<'%'>>): Advice<Key> {
  return {
    advice: 'active-myeloma',
    indicator: 'warning',
    show: { marrow: marrow.known ? shownRange(marrow.value.interval) : '-' },
    evidence: distinctEvidence([...marrow.evidence, ...clonal.evidence, ...recordedDiagnosis.evidence]),
    missing: clonal.known ? [] : clonal.missing,
    notes: clonal.known ? [] : [{ key: 'clonality-unknown' }],
  };
}

/** P-4. Recorded, or a new lesion in the newest study, and no control of the disease recorded since. */
function progression(facts: Facts): Advice<Key> | null {
  const { progressions, diseaseControls, imaging, recordedDiagnosis } = facts;
  const study = imaging.known ? imaging.value.at(-1) : undefined;
  const lesion = study?.newLesion;
  const grown = study && lesion?.known && lesion.value ? [study] : [];
  const controls = diseaseControls.known ? diseaseControls.value : [];
  const signs = [...(progressions.known ? progressions.value : []), ...grown].filter(
    (sign) => !controls.some((control) => isAfter(control, sign)),
  );
  if (signs.length === 0) return null;
  const references = new Set(signs.map(({ reference }) => reference));
  const isSign = ({ reference }: Evidence): boolean => reference !== undefined && references.has(reference);
  const evidence = [...progressions.evidence, ...(lesion?.evidence ?? [])].filter(isSign);
  return {
    advice: 'progression',
    indicator: 'warning',
    show: {},
    evidence: distinctEvidence([...evidence, ...recordedDiagnosis.evidence]),
    missing: [],
  };
}

const isAfter = (control: DiseaseEvent, sign: Pick<DiseaseEvent, 'date'>): boolean =>
  control.date !== null && sign.date !== null && control.date > lastDayOf(sign.date);

/** P-1 to P-3: what is missing at the start, and what is due in the follow-up, on one card. */
function care(facts: Facts, marrow: Fact<Point<'%'>>): Advice<Key> | null {
  const extraosseous = isPresent(facts);
  const radiotherapy = lacksRadiotherapy(facts);
  const imaging = dueImaging(facts, extraosseous);
  const noMarrow = isAbsent(marrow);
  const tests = dueTests(facts);
  if (!radiotherapy && !imaging && !noMarrow && tests.length === 0) return null;
  const initial = imaging?.item === 'initial-imaging';
  const due = [...(imaging ? [imaging] : []), ...tests];
  const notes: readonly (Note | false)[] = [
    radiotherapy && { key: 'radiotherapy' },
    noMarrow && { key: 'marrow' },
    ...due.map(({ item, last }) => ({ key: item, show: { last: last ?? 'none' } })),
    initial && !extraosseous && { key: 'site-not-stated' },
    tests.length > 0 && extraosseous && { key: 'spacing' },
  ];
  return {
    advice: radiotherapy || initial || noMarrow ? 'initial' : 'follow-up',
    indicator: 'info',
    show: {
      radiotherapy: yes(radiotherapy),
      imaging: yes(imaging !== null),
      noMarrow: yes(noMarrow),
      laboratory: yes(tests.length > 0),
      site: extraosseous ? 'extraosseous' : 'other',
    },
    evidence: distinctEvidence([
      ...facts.recordedDiagnosis.evidence,
      ...facts.diagnosisDate.evidence,
      ...marrow.evidence,
      ...facts.radiotherapy.evidence,
      ...due.flatMap(({ evidence }) => evidence),
    ]),
    missing: noMarrow ? marrow.missing : [],
    notes: notes.filter((note) => note !== false),
    suggestions: suggestionsFor(
      due.map(({ item }) => item),
      extraosseous,
    ),
  };
}

const yes = (answer: boolean): string => (answer ? 'yes' : 'no');

const isPresent = ({ extramedullaryPlasmacytoma: events }: Facts): boolean => events.known && events.value.length > 0;

/** Chemistry holds creatinine, albumin and calcium. */
function suggestionsFor(due: readonly string[], extraosseous: boolean): readonly SuggestedOrder[] {
  const imaging: readonly Item[] = extraosseous ? ['order-pet-ct'] : ['order-mri', 'order-pet-ct'];
  const items: readonly Item[] = [
    ...(due.some((item) => item.endsWith('-imaging')) ? imaging : []),
    ...(due.includes('cbc') ? (['order-cbc'] as const) : []),
    ...(due.some((item) => ['creatinine', 'albumin', 'calcium'].includes(item)) ? (['order-chemistry'] as const) : []),
  ];
  return items.map((item) => ({ kind: 'service', item, service: SERVICES[item] }));
}
