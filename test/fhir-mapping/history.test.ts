import { HISTORY, HISTORY_NAMES } from '../../src/fhir-mapping/history.ts';
import type { HistoryEvent, HistoryName } from '../../src/logic/history-facts.ts';
import { condition, daysAgo, procedure, TODAY, type Json } from '../patient.ts';
import { answers, ICD10, LOINC, mapped, outcome, SNOMED, SUBJECT } from './charts.ts';

const coded = (...codes: readonly string[]): Json => ({
  ...condition(codes[0] ?? ''),
  code: { coding: codes.map((code) => ({ system: /^[A-Z]/.test(code) ? ICD10 : SNOMED, code })) },
});
const worded = (text: string, more: Json = {}): Json => condition('x', { code: { text }, ...more });
const names = (list: readonly Json[]): readonly string[] => {
  const { facts } = mapped(list);
  return HISTORY_NAMES.filter((name) => {
    const fact = facts[name];
    return fact.known && fact.value.length > 0;
  });
};
const eventsOf = (list: readonly Json[], name: HistoryName): readonly HistoryEvent[] => {
  const fact = mapped(list).facts[name];
  return fact.known ? fact.value : [];
};

describe('codes of the problem list', () => {
  test.each<{ codes: readonly string[]; expected: readonly HistoryName[]; because: string }>([
    { codes: ['E85.81'], expected: ['amyloidosis', 'alAmyloidosis'], because: 'AL' },
    { codes: ['E8581'], expected: ['amyloidosis', 'alAmyloidosis'], because: 'AL without the dot' },
    { codes: ['23132008'], expected: ['amyloidosis', 'alAmyloidosis'], because: 'AL, SNOMED' },
    { codes: ['E85.82'], expected: ['amyloidosis', 'otherAmyloidosis'], because: 'wild-type ATTR' },
    { codes: ['17602002', 'E85.81'], expected: ['amyloidosis', 'alAmyloidosis'], because: 'the more exact coding' },
    { codes: ['373604002'], expected: ['immunoglobulinDeposition'], because: 'light-chain deposition' },
    { codes: ['C88.0'], expected: ['waldenstrom'], because: 'before the split' },
    { codes: ['C88.00'], expected: ['waldenstrom'], because: 'after the split' },
    { codes: ['79268002'], expected: ['poemsSyndrome'], because: 'SNOMED' },
    { codes: ['D47.Z2'], expected: ['castlemanDisease'], because: 'ICD-10-CM' },
    { codes: ['C91.10'], expected: ['chronicLymphocyticLeukemia'], because: 'a child of C91.1' },
    { codes: ['C83.30'], expected: ['bCellLymphoma'], because: 'a child of C83' },
    { codes: ['R70.1'], expected: ['hyperviscosity'], because: 'ICD-10-CM' },
    { codes: ['G62.0'], expected: ['peripheralNeuropathy'], because: 'drug-induced' },
    { codes: ['E11.42'], expected: ['peripheralNeuropathy', 'diabetes'], because: 'diabetic polyneuropathy is both' },
    { codes: ['I50.9'], expected: ['heartFailure'], because: 'ICD-10-CM' },
    { codes: ['I11.0'], expected: ['heartFailure', 'hypertension'], because: 'both in one code' },
    { codes: ['I11.9'], expected: ['hypertension'], because: 'without heart failure' },
    { codes: ['I10'], expected: ['hypertension'], because: 'ICD-10-CM' },
    { codes: ['I48.91'], expected: ['arrhythmia'], because: 'a child of I48' },
    { codes: ['B18.1'], expected: ['hepatitisB'], because: 'chronic' },
    { codes: ['B16.2'], expected: ['hepatitisB'], because: 'acute' },
    { codes: ['B18.2'], expected: [], because: 'hepatitis C' },
    { codes: ['B20'], expected: ['hivInfection'], because: 'ICD-10-CM' },
    { codes: ['M87.180'], expected: ['osteonecrosisOfJaw'], because: 'ICD-10-CM' },
    { codes: ['M87.051'], expected: [], because: 'necrosis of the hip' },
    { codes: ['G95.20'], expected: ['spinalCordCompression'], because: 'ICD-10-CM' },
    { codes: ['M53.2X6'], expected: ['unstableSpine'], because: 'a child of M53.2' },
    { codes: ['S42.301A'], expected: ['longBoneFracture'], because: 'humerus' },
    { codes: ['S42.301S'], expected: [], because: 'a sequela' },
    { codes: ['S72.001A'], expected: ['longBoneFracture'], because: 'femur' },
    { codes: ['S32.9XXA'], expected: [], because: 'pelvis is no long bone' },
    { codes: ['M84.551A'], expected: ['longBoneFracture', 'pathologicFracture'], because: 'pathological, femur' },
    { codes: ['M84.550A'], expected: ['pathologicFracture'], because: 'pathological, pelvis' },
    {
      codes: ['M48.56XA'],
      expected: ['vertebralCompressionFracture', 'pathologicFracture'],
      because: 'collapsed vertebra',
    },
    { codes: ['S32.010A'], expected: ['vertebralCompressionFracture'], because: 'wedge fracture of L1' },
    { codes: ['441684001'], expected: ['lyticLesionDiagnosis'], because: 'SNOMED' },
    { codes: ['M89.50'], expected: ['lyticLesionDiagnosis'], because: 'osteolysis' },
    { codes: ['E83.52'], expected: ['hypercalcemia'], because: 'ICD-10-CM' },
    { codes: ['N17.9'], expected: ['acuteKidneyInjury'], because: 'ICD-10-CM' },
    { codes: ['N18.31'], expected: ['chronicKidneyDisease'], because: 'after the split' },
    { codes: ['N18.3'], expected: ['chronicKidneyDisease'], because: 'before the split' },
    { codes: ['N18.6'], expected: ['chronicKidneyDisease', 'endStageRenalDisease'], because: 'end stage' },
    { codes: ['N04.9'], expected: ['nephroticSyndrome'], because: 'a child of N04' },
    { codes: ['E03.9'], expected: ['thyroidDisease'], because: 'errata 13: not an endocrinopathy by itself' },
    { codes: ['E29.1'], expected: ['endocrinopathy'], because: 'hypogonadism' },
    { codes: ['R16.2'], expected: ['organomegaly'], because: 'liver and spleen' },
    { codes: ['L68.0'], expected: ['poemsSkinChange'], because: 'hirsutism' },
    { codes: ['H47.10'], expected: ['papilledema'], because: 'a child of H47.1' },
    { codes: ['R18.8'], expected: ['volumeOverload'], because: 'ascites' },
    { codes: ['D47.3'], expected: ['thrombocytosisOrPolycythemia'], because: 'ICD-10-CM' },
    { codes: ['A69.20'], expected: ['lymeDisease'], because: 'a child of A69.2' },
    { codes: ['A53.9'], expected: ['syphilis'], because: 'a child of A53' },
    { codes: ['M32.9'], expected: ['autoimmuneDisease'], because: 'lupus' },
    { codes: ['D51.0'], expected: ['cobalaminDeficiency'], because: 'pernicious anemia' },
    { codes: ['D89.1'], expected: ['cryoglobulinemia'], because: 'ICD-10-CM' },
    { codes: ['C90.10'], expected: ['plasmaCellLeukemia'], because: 'ICD-10-CM' },
    { codes: ['C90.20'], expected: ['extramedullaryPlasmacytoma'], because: 'ICD-10-CM' },
    { codes: ['C90.30'], expected: ['solitaryPlasmacytoma'], because: 'ICD-10-CM' },
    { codes: ['Z00.00'], expected: [], because: 'nothing of ours' },
  ])('$codes: $expected, $because', ({ codes, expected }) => {
    expect(names([coded(...codes)])).toEqual(expected);
  });

  test.each([
    { system: ICD10, because: 'canonical' },
    { system: 'https://hl7.org/fhir/sid/icd-10-cm', because: 'https' },
    { system: 'urn:oid:2.16.840.1.113883.6.90', because: 'Epic: an OID' },
  ])('AL under $system: $because', ({ system }) => {
    const local = { system: 'https://fhir.cerner.com/t/nomenclature', code: '99', userSelected: true };
    const entry = { ...condition('x'), code: { text: 'AL', coding: [local, { system, code: 'E85.81' }] } };
    expect(names([entry])).toEqual(['amyloidosis', 'alAmyloidosis']);
  });

  test.each<{ list: readonly Json[]; expected: readonly HistoryName[]; because: string }>([
    { list: [worded('范可尼综合征')], expected: ['fanconiSyndrome'], because: 'words without a code' },
    { list: [worded('Fanconi syndrome')], expected: ['fanconiSyndrome'], because: 'words without a code' },
    {
      list: [
        { ...worded('Fanconi syndrome'), code: { text: 'Fanconi syndrome', coding: [{ system: 'urn:s', code: '1' }] } },
      ],
      expected: ['fanconiSyndrome'],
      because: 'words beside a strange code',
    },
    {
      list: [{ ...condition('I10'), code: { text: 'Fanconi syndrome', coding: [{ system: ICD10, code: 'I10' }] } }],
      expected: ['hypertension'],
      because: 'a known code speaks for itself',
    },
    { list: [worded('No papilledema')], expected: [], because: 'negated' },
    { list: [worded('Family history of multiple myeloma')], expected: [], because: "another person's" },
  ])('$expected: $because', ({ list, expected }) => {
    expect(names(list)).toEqual(expected);
  });

  test('evidence of words says so', () => {
    const { fanconiSyndrome, hypertension } = mapped([worded('Fanconi syndrome'), condition('I10')]).facts;
    expect(fanconiSyndrome).toMatchObject({ value: [{ fromText: true }], evidence: [{ method: 'text' }] });
    expect(hypertension.evidence[0]).not.toHaveProperty('method');
  });
});

