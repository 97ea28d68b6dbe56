import type { Status } from '../../src/logic/criterion.ts';
import { isA } from '../../src/logic/drugs.ts';
import {
  allDrugs,
  drugEvidence,
  has,
  inMyelomaCare,
  onAntiMyelomaTherapy,
  onDoxorubicinOrMultiAgent,
  onImid,
  takes,
} from '../../src/logic/scopes.ts';
import { absent, drug, facts, ordering, taking, unknownFact, UNKNOWN_DRUGS, type Stated } from './facts.ts';

const lenalidomide = drug('lenalidomide', { mg: 25 });
const doxorubicin = drug('doxorubicin', { mg: 50 });
const melphalan = drug('melphalan', { mg: 10 });
const cyclophosphamide = drug('cyclophosphamide', { mg: 500 });

describe('planned and active drugs together', () => {
  test.each<{ given: Stated; expected: readonly string[]; because: string }>([
    {
      given: { ...taking(melphalan), ...ordering(doxorubicin) },
      expected: ['doxorubicin', 'melphalan'],
      because: 'both',
    },
    {
      given: { ...taking(lenalidomide), ...ordering(drug('lenalidomide', { mg: 10, label: 'now 10' })) },
      expected: ['now 10'],
      because: 'a draft that re-signs a chart order stands once, as written now',
    },
  ])('$because', ({ given, expected }) => {
    const all = allDrugs(facts(given));
    expect(all.known && all.value.map((one) => one.label)).toEqual(expected);
  });

  test('are unknown while the chart is', () => {
    expect(allDrugs(facts({ ...UNKNOWN_DRUGS, ...ordering(lenalidomide) })).known).toBe(false);
  });
});

describe('on an IMiD', () => {
  test.each<{ given: Stated; expected: Status; evidence: readonly string[]; because: string }>([
    { given: taking(lenalidomide), expected: 'met', evidence: ['lenalidomide'], because: 'active' },
    { given: ordering(lenalidomide), expected: 'met', evidence: ['lenalidomide'], because: 'planned' },
    {
      given: { ...UNKNOWN_DRUGS, ...ordering(lenalidomide) },
      expected: 'met',
      evidence: ['lenalidomide'],
      because: 'planned, whatever the chart says',
    },
    { given: UNKNOWN_DRUGS, expected: 'unknown', evidence: [], because: 'the chart was not answered' },
    { given: taking(melphalan), expected: 'not-met', evidence: ['medications'], because: 'the list holds none' },
  ])('$expected: $because', ({ given, expected, evidence }) => {
    const criterion = onImid(facts(given));
    expect(criterion.status).toBe(expected);
    expect(criterion.evidence.map((one) => one.concept)).toEqual(evidence);
  });

  test('the evidence is the drugs of the kind, no others', () => {
    const { activeDrugs } = taking(melphalan, lenalidomide);
    expect(has(activeDrugs, (one) => isA(one, 'imid')).evidence.map((one) => one.concept)).toEqual(['lenalidomide']);
    expect(takes(facts(ordering(melphalan, lenalidomide)), (one) => isA(one, 'imid')).evidence).toHaveLength(1);
  });

  test.each([
    { from: '2026-10-01', date: { date: '2026-10-01' }, because: 'with the day it began' },
    { from: null, date: {}, because: 'without one' },
  ])('a drug is shown by its label: $because', ({ from, date }) => {
    expect(drugEvidence(drug('lenalidomide', { from, label: 'Revlimid' }))).toEqual({
      concept: 'lenalidomide',
      value: 'Revlimid',
      reference: 'MedicationRequest/lenalidomide',
      stale: false,
      ...date,
    });
  });
});

describe('anti-myeloma therapy', () => {
  test.each<{ given: Stated; expected: Status; because: string }>([
    { given: taking(drug('bortezomib')), expected: 'met', because: 'a drug of myeloma' },
    { given: taking(drug('aspirin')), expected: 'not-met', because: 'aspirin is none' },
    { given: UNKNOWN_DRUGS, expected: 'unknown', because: 'the chart was not answered' },
  ])('$expected: $because', ({ given, expected }) => {
    expect(onAntiMyelomaTherapy(facts(given)).status).toBe(expected);
  });
});

describe('doxorubicin or multi-agent chemotherapy (errata 28)', () => {
  test.each<{ given: Stated; expected: Status; evidence?: readonly string[]; because: string }>([
    { given: taking(doxorubicin), expected: 'met', evidence: ['doxorubicin'], because: 'doxorubicin alone' },
    { given: taking(drug('liposomal-doxorubicin')), expected: 'met', because: 'its liposomal form' },
    { given: taking(cyclophosphamide), expected: 'not-met', because: 'one cytotoxic drug' },
    {
      given: taking(cyclophosphamide, melphalan),
      expected: 'met',
      evidence: ['cyclophosphamide', 'melphalan'],
      because: 'two',
    },
    { given: taking(cyclophosphamide, drug('etoposide'), drug('cisplatin')), expected: 'met', because: 'three' },
    {
      given: taking(cyclophosphamide, drug('cyclophosphamide', { mg: 50, reference: 'MedicationRequest/2' })),
      expected: 'not-met',
      because: 'two entries of one drug are one drug',
    },
    {
      given: taking(cyclophosphamide, lenalidomide, drug('bortezomib'), drug('daratumumab'), drug('dexamethasone')),
      expected: 'not-met',
      because: 'IMiD, proteasome inhibitor, antibody and steroid do not count',
    },
    {
      given: { ...taking(melphalan), ...ordering(cyclophosphamide) },
      expected: 'met',
      because: 'one active, one ordered',
    },
    { given: UNKNOWN_DRUGS, expected: 'unknown', because: 'the chart was not answered' },
    {
      given: { ...UNKNOWN_DRUGS, ...ordering(melphalan) },
      expected: 'unknown',
      because: 'it may hold the second drug',
    },
    {
      given: { ...UNKNOWN_DRUGS, ...ordering(melphalan, cyclophosphamide) },
      expected: 'met',
      evidence: ['melphalan', 'cyclophosphamide'],
      because: 'both are ordered',
    },
    { given: { ...UNKNOWN_DRUGS, ...ordering(doxorubicin) }, expected: 'met', because: 'doxorubicin is ordered' },
  ])('$expected: $because', ({ given, expected, evidence }) => {
    const criterion = onDoxorubicinOrMultiAgent(facts(given));
    expect(criterion.status).toBe(expected);
    if (evidence) expect(criterion.evidence.map((one) => one.concept)).toEqual(evidence);
  });
});

describe('in myeloma care', () => {
  const noMyeloma = { myeloma: absent('multiple-myeloma') };
  const unanswered = { myeloma: unknownFact('multiple-myeloma', 'unanswered') };
  test.each<{ given: Stated; expected: Status; because: string }>([
    { given: {}, expected: 'met', because: 'the diagnosis is recorded' },
    { given: { ...noMyeloma, ...taking(lenalidomide) }, expected: 'met', because: 'a drug for myeloma says so' },
    { given: { ...noMyeloma, ...ordering(lenalidomide) }, expected: 'met', because: 'an order for one does' },
    {
      given: { ...noMyeloma, ...taking(doxorubicin) },
      expected: 'not-met',
      because: 'chemotherapy may be for another',
    },
    { given: unanswered, expected: 'unknown', because: 'the problem list was not answered' },
    { given: { ...noMyeloma, ...UNKNOWN_DRUGS }, expected: 'unknown', because: 'the drug list was not answered' },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inMyelomaCare(facts(given)).status).toBe(expected);
  });
});
