import { indexChart } from '../../src/fhir-mapping/chart-index.ts';
import { dateOf, labelOf } from '../../src/fhir-mapping/presence.ts';
import { condition, daysAgo, procedure, TODAY, type Json } from '../patient.ts';
import { answers, chartOf, ICD10, mapped, outcome, resource, SNOMED, SUBJECT } from './charts.ts';

const HIT = 'D75.822';
const FRACTURE = 'S72.001A';
const BLEEDING = 'K92.2';
const DVT = 'I82.401';

describe('absent or unknown (DEC-1)', () => {
  const CASES = [
    { answer: 'answered', entries: [], expected: false, because: 'asked, and nothing there' },
    { answer: 'answered', entries: [condition('C90.00')], expected: false, because: 'asked, and other things there' },
    { answer: 'partial', entries: [], expected: 'unanswered', because: 'the missing page may hold it' },
    { answer: 'unanswered', entries: [], expected: 'unanswered', because: 'never asked' },
    { answer: 'answered', entries: [condition(HIT)], expected: true, because: 'there' },
    { answer: 'partial', entries: [condition(HIT)], expected: true, because: 'what is there is there' },
    { answer: 'unanswered', entries: [condition(HIT)], expected: true, because: 'what is there is there' },
    {
      answer: 'partial',
      entries: [condition(HIT, { verification: 'refuted' })],
      expected: false,
      because: 'a refuted Condition always means absent',
    },
    {
      answer: 'answered',
      entries: [condition(HIT, { verification: 'refuted' }), condition(HIT)],
      expected: true,
      because: 'refuted once, established later',
    },
    {
      answer: 'answered',
      entries: [condition(HIT, { subject: { reference: 'Patient/p2' } })],
      expected: false,
      because: 'somebody else has it',
    },
  ] as const;

  test.each(CASES)('$answer: $expected, $because', ({ answer, entries, expected }) => {
    expect(outcome(mapped(entries, { answers: answers({ conditions: answer }) }).facts.hit)).toBe(expected);
  });

  test('the evidence of an absence says what was searched', () => {
    const { hit } = mapped([condition('C90.00'), condition('E11.9')]).facts;
    expect(hit.evidence).toMatchObject([
      { value: 'absent', date: TODAY, searched: { kind: 'conditions', entries: 2 } },
    ]);
  });

  test.each([
    { conditions: 'answered', procedures: 'answered', expected: false, because: 'both were asked' },
    { conditions: 'answered', procedures: 'unanswered', expected: 'unanswered', because: 'sessions are Procedures' },
    { conditions: 'unanswered', procedures: 'answered', expected: 'unanswered', because: 'dependence is a Condition' },
    { conditions: 'answered', procedures: 'partial', expected: 'unanswered', because: 'a page is missing' },
  ] as const)('dialysis with conditions $conditions, procedures $procedures: $because', ({ expected, ...asked }) => {
    expect(outcome(mapped([], { answers: answers(asked) }).facts.dialysis)).toBe(expected);
  });
});

