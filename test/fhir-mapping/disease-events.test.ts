import { condition, type Json } from '../patient.ts';
import { answers, LOINC, mapped, SNOMED, SUBJECT } from './charts.ts';

const WORSENED = '271299001';
const IMPROVED = '268910001';
const status = (code: string, day: string | undefined, more: Json = {}): Json => ({
  ...{ resourceType: 'Observation', id: `o-${day}-${code}`, status: 'final', subject: SUBJECT, effectiveDateTime: day },
  code: { coding: [{ system: LOINC, code: '97509-4' }] },
  valueCodeableConcept: { coding: [{ system: SNOMED, code }] },
  ...more,
});
const relapse = (recordedDate: string | undefined, more: Json = {}): Json =>
  condition('C90.02', { recordedDate, onsetDateTime: undefined, ...more });

type Name = 'progressions' | 'diseaseControls';
const daysOf = (name: Name, entries: readonly Json[]): unknown => {
  const fact = mapped(entries).facts[name];
  return fact.known ? fact.value.map(({ date }) => date) : 'unknown';
};

describe('progressions that the chart records', () => {
  test.each<{ entries: readonly Json[]; days: readonly (string | null)[]; because: string }>([
    { entries: [], days: [], because: 'none' },
    { entries: [status(WORSENED, '2024-03-01')], days: ['2024-03-01'], because: 'mCODE disease status' },
    {
      entries: [status(WORSENED, '2024-03-01'), status(WORSENED, '2024-09-01')],
      days: ['2024-03-01', '2024-09-01'],
      because: 'twice',
    },
    { entries: [status(WORSENED, undefined)], days: [null], because: 'undated' },
    {
      entries: [status(WORSENED, undefined, { issued: '2024-03-01T10:00:00Z' })],
      days: ['2024-03-01'],
      because: 'issued',
    },
    { entries: [status(WORSENED, '2024-03-01', { status: 'preliminary' })], days: [], because: 'preliminary' },
    { entries: [status(IMPROVED, '2024-03-01')], days: [], because: 'improved' },
    { entries: [status(WORSENED, '2027-03-01')], days: [], because: 'in the future' },
    {
      entries: [status(WORSENED, '2024-03-01', { subject: { reference: 'Patient/p2' } })],
      days: [],
      because: 'another patient’s',
    },
    { entries: [relapse('2024-03-01')], days: ['2024-03-01'], because: 'ICD-10-CM in relapse' },
    {
      entries: [relapse(undefined, { onsetDateTime: '2024-02-20' })],
      days: ['2024-02-20'],
      because: 'its onset where nothing else is dated',
    },
    {
      entries: [relapse('2024-03-01'), relapse('2024-05-01'), relapse('2024-07-01')],
      days: ['2024-03-01'],
      because: 'coded again at every visit',
    },
    {
      entries: [relapse('2024-03-01'), status(IMPROVED, '2024-06-01'), relapse('2025-02-01')],
      days: ['2024-03-01', '2025-02-01'],
      because: 'again after a recorded response',
    },
    {
      entries: [condition('C90.00', { clinical: 'relapse', onsetDateTime: '2020-01-01', recordedDate: '2024-03-01' })],
      days: ['2024-03-01'],
      because: 'clinical status',
    },
    {
      entries: [condition('C90.00', { clinical: 'recurrence', onsetDateTime: undefined, recordedDate: '2024-03' })],
      days: ['2024-03'],
      because: 'recurrence, partial date',
    },
    {
      entries: [condition('C90.00', { clinical: 'relapse', onsetDateTime: '2020-01-01', recordedDate: '2020-01-20' })],
      days: [null],
      because: 'recorded at diagnosis: the relapse came later',
    },
    { entries: [relapse('2024-03-01', { verification: 'refuted' })], days: [], because: 'refuted' },
    { entries: [relapse('2024-03-01', { verification: 'provisional' })], days: [], because: 'provisional' },
    {
      entries: [condition('C50.919', { clinical: 'relapse', recordedDate: '2024-03-01' })],
      days: [],
      because: 'another cancer’s',
    },
    { entries: [condition('C90.00', { recordedDate: '2024-03-01' })], days: [], because: 'no relapse' },
    { entries: [relapse('soon')], days: [null], because: 'no date' },
  ])('$days: $because', ({ entries, days }) => {
    expect(daysOf('progressions', entries)).toEqual(days);
  });

  test('unknown only when neither results nor problems were asked for', () => {
    const known = (changes: Parameters<typeof answers>[0]) =>
      mapped([], { answers: answers(changes) }).facts.progressions.known;
    expect([
      known({ observations: 'unanswered' }),
      known({ observations: 'unanswered', conditions: 'partial' }),
    ]).toEqual([true, false]);
  });
});

describe('responses and stable disease that the chart records', () => {
  test.each<{ entries: readonly Json[]; days: readonly (string | null)[]; because: string }>([
    {
      entries: ['268910001', '359746009', '103338009', '103337004'].map((code) => status(code, '2024-03-01')),
      days: Array<string>(4).fill('2024-03-01'),
      because: 'improved, stable, remissions',
    },
    { entries: [status(WORSENED, '2024-03-01')], days: [], because: 'worse' },
    {
      entries: [condition('C90.01', { recordedDate: '2024-03-01' })],
      days: ['2024-03-01'],
      because: 'ICD-10-CM in remission',
    },
    { entries: [condition('C90.01', { recordedDate: undefined })], days: [null], because: 'undated' },
    { entries: [status('709137006', '2024-03-01')], days: [], because: 'undetermined' },
    {
      entries: [condition('C90.00', { clinical: 'remission', recordedDate: '2020-03-01' })],
      days: [],
      because: 'a status without its own day',
    },
  ])('$days: $because', ({ entries, days }) => {
    expect(daysOf('diseaseControls', entries)).toEqual(days);
  });
});
