import { distinctEvidence } from '../baseline.ts';
import { atLeast, type Criterion } from '../criterion.ts';
import { unknown, type Evidence, type Fact, type Known } from '../facts.ts';
import { isMyelomaSpecific } from '../drugs.ts';
import { shownRange } from '../interval.ts';
import { isAbsent } from '../presence.ts';
import { defineRule, type Advice, type Note, type View } from '../rule.ts';
import { takes } from '../scopes.ts';
import { asFact, type Point } from '../series.ts';
import type { DiseaseEvent } from '../therapy-facts.ts';
import { percent } from '../units.ts';
import { CARE, DEFINITION, RADIOTHERAPY } from './citations.ts';
import { dueImaging, dueTests, isAfter, lacksRadiotherapy } from './follow-up.ts';
import { suggestionsFor } from './orders.ts';

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
    'yearly-mri',
    'yearly-pet-ct',
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
    if (marrow.known && isActive(facts, marrow).status === 'met') return activeMyeloma(facts, marrow);
    return progression(facts) ?? care(facts, marrow);
  },
});

const newestMarrow = ({ marrow: { plasmaCells } }: Facts): Fact<Point<'%'>> => {
  const newest = plasmaCells.known ? plasmaCells.value.at(-1) : undefined;
  return newest ? asFact(newest) : unknown(plasmaCells.missing ?? []);
};

/** Plasma cells that are known not to be clonal don't count (C-1). */
function isActive({ marrow: { clonal } }: Facts, plasmaCells: Known<Point<'%'>>): Criterion {
  if (clonal.known && !clonal.value) return { status: 'not-met', evidence: clonal.evidence, missing: [] };
  return atLeast(plasmaCells, ACTIVE_MARROW);
}

function activeMyeloma({ marrow: { clonal }, recordedDiagnosis }: Facts, marrow: Known<Point<'%'>>): Advice<Key> {
  return {
    advice: 'active-myeloma',
    indicator: 'warning',
    show: { marrow: shownRange(marrow.value.interval) },
    evidence: distinctEvidence([...marrow.evidence, ...clonal.evidence, ...recordedDiagnosis.evidence]),
    missing: clonal.known ? [] : clonal.missing,
    notes: clonal.known ? [] : [{ key: 'clonality-unknown' }],
  };
}

/** P-4. Recorded, or a new lesion in the newest study, and no control of the disease recorded since. */
function progression(facts: Facts): Advice<Key> | null {
  const { progressions, diseaseControls, imaging, recordedDiagnosis } = facts;
  const controls = diseaseControls.known ? diseaseControls.value : [];
  const isOpen = (sign: Pick<DiseaseEvent, 'date'>): boolean => !controls.some((control) => isAfter(control, sign));
  const recorded = (progressions.known ? progressions.value : []).filter(isOpen);
  const newest = imaging.known ? imaging.value.slice(-1) : [];
  const grown = newest.filter(isOpen).filter(({ newLesion }) => newLesion.known && newLesion.value);
  if (recorded.length === 0 && grown.length === 0) return null;
  const references = new Set<string | undefined>(recorded.map(({ reference }) => reference));
  const isRecorded = ({ reference }: Evidence): boolean => references.has(reference);
  const evidence = [
    ...progressions.evidence.filter(isRecorded),
    ...grown.flatMap(({ newLesion }) => newLesion.evidence),
  ];
  return {
    advice: 'progression',
    indicator: 'warning',
    show: {},
    evidence: distinctEvidence([...evidence, ...recordedDiagnosis.evidence]),
    missing: [],
  };
}

/** P-1 to P-3: what is missing at the start, and what is due in the follow-up, on one card. */
function care(facts: Facts, marrow: Fact<Point<'%'>>): Advice<Key> | null {
  const gaps = gapsOf(facts, marrow);
  const { extraosseous, radiotherapy, noMarrow, initial, imaging, tests } = gaps;
  const due = [...imaging, ...tests];
  if (!radiotherapy && !noMarrow && due.length === 0) return null;
  return {
    advice: radiotherapy || initial || noMarrow ? 'initial' : 'follow-up',
    indicator: 'info',
    show: {
      radiotherapy: yes(radiotherapy),
      imaging: yes(imaging.length > 0),
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
    missing: isAbsent(marrow) ? marrow.missing : [],
    notes: notesOf(gaps),
    suggestions: suggestionsFor(
      due.map(({ item }) => item),
      extraosseous,
    ),
  };
}

function gapsOf(facts: Facts, marrow: Fact<Point<'%'>>) {
  const { extramedullaryPlasmacytoma } = facts;
  const extraosseous = extramedullaryPlasmacytoma.known && extramedullaryPlasmacytoma.value.length > 0;
  const imaging = dueImaging(facts, extraosseous);
  return {
    extraosseous,
    imaging,
    initial: imaging.some(({ item }) => item === 'initial-imaging'),
    radiotherapy: lacksRadiotherapy(facts),
    noMarrow: isAbsent(marrow),
    tests: dueTests(facts),
  };
}

function notesOf({ extraosseous, imaging, initial, radiotherapy, noMarrow, tests }: ReturnType<typeof gapsOf>): Note[] {
  const notes: readonly (Note | false)[] = [
    radiotherapy && { key: 'radiotherapy' },
    noMarrow && { key: 'marrow' },
    ...[...imaging, ...tests].map(({ item, last }) => ({ key: item, show: { last: last ?? 'none' } })),
    initial && !extraosseous && { key: 'site-not-stated' },
    tests.length > 0 && extraosseous && { key: 'spacing' },
  ];
  return notes.filter((note) => note !== false);
}

const yes = (answer: boolean): string => (answer ? 'yes' : 'no');
