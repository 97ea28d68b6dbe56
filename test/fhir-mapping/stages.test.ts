import { stagesIn } from '../../src/fhir-mapping/stage-text.ts';
import { condition, daysAgo, type Json } from '../patient.ts';
import { answers, LOINC, mapped, outcome, SNOMED, SUBJECT } from './charts.ts';

const NCIT = 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl';
const coded = (system: string, code: string): Json => ({ coding: [{ system, code }] });
const observation = (code: Json, more: Json = {}): Json => ({
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  subject: SUBJECT,
  code,
  effectiveDateTime: daysAgo(30),
  ...more,
});

test.each([
  { text: 'R-ISS II', stages: ['R-ISS II'], because: 'plain' },
  { text: 'RISS 2', stages: ['R-ISS II'], because: 'Arabic, no hyphen' },
  { text: 'R-ISS stage III', stages: ['R-ISS III'], because: 'with the word' },
  { text: 'ISS stage 3', stages: ['ISS III'], because: 'with the word' },
  { text: 'ISS: I', stages: ['ISS I'], because: 'with a colon' },
  { text: 'International Staging System Stage II', stages: ['ISS II'], because: 'in full' },
  { text: 'Revised International Staging System (R-ISS) stage II', stages: ['R-ISS II'], because: 'in full' },
  { text: 'Revised ISS stage 1', stages: ['R-ISS I'], because: 'half in full' },
  { text: 'Stage II (R-ISS)', stages: ['R-ISS II'], because: 'the system behind' },
  { text: 'Stage 3 by ISS', stages: ['ISS III'], because: 'the system behind' },
  { text: 'DS IIIA', stages: ['Durie-Salmon IIIA'], because: 'not an ISS stage' },
  { text: 'Durie-Salmon stage IIB', stages: ['Durie-Salmon IIB'], because: 'in full' },
  {
    text: 'DS分期 IIIA期，ISS分期 II期，R-ISS分期 II期',
    stages: ['Durie-Salmon IIIA', 'ISS II', 'R-ISS II'],
    because: 'Chinese, all three',
  },
  { text: 'ISS Ⅲ期', stages: ['ISS III'], because: 'Roman numeral signs' },
  { text: 'ISS III, R-ISS II', stages: ['ISS III', 'R-ISS II'], because: 'two' },
  { text: 'R2-ISS II', stages: [], because: 'another system' },
  { text: 'Stage II', stages: [], because: 'no system' },
  { text: 'ISS IV', stages: [], because: 'no such stage' },
  { text: 'ISS 12', stages: [], because: 'no such stage' },
  { text: 'ISS', stages: [], because: 'no stage' },
  { text: 'miss 2 doses', stages: [], because: 'another word' },
  { text: 'issue 3', stages: [], because: 'another word' },
  { text: 'ds2', stages: ['Durie-Salmon II'], because: 'short' },
  { text: '', stages: [], because: 'nothing' },
])('$text: $stages, $because', ({ text, stages }) => {
  expect(stagesIn(text).map(({ system, stage, suffix = '' }) => `${system} ${stage}${suffix}`)).toEqual(stages);
});