describe('how an entry of the problem list counts', () => {
  const day = daysAgo(100);
  test.each([
    { entry: condition('R16.1'), expected: [{ current: true, date: day }], because: 'active' },
    { entry: condition('R16.1', { clinical: 'resolved' }), expected: [{ current: false, date: day }], because: 'over' },
    {
      entry: condition('R16.1', { clinicalStatus: undefined, abatementDateTime: TODAY }),
      expected: [{ current: false, date: day }],
      because: 'abated',
    },
    { entry: condition('R16.1', { verification: 'refuted' }), expected: [], because: 'refuted' },
    { entry: condition('R16.1', { verification: 'unconfirmed' }), expected: 'unconfirmed', because: 'not established' },
    { entry: condition('R16.1', { verification: 'entered-in-error' }), expected: [], because: 'never written' },
    {
      entry: condition('R16.1', { onsetDateTime: daysAgo(-1) }),
      expected: [{ current: true, date: null }],
      because: 'there, and its date cannot be',
    },
    {
      entry: condition('R16.1', { onsetDateTime: daysAgo(-1), recordedDate: TODAY }),
      expected: [{ current: true, date: TODAY }],
      because: 'the day it was recorded',
    },
    {
      entry: condition('R16.1', { onsetDateTime: undefined }),
      expected: [{ current: true, date: null }],
      because: 'undated',
    },
    {
      entry: worded('History of splenomegaly'),
      expected: [{ current: false, date: day }],
      because: 'past by its words',
    },
    { entry: worded('Possible splenomegaly'), expected: 'unconfirmed', because: 'suspected by its words' },
    { entry: worded('Splenomegaly', { verification: 'provisional' }), expected: 'unconfirmed', because: 'both' },
    {
      entry: worded('No splenomegaly', { verification: 'provisional' }),
      expected: 'unconfirmed',
      because: 'the status is the surer',
    },
    { entry: procedure('16294009'), expected: [], because: 'no Condition' },
  ])('$expected: $because', ({ entry, expected }) => {
    const { organomegaly } = mapped([entry]).facts;
    const shown = organomegaly.known
      ? organomegaly.value.map(({ current, date }) => ({ current, date }))
      : outcome(organomegaly);
    expect(shown).toEqual(expected);
  });

  test.each([
    { conditions: 'answered', list: [], expected: [], because: 'asked' },
    { conditions: 'partial', list: [], expected: 'unanswered', because: 'a page is missing' },
    { conditions: 'unanswered', list: [], expected: 'unanswered', because: 'never asked' },
    {
      conditions: 'partial',
      list: [condition('R16.1', { verification: 'refuted' })],
      expected: [],
      because: 'refuted',
    },
  ] as const)('$conditions: $expected, $because', ({ conditions, list, expected }) => {
    expect(outcome(mapped(list, { answers: answers({ conditions }) }).facts.organomegaly)).toEqual(expected);
  });

  test('an absence says what was searched; an incomplete list says what is missing', () => {
    expect(mapped([condition('I10')]).facts.organomegaly.evidence).toMatchObject([
      { concept: 'organomegaly', value: 'absent', searched: { kind: 'conditions', entries: 1 } },
    ]);
    const partial = mapped([condition('R16.1')], { answers: answers({ conditions: 'partial' }) }).facts.organomegaly;
    expect(partial).toMatchObject({ known: true, missing: [{ because: 'unanswered' }] });
  });

  test.each([
    { entry: condition('R16.1', { verification: 'refuted' }), issue: 'status-ignored' },
    { entry: condition('R16.1', { verification: 'entered-in-error' }), issue: 'status-ignored' },
    { entry: condition('R16.1', { verification: 'provisional' }), issue: 'not-established' },
    { entry: worded('Possible splenomegaly'), issue: 'not-established' },
    { entry: condition('R16.1', { onsetDateTime: daysAgo(-1) }), issue: 'date-future' },
    { entry: worded(`Splenomegaly ${'x'.repeat(300)}`), issue: 'unparsable' },
  ])('noted: $issue', ({ entry, issue }) => {
    const { facts, notes } = mapped([{ ...entry, id: 'c1' }]);
    outcome(facts.organomegaly);
    expect(notes()).toMatchObject([{ reference: 'Condition/c1', issue }]);
    expect(JSON.stringify(notes())).not.toMatch(/splenomegaly/i);
  });
});

