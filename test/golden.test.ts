import { readFileSync } from 'node:fs';
import request from 'supertest';
import { appAt, sample } from './app.ts';
import { EXPECTED } from './golden-cards.ts';
import { goldenAnswers } from './golden.ts';

interface ShownCard {
  readonly summary: string;
  readonly indicator: string;
  readonly suggestions?: readonly { readonly label: string }[];
}

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

test.each([
  { name: 'zh-cn-man-light-chain-renal', shown: '0.0025' },
  { name: 'us-core-man-plasma-cell-leukemia', shown: '0.0057' },
])('a small ratio isn’t rounded away: $shown', async ({ name, shown }) => {
  const { request: body, asOf } = sample(name);
  const { text } = await request(appAt(asOf)).post(`/cds-services/myeloma-${body.hook}`).send(body);
  expect(text.includes(`free light chain ratio (kappa/lambda): ${shown} `)).toBe(true);
});
