import { appAt } from '../app.ts';
import { creatinine, draft, evaluation, medication, RX, type Json } from '../patient.ts';
import { lenalidomide25, post, TODAY, type Answer } from './calls.ts';

/** Words of the chart that a careless look-up would find in every object. */

const app = appAt(TODAY);
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

/** Words of the chart that happen to be names of every object's members. */
const VALUES: readonly (readonly [string, (name: string) => Json])[] = [
  ['gender', (name) => evaluation({ patient: { gender: name } }, [lenalidomide25()])],
  [
    'resourceType',
    (name) =>
      evaluation({ others: [{ resourceType: name, id: 'x', subject: { reference: 'Patient/p1' } }] }, [
        lenalidomide25(),
      ]),
  ],
  [
    'periodUnit',
    (name) =>
      evaluation({ medications: [medication(RX.dexamethasone, { value: 40, periodUnit: name })] }, [lenalidomide25()]),
  ],
  ['unit of a dose', (name) => evaluation({}, [draft(RX.lenalidomide, { value: 25, unit: name })])],
  [
    'unit of a result',
    (name) =>
      evaluation({ observations: [creatinine(1.2, { valueQuantity: { value: 1.2, unit: name, code: name } })] }, [
        lenalidomide25(),
      ]),
  ],
  [
    'code',
    (name) =>
      evaluation(
        { conditions: [{ resourceType: 'Condition', code: { coding: [{ system: name, code: name }], text: name } }] },
        [lenalidomide25()],
      ),
  ],
  [
    'bounds unit',
    (name) =>
      evaluation({}, [
        lenalidomide25({
          dosageInstruction: [
            {
              timing: {
                repeat: { frequency: 1, period: 1, periodUnit: 'd', boundsDuration: { value: 21, code: name } },
              },
              doseAndRate: [{ doseQuantity: { value: 25, unit: 'mg' } }],
            },
          ],
        }),
      ]),
  ],
  [
    'timing code',
    (name) =>
      evaluation({}, [
        lenalidomide25({
          dosageInstruction: [
            { timing: { code: { text: name } }, doseAndRate: [{ doseQuantity: { value: 25, unit: 'mg' } }] },
          ],
        }),
      ]),
  ],
];

test.each(VALUES.flatMap(([what, body]) => NAMES.map((name) => ({ what, name, body }))))(
  '$what "$name" is read like any unknown word',
  async ({ name, body }) => {
    const [odd, plain] = [await post(app, '/api/evaluate', body(name)), await post(app, '/api/evaluate', body('zzz'))];
    const comparable = ({ text }: Answer): unknown =>
      JSON.parse(text.replaceAll(`"${name}"`, '"zzz"').replace(/-\d+"/g, '"'));
    expect(odd.status).toBe(plain.status);
    expect(comparable(odd)).toEqual(comparable(plain));
  },
);
