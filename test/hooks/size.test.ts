import { appAt } from '../app.ts';
import { bundle, creatinine, medication, RX, type Json } from '../patient.ts';
import { hookCall, lenalidomide25, prefetchOf, rulesOf, survives, TODAY } from './calls.ts';

/** Requests larger than any patient: bounded time, and the next caller is served. */

const app = appAt(TODAY);
const SECONDS = 1000;
const chart = prefetchOf();

describe('size', () => {
  test('10,000 prefetch entries, all of them creatinine of one moment', async () => {
    const observations = bundle(Array.from({ length: 10_000 }, (_, at) => creatinine(1 + (at % 7) / 10)));
    const answer = await survives(
      app,
      '/cds-services/myeloma-order-sign',
      hookCall('order-sign', { prefetch: { ...chart, observations } }),
      40 * SECONDS,
    );
    expect(answer.status).toBe(200);
  });

  test('10,000 prefetch entries of many days', async () => {
    const results = Array.from({ length: 10_000 }, (_, at) => creatinine(1.2, { days: at % 3000 }));
    const prefetch = {
      ...chart,
      observations: bundle([
        ...results,
        ...(chart.observations['entry'] as { resource: Json }[]).map(({ resource }) => resource),
      ]),
    };
    const answer = await survives(
      app,
      '/cds-services/myeloma-order-sign',
      hookCall('order-sign', { prefetch }),
      40 * SECONDS,
    );
    expect(rulesOf(answer)).toContain('LEN-RENAL-DOSE');
  });

  test.each([900, 2000])('%d drafts above the dose', async (count) => {
    const drafts = Array.from({ length: count }, (_, at) => lenalidomide25({ id: `d${at}` }));
    const answer = await survives(
      app,
      '/cds-services/myeloma-order-select',
      hookCall('order-select', { drafts }),
      40 * SECONDS,
    );
    expect(answer.cards.length).toBeLessThanOrEqual(6);
  });

  test('900 drafts and 100,000 selections', async () => {
    const drafts = Array.from({ length: 900 }, (_, at) => lenalidomide25({ id: `d${at}` }));
    const selections = Array.from({ length: 100_000 }, (_, at) => `MedicationRequest/gone-${at}`);
    await survives(
      app,
      '/cds-services/myeloma-order-select',
      hookCall('order-select', { drafts, selections }),
      40 * SECONDS,
    );
  });

  test('2,000 lenalidomide entries in the chart', async () => {
    const medications = Array.from({ length: 2000 }, () => medication(RX.lenalidomide25, { value: 25 }));
    const answer = await survives(
      app,
      '/cds-services/myeloma-patient-view',
      hookCall('patient-view', { prefetch: prefetchOf({ medications }) }),
      40 * SECONDS,
    );
    expect(answer.cards.length).toBeLessThanOrEqual(6);
  });

  test('a megabyte of text as a dosage instruction', async () => {
    const drafts = [lenalidomide25({ dosageInstruction: [{ text: '1 capsule '.repeat(100_000) }] })];
    await survives(app, '/cds-services/myeloma-order-sign', hookCall('order-sign', { drafts }), 40 * SECONDS);
  });
});
