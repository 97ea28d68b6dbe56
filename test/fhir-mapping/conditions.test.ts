import type { ChartEvent } from '../../src/logic/facts.ts';
import { condition, daysAgo, procedure, type Json } from '../patient.ts';
import { answers, ICD10, mapped, outcome, SNOMED } from './charts.ts';

const SURGICAL = { coding: [{ system: SNOMED, code: '387713003' }] };
const both = (...codes: readonly string[]): Json => ({
  code: { coding: codes.map((code) => ({ system: /^[A-Z]/.test(code) ? ICD10 : SNOMED, code })) },
});
const coded = (...codes: readonly string[]): Json => ({ ...condition(codes[0] ?? ''), ...both(...codes) });

describe('codes of Conditions', () => {
  test.each([
    { code: 'S72.001A', expected: true, because: 'a child of S72' },
    { code: 'S72001A', expected: true, because: 'without the dot' },
    { code: 'S72.001D', expected: true, because: 'still under care' },
    { code: 'S72.001S', expected: false, because: 'seventh character S: a sequela' },
    { code: 'S72001S', expected: false, because: 'a sequela without the dot' },
    { code: 'S32.9XXA', expected: true, because: 'pelvis, with placeholders' },
    { code: 'S32.9XXS', expected: false, because: 'a sequela with placeholders' },
    { code: 'M84.551A', expected: true, because: 'pathological, femur' },
    { code: 'M84.551S', expected: false, because: 'a sequela of a pathological fracture' },
    { code: 'M80.051A', expected: true, because: 'osteoporotic, femur' },
    { code: 'S32.010A', expected: false, because: 'a lumbar vertebra is not the pelvis' },
    { code: 'S82.101A', expected: false, because: 'tibia' },
    { code: 'S7', expected: false, because: 'too short to be a code' },
    { code: '', expected: false, because: 'empty' },
    { code: '71620000', expected: true, because: 'SNOMED femur' },
    { code: '359817006', expected: true, because: 'SNOMED hip' },
  ])('fracture $code is $expected: $because', ({ code, expected }) => {
    expect(outcome(mapped([condition(code)]).facts.fracture)).toBe(expected);
  });

  test.each([
    { system: ICD10, expected: true, because: 'canonical' },
    { system: 'https://hl7.org/fhir/sid/icd-10-cm', expected: true, because: 'https' },
    { system: 'http://hl7.org/fhir/sid/icd-10-cm/', expected: true, because: 'trailing slash' },
    { system: 'urn:oid:2.16.840.1.113883.6.90', expected: true, because: 'OID' },
    { system: 'URN:OID:2.16.840.1.113883.6.90', expected: true, because: 'OID in capitals' },
    { system: 'http://hl7.org/fhir/sid/icd-10', expected: true, because: 'ICD-10 of WHO (Oracle reasons)' },
    { system: 'http://hl7.org/fhir/sid/icd-9-cm', expected: false, because: 'another classification' },
    { system: 'urn:local', expected: false, because: 'a local system' },
    { system: undefined, expected: false, because: 'no system' },
  ])('K92.2 under $system is a bleeding: $expected, $because', ({ system, expected }) => {
    const entry = { ...condition('K92.2'), code: { coding: [{ system, code: 'K92.2' }] } };
    expect(outcome(mapped([entry]).facts.activeBleeding)).toBe(expected);
  });

  test.each([
    { code: 'D75.82', expected: true, because: 'before the split' },
    { code: 'D75.829', expected: true, because: 'after the split' },
    { code: 'D7582', expected: true, because: 'without the dot' },
    { code: 'D75.89', expected: false, because: 'a neighbour' },
    { code: 'D69.59', expected: false, because: 'another thrombocytopenia' },
    { code: '73397007', expected: true, because: 'SNOMED' },
  ])('HIT $code is $expected: $because', ({ code, expected }) => {
    expect(outcome(mapped([condition(code)]).facts.hit)).toBe(expected);
  });

  test('a code of the site, by its mapping', () => {
    const entry = { ...condition('x'), code: { coding: [{ system: 'urn:site', code: 'HIT' }] } };
    const localCodes = new Map([['urn:site|HIT', 'heparin-induced-thrombocytopenia']]);
    expect(outcome(mapped([entry], { localCodes }).facts.hit)).toBe(true);
  });
});

