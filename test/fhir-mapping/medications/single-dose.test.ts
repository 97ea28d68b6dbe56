import { draft, type Json } from '../../patient.ts';
import { chartOf } from '../charts.ts';
import { toPatientFacts } from '../../../src/fhir-mapping/patient-facts.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/logic/thresholds.ts';

const ZOLEDRONIC = '77655';
const mg4 = { value: 4, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' };

/** One dose of the draft: whether its rhythm was read, and the amount. */
function read(dosageInstruction: unknown, rxnorm = ZOLEDRONIC, more: Json = {}): unknown {
  const order = draft(rxnorm, null, { dosageInstruction, ...more });
  const [drug] = toPatientFacts({ ...chartOf([]), drafts: [order as never] }, DEFAULT_THRESHOLDS).facts.plannedDrugs;
  const dose = drug?.dose;
  return dose?.known ? ['with rhythm', dose.value.perDose.high] : ['once', drug?.singleDose?.high ?? null];
}

test.each<{ dosage: unknown; expected: unknown; because: string }>([
  { dosage: [{ doseAndRate: [{ doseQuantity: mg4 }] }], expected: ['once', 4], because: 'no rhythm' },
  {
    dosage: [{ timing: { repeat: { count: 1 } }, doseAndRate: [{ doseQuantity: mg4 }] }],
    expected: ['once', 4],
    because: 'one dose in all',
  },
  {
    dosage: [
      { timing: { repeat: { frequency: 1, period: 4, periodUnit: 'wk' } }, doseAndRate: [{ doseQuantity: mg4 }] },
    ],
    expected: ['with rhythm', 4],
    because: 'every four weeks',
  },
  { dosage: [{ text: '4 mg IV once over 15 min' }], expected: ['once', 4], because: 'in words' },
  { dosage: [{ patientInstruction: '4 mg' }], expected: ['once', 4], because: 'for the patient' },
  {
    dosage: [{ doseAndRate: [{ doseRange: { low: { ...mg4, value: 3 }, high: mg4 } }] }],
    expected: ['once', 4],
    because: 'a range',
  },
  { dosage: [{ text: 'per protocol' }], expected: ['once', null], because: 'no amount' },
  { dosage: [{ doseAndRate: [{ doseQuantity: { value: 4 } }] }], expected: ['once', null], because: 'no unit' },
  {
    dosage: [{ doseAndRate: [{ doseQuantity: { value: 4, unit: 'units' } }] }],
    expected: ['once', null],
    because: 'units',
  },
  {
    dosage: [{ doseAndRate: [{ doseQuantity: mg4 }] }, { text: 'repeat as advised' }],
    expected: ['once', null],
    because: 'two dosages',
  },
  { dosage: [], expected: ['once', null], because: 'no dosage' },
  { dosage: 7, expected: ['once', null], because: 'no dosage at all' },
  { dosage: [{ __proto__: null, text: '4 mg '.repeat(50_000) }], expected: ['once', null], because: 'a huge text' },
])('$because', ({ dosage, expected }) => {
  expect(read(dosage)).toEqual(expected);
});

test('only bone agents: other drugs are judged with their rhythm', () => {
  expect(read([{ doseAndRate: [{ doseQuantity: mg4 }] }], '342369')).toEqual(['once', null]);
});
