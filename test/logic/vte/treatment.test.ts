import type { Status } from '../../../src/logic/criterion.ts';
import type { ChartEvent } from '../../../src/logic/facts.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import { vteTreatment } from '../../../src/logic/vte/treatment.ts';
import { untreatedVteOnImid, vteOnImid } from '../../../src/logic/vte/vte-on-imid.ts';
import {
  adviceOf,
  context,
  drug,
  facts,
  inBrief,
  measured,
  ordering,
  taking,
  thromboses,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

/** Lenalidomide since 1 October 2026. */
const lenalidomide = drug('lenalidomide', { mg: 25, from: '2026-10-01' });
const undated = drug('lenalidomide', { mg: 25, from: null });
const on = taking(lenalidomide);
const full = drug('enoxaparin', { mg: 54, perDay: 2 });
const low = drug('enoxaparin', { mg: 40 });
const unread = drug('enoxaparin');
const at = (date: string | null, current = true): Pick<ChartEvent, 'date' | 'current'> => ({ date, current });
const now = thromboses(at('2026-11-01'));

const advised = (given: Stated, hook: Hook = 'patient-view') => adviceOf(vteTreatment, given, context(hook));

describe('a thrombosis that began under an IMiD (I-8)', () => {
  test.each<{ given: Stated; expected: Status; because: string }>([
    { given: { ...on, ...thromboses(at('2026-09-30')) }, expected: 'not-met', because: 'the day before the IMiD' },
    { given: { ...on, ...thromboses(at('2026-10-01')) }, expected: 'met', because: 'the day it began' },
    { given: { ...on, ...thromboses(at('2026-10-02')) }, expected: 'met', because: 'the day after' },
    { given: { ...on, ...thromboses(at('2026-11-01', false)) }, expected: 'not-met', because: 'over' },
    { given: on, expected: 'not-met', because: 'none recorded' },
    { given: { ...on, ...thromboses(at('2026-09-01'), at('2026-11-01')) }, expected: 'met', because: 'one of two' },
    { given: { ...on, ...thromboses(at('2026-09-01'), at(null)) }, expected: 'unknown', because: 'one without a date' },
    { given: { ...on, ...thromboses(at(null)) }, expected: 'unknown', because: 'no date' },
    { given: { ...taking(undated), ...now }, expected: 'unknown', because: 'the start of the IMiD is unknown' },
    { given: { ...on, vteEvents: unknownFact('vte', 'unanswered') }, expected: 'unknown', because: 'not answered' },
    { given: { ...taking(), ...now }, expected: 'not-met', because: 'no IMiD' },
    { given: { ...ordering(lenalidomide), ...now }, expected: 'not-met', because: 'an IMiD that is only ordered' },
    { given: { ...UNKNOWN_DRUGS, ...now }, expected: 'unknown', because: 'whether an IMiD is active is unknown' },
    {
      given: {
        ...taking(drug('thalidomide', { from: '2026-01-01' }), drug('lenalidomide', { from: '2026-11-10' })),
        ...now,
      },
      expected: 'met',
      because: 'under the first of two IMiDs',
    },
    {
      given: { ...taking(lenalidomide, drug('thalidomide', { from: null })), ...now },
      expected: 'met',
      because: 'under the IMiD whose start is known, whenever the other began',
    },
    { given: { ...on, ...thromboses(at('2026-11')) }, expected: 'met', because: 'a month after the start' },
    { given: { ...on, ...thromboses(at('2026-10')) }, expected: 'met', because: 'the month that began with the IMiD' },
    { given: { ...on, ...thromboses(at('2026-09')) }, expected: 'not-met', because: 'a month before it' },
    { given: { ...on, ...thromboses(at('2026')) }, expected: 'unknown', because: 'a year that holds both' },
    { given: { ...on, ...thromboses(at('2025')) }, expected: 'not-met', because: 'a year before it' },
    {
      given: { ...taking(drug('lenalidomide', { from: '2026' })), ...now },
      expected: 'unknown',
      because: 'an IMiD since some day of this year',
    },
    {
      given: { ...taking(drug('lenalidomide', { from: '2026' })), ...thromboses(at('2026-01-01')) },
      expected: 'unknown',
      because: 'perhaps since its first day',
    },
    {
      given: { ...taking(drug('lenalidomide', { from: '2026' })), ...thromboses(at('2025-12-31')) },
      expected: 'not-met',
      because: 'but not before it',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(vteOnImid(facts(given)).status).toBe(expected);
  });

  test.each<{ given: Stated; expected: Status; because: string }>([
    { given: { ...on, ...now }, expected: 'met', because: 'no anticoagulant' },
    { given: { ...taking(lenalidomide, full), ...now }, expected: 'not-met', because: 'full dose' },
    { given: { ...taking(lenalidomide, unread), ...now }, expected: 'unknown', because: 'unread dose' },
  ])('untreated: $expected: $because', ({ given, expected }) => {
    expect(untreatedVteOnImid(facts(given)).status).toBe(expected);
  });
});

describe('VTE treatment page', () => {
  const underWay = { ...on, ...now };
  test.each<{ given: Stated; hook?: Hook; expected: string | null; because: string }>([
    { given: underWay, expected: 'warning treat', because: 'no anticoagulant at all' },
    { given: underWay, hook: 'order-select', expected: 'warning treat', because: 'at order-select too' },
    { given: underWay, hook: 'order-sign', expected: 'warning treat', because: 'and at order-sign' },
    { given: { ...taking(lenalidomide, low), ...now }, expected: 'warning treat', because: 'a prophylactic dose' },
    {
      given: { ...taking(lenalidomide, drug('aspirin', { mg: 81 })), ...now },
      expected: 'warning treat',
      because: 'aspirin',
    },
    { given: { ...taking(lenalidomide, full), ...now }, expected: null, because: 'enoxaparin in full dose' },
    { given: { ...taking(lenalidomide, drug('warfarin')), ...now }, expected: null, because: 'warfarin' },
    {
      given: { ...underWay, ...ordering(drug('apixaban', { mg: 5, perDay: 2 })) },
      hook: 'order-sign',
      expected: null,
      because: 'full dose in the drafts',
    },
    {
      given: { ...taking(lenalidomide, unread), ...now },
      expected: 'info intensity-unknown',
      because: 'an unread dose',
    },
    {
      given: { ...taking(lenalidomide, drug('enoxaparin', { mg: 54, perDay: 2 })), ...now, weight: unknownFact('kg') },
      expected: 'info intensity-unknown',
      because: 'a dose by weight, without the weight',
    },
    {
      given: { ...on, ...thromboses(at(null)) },
      expected: 'info date-unknown',
      because: 'a thrombosis without a date',
    },
    { given: { ...taking(undated), ...now }, expected: 'info date-unknown', because: 'an IMiD without a start' },
    { given: { ...on, ...thromboses(at('2026-09-30')) }, expected: null, because: 'the thrombosis came first' },
    { given: { ...on, ...thromboses(at('2026-11-01', false)) }, expected: null, because: 'the thrombosis is over' },
    { given: on, expected: null, because: 'no thrombosis' },
    { given: { ...taking(), ...now }, expected: null, because: 'no IMiD' },
    { given: { ...UNKNOWN_DRUGS, ...now }, expected: null, because: 'no drug list' },
    { given: { ...on, vteEvents: unknownFact('vte') }, expected: null, because: 'no thrombosis is known of' },
    {
      given: { ...taking(lenalidomide, unread), vteEvents: unknownFact('vte') },
      expected: null,
      because: 'nor with an anticoagulant of unread dose: no thrombosis may be claimed',
    },
  ])('$expected: $because', ({ given, hook, expected }) => {
    expect(inBrief(advised(given, hook))).toEqual(expected === null ? [] : [expected]);
  });

  test.each<{ platelets: Stated['platelets']; notes: readonly string[]; because: string }>([
    { platelets: measured(49, '10*3/uL'), notes: ['platelets-below-50'], because: 'just under 50' },
    { platelets: measured(50, '10*3/uL'), notes: [], because: '50' },
    { platelets: measured(51, '10*3/uL'), notes: [], because: 'just over 50' },
    { platelets: measured(50, '10*3/uL', { comparator: '<' }), notes: ['platelets-below-50'], because: '<50' },
    { platelets: measured(40, '10*3/uL', { to: 60 }), notes: ['platelets-unknown'], because: '40 or 60' },
    { platelets: unknownFact('platelets', 'stale'), notes: ['platelets-unknown'], because: 'stale' },
  ])('platelets $because: $notes', ({ platelets, notes }) => {
    const [advice] = advised({ ...underWay, ...(platelets ? { platelets } : {}) });
    expect(advice?.notes?.map(({ key }) => key)).toEqual(notes);
  });

  test('shows the drug, the thrombosis and the search for an anticoagulant', () => {
    const [advice] = advised({ ...taking(lenalidomide, drug('pomalidomide')), ...now });
    expect(advice?.show).toEqual({ drug: 'lenalidomide|pomalidomide' });
    expect(advice?.evidence.map(({ concept }) => concept)).toEqual([
      'lenalidomide',
      'pomalidomide',
      'venous-thromboembolism',
      'medications',
      'platelets',
    ]);
    expect(advice?.missing).toEqual([]);
  });

  test.each<{ given: Stated; missing: readonly string[]; because: string }>([
    { given: { ...on, ...thromboses(at(null)) }, missing: ['venous-thromboembolism-date'], because: 'the date' },
    { given: { ...taking(lenalidomide, unread), ...now }, missing: ['enoxaparin-dose'], because: 'the dose' },
  ])('names what is missing: $because', ({ given, missing }) => {
    expect(advised(given)[0]?.missing.map(({ concept }) => concept)).toEqual(missing);
  });
});