describe('thromboses', () => {
  type Shown = readonly Pick<ChartEvent, 'date' | 'current'>[];
  const day = daysAgo(100);

  test.each([
    { list: [condition('I26.99')], expected: [{ date: day, current: true }], because: 'pulmonary embolism' },
    { list: [condition('I2699')], expected: [{ date: day, current: true }], because: 'without the dot' },
    { list: [condition('I82.4Y1')], expected: [{ date: day, current: true }], because: 'deep vein of the leg' },
    { list: [condition('I82.621')], expected: [{ date: day, current: true }], because: 'deep vein of the arm' },
    { list: [condition('128053003')], expected: [{ date: day, current: true }], because: 'SNOMED' },
    {
      list: [condition('I26.99', { clinical: 'resolved' })],
      expected: [{ date: day, current: false }],
      because: 'over',
    },
    { list: [condition('Z86.718')], expected: [{ date: day, current: false }], because: 'a history code' },
    { list: [condition('Z86.711')], expected: [{ date: day, current: false }], because: 'a history code' },
    { list: [condition('161508001')], expected: [{ date: day, current: false }], because: 'a history code of SNOMED' },
    { list: [condition('I82.501')], expected: [{ date: day, current: false }], because: 'chronic' },
    { list: [condition('I80.01')], expected: [], because: 'superficial phlebitis' },
    { list: [procedure('128053003')], expected: [], because: 'a Procedure is no diagnosis' },
    { list: [condition('I26.99', { verification: 'refuted' })], expected: [], because: 'refuted' },
    { list: [condition('I26.99', { verification: 'entered-in-error' })], expected: [], because: 'never written' },
    {
      list: [condition('I26.99', { onsetDateTime: undefined, recordedDate: daysAgo(7) })],
      expected: [{ date: daysAgo(7), current: true }],
      because: 'dated by its record',
    },
    {
      list: [condition('I26.99', { onsetDateTime: undefined })],
      expected: [{ date: null, current: true }],
      because: 'undated',
    },
    {
      list: [coded('I26.99', '59282003')],
      expected: [{ date: day, current: true }],
      because: 'one clot in two codings',
    },
    {
      list: [coded('I82.501', '128053003')],
      expected: [{ date: day, current: false }],
      because: 'one chronic clot, two codings',
    },
    {
      list: [coded('128053003', 'Z86.718')],
      expected: [{ date: day, current: false }],
      because: 'one old clot, two codings',
    },
  ] satisfies readonly { list: readonly Json[]; expected: Shown; because: string }[])(
    '$expected: $because',
    ({ list, expected }) => {
      const { vteEvents } = mapped(list).facts;
      const shown = vteEvents.known && vteEvents.value.map(({ date, current }) => ({ date, current }));
      expect(shown).toEqual(expected);
    },
  );

  test('an unconfirmed one beside an old one is not counted', () => {
    const { vteEvents } = mapped([condition('Z86.718'), condition('I26.99', { verification: 'provisional' })]).facts;
    expect(outcome(vteEvents)).toMatchObject([{ current: false }]);
  });

  test.each([
    { list: [condition('I26.99', { verification: 'provisional' })], because: 'unconfirmed' },
    { list: [], because: 'unanswered' },
  ])('unknown: $because', ({ list, because }) => {
    expect(outcome(mapped(list, { answers: answers({ conditions: 'unanswered' }) }).facts.vteEvents)).toBe(because);
  });
});

