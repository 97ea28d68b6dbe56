import type { Drug } from '../../../src/logic/facts.ts';
import { lenalidomideRenalDose, orderEvidence } from '../../../src/logic/renal/lenalidomide-dose.ts';
import type { Advice, Hook } from '../../../src/logic/rule.ts';
import {
  absent,
  adviceOf,
  born,
  context,
  drug,
  measured,
  MEASURED_ON,
  ordering,
  present,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

const lenalidomide = (mg: number, reference = 'MedicationRequest/1'): Drug => drug('lenalidomide', { mg, reference });
const unread = drug('lenalidomide');
const of = (value: number): Stated => ({ measuredClearance: measured(value, 'mL/min') });
const creatinine = (mgDl: number): Stated => ({ creatinine: measured(mgDl, 'mg/dL') });
const full = ordering(lenalidomide(25));
const withBortezomib = { ...full, ...taking(drug('bortezomib')) };
const at40 = { ...withBortezomib, ...creatinine(1.5) };
const onDialysis = { dialysis: present('dialysis') };
const dialysisUnknown = { dialysis: unknownFact('dialysis', 'unanswered') };
const sexUnknown = { sex: unknownFact('sex', 'conflicting') };

function only(given: Stated, hook: Hook = 'order-sign'): Advice<string> {
  const [one, ...others] = adviceOf(lenalidomideRenalDose, given, context(hook));
  if (!one || others.length > 0) throw new Error('not one advice');
  return one;
}

const NOTES: readonly { readonly given: Stated; readonly notes: readonly string[]; readonly because: string }[] = [
  { given: at40, notes: ['combination-only'], because: 'in combination: for maintenance see the label (errata 35)' },
  { given: { ...full, ...creatinine(1.5) }, notes: ['alone'], because: 'the only myeloma drug: perhaps maintenance' },
  { given: { ...at40, ...taking(drug('aspirin')) }, notes: ['alone'], because: 'aspirin is no myeloma drug' },
  { given: { ...at40, ...UNKNOWN_DRUGS }, notes: ['combination-only'], because: 'the drug list is unknown' },
  { given: { ...at40, ...sexUnknown }, notes: ['combination-only', 'sex-unknown'], because: 'sex unknown' },
  { given: { ...withBortezomib, ...of(45) }, notes: ['combination-only', 'measured'], because: 'measured (D-1)' },
  {
    given: { ...withBortezomib, ...of(45), ...sexUnknown },
    notes: ['combination-only', 'measured'],
    because: 'a measured clearance needs no sex',
  },
  {
    given: { ...at40, ...dialysisUnknown },
    notes: ['combination-only', 'dialysis-unknown'],
    because: 'dialysis unknown',
  },
  {
    given: { ...at40, ...dialysisUnknown, creatinine: unknownFact('serum-creatinine') },
    notes: ['combination-only'],
    because: 'nothing is said of dialysis where nothing is known',
  },
  {
    given: { ...at40, myeloma: absent('multiple-myeloma') },
    notes: ['combination-only', 'diagnosis-not-recorded'],
    because: 'no myeloma on record',
  },
  {
    given: { ...at40, myeloma: unknownFact('multiple-myeloma', 'unanswered') },
    notes: ['combination-only', 'diagnosis-not-recorded'],
    because: 'myeloma unknown',
  },
];

describe('lenalidomide dose: notes', () => {
  test.each(NOTES)('$notes: $because', ({ given, notes }) => {
    expect(only(given).notes?.map(({ key }) => key)).toEqual(notes);
  });

  test('every note of the page is reached', () => {
    expect([...new Set(NOTES.flatMap(({ notes }) => notes))].sort()).toEqual([...lenalidomideRenalDose.notes].sort());
  });
});

describe('lenalidomide dose: suggestions', () => {
  interface Row {
    readonly given: Stated;
    readonly hook?: Hook;
    readonly item: string | null;
    readonly dose?: readonly [value: number, period: number, unit: string];
    readonly because: string;
  }
  const ROWS: readonly Row[] = [
    { given: at40, item: 'reduce-dose', dose: [10, 1, 'd'], because: '10 mg every day' },
    { given: { ...full, ...of(20) }, item: 'reduce-dose', dose: [15, 48, 'h'], because: '15 mg every 48 h' },
    { given: { ...full, ...onDialysis }, item: 'reduce-dose', dose: [5, 1, 'd'], because: '5 mg every day' },
    { given: { ...at40, ...dialysisUnknown }, item: null, because: 'dialysis would change the row' },
    { given: { ...full, ...of(20), ...dialysisUnknown }, item: null, because: 'which row is open' },
    { given: { ...full, ...creatinine(1), ...sexUnknown }, item: null, because: 'whether it is above is open' },
    { given: { ...ordering(unread), ...of(45) }, item: null, because: 'a dose that cannot be read is not replaced' },
    {
      given: { ...taking(lenalidomide(25)), ...of(45) },
      hook: 'patient-view',
      item: null,
      because: 'there is no draft to change',
    },
    {
      given: { ...full, creatinine: unknownFact('serum-creatinine', 'stale') },
      item: 'order-creatinine',
      because: 'creatinine is what is missing',
    },
  ];
  test.each(ROWS)('$item: $because', ({ given, hook, item }) => {
    expect((only(given, hook).suggestions ?? []).map((one) => one.item)).toEqual(item === null ? [] : [item]);
  });

  test('every suggestion of the page is reached', () => {
    const reached = new Set(ROWS.flatMap(({ item }) => item ?? []));
    expect([...reached].sort()).toEqual([...lenalidomideRenalDose.suggests].sort());
  });

  test.each(ROWS.filter(({ dose }) => dose !== undefined))(
    'changes the draft: $because',
    ({ given, dose = [0, 0, ''] }) => {
      const [value, period, periodUnit] = dose;
      const product = { perDose: { value, unit: 'mg' }, frequency: 1, period, periodUnit };
      expect(only(given).suggestions).toMatchObject([{ kind: 'replace-dose', draft: 'MedicationRequest/1', product }]);
    },
  );

  test('creatinine is ordered by its LOINC code', () => {
    const { suggestions } = only({ ...full, creatinine: unknownFact('serum-creatinine') });
    expect(suggestions).toMatchObject([
      { kind: 'service', service: { category: 'laboratory', system: 'loinc', code: '2160-0' } },
    ]);
  });
});

describe('lenalidomide dose: what is shown', () => {
  test.each<{ given: Stated; show: Advice<string>['show']; because: string }>([
    {
      given: at40,
      show: { schedule: 'moderate', maxDose: 10, ordered: 25, clearance: '40' },
      because: 'row, dose, order and clearance',
    },
    {
      given: { ...full, ...of(20) },
      show: { schedule: 'severe', maxDose: 15, clearance: '20' },
      because: 'one dose is 15',
    },
    { given: { ...full, ...onDialysis }, show: { schedule: 'dialysis', maxDose: 5 }, because: 'on dialysis' },
    {
      given: { ...full, ...of(20), ...dialysisUnknown },
      show: { schedule: 'severe|dialysis', ordered: 25 },
      because: 'both rows',
    },
    { given: { ...at40, ...sexUnknown }, show: { clearance: '34 / 40' }, because: 'both clearances' },
    {
      given: { ...ordering(drug('lenalidomide', { mg: 10, to: 25 })), ...of(45) },
      show: { ordered: 25 },
      because: 'the higher end of the order',
    },
    { given: { ...ordering(unread), ...of(45) }, show: { ordered: '-', maxDose: 10 }, because: 'an unread order' },
    {
      given: { ...full, creatinine: unknownFact('serum-creatinine') },
      show: { clearance: '-', schedule: '', ordered: 25 },
      because: 'no clearance',
    },
  ])('$show: $because', ({ given, show }) => {
    expect(only(given).show).toMatchObject(show);
  });

  test.each<{ given: Stated; pattern: RegExp; because: string }>([
    {
      given: { creatinine: measured(1.2, 'mg/dL', { comparator: '<' }) },
      pattern: /^>50$/,
      because: 'creatinine <1.2',
    },
    {
      given: { creatinine: measured(1.2, 'mg/dL', { comparator: '<' }), ...sexUnknown },
      pattern: /^>4[23]$/,
      because: 'creatinine <1.2, 50 or 42.5 by sex',
    },
    { given: { creatinine: measured(5, 'mg/dL', { comparator: '>' }) }, pattern: /^<12$/, because: 'creatinine >5' },
    {
      given: { measuredClearance: measured(30, 'mL/min', { comparator: '<' }) },
      pattern: /^<30$/,
      because: 'below 30',
    },
  ])('an open end is shown as one, not as 0 or infinity: $because', ({ given, pattern }) => {
    expect(only({ ...full, ...given }).show['clearance']).toMatch(pattern);
  });

  test('the evidence is the order, the clearance with what it came from, and dialysis', () => {
    expect(only(at40).evidence).toMatchObject([
      { concept: 'lenalidomide-dose', value: 25, unit: 'mg/d', date: '2026-10-01', reference: 'MedicationRequest/1' },
      { concept: 'creatinine-clearance', value: 40, unit: 'mL/min', date: MEASURED_ON, method: 'cockcroft-gault' },
      { concept: 'serum-creatinine', value: 1.5, unit: 'mg/dL', reference: 'Observation/serum-creatinine' },
      { concept: 'body-weight', value: 54, unit: 'kg' },
      { concept: 'age', value: 60, unit: 'a' },
      { concept: 'sex', value: 'male' },
      { concept: 'dialysis', value: 'absent', searched: { kind: 'conditions' } },
    ]);
  });

  test.each([
    { of: drug('lenalidomide', { mg: 10, to: 25 }), concept: 'lenalidomide-dose', value: '10..25', because: 'a range' },
    { of: unread, concept: 'lenalidomide', value: 'lenalidomide', because: 'an unread dose' },
  ])('an order as evidence: $because', ({ of: order, concept, value }) => {
    expect(orderEvidence(order)).toMatchObject({ concept, value });
  });

  test('a stale creatinine is shown, dated, and not decided on', () => {
    const old = { concept: 'serum-creatinine', value: 1.5, unit: 'mg/dL', date: '2026-08-01', stale: true };
    const advice = only({ ...full, creatinine: unknownFact('serum-creatinine', 'stale', [old]) });
    expect(advice.evidence).toContainEqual(old);
    expect(advice.missing).toEqual([{ concept: 'serum-creatinine', because: 'stale' }]);
  });

  test.each<{ given: Stated; missing: readonly string[]; because: string }>([
    { given: at40, missing: [], because: 'nothing' },
    { given: { ...at40, weight: unknownFact('body-weight') }, missing: ['body-weight'], because: 'weight' },
    { given: { ...at40, birthDate: unknownFact('birth-date') }, missing: ['birth-date'], because: 'age' },
    { given: { ...ordering(unread), ...of(45) }, missing: ['lenalidomide-dose'], because: 'the dose' },
    { given: { ...full, ...of(20), ...dialysisUnknown }, missing: ['dialysis'], because: 'dialysis decides' },
    { given: { ...full, ...creatinine(1), ...sexUnknown }, missing: ['sex'], because: 'sex decides: 60 or 51' },
    {
      given: { ...full, ...creatinine(1), birthDate: born('1965') },
      missing: ['birth-date'],
      because: '60 or 61 years',
    },
    {
      given: { ...full, creatinine: measured(1.2, 'mg/dL', { comparator: '<' }) },
      missing: ['serum-creatinine'],
      because: 'creatinine <1.2 is imprecise',
    },
    {
      given: { ...full, ...creatinine(1), weight: measured(53, 'kg', { to: 55 }) },
      missing: ['body-weight'],
      because: 'two weights of one day',
    },
    {
      given: { ...full, measuredClearance: measured(30, 'mL/min', { comparator: '>' }) },
      missing: ['measured-creatinine-clearance'],
      because: 'a measured clearance >30 is imprecise',
    },
  ])('names as missing what would decide: $because', ({ given, missing }) => {
    expect(only(given).missing.map(({ concept }) => concept)).toEqual(missing);
  });
});
