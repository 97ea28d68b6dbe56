import { boneAgentDental } from '../../../src/logic/bone/agent-dental.ts';
import { known } from '../../../src/logic/facts.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import { course } from '../courses.ts';
import { event } from './bone-charts.ts';
import {
  absent,
  adviceOf,
  context,
  drug,
  inBrief,
  ordering,
  taking,
  TODAY,
  unknownFact,
  type Stated,
} from '../facts.ts';

const zoledronic = drug('zoledronic-acid', { mg: 4 });
const order = ordering(zoledronic);
const had = (from: string | null): Stated => ({ courses: known([course('pamidronate', from, from)], []) });
const since = (from: string): Stated => ({ courses: known([course('zoledronic-acid', from)], []) });
const infused = (
  from: string,
  lastSeen: string,
  agent: 'zoledronic-acid' | 'denosumab' = 'zoledronic-acid',
): Stated => ({
  courses: known([course(agent, from, null, { status: 'unknown', lastSeen })], []),
});
const examined = { dentalExaminations: event('2026-10-01') };
const unread = { courses: known([], [], [{ concept: 'medicationHistory', because: 'unanswered' as const }]) };

const said = (given: Stated, hook: Hook = 'order-sign') => adviceOf(boneAgentDental, given, context(hook));

describe('at the order (H-2)', () => {
  test.each<{ given: Stated; expected: readonly string[]; because: string }>([
    { given: order, expected: ['info no-exam'], because: 'a first agent, no examination' },
    { given: { ...order, ...examined }, expected: [], because: 'examined' },
    { given: { ...order, ...had('2025-01-01') }, expected: [], because: 'not the first' },
    { given: { ...order, ...had(null) }, expected: [], because: 'some other time' },
    { given: { ...order, ...had(TODAY) }, expected: ['info no-exam'], because: 'the order itself, dated today' },
    { given: { ...order, ...unread }, expected: ['info no-exam'], because: 'maybe the first' },
    {
      given: { ...order, courses: unknownFact('medications') },
      expected: ['info no-exam'],
      because: 'maybe the first',
    },
    {
      given: { ...order, dentalExaminations: unknownFact('dental-examination', 'unanswered') },
      expected: ['info exam-unknown'],
      because: 'procedures unread',
    },
    {
      given: { ...order, osteonecrosisOfJaw: event(null) },
      expected: ['warning jaw-osteonecrosis'],
      because: 'the jaw',
    },
    {
      given: { ...order, ...examined, ...had('2025-01-01'), osteonecrosisOfJaw: event('2025-01-01') },
      expected: ['warning jaw-osteonecrosis'],
      because: 'the jaw, whatever else',
    },
    { given: ordering(drug('denosumab', { mg: 60 })), expected: [], because: 'for osteoporosis' },
    {
      given: { ...ordering(drug('denosumab', { mg: 60 })), osteonecrosisOfJaw: event('2025-01-01') },
      expected: ['warning jaw-osteonecrosis'],
      because: 'the jaw at that dose too',
    },
    { given: ordering(drug('denosumab')), expected: ['info no-exam'], because: 'of unknown dose' },
    { given: ordering(drug('lenalidomide')), expected: [], because: 'no bone agent' },
    { given: { ...order, myeloma: absent('multiple-myeloma') }, expected: [], because: 'no myeloma' },
    { given: { ...order, myeloma: unknownFact('multiple-myeloma') }, expected: [], because: 'myeloma unknown' },
    { given: { ...order, ...since('2024-11-20') }, expected: ['info two-years'], because: 'two years today' },
    { given: { ...order, ...since('2024-11-21') }, expected: [], because: 'a day short' },
    { given: taking(zoledronic), expected: [], because: 'active, not in hand' },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inBrief(said(given))).toEqual(expected);
  });
});

describe('when the chart is opened', () => {
  const active = taking(zoledronic);
  test.each<{ given: Stated; expected: readonly string[]; because: string }>([
    { given: { ...active, ...since('2026-08-20') }, expected: ['info no-exam'], because: 'begun three months ago' },
    { given: { ...active, ...since('2026-08-19') }, expected: [], because: 'longer ago: the first dose is past' },
    { given: { ...active, ...since('2024-11-20') }, expected: ['info two-years'], because: 'two years' },
    { given: { ...active, ...since('2024-11-21') }, expected: [], because: 'a day short' },
    { given: { ...active, ...unread }, expected: ['info no-exam'], because: 'beginning unknown' },
    {
      given: { ...active, osteonecrosisOfJaw: event(null) },
      expected: ['warning jaw-osteonecrosis'],
      because: 'the jaw',
    },
    { given: { osteonecrosisOfJaw: event(null) }, expected: [], because: 'the jaw without an agent' },
    { given: infused('2024-08-18', '2026-10-18'), expected: ['info two-years'], because: 'given, with no order' },
    { given: infused('2024-11-20', '2026-10-18'), expected: [], because: 'not two years yet' },
    {
      given: { ...infused('2024-08-18', '2026-10-18'), activeDrugs: unknownFact('medications', 'unanswered') },
      expected: ['info two-years'],
      because: 'given, with the orders unread',
    },
    { given: { courses: unknownFact('medications', 'unanswered') }, expected: [], because: 'nothing known of either' },
    { given: infused('2022-08-18', '2026-08-19'), expected: [], because: 'given last longer than three months ago' },
    { given: infused('2026-10-18', '2026-10-18'), expected: ['info no-exam'], because: 'the first infusion' },
    {
      given: { ...infused('2024-08-18', '2026-10-18'), osteonecrosisOfJaw: event(null) },
      expected: ['warning jaw-osteonecrosis'],
      because: 'the jaw, and an infusion a month ago',
    },
    {
      given: { ...taking(drug('denosumab', { mg: 60 })), ...infused('2024-08-18', '2026-10-18', 'denosumab') },
      expected: [],
      because: 'the order tells its dose',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inBrief(said(given, 'patient-view'))).toEqual(expected);
  });
});

test('two years are shown from the first to the last dose', () => {
  const given = ['2024-08-18', '2026-10-18'];
  const infusions = { courses: known([course('zoledronic-acid', '2024-08-18', null, { given })], []) };
  const [advice] = said(infusions, 'patient-view');
  expect(advice?.evidence.map(({ value, date }) => [value, date])).toEqual([['2024-08-18 – 2026-10-18', '2026-10-18']]);
  const undated = known([course('pamidronate', null, null, { lastSeen: TODAY })], []);
  const [jaw] = said({ courses: undated, osteonecrosisOfJaw: event(null) }, 'patient-view');
  expect(jaw?.evidence[0]?.value).toBe(`? – ${TODAY}`);
});

test('the examination is offered, unless it is ordered already or may have been done', () => {
  const planned = known(
    [{ procedure: 'dentalExaminations', label: 'dentist', date: TODAY, reference: 'ServiceRequest/d' } as const],
    [],
  );
  const rows = [
    order,
    { ...order, plannedProcedures: planned },
    { ...order, plannedProcedures: unknownFact('planned-procedure') },
    { ...order, dentalExaminations: unknownFact('dental-examination') },
    { ...order, ...unread },
  ].map((given) => said(given).map(({ suggestions, notes }) => [suggestions?.map(({ item }) => item), notes]));
  expect(rows).toEqual([
    [[['order-dental-exam'], []]],
    [[undefined, [{ key: 'exam-ordered' }]]],
    [[['order-dental-exam'], []]],
    [[undefined, []]],
    [[['order-dental-exam'], [{ key: 'maybe-not-first' }]]],
  ]);
});
