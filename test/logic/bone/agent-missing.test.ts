import { boneAgentMissing } from '../../../src/logic/bone/agent-missing.ts';
import { known, type Drug } from '../../../src/logic/facts.ts';
import type { Course } from '../../../src/logic/therapy-facts.ts';
import { course, endless, onceOn } from '../courses.ts';
import { event } from './bone-charts.ts';
import {
  adviceOf,
  allergicTo,
  context,
  drug,
  inBrief,
  interval,
  measured,
  present,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

const lenalidomide = drug('lenalidomide', { mg: 25 });
const on = (...more: readonly Drug[]): Stated => taking(lenalidomide, ...more);
const had = (...courses: readonly Course[]): Stated => ({ ...on(), courses: known(courses, []) });
const crcl = (value: number): Stated => ({ measuredClearance: measured(value, 'mL/min') });
const history = { courses: known([], [], [{ concept: 'medicationHistory', because: 'unanswered' as const }]) };

const said = (given: Stated, thresholds = {}) => adviceOf(boneAgentMissing, given, context('patient-view', thresholds));
const WARNING = 'warning missing';
const UNCLEAR = 'info unclear';

describe('who is told (H-1)', () => {
  test.each<{ given: Stated; expected: string | null; because: string }>([
    { given: on(), expected: WARNING, because: 'active myeloma on lenalidomide' },
    { given: taking(), expected: null, because: 'no therapy' },
    { given: taking(drug('dexamethasone', { mg: 40 })), expected: null, because: 'a steroid alone' },
    { given: taking(drug('melphalan')), expected: WARNING, because: 'an alkylator in myeloma' },
    { given: { courses: known([course('bortezomib', '2026-09-01')], []) }, expected: WARNING, because: 'by infusions' },
    {
      given: { courses: known([course('bortezomib', '2025-01-01', '2025-06-01')], []) },
      expected: null,
      because: 'therapy over',
    },
    { given: UNKNOWN_DRUGS, expected: null, because: 'medications unread: another page says so' },
    { given: { ...on(), recordedDiagnosis: known('smoldering-myeloma', []) }, expected: null, because: 'smoldering' },
    { given: { ...on(), recordedDiagnosis: known('mgus', []) }, expected: null, because: 'MGUS' },
    {
      given: { ...on(), recordedDiagnosis: known(null, []) },
      expected: null,
      because: 'no diagnosis, as in amyloidosis',
    },
    { given: { ...on(), recordedDiagnosis: unknownFact('recorded-diagnosis') }, expected: null, because: 'unknown' },
    { given: { ...on(), boneAgentDeclined: present('bone-agent-declined') }, expected: null, because: 'declined' },
    { given: { ...on(), boneAgentCompleted: present('bone-agent-completed') }, expected: null, because: 'completed' },
    {
      given: { ...on(), boneAgentDeclined: unknownFact('bone-agent-declined') },
      expected: UNCLEAR,
      because: 'unknown',
    },
    {
      given: { ...on(), boneAgentCompleted: unknownFact('bone-agent-completed') },
      expected: UNCLEAR,
      because: 'unknown',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inBrief(said(given))).toEqual(expected === null ? [] : [expected]);
  });
});

describe('what is in place', () => {
  const oncology = { form: 'oncology' } as const;
  const osteoporosis = { form: 'osteoporosis' } as const;
  test.each<{ given: Stated; expected: string | null; because: string }>([
    { given: on(drug('zoledronic-acid', { mg: 4 })), expected: null, because: 'zoledronic acid active' },
    { given: on(drug('pamidronate')), expected: null, because: 'pamidronate active' },
    { given: on(drug('ibandronate')), expected: null, because: 'another bisphosphonate' },
    { given: on(drug('denosumab', { mg: 120 })), expected: null, because: 'denosumab 120 mg' },
    { given: on(drug('denosumab', { mg: 61 })), expected: null, because: 'above the osteoporosis dose' },
    { given: on(drug('denosumab', { mg: 60 })), expected: WARNING, because: 'denosumab 60 mg is for osteoporosis' },
    { given: on({ ...drug('denosumab'), ...osteoporosis }), expected: WARNING, because: 'by its product' },
    { given: on({ ...drug('denosumab'), ...oncology }), expected: null, because: 'the oncology product' },
    { given: on(drug('denosumab')), expected: UNCLEAR, because: 'neither product nor dose' },
    { given: on({ ...drug('denosumab'), singleDose: interval<'mg'>(120) }), expected: null, because: 'given once' },
    {
      given: on({ ...drug('zoledronic-acid', { mg: 5 }), ...osteoporosis }),
      expected: WARNING,
      because: 'yearly 5 mg',
    },
    { given: on(drug('denosumab', { mg: 120, unit: 'units' })), expected: UNCLEAR, because: 'a dose in units' },
    { given: had(onceOn('zoledronic-acid', '2026-08-20')), expected: null, because: 'given three months ago today' },
    { given: had(onceOn('zoledronic-acid', '2026-08-19')), expected: WARNING, because: 'a day longer ago' },
    { given: had(onceOn('zoledronic-acid', '2026-08')), expected: UNCLEAR, because: 'some day of that month' },
    { given: had(onceOn('zoledronic-acid', '2026-09')), expected: null, because: 'any day of this one' },
    { given: had(onceOn('zoledronic-acid', '2026-07')), expected: WARNING, because: 'no day of this one' },
    { given: had(course('zoledronic-acid', '2026-01-01')), expected: null, because: 'a course that goes on' },
    {
      given: had(course('zoledronic-acid', '2026-01-01', null, { given: ['2026-08-20'] })),
      expected: null,
      because: 'infused without an order, three months ago today',
    },
    {
      given: had(course('zoledronic-acid', '2026-01-01', null, { given: ['2026-08-19'] })),
      expected: WARNING,
      because: 'infused without an order, a day longer ago: the next dose is not overdue, but none was given',
    },
    { given: had(course('zoledronic-acid', null)), expected: UNCLEAR, because: 'undated' },
    {
      given: had(course('zoledronic-acid', '2026-10-01', null, { status: 'unknown', lastSeen: null })),
      expected: null,
      because: 'begun recently, nothing else told',
    },
    {
      given: had(course('zoledronic-acid', '2026-09-01', '2026-10-01', { lastSeen: null })),
      expected: null,
      because: 'ended recently',
    },
    {
      given: had(course('denosumab', '2026-10-01', null, osteoporosis)),
      expected: WARNING,
      because: 'not for myeloma',
    },
    { given: had(course('denosumab', '2026-10-01')), expected: UNCLEAR, because: 'a course of unknown dose' },
    { given: had(course('lenalidomide', '2026-10-01')), expected: WARNING, because: 'no bone agent' },
    { given: { ...on(), ...history }, expected: UNCLEAR, because: 'past orders unread' },
    {
      given: { ...on(), ...history, boneAgentDeclined: present('bone-agent-declined') },
      expected: null,
      because: 'declined, whatever else',
    },
    {
      given: { courses: unknownFact('medications', 'unanswered') },
      expected: null,
      because: 'no drug is active, and courses are unread: no therapy that is known of',
    },
    {
      given: { ...on(), courses: unknownFact('medications', 'unanswered') },
      expected: UNCLEAR,
      because: 'courses unread',
    },
    {
      given: { ...UNKNOWN_DRUGS, courses: known([course('bortezomib', '2026-09-01')], []) },
      expected: UNCLEAR,
      because: 'infusions seen, orders not',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inBrief(said(given))).toEqual(expected === null ? [] : [expected]);
  });

  test('the months are the site’s', () => {
    const given = had(onceOn('zoledronic-acid', '2026-08-19'));
    expect(inBrief(said(given, { boneAgentMonths: 4 }))).toEqual([]);
  });

  test('an osteoporosis dose is named', () => {
    const [one] = said(on(drug('denosumab', { mg: 60 })));
    expect(one?.notes?.map(({ key }) => key)).toContain('osteoporosis-dose');
    expect(one?.evidence.map(({ concept }) => concept)).toContain('denosumab');
    const [unclear] = said({ ...on(drug('denosumab', { mg: 60 })), ...history });
    expect([unclear?.advice, unclear?.notes, unclear?.suggestions]).toEqual([
      'unclear',
      [{ key: 'osteoporosis-dose' }],
      undefined,
    ]);
  });
});

describe('two years of therapy are a completed course (H-1, H-2)', () => {
  const zoledronic = (from: string, to: string, more: Partial<Course> = {}): Course =>
    course('zoledronic-acid', from, to, more);
  test.each<{ given: Stated; expected: string | null; because: string }>([
    { given: had(zoledronic('2022-01-01', '2024-01-01')), expected: null, because: '730 days' },
    { given: had(zoledronic('2022-01-01', '2023-12-31')), expected: WARNING, because: 'a day short' },
    {
      given: had(zoledronic('2021-01-01', '2022-01-01'), zoledronic('2023-01-01', '2024-01-01')),
      expected: null,
      because: 'a pause between two years',
    },
    {
      given: had(zoledronic('2021-01-01', '2022-06-01'), zoledronic('2022-01-01', '2022-12-01')),
      expected: WARNING,
      because: 'days of two courses count once',
    },
    { given: had(course('denosumab', '2022-01-01', '2024-01-01')), expected: UNCLEAR, because: 'of unknown dose' },
    { given: had(endless('zoledronic-acid', '2022-01-01')), expected: WARNING, because: 'its end is not told' },
    {
      given: had(zoledronic('2022-01-01', '2022-02-01', { to: null, lastSeen: null, status: 'unknown' })),
      expected: WARNING,
      because: 'only its beginning is told',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inBrief(said(given))).toEqual(expected === null ? [] : [expected]);
  });
});

describe('suggestions fit renal function (H-1, J-3)', () => {
  const offered = (given: Stated): unknown =>
    said({ ...on(), ...given })[0]?.suggestions?.map((one) =>
      one.kind === 'medication' ? `${one.item} ${one.product.perDose?.value} (${one.category})` : one.item,
    );
  const severe = ['denosumab 120 (2A)', 'order-calcium', 'pamidronate-slowly 60 (1)'];
  test.each<{ given: Stated; expected: readonly string[]; note: string; because: string }>([
    {
      given: crcl(60.1),
      expected: ['zoledronic-acid 4 (1)', 'pamidronate 90 (1)', 'denosumab 120 (2A)'],
      note: 'renal-full',
      because: 'above 60',
    },
    {
      given: crcl(60),
      expected: ['denosumab 120 (2A)', 'zoledronic-acid 3.5 (1)', 'pamidronate 90 (1)'],
      note: 'renal-reduced',
      because: '60: denosumab first',
    },
    {
      given: crcl(49.9),
      expected: ['denosumab 120 (2A)', 'zoledronic-acid 3.3 (1)', 'pamidronate 90 (1)'],
      note: 'renal-reduced',
      because: '49.9',
    },
    {
      given: crcl(30),
      expected: ['denosumab 120 (2A)', 'zoledronic-acid 3 (1)', 'pamidronate 90 (1)'],
      note: 'renal-reduced',
      because: '30',
    },
    { given: crcl(29.9), expected: severe, note: 'renal-severe', because: 'below 30' },
    {
      given: { ...crcl(80), dialysis: present('dialysis') },
      expected: severe,
      note: 'renal-severe',
      because: 'dialysis',
    },
    {
      given: { creatinine: unknownFact('serum-creatinine', 'stale') },
      expected: ['order-creatinine'],
      note: 'renal-unknown',
      because: 'creatinine stale',
    },
    {
      given: { creatinine: measured(1.2, 'mg/dL'), sex: unknownFact('sex') },
      expected: [],
      note: 'renal-unknown',
      because: 'two bands by sex',
    },
    {
      given: { ...crcl(45), dialysis: unknownFact('dialysis') },
      expected: [],
      note: 'dialysis-unknown',
      because: 'dialysis unknown',
    },
    {
      given: { allergies: unknownFact('allergies') },
      expected: [],
      note: 'allergies-unknown',
      because: 'allergies unknown',
    },
    { given: { osteonecrosisOfJaw: event('2025-01-01') }, expected: [], note: 'jaw-osteonecrosis', because: 'the jaw' },
    {
      given: { osteonecrosisOfJaw: unknownFact('osteonecrosis-of-jaw') },
      expected: [],
      note: 'renal-full',
      because: 'the jaw unknown',
    },
    {
      given: allergicTo('pamidronate'),
      expected: ['denosumab 120 (2A)'],
      note: 'renal-full',
      because: 'allergic to a bisphosphonate',
    },
    {
      given: allergicTo('denosumab', 'aspirin'),
      expected: ['zoledronic-acid 4 (1)', 'pamidronate 90 (1)'],
      note: 'renal-full',
      because: 'allergic to denosumab',
    },
  ])('$because', ({ given, expected, note }) => {
    expect(offered(given)).toEqual(expected);
    expect(said({ ...on(), ...given })[0]?.notes?.map(({ key }) => key)).toContain(note);
  });

  test('without a dental examination that is said', () => {
    const keys = (given: Stated) => said({ ...on(), ...given })[0]?.notes?.map(({ key }) => key);
    expect(keys({})).toEqual(['renal-full', 'no-dental-exam']);
    expect(keys({ dentalExaminations: event('2026-10-01') })).toEqual(['renal-full']);
  });
});