describe('how a Condition counts', () => {
  const coded = (...codes: string[]): Json => ({ coding: codes.map((code) => ({ code })) });
  const bare = { clinicalStatus: undefined, verificationStatus: undefined };

  test.each([
    { more: {}, now: true, ever: true, because: 'active and confirmed' },
    { more: { clinical: 'recurrence' }, now: true, ever: true, because: 'recurrence is current' },
    { more: { clinical: 'relapse' }, now: true, ever: true, because: 'relapse is current' },
    { more: { clinical: 'remission' }, now: false, ever: true, because: 'remission counts for history' },
    { more: { clinical: 'resolved' }, now: false, ever: true, because: 'resolved counts for history' },
    { more: { clinical: 'inactive' }, now: false, ever: true, because: 'inactive counts for history' },
    { more: { verification: 'refuted' }, now: false, ever: false, because: 'refuted means absent' },
    { more: { verification: 'entered-in-error' }, now: false, ever: false, because: 'never written' },
    { more: { verification: 'unconfirmed' }, now: 'unconfirmed', ever: 'unconfirmed', because: 'not established' },
    { more: { verification: 'provisional' }, now: 'unconfirmed', ever: 'unconfirmed', because: 'not established' },
    { more: { verification: 'differential' }, now: 'unconfirmed', ever: 'unconfirmed', because: 'not established' },
    { more: bare, now: true, ever: true, because: 'no status and no abatement' },
    { more: { ...bare, abatementDateTime: daysAgo(9) }, now: false, ever: true, because: 'no status, but abated' },
    { more: { ...bare, abatementString: 'last year' }, now: false, ever: true, because: 'no status, but abated' },
    { more: { ...bare, abatementDateTime: null }, now: true, ever: true, because: 'null is nothing' },
    { more: { ...bare, abatementBoolean: false }, now: true, ever: true, because: 'DSTU2: not abated' },
    { more: { abatementDateTime: daysAgo(9) }, now: true, ever: true, because: 'the status is what was judged' },
    { more: { clinicalStatus: 'resolved' }, now: false, ever: true, because: 'STU3 code as a string' },
    { more: { verificationStatus: 'refuted' }, now: false, ever: false, because: 'STU3 code as a string' },
    { more: { clinicalStatus: { text: 'Resolved' } }, now: false, ever: true, because: 'status as text only' },
    { more: { verificationStatus: { text: 'Refuted' } }, now: false, ever: false, because: 'status as text only' },
    { more: { clinicalStatus: coded('A', 'active') }, now: true, ever: true, because: 'local status code first' },
    { more: { verificationStatus: coded('R', 'refuted') }, now: false, ever: false, because: 'local code first' },
    { more: { verificationStatus: coded('refuted', 'R') }, now: false, ever: false, because: 'local code last' },
    {
      more: { verificationStatus: coded('P', 'provisional') },
      now: 'unconfirmed',
      ever: 'unconfirmed',
      because: 'local code first',
    },
    { more: { clinicalStatus: { coding: { code: 'resolved' } } }, now: false, ever: true, because: 'object, no array' },
  ])('$more: now $now, ever $ever, $because', ({ more, now, ever }) => {
    const { facts } = mapped([condition(FRACTURE, more), condition(HIT, more)]);
    expect([outcome(facts.fracture), outcome(facts.hit)]).toEqual([now, ever]);
  });

  test('an unconfirmed one is shown and noted, and not decided on', () => {
    const { facts, issues } = mapped([{ ...condition(BLEEDING, { verification: 'provisional' }), id: 'c1' }]);
    expect(facts.activeBleeding).toMatchObject({
      known: false,
      evidence: [{ reference: 'Condition/c1', stale: true }],
    });
    expect(issues()).toEqual(['not-established']);
  });

  test('an established one beside an unconfirmed one decides', () => {
    const list = [condition(BLEEDING, { verification: 'provisional' }), condition(BLEEDING)];
    expect(outcome(mapped(list).facts.activeBleeding)).toBe(true);
  });
});