describe('recorded stages', () => {
  const staged = (stage: unknown): Json => condition('C90.00', { id: 'c1', stage });
  test.each<{ list: readonly Json[]; expected: unknown; because: string }>([
    {
      list: [observation(coded(NCIT, 'C139007'), { valueCodeableConcept: coded(NCIT, 'C70659') })],
      expected: ['ISS II'],
      because: 'mCODE ISS',
    },
    {
      list: [observation(coded(NCIT, 'C141392'), { valueCodeableConcept: coded(NCIT, 'C141396') })],
      expected: ['R-ISS III'],
      because: 'mCODE R-ISS',
    },
    {
      list: [observation(coded(SNOMED, '1149163003'), { valueCodeableConcept: { text: 'Stage II' } })],
      expected: ['R-ISS II'],
      because: 'SNOMED method, stage in words',
    },
    {
      list: [observation(coded(SNOMED, '1149162008'), { valueString: 'III' })],
      expected: ['ISS III'],
      because: 'a string',
    },
    {
      list: [observation(coded(SNOMED, '1149162008'), { valueInteger: 2 })],
      expected: ['ISS II'],
      because: 'an integer',
    },
    {
      list: [observation({ text: 'R-ISS stage' }, { valueString: 'II' })],
      expected: ['R-ISS II'],
      because: 'named in words',
    },
    {
      list: [observation({ text: 'ISS' }, { valueCodeableConcept: { text: 'ISS I' } })],
      expected: ['ISS I'],
      because: 'named in words',
    },
    {
      list: [observation(coded(NCIT, 'C139007'), { valueCodeableConcept: { text: 'IV' } })],
      expected: 'absent',
      because: 'no such stage',
    },
    {
      list: [observation(coded(NCIT, 'C139007'), { status: 'preliminary', valueString: 'II' })],
      expected: 'absent',
      because: 'not final',
    },
    {
      list: [observation(coded(NCIT, 'C139007'), { effectiveDateTime: daysAgo(-2), valueString: 'II' })],
      expected: 'absent',
      because: 'in the future',
    },
    { list: [staged([{ summary: { text: 'R-ISS II' } }])], expected: ['R-ISS II'], because: 'Condition.stage' },
    { list: [staged([{ summary: coded(NCIT, 'C70660') }])], expected: ['ISS III'], because: 'Condition.stage, coded' },
    {
      list: [staged([{ type: coded(SNOMED, '1149163003'), summary: { text: 'Stage I' } }])],
      expected: ['R-ISS I'],
      because: 'the type names the system',
    },
    {
      list: [staged([{ type: { text: 'Durie-Salmon' }, summary: { text: 'IIIB' } }])],
      expected: ['Durie-Salmon IIIB'],
      because: 'the type in words',
    },
    {
      list: [staged({ summary: { text: 'ISS 1' } })],
      expected: ['ISS I'],
      because: 'an object where an array belongs',
    },
    { list: [staged([{ summary: { text: 'Stage II' } }])], expected: 'absent', because: 'no system' },
    {
      list: [condition('C50.911', { stage: [{ summary: { text: 'ISS II' } }] })],
      expected: 'absent',
      because: 'of another disease',
    },
    {
      list: [condition('C90.00', { verification: 'refuted', stage: [{ summary: { text: 'ISS II' } }] })],
      expected: 'absent',
      because: 'refuted',
    },
    {
      list: [staged([{ summary: { text: 'ISS II, R-ISS III' } }])],
      expected: ['ISS II', 'R-ISS III'],
      because: 'both in one',
    },
    { list: [staged(7), staged([null, { summary: 7 }])], expected: 'absent', because: 'rubbish' },
  ])('$expected: $because', ({ list, expected }) => {
    const { recordedStages } = mapped(list).facts;
    const shown = recordedStages.known
      ? recordedStages.value.map(({ system, stage, suffix = '' }) => `${system} ${stage}${suffix}`)
      : outcome(recordedStages);
    expect(shown).toEqual(expected);
  });

  test('oldest first, with date and reference', () => {
    const list = [
      observation(coded(NCIT, 'C139007'), { id: 'o2', valueString: 'III' }),
      observation(coded(NCIT, 'C139007'), { id: 'o1', effectiveDateTime: daysAgo(90), valueString: 'II' }),
    ];
    expect(mapped(list).facts.recordedStages).toMatchObject({
      value: [
        { stage: 'II', date: daysAgo(90), reference: 'Observation/o1' },
        { stage: 'III', date: daysAgo(30), reference: 'Observation/o2' },
      ],
      evidence: [{ value: 'ISS II', date: daysAgo(90) }, { value: 'ISS III' }],
    });
    expect(outcome(mapped([], { answers: answers({ observations: 'unanswered' }) }).facts.recordedStages)).toBe(
      'unanswered',
    );
  });
});

