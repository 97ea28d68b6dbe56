import type { Race } from '../../src/logic/facts.ts';
import { RACE_ASIAN, RACE_PACIFIC, RACE_WHITE, TODAY, type Json } from '../patient.ts';
import { mapped, outcome, patient, resource } from './charts.ts';

const of = (more: Json) => mapped([], { patient: resource(patient(more)) });

describe('birth date', () => {
  test.each([
    { birthDate: '1955-03-02', because: 'a day' },
    { birthDate: '1955-03', because: 'a month' },
    { birthDate: '1955', because: 'a year' },
    { birthDate: '1956-02-29', because: 'a leap day' },
    { birthDate: TODAY, because: 'today is not the future' },
  ])('$birthDate is known: $because', ({ birthDate }) => {
    const { facts, issues } = of({ birthDate });
    expect(facts.birthDate).toMatchObject({ known: true, value: birthDate, evidence: [{ reference: 'Patient/p1' }] });
    expect(issues()).toEqual([]);
  });

  test.each<{ birthDate: unknown; reason: string; because: string }>([
    { birthDate: '1955-02-30', reason: 'unreadable', because: 'no such day' },
    { birthDate: '1955-02-29', reason: 'unreadable', because: 'not a leap year' },
    { birthDate: '1955-13', reason: 'unreadable', because: 'no such month' },
    { birthDate: '2026-11-21', reason: 'unreadable', because: 'tomorrow' },
    { birthDate: '2027', reason: 'unreadable', because: 'next year' },
    { birthDate: '02/03/1955', reason: 'unreadable', because: 'another order' },
    { birthDate: '1955-3-2', reason: 'unreadable', because: 'one digit' },
    { birthDate: 'unknown', reason: 'unreadable', because: 'a word' },
    { birthDate: undefined, reason: 'absent', because: 'not sent' },
    { birthDate: null, reason: 'absent', because: 'null' },
  ])('$birthDate is $reason: $because', ({ birthDate, reason }) => {
    const { facts, issues } = of({ birthDate });
    expect(outcome(facts.birthDate)).toBe(reason);
    expect(issues()).toEqual(reason === 'absent' ? [] : ['date-invalid']);
  });
});

test.each<{ birthDate: unknown }>([{ birthDate: {} }, { birthDate: { toString: 1, valueOf: 1 } }, { birthDate: [] }])(
  'a birth date that is no text is not known: $birthDate',
  ({ birthDate }) => {
    expect(of({ birthDate }).facts.birthDate.known).toBe(false);
  },
);

