import request from 'supertest';
import { appAt } from './app.ts';
import { bundle, draft, evaluation, RX, TODAY, type Json } from './patient.ts';

/** One order, lenalidomide 25 mg once daily on days 1-21, in every form in which EHRs send it. */

const OID = 'urn:oid:2.16.840.1.113883.6.88';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const subject = { reference: 'Patient/p1' };
const base = { resourceType: 'MedicationRequest', id: 'd1', status: 'draft', intent: 'order', subject };
const coded = (...coding: Json[]): Json => ({ medicationCodeableConcept: { coding } });
const daily = { repeat: { frequency: 1, period: 1, periodUnit: 'd' } };
const mg = { value: 25, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' };
const dose25 = [
  { text: '25 mg daily on days 1-21 of a 28-day cycle', timing: daily, doseAndRate: [{ doseQuantity: mg }] },
];
const pill = [
  { timing: daily, doseAndRate: [{ doseQuantity: { value: 1, system: 'http://unitsofmeasure.org', code: '{pill}' } }] },
];
const product = { system: RXNORM, code: RX.lenalidomide25, display: 'lenalidomide 25 MG Oral Capsule' };
const medication = { resourceType: 'Medication', id: 'm1', code: { coding: [product] } };
const ATC = { system: 'http://www.whocc.no/atc', code: 'L04AX04' };

const FORMS: readonly { form: string; order: Json; more?: readonly Json[] }[] = [
  {
    form: 'plain R4: ingredient code, mg',
    order: { ...base, ...coded({ system: RXNORM, code: RX.lenalidomide }), dosageInstruction: dose25 },
  },
  { form: 'sandbox: product code, one pill', order: { ...base, ...coded(product), dosageInstruction: pill } },
  {
    form: 'brand product code, capsules',
    order: {
      ...base,
      ...coded({ system: RXNORM, code: '643722' }),
      dosageInstruction: [{ timing: daily, doseAndRate: [{ doseQuantity: { value: 1, unit: 'capsule' } }] }],
    },
  },
  {
    form: 'Epic: OID systems, several codings',
    order: {
      ...base,
      ...coded(
        { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.698288', code: '97733' },
        { system: OID, code: RX.lenalidomide },
        { system: OID, code: RX.lenalidomide25 },
      ),
      dosageInstruction: dose25,
    },
  },
  {
    form: 'Epic: Medication in the drafts Bundle, relative reference',
    order: { ...base, medicationReference: { reference: 'Medication/m1' }, dosageInstruction: dose25 },
    more: [medication],
  },
  {
    form: 'absolute reference to the Medication in the Bundle',
    order: {
      ...base,
      medicationReference: { reference: 'https://ehr.example.org/fhir/Medication/m1' },
      dosageInstruction: dose25,
    },
    more: [medication],
  },
  {
    form: 'versioned reference',
    order: { ...base, medicationReference: { reference: 'Medication/m1/_history/3' }, dosageInstruction: dose25 },
    more: [medication],
  },
  {
    form: 'contained Medication',
    order: {
      ...base,
      contained: [{ ...medication, id: 'inside' }],
      medicationReference: { reference: '#inside' },
      dosageInstruction: dose25,
    },
  },
  {
    form: 'Medication by ingredient and strength',
    order: {
      ...base,
      contained: [
        {
          resourceType: 'Medication',
          id: 'i',
          ingredient: [
            {
              itemCodeableConcept: { coding: [ATC] },
              strength: { numerator: mg, denominator: { value: 1, code: '{capsule}' } },
            },
          ],
        },
      ],
      medicationReference: { reference: '#i' },
      dosageInstruction: pill,
    },
  },
  {
    form: 'Oracle: local synonym first, then product, with text',
    order: {
      ...base,
      medicationCodeableConcept: {
        coding: [{ system: 'https://fhir.cerner.com/t/synonym', code: '2756018', userSelected: true }, product],
        text: 'lenalidomide 25 mg oral capsule',
      },
      dosageInstruction: [
        {
          text: '25 mg = 1 cap(s), Oral, Daily',
          timing: daily,
          doseAndRate: [{ doseQuantity: { value: 25, unit: 'mg' } }],
        },
      ],
    },
  },
  {
    form: 'Oracle: text only',
    order: {
      ...base,
      medicationCodeableConcept: { text: 'lenalidomide 25 mg oral capsule' },
      dosageInstruction: [{ text: '25 mg = 1 cap(s), Oral, Daily' }],
    },
  },
  {
    form: 'reference that only displays the drug',
    order: {
      ...base,
      medicationReference: { reference: 'Medication/elsewhere', display: 'REVLIMID 25 mg capsule' },
      dosageInstruction: dose25,
    },
  },
  { form: 'ATC', order: { ...base, ...coded(ATC), dosageInstruction: dose25 } },
  {
    form: 'Chinese text',
    order: {
      ...base,
      medicationCodeableConcept: { text: '来那度胺胶囊 25mg' },
      dosageInstruction: [{ text: '每次25mg 每日1次 口服 第1-21天，28天为一周期' }],
    },
  },
  {
    form: 'dose as in older FHIR, objects for arrays',
    order: {
      ...base,
      category: { text: 'x' },
      reasonCode: {},
      medicationCodeableConcept: { coding: product },
      dosageInstruction: { timing: daily, doseQuantity: mg },
    },
  },
  {
    form: 'a range whose upper end is 25 mg',
    order: {
      ...base,
      ...coded(product),
      dosageInstruction: [{ timing: daily, doseAndRate: [{ doseRange: { low: { ...mg, value: 10 }, high: mg } }] }],
    },
  },
  {
    form: 'two dosages, the higher one 25 mg',
    order: {
      ...base,
      ...coded(product),
      dosageInstruction: [
        { timing: daily, doseAndRate: [{ doseQuantity: { ...mg, value: 10 } }] },
        { timing: daily, doseAndRate: [{ doseQuantity: mg }] },
      ],
    },
  },
  {
    form: 'micrograms',
    order: {
      ...base,
      ...coded(product),
      dosageInstruction: [{ timing: daily, doseAndRate: [{ doseQuantity: { value: 25_000, unit: 'mcg' } }] }],
    },
  },
  {
    form: 'timing as a code',
    order: {
      ...base,
      ...coded(product),
      dosageInstruction: [{ timing: { code: { coding: [{ code: 'QD' }] } }, doseAndRate: [{ doseQuantity: mg }] }],
    },
  },
  {
    form: 'every 24 hours',
    order: {
      ...base,
      ...coded(product),
      dosageInstruction: [
        { timing: { repeat: { frequency: 1, period: 24, periodUnit: 'h' } }, doseAndRate: [{ doseQuantity: mg }] },
      ],
    },
  },
];

interface Answer {
  readonly findings: readonly { readonly ruleId: string; readonly advice: string; readonly indicator: string }[];
  readonly results: { readonly dosing: { readonly lenalidomide: unknown } };
}

describe('every form of the same order gives the same findings', () => {
  test.each(FORMS)('$form', async ({ order, more = [] }) => {
    const others = [draft(RX.dexamethasone, { value: 40, period: 1, periodUnit: 'wk' })];
    const body = { ...evaluation({}), draftOrders: bundle([order, ...more, ...others]), hook: 'order-sign' };
    const answer = await request(appAt(TODAY)).post('/api/evaluate').send(body);
    expect(answer.status).toBe(200);
    const { findings, results } = answer.body as Answer;
    expect(findings.map(({ ruleId, advice, indicator }) => `${ruleId} ${advice} ${indicator}`)).toEqual([
      'LEN-RENAL-DOSE above critical',
      'VTE-PROPHYLAXIS give-anticoagulant warning',
    ]);
    expect(results.dosing.lenalidomide).toEqual({
      maxDailyMg: 10,
      schedule: '10 mg every 24 h',
      ordered: { meanDailyMg: 25 },
      status: 'above',
    });
  });
});