describe('how a Procedure and a Device count', () => {
  const session = (more: Json): Json => procedure('302497006', more);
  test.each([
    { list: [session({ days: 0 })], expected: true, because: 'today' },
    { list: [session({ days: 30 })], expected: true, because: 'the last day of the look-back' },
    { list: [session({ days: 31 })], expected: 'unconfirmed', because: 'may go on' },
    { list: [session({ days: 365 })], expected: 'unconfirmed', because: 'may go on' },
    { list: [session({ days: 366 })], expected: false, because: 'over' },
    { list: [session({ days: -1 })], expected: false, because: 'tomorrow is not yet' },
    { list: [session({ performedDateTime: undefined })], expected: 'unconfirmed', because: 'no date' },
    { list: [session({ performedDateTime: '2026-02-30' })], expected: 'unconfirmed', because: 'no such day' },
    { list: [session({ performedDateTime: '2026-10' })], expected: 'unconfirmed', because: '20 to 50 days ago' },
    { list: [session({ performedDateTime: '2025' })], expected: 'unconfirmed', because: '324 to 688 days ago' },
    { list: [session({ days: 400, status: 'in-progress' })], expected: true, because: 'going on' },
    { list: [session({ status: 'not-done' })], expected: false, because: 'not done' },
    { list: [session({ status: 'entered-in-error' })], expected: false, because: 'never written' },
    { list: [session({ status: 'preparation' })], expected: false, because: 'not yet' },
    { list: [session({ status: undefined })], expected: false, because: 'a status is needed' },
    {
      list: [session({ performedDateTime: undefined, performedPeriod: { start: daysAgo(900), end: daysAgo(3) } })],
      expected: true,
      because: 'a period counts by its end',
    },
    {
      list: [session({ performedDateTime: undefined, performedPeriod: { start: daysAgo(20) } })],
      expected: true,
      because: 'a period without end, by its start',
    },
    { list: [condition('Z99.2')], expected: true, because: 'dependence on dialysis' },
    { list: [condition('Z99.2', { clinical: 'resolved' })], expected: false, because: 'transplanted since' },
    { list: [session({ days: 31 }), condition('Z99.2')], expected: true, because: 'the Condition settles it' },
  ])('dialysis $expected: $because', ({ list, expected }) => {
    expect(outcome(mapped(list).facts.dialysis)).toBe(expected);
  });

  const visit = (days: number, more: Json = {}): Json => ({
    resourceType: 'Encounter',
    id: `visit-${days}`,
    subject: SUBJECT,
    status: 'finished',
    type: [{ coding: [{ system: SNOMED, code: '302497006' }] }],
    period: { start: daysAgo(days) },
    ...more,
  });

  test.each([
    { list: [visit(5)], expected: true, because: 'a visit for dialysis' },
    { list: [visit(30)], expected: true, because: 'within the look-back' },
    { list: [visit(31)], expected: 'unconfirmed', because: 'it may go on' },
    { list: [visit(366)], expected: false, because: 'long ago' },
    { list: [visit(-2, { status: 'planned' })], expected: false, because: 'planned' },
    { list: [visit(5, { status: 'cancelled' })], expected: false, because: 'cancelled' },
    { list: [visit(5, { status: 'entered-in-error' })], expected: false, because: 'in error' },
    { list: [visit(5, { type: [{ text: 'follow-up' }] })], expected: false, because: 'a visit for something else' },
    { list: [visit(5, { type: 'dialysis', period: 'x' })], expected: false, because: 'wrong types' },
    { list: [visit(5, { period: {} })], expected: 'unconfirmed', because: 'undated' },
    {
      list: [visit(5, { type: [], reasonCode: [{ coding: [{ system: ICD10, code: 'Z49.31' }] }] })],
      expected: true,
      because: 'the reason of the visit',
    },
    { list: [visit(5), condition('Z99.2', { verification: 'refuted' })], expected: true, because: 'it took place' },
  ])('dialysis by visits $expected: $because', ({ list, expected }) => {
    expect(outcome(mapped(list).facts.dialysis)).toBe(expected);
  });

  const port = (more: Json): Json => ({
    resourceType: 'Device',
    id: 'd1',
    patient: SUBJECT,
    type: { coding: [{ system: SNOMED, code: '398013009', display: 'Port' }] },
    ...more,
  });
  test.each([
    { list: [port({ status: 'active' })], expected: true, because: 'an active device' },
    { list: [port({})], expected: true, because: 'a device without status' },
    { list: [port({ status: 'inactive' })], expected: false, because: 'removed' },
    { list: [port({ status: 'entered-in-error' })], expected: false, because: 'never written' },
    { list: [port({ patient: { reference: 'Patient/p2' } })], expected: false, because: 'in somebody else' },
    { list: [procedure('233527006', { days: 365 })], expected: true, because: 'an insertion counts a year' },
    { list: [procedure('233527006', { days: 366 })], expected: 'unconfirmed', because: 'removals go unrecorded' },
    { list: [procedure('233527006', { performedDateTime: undefined })], expected: 'unconfirmed', because: 'no date' },
    { list: [condition('Z45.2')], expected: true, because: 'an encounter for its care' },
  ])('central line $expected: $because', ({ list, expected }) => {
    expect(outcome(mapped(list).facts.centralLine)).toBe(expected);
  });
});

describe('labels and dates of an entry', () => {
  test.each([
    { code: { text: 'Clot', coding: [{ display: 'DVT' }] }, label: 'Clot', because: 'the words of the chart first' },
    { code: { coding: [{ code: DVT }, { display: 'DVT' }] }, label: 'DVT', because: 'the first display there is' },
    { code: { coding: [{ system: ICD10, code: DVT }] }, label: 'Condition', because: 'no words at all' },
    { code: undefined, label: 'Condition', because: 'no code at all' },
  ])('label $label: $because', ({ code, label }) => {
    expect(labelOf(resource({ resourceType: 'Condition', code }))).toBe(label);
  });

  test.each([
    { entry: { onsetDateTime: '2024-05-06T10:00:00Z' }, date: '2024-05-06', because: 'onset' },
    { entry: { onsetPeriod: { start: '2024-05', end: '2024-06' } }, date: '2024-05', because: 'the start of a period' },
    { entry: { recordedDate: '2024-05-06' }, date: '2024-05-06', because: 'no onset: recorded' },
    {
      entry: { onsetDateTime: '2024-02-30', recordedDate: '2024-05-06' },
      date: '2024-05-06',
      because: 'onset impossible',
    },
    { entry: { onsetString: 'in spring' }, date: null, because: 'words are no date' },
    { entry: { onsetAge: { value: 50 } }, date: null, because: 'an age is no date' },
  ])('date $date: $because', ({ entry, date }) => {
    expect(dateOf(resource({ resourceType: 'Condition', ...entry }))).toBe(date);
  });

  test('an Observation coded as a disease is no entry of the problem list', () => {
    const list = [{ ...condition(HIT), resourceType: 'Observation' }];
    expect(indexChart(chartOf(list)).entries).toEqual({ observations: 1 });
    expect(outcome(mapped(list).facts.hit)).toBe(false);
  });
});