describe('disease status (mCODE)', () => {
  const status = (value: Json, more: Json = {}): Json =>
    observation(coded(LOINC, '97509-4'), { valueCodeableConcept: value, ...more });
  test.each([
    { list: [status(coded(SNOMED, '271299001'))], expected: ['worsened'], because: 'coded' },
    { list: [status(coded(SNOMED, '103338009'))], expected: ['full-remission'], because: 'coded' },
    { list: [status({ text: 'Stable disease' })], expected: ['stable'], because: 'in words' },
    { list: [status({ text: '病情进展' })], expected: ['worsened'], because: 'Chinese' },
    { list: [status({ text: 'No disease progression' })], expected: 'absent', because: 'a denial says no trend' },
    { list: [status({ text: 'unstable' })], expected: 'absent', because: 'another word' },
    { list: [status({ text: 'improved, now stable' })], expected: 'absent', because: 'two trends' },
    { list: [status(coded(SNOMED, '271299001'), { status: 'cancelled' })], expected: 'absent', because: 'not final' },
    {
      list: [status(coded(SNOMED, '271299001'), { effectiveDateTime: daysAgo(-1) })],
      expected: 'absent',
      because: 'in the future',
    },
    {
      list: [
        status(coded(SNOMED, '271299001'), { id: 'b' }),
        status(coded(SNOMED, '359746009'), { id: 'a', effectiveDateTime: daysAgo(99) }),
      ],
      expected: ['stable', 'worsened'],
      because: 'oldest first',
    },
    { list: [], expected: 'absent', because: 'nothing' },
  ])('$expected: $because', ({ list, expected }) => {
    const { diseaseStatus } = mapped(list).facts;
    expect(diseaseStatus.known ? diseaseStatus.value.map((one) => one.status) : outcome(diseaseStatus)).toEqual(
      expected,
    );
  });
});

describe('frailty (IMWG)', () => {
  const score = (more: Json, text = 'IMWG frailty score'): Json => observation({ text }, more);
  test.each([
    { list: [score({ valueString: 'Frail' })], expected: 'frail', because: 'a string' },
    {
      list: [score({ valueCodeableConcept: { text: 'Intermediate fit' } })],
      expected: 'intermediate-fit',
      because: 'words',
    },
    { list: [score({ valueString: 'intermediate-fit' })], expected: 'intermediate-fit', because: 'hyphen' },
    { list: [score({ valueString: 'Fit' })], expected: 'fit', because: 'a string' },
    { list: [score({ valueString: 'not frail' })], expected: 'absent', because: 'a denial is no category' },
    { list: [score({ valueString: 'unfit' })], expected: 'absent', because: 'no category' },
    { list: [score({ valueInteger: 0 })], expected: 'fit', because: 'no point' },
    { list: [score({ valueInteger: 1 })], expected: 'intermediate-fit', because: 'one point' },
    { list: [score({ valueInteger: 2 })], expected: 'frail', because: 'two points' },
    { list: [score({ valueQuantity: { value: 5 } })], expected: 'frail', because: 'the most' },
    { list: [score({ valueInteger: 6 })], expected: 'absent', because: 'no such score' },
    { list: [score({ valueQuantity: { value: 1.5 } })], expected: 'absent', because: 'no whole number' },
    { list: [score({ valueInteger: 2 }, 'Clinical frailty scale')], expected: 'absent', because: 'another scale' },
    { list: [score({ valueString: '衰弱' }, 'IMWG衰弱评分')], expected: 'frail', because: 'Chinese' },
    { list: [score({ valueString: '中等健康' }, 'IMWG衰弱评分')], expected: 'intermediate-fit', because: 'Chinese' },
    { list: [score({ valueString: '非衰弱' }, 'IMWG衰弱评分')], expected: 'absent', because: 'Chinese denial' },
    {
      list: [score({ id: 'a', valueInteger: 2, effectiveDateTime: daysAgo(400) }), score({ id: 'b', valueInteger: 0 })],
      expected: 'fit',
      because: 'the newest',
    },
    {
      list: [score({ id: 'a', valueInteger: 2 }), score({ id: 'b', valueInteger: 0 })],
      expected: 'conflicting',
      because: 'of one day',
    },
    {
      list: [score({ valueInteger: 2, effectiveDateTime: daysAgo(-1) })],
      expected: 'absent',
      because: 'in the future',
    },
    { list: [], expected: 'absent', because: 'nothing' },
  ])('$expected: $because', ({ list, expected }) => {
    expect(outcome(mapped(list).facts.frailty)).toBe(expected);
  });

  test('by a code of the site', () => {
    const localCodes = new Map([['urn:site|FRAIL', 'imwg-frailty']]);
    const entry = observation(coded('urn:site', 'FRAIL'), { valueInteger: 1 });
    expect(outcome(mapped([entry], { localCodes }).facts.frailty)).toBe('intermediate-fit');
  });
});

test('hostile stages do not take long', () => {
  const start = performance.now();
  for (const text of ['iss '.repeat(75), 'stage i '.repeat(37), 'durie '.repeat(50), 'r-iss (iss)'.repeat(27)])
    stagesIn(text);
  expect(performance.now() - start).toBeLessThan(500);
});
