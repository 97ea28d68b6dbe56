import { appAt } from '../app.ts';
import { creatinine, draft, evaluation, medication, RX, TODAY, weight, type Json } from '../patient.ts';
import { post } from '../hooks/calls.ts';
import { schemaProblems } from './schema.ts';

/** Numbers that no patient has: the answer keeps its schema, JSON has no infinity (contract 3: never fails). */

const app = appAt(TODAY);
const NUMBERS = [1e308, 1.7976931348623157e308, 5e-324, 1e-308, 1e15, -0, -1e308, Number.MAX_SAFE_INTEGER + 2];

const timed = (repeat: Json, value = 40): Json =>
  medication(RX.dexamethasone, null, {
    dosageInstruction: [{ timing: { repeat }, doseAndRate: [{ doseQuantity: { value, unit: 'mg' } }] }],
  });

const PLACES: readonly (readonly [string, (value: number) => Json])[] = [
  ['frequency', (value) => evaluation({ medications: [timed({ frequency: value, period: 1, periodUnit: 'wk' })] })],
  ['period', (value) => evaluation({ medications: [timed({ frequency: 1, period: value, periodUnit: 'd' })] })],
  [
    'frequencyMax',
    (value) => evaluation({ medications: [timed({ frequency: 1, frequencyMax: value, period: 1, periodUnit: 'd' })] }),
  ],
  [
    'bounds',
    (value) =>
      evaluation({
        medications: [timed({ frequency: 1, period: 1, periodUnit: 'd', boundsDuration: { value, code: 'd' } })],
      }),
  ],
  [
    'dose of a chart entry',
    (value) => evaluation({ medications: [timed({ frequency: 1, period: 1, periodUnit: 'd' }, value)] }),
  ],
  ['dose of a draft', (value) => evaluation({}, [draft(RX.lenalidomide, { value })])],
  [
    'dose of an anticoagulant',
    (value) =>
      evaluation({ medications: [medication(RX.enoxaparin, { value, frequency: 2 })] }, [
        draft(RX.lenalidomide, { value: 10 }),
      ]),
  ],
  [
    'creatinine',
    (value) => evaluation({ observations: [creatinine(value), weight(62)] }, [draft(RX.lenalidomide, { value: 25 })]),
  ],
  [
    'weight',
    (value) => evaluation({ observations: [creatinine(1), weight(value)] }, [draft(RX.lenalidomide, { value: 25 })]),
  ],
];

test.each(PLACES.flatMap(([place, body]) => NUMBERS.map((value) => ({ place, value, body }))))(
  '$place $value',
  async ({ value, body }) => {
    const { status, text } = await post(app, '/api/evaluate', body(value));
    expect([status, schemaProblems(JSON.parse(text))]).toEqual([200, []]);
    expect(text).not.toMatch(/"advice":"broken"|NaN|Infinity/);
  },
);