describe('details', () => {
  const SEVERE = { severity: { coding: [{ system: SNOMED, code: '24484000' }] } };
  test.each<{ entry: Json; expected: Partial<HistoryEvent>; because: string }>([
    { entry: condition('G62.0', SEVERE), expected: { severity: 'severe', grade: 3 }, because: 'severity coded' },
    {
      entry: condition('G62.0', { severity: { text: 'Moderate' } }),
      expected: { severity: 'moderate', grade: 2 },
      because: 'severity in words',
    },
    { entry: worded('Peripheral neuropathy, grade 2'), expected: { grade: 2 }, because: 'grade in words' },
    { entry: worded('Peripheral neuropathy G1'), expected: { grade: 1 }, because: 'short' },
    { entry: worded('Peripheral neuropathy, CTCAE grade III'), expected: { grade: 3 }, because: 'Roman' },
    { entry: worded('周围神经病变2级'), expected: { grade: 2 }, because: 'Chinese' },
    { entry: worded('周围神经病变Ⅱ度'), expected: { grade: 2 }, because: 'Chinese with a Roman numeral' },
    {
      entry: worded('Severe neuropathy, grade 2'),
      expected: { severity: 'severe', grade: 2 },
      because: 'the grade goes before the word',
    },
    { entry: condition('95662005'), expected: { neuropathy: ['sensory'] }, because: 'SNOMED sensory' },
    { entry: condition('95663000'), expected: { neuropathy: ['motor'] }, because: 'SNOMED motor' },
    { entry: condition('3900008'), expected: { neuropathy: ['sensory', 'motor'] }, because: 'SNOMED both' },
    { entry: condition('G61.81'), expected: { neuropathy: ['demyelinating'] }, because: 'CIDP' },
    { entry: condition('G6181'), expected: { neuropathy: ['demyelinating'] }, because: 'CIDP without the dot' },
    {
      entry: worded('Painful length-dependent sensory neuropathy'),
      expected: { neuropathy: ['sensory', 'painful', 'length-dependent'] },
      because: 'in words',
    },
    { entry: worded('Non-length-dependent neuropathy'), expected: {}, because: 'a denial says no kind' },
    { entry: worded('感觉性周围神经病变'), expected: { neuropathy: ['sensory'] }, because: 'Chinese' },
    { entry: condition('G62.9'), expected: {}, because: 'nothing stated' },
    {
      entry: worded('Neuropathy grade 2 hands, grade 3 feet'),
      expected: {},
      because: 'two grades are none',
    },
    { entry: condition('G62.9', { severity: { text: 'x'.repeat(400) } }), expected: {}, because: 'a story' },
    { entry: condition('G62.9', { severity: { text: 'mild to moderate' } }), expected: {}, because: 'two severities' },
  ])('neuropathy $expected: $because', ({ entry, expected }) => {
    const [event] = eventsOf([entry], 'peripheralNeuropathy');
    const { severity, grade, neuropathy } = event ?? {};
    expect({ severity, grade, neuropathy }).toEqual({
      severity: undefined,
      grade: undefined,
      neuropathy: undefined,
      ...expected,
    });
  });

  test.each([
    { entry: worded('AKI stage 3'), name: 'acuteKidneyInjury', grade: 3, because: 'in words' },
    { entry: worded('Acute kidney injury, KDIGO 2'), name: 'acuteKidneyInjury', grade: 2, because: 'KDIGO' },
    { entry: worded('急性肾损伤3期'), name: 'acuteKidneyInjury', grade: 3, because: 'Chinese' },
    {
      entry: condition('N17.9', { stage: [{ summary: { text: 'KDIGO stage 1' } }] }),
      name: 'acuteKidneyInjury',
      grade: 1,
      because: 'Condition.stage',
    },
    { entry: condition('N17.9'), name: 'acuteKidneyInjury', grade: undefined, because: 'not stated' },
    { entry: condition('N18.4'), name: 'chronicKidneyDisease', grade: 4, because: 'the leaf says it' },
    { entry: condition('N1831'), name: 'chronicKidneyDisease', grade: 3, because: 'the leaf without the dot' },
    { entry: worded('CKD stage 3b'), name: 'chronicKidneyDisease', grade: 3, because: 'in words' },
    { entry: worded('慢性肾脏病4期'), name: 'chronicKidneyDisease', grade: 4, because: 'Chinese' },
  ] as const)('$name grade $grade: $because', ({ entry, name, grade }) => {
    expect(eventsOf([entry], name)[0]?.grade).toBe(grade);
  });

  const assessment = (more: Json): Json => ({
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    subject: SUBJECT,
    code: { text: 'CTCAE peripheral sensory neuropathy' },
    effectiveDateTime: daysAgo(3),
    ...more,
  });
  test.each([
    { more: { valueInteger: 2 }, expected: 2, because: 'an integer' },
    { more: { valueCodeableConcept: { text: 'Grade 3' } }, expected: 3, because: 'a grade in words' },
    { more: { valueString: 'grade 1' }, expected: 1, because: 'a string' },
    { more: { valueInteger: 0 }, expected: undefined, because: 'grade 0 is none' },
    { more: { valueString: 'normal' }, expected: undefined, because: 'an examination is no finding' },
    { more: { valueInteger: 7 }, expected: undefined, because: 'no such grade' },
    { more: { valueInteger: 2, status: 'preliminary' }, expected: undefined, because: 'not final' },
    { more: { valueInteger: 2, dataAbsentReason: { text: 'x' } }, expected: undefined, because: 'no value' },
  ])('an Observation with $more: $expected, $because', ({ more, expected }) => {
    expect(eventsOf([assessment(more)], 'peripheralNeuropathy')[0]?.grade).toBe(expected);
  });
});

