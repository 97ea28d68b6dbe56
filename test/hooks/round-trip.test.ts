import type { Action } from '../../src/hooks/types.ts';
import { appAt } from '../app.ts';
import { creatinine, height, platelets, procedure, weight, type Json } from '../patient.ts';
import { fire, HOOKS, hookCall, lenalidomide25, prefetchOf, rulesOf, TODAY, type Answer } from './calls.ts';

/** An accepted suggestion comes back as a draft at once (real clients 3.7): it must satisfy the card that made it. */

const app = appAt(TODAY);
const actions = ({ cards }: Answer, topic: string): Action[] =>
  cards
    .filter((card) => card.source.topic.code === topic)
    .flatMap((card) => (card.suggestions ?? []).flatMap((one) => one.actions));

const atCreatinine = (mgDl: number): Json =>
  prefetchOf({ observations: [creatinine(mgDl), platelets(210), weight(62), height(160)] });

test.each([
  { what: 'clearance 42', prefetch: atCreatinine(1.2), expected: '10' },
  { what: 'clearance 17', prefetch: atCreatinine(3), expected: '15' },
  { what: 'dialysis', prefetch: prefetchOf({ procedures: [procedure('265764009', { days: 3 })] }), expected: '5' },
])('the reduced dose at $what is within the table when it comes back', async ({ prefetch, expected }) => {
  const first = await fire(app, hookCall('order-select', { prefetch }));
  const [update] = actions(first, 'LENRENALDOSE');
  expect(update?.type).toBe('update');
  const resource = update?.resource as Json;
  expect(JSON.stringify(resource['dosageInstruction'])).toContain(`"value":${expected}`);
  const second = await fire(app, hookCall('order-select', { drafts: [resource], prefetch }));
  expect(rulesOf(second)).not.toContain('LEN-RENAL-DOSE');
});

test('the concept of the reduced order names a drug, not a dosage: the Sandbox shows its text as the drug (3.9)', async () => {
  const [update] = actions(await fire(app, hookCall('order-select')), 'LENRENALDOSE');
  const concept = (update?.resource as Json)['medicationCodeableConcept'] as {
    text: string;
    coding: { display: string }[];
  };
  expect(concept.text).not.toMatch(/every|daily|by mouth|cycle/i);
});

test('each offered prophylaxis, once drafted, ends the advice to give some', async () => {
  const offered = actions(await fire(app, hookCall('order-sign')), 'VTEPROPHYLAXIS');
  expect(offered.length).toBeGreaterThan(2);
  for (const { description, resource } of offered) {
    const drafts = [lenalidomide25(), { ...(resource as Json), id: 'prophylaxis' }];
    const again = await fire(app, hookCall('order-sign', { drafts }));
    expect([description, rulesOf(again)]).toEqual([description, ['LEN-RENAL-DOSE']]);
  }
});

test.each(HOOKS)('%s: the same call twice gives the same cards but for the uuids', async (hook) => {
  const stripped = ({ text }: Answer): unknown => JSON.parse(text.replace(/"uuid":"[^"]*"/g, '"uuid":"x"'));
  const body = hookCall(hook);
  expect(stripped(await fire(app, body))).toEqual(stripped(await fire(app, body)));
});