describe('sex', () => {
  const born = (valueCode: unknown): Json => ({
    extension: [{ url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex', valueCode }],
  });

  test.each<{ more: Json; expected: string; because: string }>([
    { more: { gender: 'female' }, expected: 'female', because: 'administrative gender' },
    { more: { gender: 'male' }, expected: 'male', because: 'administrative gender' },
    { more: { gender: 'male', ...born('M') }, expected: 'male', because: 'both agree' },
    { more: { gender: undefined, ...born('F') }, expected: 'female', because: 'birth sex alone' },
    { more: { gender: 'other', ...born('F') }, expected: 'female', because: 'birth sex decides' },
    { more: { gender: 'male', ...born('UNK') }, expected: 'male', because: 'birth sex unknown' },
    { more: { gender: 'female', ...born('ASKU') }, expected: 'female', because: 'asked but unknown' },
    { more: { gender: 'male', ...born('F') }, expected: 'conflicting', because: 'neither is taken (D-1)' },
    { more: { gender: 'female', ...born('M') }, expected: 'conflicting', because: 'neither is taken (D-1)' },
    { more: { gender: 'other' }, expected: 'absent', because: 'says nothing about the equations' },
    { more: { gender: 'unknown' }, expected: 'absent', because: 'unknown' },
    { more: { gender: undefined }, expected: 'absent', because: 'not sent' },
    { more: { gender: 'constructor' }, expected: 'absent', because: 'a name that every object has' },
    { more: { gender: '__proto__' }, expected: 'absent', because: 'a name that every object has' },
    { more: { gender: 'female', ...born('toString') }, expected: 'female', because: 'a name that every object has' },
    { more: { gender: { toString: 1, valueOf: 1 } }, expected: 'absent', because: 'an object' },
    { more: { gender: 1 }, expected: 'absent', because: 'a number' },
  ])('$more: $expected, $because', ({ more, expected }) => {
    expect(outcome(of(more).facts.sex)).toBe(expected);
  });
});

describe('race', () => {
  const OMB = 'urn:oid:2.16.840.1.113883.6.238';
  const NULL_FLAVOR = 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor';
  const neither = { asian: false, pacificIslander: false };
  const asian = { asian: true, pacificIslander: false };
  const pacific = { asian: false, pacificIslander: true };

  const race = (...parts: readonly Json[]): Json => ({
    extension: [{ url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race', extension: parts }],
  });
  const coding = (code: unknown, system: unknown = OMB): Json => ({
    url: 'ombCategory',
    valueCoding: { system, code },
  });
  const detailed = (code: string): Json => ({ url: 'detailed', valueCoding: { system: OMB, code } });
  const text = (valueString: unknown): Json => ({ url: 'text', valueString });

  test.each<{ more: Json; expected: Race | 'absent'; because: string }>([
    { more: { extension: [RACE_WHITE] }, expected: neither, because: 'White' },
    { more: { extension: [RACE_ASIAN] }, expected: asian, because: 'Asian' },
    { more: { extension: [RACE_PACIFIC] }, expected: pacific, because: 'Pacific Islander' },
    { more: race(coding('2106-3'), coding('2028-9'), text('Mixed')), expected: asian, because: 'two categories' },
    { more: race(coding('2028-9'), coding('2106-3'), text('Mixed')), expected: asian, because: 'in any order' },
    {
      more: race(coding('2028-9'), coding('2076-8')),
      expected: { asian: true, pacificIslander: true },
      because: 'both',
    },
    { more: race(detailed('2034-7')), expected: asian, because: 'detailed code alone: Chinese' },
    { more: race(coding('2106-3'), detailed('2039-6')), expected: asian, because: 'detailed code besides: Japanese' },
    { more: race(detailed('2080-0')), expected: pacific, because: 'detailed code: Samoan' },
    { more: race(coding('2028-9', 'http://terminology.hl7.org/CodeSystem/v3-Race')), expected: asian, because: 'v3' },
    { more: race(coding('2028-9', `${OMB}/`)), expected: asian, because: 'spelling of the system' },
    { more: race(text('Asian')), expected: asian, because: 'text alone' },
    { more: race(text(' asian ')), expected: asian, because: 'text alone, blanks and case' },
    { more: race(text('Native Hawaiian or Other Pacific Islander')), expected: pacific, because: 'text alone' },
    { more: race(text('White')), expected: neither, because: 'text alone that is a category' },
    { more: race(text('Black or African American')), expected: neither, because: 'text alone that is a category' },
    { more: race(text('Caucasian')), expected: 'absent', because: 'holds the letters "asian"' },
    { more: race(text('not Asian')), expected: 'absent', because: 'more than the name of a category' },
    { more: race(text('mother Asian, father unknown')), expected: 'absent', because: 'more than a name' },
    { more: race(text('')), expected: 'absent', because: 'empty' },
    { more: race(coding('UNK', NULL_FLAVOR), text('Unknown')), expected: 'absent', because: 'unknown' },
    { more: race(coding('ASKU', NULL_FLAVOR)), expected: 'absent', because: 'asked but unknown' },
    { more: race(coding('2131-1')), expected: 'absent', because: '"Other race" may be anything' },
    { more: race(coding('2028-9', 'urn:local')), expected: 'absent', because: 'the code in another system' },
    {
      more: race(coding(undefined, NULL_FLAVOR), coding('2028-9')),
      expected: asian,
      because: 'a coding without code first',
    },
    {
      more: race(coding('2028-9', NULL_FLAVOR), coding('2106-3')),
      expected: neither,
      because: 'systems and codes in step',
    },
    { more: race(), expected: 'absent', because: 'an empty extension' },
    { more: {}, expected: 'absent', because: 'not sent' },
    { more: { extension: 'none' }, expected: 'absent', because: 'not an array' },
    { more: race(coding({ toString: 1, valueOf: 1 })), expected: 'absent', because: 'a code that cannot become text' },
    {
      more: race(coding('2106-3'), text({ toString: 1, valueOf: 1 })),
      expected: neither,
      because: 'text that is none',
    },
  ])('$expected: $because', ({ more, expected }) => {
    expect(outcome(of(more).facts.race)).toEqual(expected);
  });

  test('the evidence shows the words of the chart', () => {
    expect(of({ extension: [RACE_ASIAN] }).facts.race.evidence).toMatchObject([{ concept: 'race', value: 'Asian' }]);
    expect(of(race(coding('2028-9'))).facts.race.evidence).toMatchObject([{ concept: 'race', value: '2028-9' }]);
  });
});