describe('procedures and their carriers', () => {
  const request = (text: string, more: Json = {}): Json => ({
    resourceType: 'ServiceRequest',
    id: 's1',
    status: 'completed',
    intent: 'order',
    subject: SUBJECT,
    code: { text },
    authoredOn: daysAgo(9),
    ...more,
  });
  const result = (code: Json, more: Json = {}): Json => ({
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    subject: SUBJECT,
    code,
    effectiveDateTime: daysAgo(4),
    ...more,
  });
  const loinc = (code: string): Json => ({ coding: [{ system: LOINC, code }] });

  test.each<{ list: readonly Json[]; name: HistoryName; expected: unknown; because: string }>([
    {
      list: [procedure('425983008', { days: 40 })],
      name: 'autologousTransplants',
      expected: [daysAgo(40)],
      because: 'SNOMED',
    },
    { list: [procedure('58390007')], name: 'allogeneicTransplants', expected: [daysAgo(20)], because: 'SNOMED' },
    {
      list: [procedure('234336002')],
      name: 'unspecifiedTransplants',
      expected: [daysAgo(20)],
      because: 'kind not stated',
    },
    {
      list: [{ ...procedure('x'), code: { coding: [{ system: 'https://www.ama-assn.org/go/cpt', code: '38241' }] } }],
      name: 'autologousTransplants',
      expected: [daysAgo(20)],
      because: 'Oracle: CPT',
    },
    {
      list: [condition('Z94.84', { onsetDateTime: undefined, recordedDate: TODAY })],
      name: 'unspecifiedTransplants',
      expected: [null],
      because: 'a status: its record is not its date',
    },
    {
      list: [condition('Z94.84')],
      name: 'autologousTransplants',
      expected: [],
      because: 'a status does not say which',
    },
    {
      list: [worded('S/P autologous stem cell transplant', { onsetDateTime: undefined })],
      name: 'autologousTransplants',
      expected: [null],
      because: 'a problem in words',
    },
    {
      list: [procedure('425983008', { status: 'not-done' })],
      name: 'autologousTransplants',
      expected: [],
      because: 'not done',
    },
    {
      list: [procedure('425983008', { status: 'preparation' })],
      name: 'autologousTransplants',
      expected: [],
      because: 'not yet',
    },
    {
      list: [procedure('425983008', { days: -5 })],
      name: 'autologousTransplants',
      expected: [],
      because: 'in the future',
    },
    {
      list: [request('Autologous stem cell transplant')],
      name: 'autologousTransplants',
      expected: [],
      because: 'an order is no transplant',
    },
    { list: [procedure('418576007')], name: 'stemCellCollections', expected: [daysAgo(20)], because: 'SNOMED' },
    {
      list: [request('Stem cell collection')],
      name: 'stemCellCollections',
      expected: [daysAgo(9)],
      because: 'completed order',
    },
    {
      list: [request('Stem cell collection', { status: 'active' })],
      name: 'stemCellCollections',
      expected: [],
      because: 'planned',
    },
    {
      list: [request('Stem cell collection', { status: 'revoked' })],
      name: 'stemCellCollections',
      expected: [],
      because: 'revoked',
    },
    {
      list: [request('Stem cell collection', { doNotPerform: true })],
      name: 'stemCellCollections',
      expected: [],
      because: 'not to be done',
    },
    {
      list: [
        procedure('1217123003', {
          performedDateTime: undefined,
          performedPeriod: { start: daysAgo(60), end: daysAgo(30) },
        }),
      ],
      name: 'radiotherapy',
      expected: [daysAgo(30)],
      because: 'mCODE course summary',
    },
    {
      list: [condition('Z92.3', { onsetDateTime: undefined, recordedDate: TODAY })],
      name: 'radiotherapy',
      expected: [null],
      because: 'a status',
    },
    {
      list: [procedure('x', { code: { text: '腰椎放疗' } })],
      name: 'radiotherapy',
      expected: [daysAgo(20)],
      because: 'Chinese',
    },
    { list: [condition('Z01.20')], name: 'dentalExaminations', expected: [daysAgo(100)], because: 'encounter code' },
    {
      list: [request('Dental examination')],
      name: 'dentalExaminations',
      expected: [daysAgo(9)],
      because: 'completed order',
    },
    {
      list: [result({ text: 'Dental exam' })],
      name: 'dentalExaminations',
      expected: [daysAgo(4)],
      because: 'an Observation',
    },
    {
      list: [{ ...result({ text: '口腔检查' }), resourceType: 'DiagnosticReport', id: 'r1' }],
      name: 'dentalExaminations',
      expected: [daysAgo(4)],
      because: 'a report',
    },
    {
      list: [result({ text: 'Dental exam' }, { status: 'cancelled' })],
      name: 'dentalExaminations',
      expected: [],
      because: 'cancelled',
    },
    { list: [result(loinc('34532-2'))], name: 'typeAndScreen', expected: [daysAgo(4)], because: 'LOINC panel' },
    { list: [result(loinc('890-4'))], name: 'typeAndScreen', expected: [daysAgo(4)], because: 'LOINC antibody screen' },
    { list: [result(loinc('882-1'))], name: 'typeAndScreen', expected: [], because: 'a type without a screen' },
    { list: [request('Type and screen')], name: 'typeAndScreen', expected: [daysAgo(9)], because: 'completed order' },
    {
      list: [procedure('x', { code: { text: 'Type & screen' } })],
      name: 'typeAndScreen',
      expected: [daysAgo(20)],
      because: 'a Procedure in words',
    },
    { list: [procedure('20720000')], name: 'plasmapheresis', expected: [daysAgo(20)], because: 'SNOMED' },
    { list: [procedure('234326005')], name: 'marrowExaminations', expected: [daysAgo(20)], because: 'SNOMED' },
    { list: [procedure('40701008')], name: 'echocardiograms', expected: [daysAgo(20)], because: 'SNOMED' },
    { list: [procedure('134427001')], name: 'frailtyAssessments', expected: [daysAgo(20)], because: 'SNOMED' },
    { list: [procedure('359586003')], name: 'spineSurgery', expected: [daysAgo(20)], because: 'SNOMED' },
    {
      list: [procedure('x', { code: { text: 'Kyphoplasty L1' } })],
      name: 'vertebralAugmentations',
      expected: [daysAgo(20)],
      because: 'in words',
    },
    {
      list: [procedure('x', { code: { text: 'Plasmacytoma biopsy' } })],
      name: 'plasmacytomaBiopsies',
      expected: [daysAgo(20)],
      because: 'in words',
    },
    {
      list: [procedure('x', { code: { text: 'Plasmacytoma excision' } })],
      name: 'plasmacytomaSurgery',
      expected: [daysAgo(20)],
      because: 'in words',
    },
  ])('$name $expected: $because', ({ list, name, expected }) => {
    const fact = mapped(list).facts[name];
    expect(fact.known ? fact.value.map(({ date }) => date) : outcome(fact)).toEqual(expected);
  });

  test.each([
    { kind: 'procedures', name: 'stemCellCollections', expected: 'unanswered' },
    { kind: 'serviceRequests', name: 'stemCellCollections', expected: [] },
    { kind: 'observations', name: 'typeAndScreen', expected: 'unanswered' },
    { kind: 'procedures', name: 'typeAndScreen', expected: [] },
  ] as const)('$name with $kind unanswered: $expected', ({ kind, name, expected }) => {
    expect(outcome(mapped([], { answers: answers({ [kind]: 'unanswered' }) }).facts[name])).toEqual(expected);
  });

  test('planned: orders that stand, by code or in words', () => {
    const list = [
      request('Dental examination', { status: 'active' }),
      request('Type and screen', { id: 's2', status: 'on-hold' }),
      request('x', { id: 's3', status: 'active', code: { coding: [{ system: SNOMED, code: '425983008' }] } }),
      request('Stem cell collection', { id: 's4', status: 'draft' }),
      request('No dental examination', { id: 's5', status: 'active' }),
    ];
    const { plannedProcedures } = mapped(list).facts;
    expect(plannedProcedures).toMatchObject({
      value: [
        { procedure: 'autologousTransplants', reference: 'ServiceRequest/s3' },
        { procedure: 'dentalExaminations', reference: 'ServiceRequest/s1', date: daysAgo(9) },
        { procedure: 'typeAndScreen', reference: 'ServiceRequest/s2' },
      ],
    });
    expect(outcome(mapped([]).facts.plannedProcedures)).toEqual([]);
    const unasked = mapped([], { answers: answers({ serviceRequests: 'unanswered' }) }).facts;
    expect(outcome(unasked.plannedProcedures)).toBe('unanswered');
  });

  test.each([
    { status: 'draft', detail: 'ServiceRequest draft' },
    { status: 'revoked', detail: 'ServiceRequest revoked' },
    { status: undefined, detail: 'ServiceRequest of unknown status' },
    { status: '<b>', detail: 'ServiceRequest of unknown status' },
  ])('an order $status is noted', ({ status, detail }) => {
    const { facts, notes } = mapped([request('Dental examination', { status })]);
    outcome(facts.dentalExaminations);
    expect(notes()).toEqual([{ reference: 'ServiceRequest/s1', issue: 'status-ignored', detail }]);
  });
});

test('every line has its concept, and every local concept of the history its line', () => {
  const concepts = HISTORY_NAMES.map((name) => HISTORY[name].concept);
  expect(new Set(concepts).size).toBe(concepts.length);
  const local = new Map([['urn:site|FAN', 'fanconi-syndrome']]);
  const entry = { ...condition('x'), code: { coding: [{ system: 'urn:site', code: 'FAN' }] } };
  expect(outcome(mapped([entry], { localCodes: local }).facts.fanconiSyndrome)).toHaveLength(1);
});
