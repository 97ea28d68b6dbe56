import { nephrotoxicDrug } from '../../../src/logic/renal/nephrotoxic-drug.ts';
import type { Hook } from '../../../src/logic/rule.ts';
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

const said = (given: Stated, hook: Hook = 'patient-view') => adviceOf(nephrotoxicDrug, given, context(hook));
const impaired: Stated = { reportedEgfr: measured(45, 'mL/min/{1.73_m2}') };
const unread: Stated = { creatinine: unknownFact('serum-creatinine', 'stale') };
const ibuprofen = drug('ibuprofen', { mg: 400 });

test.each<{ given: Stated; hook?: Hook; expected: readonly string[]; because: string }>([
  { given: { ...impaired, ...taking(ibuprofen) }, expected: ['warning active'], because: 'an NSAID' },
  { given: { ...impaired, ...taking(drug('gentamicin')) }, expected: ['warning active'], because: 'an aminoglycoside' },
  { given: { ...impaired, ...taking(drug('iohexol')) }, expected: ['warning active'], because: 'contrast' },
  { given: { ...impaired, ...taking(drug('aspirin')) }, expected: [], because: 'aspirin is not meant' },
  {
    given: { reportedEgfr: measured(60, 'mL/min/{1.73_m2}'), ...taking(ibuprofen) },
    expected: [],
    because: 'eGFR 60',
  },
  {
    given: { reportedEgfr: measured(59.9, 'mL/min/{1.73_m2}'), ...taking(ibuprofen) },
    expected: ['warning active'],
    because: 'eGFR just under 60',
  },
  {
    given: {
      ...impaired,
      ...taking(ibuprofen, drug('ibuprofen', { reference: 'MedicationStatement/i' }), drug('naproxen')),
    },
    expected: ['warning active', 'warning active'],
    because: 'each drug once',
  },
  {
    given: { ...impaired, ...ordering(ibuprofen) },
    hook: 'order-sign',
    expected: ['warning ordered'],
    because: 'in hand',
  },
  { given: { ...impaired, ...ordering(ibuprofen) }, expected: [], because: 'not active' },
  { given: { ...impaired, ...taking(ibuprofen) }, hook: 'order-sign', expected: [], because: 'not in hand' },
  {
    given: { ...impaired, ...ordering(ibuprofen), selectedDrugs: [] },
    hook: 'order-select',
    expected: [],
    because: 'not selected',
  },
  { given: { ...unread, ...taking(ibuprofen) }, expected: ['info function-unknown'], because: 'function unknown' },
  {
    given: { ...unread, ...ordering(ibuprofen) },
    hook: 'order-select',
    expected: ['info function-unknown'],
    because: 'function unknown',
  },
  { given: { ...impaired, ...UNKNOWN_DRUGS }, expected: [], because: 'medications unread' },
  {
    given: { ...impaired, ...taking(ibuprofen), myeloma: absent('multiple-myeloma') },
    expected: [],
    because: 'no myeloma',
  },
  {
    given: { ...impaired, ...taking(ibuprofen), myeloma: unknownFact('multiple-myeloma') },
    expected: [],
    because: 'myeloma unknown',
  },
  {
    given: { ...impaired, ...taking(ibuprofen, drug('bortezomib')), myeloma: absent('multiple-myeloma') },
    expected: ['warning active'],
    because: 'a drug for myeloma',
  },
])('$expected: $because', ({ given, hook, expected }) => {
  expect(inBrief(said(given, hook))).toEqual(expected);
});

test('the order may be removed; without renal function creatinine is offered once', () => {
  const suggested = (given: Stated): unknown => said(given, 'order-sign').map(({ suggestions }) => suggestions);
  expect(suggested({ ...impaired, ...ordering(ibuprofen) })).toEqual([
    [{ kind: 'delete', item: 'remove-order', draft: ibuprofen.reference }],
  ]);
  expect(suggested({ ...unread, ...ordering(ibuprofen) })).toEqual([
    [expect.objectContaining({ kind: 'service', item: 'order-creatinine' })],
  ]);
});