describe('the recorded diagnosis', () => {
  const remission = { clinical: 'remission' };
  test.each([
    { list: [condition('C90.00')], recorded: 'active-myeloma', myeloma: true, because: 'multiple myeloma' },
    { list: [condition('C9000')], recorded: 'active-myeloma', myeloma: true, because: 'without the dot' },
    { list: [condition('C90.01', remission)], recorded: 'active-myeloma', myeloma: true, because: 'DEC-14: remission' },
    { list: [condition('C90.12')], recorded: 'active-myeloma', myeloma: true, because: 'DEC-14: plasma-cell leukemia' },
    { list: [condition('109989006')], recorded: 'active-myeloma', myeloma: true, because: 'SNOMED' },
    { list: [condition('413587002')], recorded: 'smoldering-myeloma', myeloma: true, because: 'SNOMED smoldering' },
    { list: [coded('C90.00', '413587002')], recorded: 'smoldering-myeloma', myeloma: true, because: 'trap 11' },
    { list: [coded('413587002', 'C90.00')], recorded: 'smoldering-myeloma', myeloma: true, because: 'in any order' },
    {
      list: [coded('D47.2', '413587002')],
      recorded: 'smoldering-myeloma',
      myeloma: true,
      because: 'trap 11, the other code',
    },
    {
      list: [condition('413587002'), condition('C90.00')],
      recorded: 'active-myeloma',
      myeloma: true,
      because: 'it has progressed: the more advanced counts',
    },
    { list: [condition('C90.30')], recorded: 'solitary-plasmacytoma', myeloma: true, because: 'plasmacytoma' },
    {
      list: [condition('415112005')],
      recorded: 'solitary-plasmacytoma',
      myeloma: true,
      because: 'SNOMED plasmacytoma',
    },
    { list: [condition('D47.2')], recorded: 'mgus', myeloma: false, because: 'MGUS is not myeloma' },
    { list: [condition('D47.2'), condition('C90.00')], recorded: 'active-myeloma', myeloma: true, because: 'both' },
    { list: [condition('I10')], recorded: null, myeloma: false, because: 'something else' },
    { list: [], recorded: null, myeloma: false, because: 'nothing, and asked' },
    { list: [condition('C90.00', { verification: 'refuted' })], recorded: null, myeloma: false, because: 'refuted' },
  ])('$recorded: $because', ({ list, recorded, myeloma }) => {
    const { facts } = mapped(list);
    expect([outcome(facts.recordedDiagnosis), outcome(facts.myeloma)]).toEqual([recorded, myeloma]);
  });

  test.each(['partial', 'unanswered'] as const)('unknown when the problem list is %s', (conditions) => {
    const { facts } = mapped([], { answers: answers({ conditions }) });
    expect([outcome(facts.recordedDiagnosis), outcome(facts.myeloma)]).toEqual(['unanswered', 'unanswered']);
  });
});

describe('surgery within 90 days', () => {
  const surgery = (more: Json = {}): Json => procedure('80146002', { category: SURGICAL, ...more });
  const period = (start: string, end?: string): Json => ({
    performedDateTime: undefined,
    performedPeriod: { start, end },
  });
  const undated = { performedDateTime: undefined };

  test.each([
    { list: [surgery({ days: 0 })], expected: true, because: 'today' },
    { list: [surgery({ days: 90 })], expected: true, because: 'day 90' },
    { list: [surgery({ days: 91 })], expected: false, because: 'day 91' },
    { list: [surgery({ days: -1 })], expected: false, because: 'planned for tomorrow' },
    { list: [surgery(undated)], expected: 'unconfirmed', because: 'nobody knows when' },
    { list: [surgery({ performedDateTime: '2026-08' })], expected: 'unconfirmed', because: '81 to 111 days ago' },
    { list: [surgery({ performedDateTime: '2026' })], expected: 'unconfirmed', because: 'some day of this year' },
    { list: [surgery({ performedDateTime: '2025' })], expected: false, because: 'some day of last year' },
    { list: [surgery(period(daysAgo(95), daysAgo(85)))], expected: true, because: 'it ended within 90 days' },
    { list: [surgery({ category: [SURGICAL] })], expected: true, because: 'category as an array' },
    { list: [surgery({ category: { coding: SURGICAL.coding[0] } })], expected: true, because: 'coding as an object' },
    { list: [surgery({ status: 'in-progress' })], expected: true, because: 'going on' },
    { list: [surgery({ status: 'not-done' })], expected: false, because: 'not done' },
    { list: [surgery({ status: 'entered-in-error' })], expected: false, because: 'never written' },
    { list: [procedure('80146002')], expected: false, because: 'not categorised as surgery' },
    { list: [procedure('387713003')], expected: true, because: 'the code itself says surgery' },
    { list: [condition('387713003')], expected: false, because: 'not a Procedure' },
    { list: [surgery({ days: 91 }), surgery({ days: 10 })], expected: true, because: 'the later one counts' },
  ])('$expected: $because', ({ list, expected }) => {
    expect(outcome(mapped(list).facts.recentSurgery)).toBe(expected);
  });

  test('by a code that the site has mapped', () => {
    const entry = { ...procedure('x'), code: { coding: [{ system: 'urn:site', code: 'OP7' }] } };
    expect(outcome(mapped([entry], { localCodes: new Map([['urn:site|OP7', 'surgery']]) }).facts.recentSurgery)).toBe(
      true,
    );
  });

  test.each([
    { list: [], procedures: 'unanswered', expected: 'unanswered' },
    { list: [], procedures: 'partial', expected: 'unanswered' },
    { list: [surgery()], procedures: 'partial', expected: true },
  ] as const)('procedures $procedures: $expected', ({ list, procedures, expected }) => {
    expect(outcome(mapped(list, { answers: answers({ procedures }) }).facts.recentSurgery)).toBe(expected);
  });
});
