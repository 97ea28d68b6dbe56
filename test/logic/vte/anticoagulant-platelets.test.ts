import type { Advice, Hook } from '../../../src/logic/rule.ts';
import { anticoagulantPlatelets } from '../../../src/logic/vte/anticoagulant-platelets.ts';
import {
  absent,
  adviceOf,
  context,
  drug,
  inBrief,
  measured,
  ordering,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

const full = drug('enoxaparin', { mg: 54, perDay: 2 });
const low = drug('enoxaparin', { mg: 40 });
const unread = drug('enoxaparin');
const heparin = drug('heparin', { mg: 5000, unit: 'units', perDay: 2 });
const warfarin = drug('warfarin');

type Comparator = '<' | '<=' | '>' | '>=';
const platelets = (count: number, comparator?: Comparator): Stated => ({
  platelets: measured(count, '10*3/uL', comparator ? { comparator } : {}),
});
const noPlatelets = { platelets: unknownFact('platelets', 'stale') };
const noMyeloma = { myeloma: absent('multiple-myeloma') };

const advised = (given: Stated, hook: Hook = 'order-sign'): readonly Advice<string>[] =>
  adviceOf(anticoagulantPlatelets, given, context(hook));

interface Row {
  readonly given: Stated;
  readonly hook?: Hook;
  readonly expected: readonly string[];
  readonly because: string;
}

const ROWS: readonly Row[] = [
  {
    given: { ...ordering(full), ...platelets(49) },
    expected: ['critical full-dose-ordered'],
    because: 'just under 50',
  },
  { given: { ...ordering(full), ...platelets(50) }, expected: [], because: '50 is not under 50 (errata 39)' },
  { given: { ...ordering(full), ...platelets(51) }, expected: [], because: 'just over 50' },
  { given: { ...ordering(full), ...platelets(50, '<') }, expected: ['critical full-dose-ordered'], because: '<50' },
  { given: { ...ordering(full), ...platelets(50, '>=') }, expected: [], because: '>=50' },
  {
    given: { ...ordering(full), ...platelets(24) },
    expected: ['critical full-dose-ordered'],
    because: 'full dose at 24',
  },
  {
    given: { ...ordering(full), ...noPlatelets },
    expected: ['info platelets-unknown'],
    because: 'full dose, no count',
  },
  {
    given: { ...ordering(full), ...platelets(50, '<=') },
    expected: ['info platelets-unknown'],
    because: '<=50 may be 50',
  },
  {
    given: { ...ordering(full), ...platelets(40) },
    hook: 'order-select',
    expected: ['critical full-dose-ordered'],
    because: 'at order-select too',
  },
  {
    given: { plannedDrugs: [full], selectedDrugs: [], ...platelets(40) },
    hook: 'order-select',
    expected: [],
    because: 'not what is being selected',
  },
  { given: { ...ordering(warfarin), ...platelets(49) }, expected: ['critical full-dose-ordered'], because: 'warfarin' },
  {
    given: { ...ordering(drug('apixaban', { mg: 5, perDay: 2 })), ...platelets(49) },
    expected: ['critical full-dose-ordered'],
    because: 'a DOAC in full dose',
  },
  {
    given: { ...ordering(full, warfarin), ...platelets(49) },
    expected: ['critical full-dose-ordered', 'critical full-dose-ordered'],
    because: 'each of two orders',
  },

  { given: { ...ordering(low), ...platelets(49) }, expected: [], because: 'a prophylactic dose may be considered' },
  { given: { ...ordering(low), ...platelets(25) }, expected: [], because: 'down to 25' },
  {
    given: { ...ordering(low), ...platelets(24) },
    expected: ['critical prophylaxis-below-25'],
    because: 'below it the guideline excludes the order in hand',
  },
  {
    given: { ...ordering(low), ...platelets(25, '<') },
    expected: ['critical prophylaxis-below-25'],
    because: '<25',
  },
  { given: { ...ordering(low), ...noPlatelets }, expected: [], because: 'a prophylactic dose without a count' },
  { given: { ...ordering(unread), ...platelets(49) }, expected: ['info intensity-unknown'], because: 'an unread dose' },
  { given: { ...ordering(heparin), ...platelets(49) }, expected: ['info intensity-unknown'], because: 'heparin' },
  { given: { ...ordering(unread), ...platelets(50) }, expected: [], because: 'an unread dose at 50' },
  { given: { ...ordering(unread), ...noPlatelets }, expected: [], because: 'an unread dose without a count' },
  {
    given: { ...ordering(full), ...platelets(49), weight: unknownFact('body-weight') },
    expected: ['info intensity-unknown'],
    because: 'a dose by weight, without the weight',
  },
  {
    given: { ...ordering(full), ...noPlatelets, weight: unknownFact('body-weight') },
    expected: ['info platelets-unknown'],
    because: 'a dose that may be full, without weight and count',
  },
  { given: { ...ordering(drug('aspirin', { mg: 81 })), ...platelets(24) }, expected: [], because: 'no anticoagulant' },

  {
    given: { ...taking(full), ...platelets(49) },
    hook: 'patient-view',
    expected: ['warning full-dose-active'],
    because: 'active, not ordered: nothing to stop in hand',
  },
  { given: { ...taking(full), ...platelets(50) }, hook: 'patient-view', expected: [], because: 'active at 50' },
  { given: { ...taking(full), ...noPlatelets }, hook: 'patient-view', expected: [], because: 'active, no count' },
  {
    given: { ...taking(low), ...platelets(24) },
    hook: 'patient-view',
    expected: ['warning prophylaxis-below-25'],
    because: 'active prophylaxis below 25',
  },
  { given: { ...taking(full), ...platelets(49) }, expected: [], because: 'what is active is not being ordered' },
  { given: { ...UNKNOWN_DRUGS, ...platelets(49) }, hook: 'patient-view', expected: [], because: 'no drug list' },

  { given: { ...ordering(full), ...platelets(49), ...noMyeloma }, expected: [], because: 'not in myeloma care' },
  {
    given: { ...ordering(full), ...taking(drug('bortezomib')), ...platelets(49), ...noMyeloma },
    expected: ['critical full-dose-ordered'],
    because: 'a drug of myeloma is myeloma care',
  },
  {
    given: { ...ordering(full), ...platelets(49), myeloma: unknownFact('multiple-myeloma', 'unanswered') },
    expected: ['critical full-dose-ordered'],
    because: 'a problem list that was not answered silences nothing',
  },
];

describe('anticoagulants against platelets (I-6, errata 39)', () => {
  test.each(ROWS)('$expected: $because', ({ given, hook, expected }) => {
    expect(inBrief(advised(given, hook))).toEqual(expected);
  });

  test('every advice of the page is reached', () => {
    const reached = new Set(ROWS.flatMap(({ expected }) => expected.map((one) => one.split(' ')[1])));
    expect([...reached].sort()).toEqual([...anticoagulantPlatelets.advises].sort());
  });

  test('shows drug and count, with the order, the count and the weight as evidence', () => {
    const [advice] = advised({ ...ordering(full), ...platelets(49) });
    expect(advice?.show).toEqual({ drug: 'enoxaparin', platelets: 49 });
    expect(advice?.evidence).toMatchObject([
      { concept: 'enoxaparin', value: 'enoxaparin, 108 mg/d', reference: 'MedicationRequest/enoxaparin' },
      { concept: 'platelets', value: 49, unit: '10*3/uL' },
      { concept: 'body-weight', value: 54, unit: 'kg' },
    ]);
    expect(advice?.missing).toEqual([]);
  });

  test.each<{ of: typeof full; value: string; because: string }>([
    {
      of: drug('enoxaparin', { mg: 54, to: 60, perDay: 2 }),
      value: 'enoxaparin',
      because: 'a range has no one amount',
    },
    { of: warfarin, value: 'warfarin', because: 'nor has an unread dose' },
    { of: drug('apixaban', { mg: 5, perDay: 2 }), value: 'apixaban, 10 mg/d', because: 'an amount is shown' },
  ])('$value: $because', ({ of, value }) => {
    expect(advised({ ...ordering(of), ...platelets(49) })[0]?.evidence[0]).toMatchObject({ value });
  });

  test.each<{ given: Stated; missing: readonly string[]; because: string }>([
    { given: { ...ordering(full), ...noPlatelets }, missing: ['platelets'], because: 'the count is stale' },
    { given: { ...ordering(full), ...platelets(50, '<=') }, missing: ['platelets'], because: 'the count is imprecise' },
    { given: { ...ordering(unread), ...platelets(49) }, missing: ['enoxaparin-dose'], because: 'the dose is unread' },
    { given: { ...ordering(warfarin), ...platelets(49) }, missing: [], because: 'warfarin needs no dose' },
    {
      given: { ...ordering(full), ...platelets(49), weight: unknownFact('body-weight') },
      missing: ['body-weight'],
      because: 'the weight decides on the dose',
    },
  ])('names what is missing: $because', ({ given, missing }) => {
    expect(advised(given)[0]?.missing.map(({ concept }) => concept)).toEqual(missing);
  });

  test.each<{ given: Stated; shown: string; because: string }>([
    { given: platelets(50, '<'), shown: '<50', because: 'below 50, not 0' },
    { given: { platelets: measured(30, '10*3/uL', { to: 40 }) }, shown: '30–40', because: 'two results of one day' },
  ])('a count that is not one number shows its bounds: $shown, $because', ({ given, shown }) => {
    expect(advised({ ...ordering(full), ...given })[0]?.show['platelets']).toBe(shown);
  });

  test('a count without an upper end is not shown as a number', () => {
    const [advice] = advised({ ...ordering(full), ...platelets(40, '>') });
    expect(inBrief(advice ? [advice] : [])).toEqual(['info platelets-unknown']);
    expect(advice?.show['platelets']).not.toContain('Infinity');
  });

  test('without a count none is shown', () => {
    expect(advised({ ...ordering(full), ...noPlatelets })[0]?.show['platelets']).toBe('-');
  });
});
