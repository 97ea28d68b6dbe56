import { appAt } from '../app.ts';
import { bundle, draft, RX, type Json } from '../patient.ts';
import { fire, hookCall, lenalidomide25, prefetchOf, rulesOf, TODAY } from './calls.ts';

/** order-select judges what was just selected, against all drafts (section 7, C-4, PR-08). */

const app = appAt(TODAY);
const steroid = draft(RX.dexamethasone, { value: 40, periodUnit: 'wk' }, { id: 'draft-dex' });
const BASE = 'https://ehr.example.org/fhir/R4';

const ROWS: readonly (readonly [string, readonly string[], boolean, string])[] = [
  ['Type/id', ['MedicationRequest/draft-len'], true, 'section 7'],
  ['both', ['MedicationRequest/draft-len', 'MedicationRequest/draft-dex'], true, 'section 7'],
  ['the same twice', ['MedicationRequest/draft-len', 'MedicationRequest/draft-len'], true, 'one card, not two'],
  ['a bare id', ['draft-len'], true, 'C-4: accepted on a unique match'],
  ['absolute', [`${BASE}/MedicationRequest/draft-len`], true, 'absolute references occur (FA-5)'],
  ['versioned', ['MedicationRequest/draft-len/_history/1'], true, 'PF-5: all reference forms'],
  ['absolute and versioned', [`${BASE}/MedicationRequest/draft-len/_history/1`], true, 'PF-5: all reference forms'],
  [
    'one that resolves, one that does not',
    ['MedicationRequest/draft-len', 'MedicationRequest/gone'],
    true,
    'what resolves counts',
  ],
  ['the other draft', ['MedicationRequest/draft-dex'], false, 'PR-08: an unchanged earlier draft yields no card'],
  ['the other draft, bare', ['draft-dex'], false, 'C-4'],
  [
    'the other draft and a longer id',
    ['MedicationRequest/draft-dex', 'MedicationRequest/xdraft-len'],
    false,
    'no match by ending',
  ],
  [
    'the other draft and a longer type',
    ['MedicationRequest/draft-dex', 'XMedicationRequest/draft-len'],
    false,
    'no match by ending',
  ],
  [
    'the other draft and another type',
    ['MedicationRequest/draft-dex', 'ServiceRequest/draft-len'],
    false,
    'type and id',
  ],
  ['nothing', [], false, 'nothing was selected'],
];

test.each(ROWS.map(([what, selections, judged, because]) => ({ what, selections, judged, because })))(
  'selections: $what ($because)',
  async ({ selections, judged }) => {
    const answer = await fire(app, hookCall('order-select', { drafts: [lenalidomide25(), steroid], selections }));
    expect(answer.status).toBe(200);
    expect(rulesOf(answer).filter((rule) => rule === 'LEN-RENAL-DOSE').length).toBe(judged ? 1 : 0);
  },
);

test.each([
  { what: 'an id that no draft has', selections: ['MedicationRequest/gone'] },
  { what: 'a bare id that no draft has', selections: ['gone'] },
  { what: 'empty text', selections: [''] },
  { what: 'a slash', selections: ['/'] },
  { what: 'another type', selections: ['ServiceRequest/draft-len'] },
])('$what resolves to nothing: refused or all judged, never silence (C-4, PF-3)', async ({ selections }) => {
  const answer = await fire(app, hookCall('order-select', { drafts: [lenalidomide25(), steroid], selections }));
  if (answer.status !== 400) expect(rulesOf(answer)).toContain('LEN-RENAL-DOSE');
});

test('a bare id that two drafts of different types share is not unique (C-4): nothing is dropped silently', async () => {
  const imaging: Json = {
    resourceType: 'ServiceRequest',
    id: 'draft-len',
    status: 'draft',
    intent: 'plan',
    subject: { reference: 'Patient/p1' },
  };
  const answer = await fire(
    app,
    hookCall('order-select', { drafts: [lenalidomide25(), imaging], selections: ['draft-len'] }),
  );
  if (answer.status !== 400) expect(rulesOf(answer)).toContain('LEN-RENAL-DOSE');
});

test('all drafts count in the score, also those that are not selected (PR-08: against all drafts)', async () => {
  const select = (drafts: readonly Json[]) =>
    fire(app, hookCall('order-select', { drafts, selections: ['MedicationRequest/draft-len'] }));
  const [alone, together] = [await select([lenalidomide25()]), await select([lenalidomide25(), steroid])];
  const impede = (answer: Awaited<ReturnType<typeof fire>>) => /IMPEDE (\d+)/.exec(answer.cards[1]?.summary ?? '')?.[1];
  expect(Number(impede(together))).toBeGreaterThan(Number(impede(alone)));
});

test('order-sign judges every draft, whatever is selected', async () => {
  const body = hookCall('order-sign', {
    drafts: [steroid, lenalidomide25()],
    context: { selections: ['MedicationRequest/draft-dex'] },
  });
  expect(rulesOf(await fire(app, body))).toContain('LEN-RENAL-DOSE');
});

test('fullUrl of an entry changes nothing; entries need none (C-1)', async () => {
  const draftOrders = {
    resourceType: 'Bundle',
    entry: [{ fullUrl: `${BASE}/MedicationRequest/draft-len`, resource: lenalidomide25() }],
  };
  const context = { draftOrders, selections: ['MedicationRequest/draft-len'] };
  const answer = await fire(app, hookCall('order-select', { context, prefetch: prefetchOf() }));
  expect(rulesOf(answer)).toContain('LEN-RENAL-DOSE');
  expect(bundle([])).not.toHaveProperty('fullUrl');
});
