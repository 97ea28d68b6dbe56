import { readFileSync } from 'node:fs';
import request from 'supertest';
import { appAt, sample } from './app.ts';
import { goldenAnswers } from './golden.ts';

interface ShownCard {
  readonly summary: string;
  readonly indicator: string;
  readonly suggestions?: readonly { readonly label: string }[];
}

/** What each sample patient must bring up, decided by reading the chart against the guideline, before any file. */
const EXPECTED = [
  {
    name: 'us-core-woman-crcl-42',
    cards: ['critical LENRENALDOSE', 'warning VTEPROPHYLAXIS'],
    because: '25 mg at a clearance of 42; IMiD 4 + dexamethasone 2',
  },
  {
    name: 'mcode-man-transplant-candidate',
    cards: ['info VTEPROPHYLAXIS', 'info BORTEZOMIBFREQUENCY'],
    because: 'aspirin with a previous thrombosis; bortezomib on days 1, 4, 8 and 11',
  },
  {
    name: 'epic-woman-prior-dvt',
    cards: [],
    because: 'already on full-dose apixaban; pomalidomide needs no renal dose',
  },
  {
    name: 'oracle-man-dialysis',
    cards: ['warning LENRENALDOSE', 'warning VTEPROPHYLAXIS', 'info BONEAGENTRENAL', 'info RENALDISEASE'],
    because: '10 mg is exactly twice 5 mg; denosumab on dialysis',
  },
  {
    name: 'si-units-european-woman',
    cards: ['warning LENRENALDOSE'],
    because: '15 mg is exactly twice 7.5 mg; enoxaparin 40 mg',
  },
  { name: 'zh-cn-man-chinese-text', cards: ['warning VTEPROPHYLAXIS'], because: 'no race recorded: 3 to 6' },
  {
    name: 'us-core-woman-low-platelets',
    cards: ['critical ANTICOAGULANTPLATELETS'],
    because: 'platelets 38, apixaban 5 mg twice',
  },
  {
    name: 'sandbox-pills',
    cards: ['warning VTEPROPHYLAXIS'],
    because: '10 mg at 35 mL/min is within; no heparins after HIT',
  },
  {
    name: 'us-core-woman-stale-labs',
    cards: ['warning VTEPROPHYLAXIS'],
    because: 'risk is known, platelets are stale: no drug',
  },
  {
    name: 'us-core-man-first-daratumumab',
    cards: ['warning ORDERPREVENTION'],
    because: 'core antibody, type and screen and antiviral missing; one card',
  },
  {
    name: 'us-core-woman-new-triplet',
    cards: ['warning ORDERPREVENTION', 'info VTEPROPHYLAXIS'],
    because: 'bortezomib without antiviral; 40 mg on days 1-4 and 9-12 is high-dose; aspirin only',
  },
  {
    name: 'mcode-woman-smoldering-quiet',
    cards: ['info SMOLDERINGRISK'],
    because: '12 % of the marrow, ratio 3: low risk, no therapy',
  },
  {
    name: 'epic-woman-carfilzomib-heart-failure',
    cards: ['warning HBVSCREEN', 'info CARFILZOMIBCARDIAC'],
    because: 'no hepatitis B test; heart failure and hypertension at 77',
  },
  {
    name: 'us-core-man-drug-safety',
    cards: [
      'critical DARATUMUMABROUTEDOSE',
      'warning STEMCELLTOXIC',
      'warning ORDERPREVENTION',
      'info BORTEZOMIBROUTE',
      'info BORTEZOMIBFREQUENCY',
    ],
    because: 'the wrong product; melphalan before the harvest; bortezomib into a vein, twice weekly',
  },
  {
    name: 'us-core-man-new-stage-iii',
    cards: ['info DIAGNOSISDISCREPANCY', 'info STAGING', 'info WORKUPGAPS', 'info RENALDISEASE', 'info FRAILTY'],
    because: 'ISS II on record, 6.8 mg/L measured; no event and half the work-up on record; eGFR below 60; 77 years',
  },
  {
    name: 'us-core-woman-plasmacytoma-follow-up',
    cards: ['info DIAGNOSISCLASSIFICATION', 'info PLASMACYTOMACARE'],
    because: 'tests 232 days ago, MRI 20 months ago',
  },
];

describe('sample patients', () => {
  test.each(EXPECTED)('$name: $because', async ({ name, cards }) => {
    const { request: body, asOf } = sample(name);
    const answer = await request(appAt(asOf)).post(`/cds-services/myeloma-${body.hook}`).send(body);
    expect(answer.status).toBe(200);
    const shown = (answer.body as { cards: (ShownCard & { source: { topic: { code: string } } })[] }).cards;
    expect(shown.map((card) => `${card.indicator} ${card.source.topic.code}`)).toEqual(cards);
  });

  test('every sample is expected above', async () => {
    const names = new Set((await goldenAnswers()).map((answer) => answer.name));
    expect([...names].sort()).toEqual(EXPECTED.map(({ name }) => name).sort());
  });

  test('the whole answers are the golden ones, word for word, in both languages', async () => {
    for (const { file, answer } of await goldenAnswers()) {
      expect({ file, answer }).toEqual({ file, answer: JSON.parse(readFileSync(file, 'utf8')) as unknown });
    }
  });
});

describe('suggestions of the headline case', () => {
  test('the dose is offered as an update of the draft, the prophylaxis as one new order per suitable agent', async () => {
    const { request: body, asOf } = sample('us-core-woman-crcl-42');
    const answer = await request(appAt(asOf)).post('/cds-services/myeloma-order-select').send(body);
    const [dose, prophylaxis] = (
      answer.body as { cards: { selectionBehavior: string; suggestions: { actions: Record<string, unknown>[] }[] }[] }
    ).cards;
    const drafts = (body['context'] as { draftOrders: { entry: { resource: { id: string } }[] } }).draftOrders.entry;
    expect(dose?.suggestions[0]?.actions[0]).toMatchObject({
      type: 'update',
      resource: {
        resourceType: 'MedicationRequest',
        id: drafts.find(
          ({ resource }) => resource.id === (dose?.suggestions[0]?.actions[0]?.['resource'] as { id: string }).id,
        )?.resource.id,
        medicationCodeableConcept: { coding: [{ code: '602910' }] },
        dosageInstruction: [
          {
            doseAndRate: [{ doseQuantity: { value: 10, unit: 'mg' } }],
            timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
          },
        ],
      },
    });
    expect(prophylaxis?.selectionBehavior).toBe('at-most-one');
    expect(prophylaxis?.suggestions).toHaveLength(6);
    expect(prophylaxis?.suggestions[1]?.actions[0]).toMatchObject({
      type: 'create',
      resource: {
        status: 'draft',
        intent: 'order',
        medicationCodeableConcept: { coding: [{ code: '1364435' }] },
        dosageInstruction: [
          { doseAndRate: [{ doseQuantity: { value: 2.5, unit: 'mg' } }], timing: { repeat: { frequency: 2 } } },
        ],
      },
    });
  });
});
