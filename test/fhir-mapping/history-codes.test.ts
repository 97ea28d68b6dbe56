import { HISTORY, HISTORY_NAMES } from '../../src/fhir-mapping/history.ts';
import type { HistoryName } from '../../src/logic/history-facts.ts';
import { condition, type Json } from '../patient.ts';
import { ICD10, mapped, outcome, SNOMED } from './charts.ts';

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

test('every line has its concept, and every local concept of the history its line', () => {
  const concepts = HISTORY_NAMES.map((name) => HISTORY[name].concept);
  expect(new Set(concepts).size).toBe(concepts.length);
  const local = new Map([['urn:site|FAN', 'fanconi-syndrome']]);
  const entry = { ...condition('x'), code: { coding: [{ system: 'urn:site', code: 'FAN' }] } };
  expect(outcome(mapped([entry], { localCodes: local }).facts.fanconiSyndrome)).toHaveLength(1);
});
