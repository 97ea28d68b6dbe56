import { appAt } from '../app.ts';
import { bundle, creatinine, draft, evaluation, resources, RX, TODAY, type Json } from '../patient.ts';
import { errorCode, lenalidomide25, memberOf, post, type Answer } from '../hooks/calls.ts';
import { schemaProblems } from './schema.ts';

/** What `POST /api/evaluate` takes and refuses (contract 3). */

const app = appAt(TODAY);
const send = (body: Json | string): Promise<Answer> => post(app, '/api/evaluate', body);
const patient = { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1955-03-02' };

interface Evaluated {
  readonly asOf: string;
  readonly patient: string;
  readonly findings: readonly { readonly ruleId: string; readonly advice?: string }[];
  readonly results: { readonly renal: { readonly crcl: { readonly value: number | null } } };
}
const read = ({ text }: Answer): Evaluated => JSON.parse(text) as Evaluated;
const rules = (answer: Answer): string[] => read(answer).findings.map(({ ruleId }) => ruleId);

describe('accepted', () => {
  const plain = resources();
  const ACCEPTED: readonly (readonly [string, Json, string])[] = [
    ['a Bundle, collection', bundle(plain), 'contract 3'],
    ['a Bundle, searchset', { ...bundle(plain), type: 'searchset' }, 'contract 3'],
    [
      'a Bundle, transaction',
      {
        ...bundle(plain),
        type: 'transaction',
        entry: plain.map((resource) => ({ resource, request: { method: 'PUT', url: 'x' } })),
      },
      'contract 3',
    ],
    ['an envelope', { bundle: bundle(plain) }, 'contract 3'],
    [
      'an envelope with all members',
      evaluation({}, [lenalidomide25()], { hook: 'order-select', selections: ['MedicationRequest/draft-len'] }),
      'contract 3',
    ],
    ['unknown members', { ...evaluation({}), junk: [null], extension: {} }, 'PR-07'],
    ['the Patient alone', bundle([patient]), 'exactly one Patient'],
    [
      'entries that are not resources',
      { ...bundle(plain), entry: [...plain.map((resource) => ({ resource })), null, 5, {}, { resource: 'x' }] },
      'nothing to read in them',
    ],
    [
      'unknown resource types',
      bundle([...plain, { resourceType: 'Basic', id: 'b' }, { resourceType: 'Nonsense' }]),
      'PR-07',
    ],
  ];

  test.each(ACCEPTED.map(([what, body, because]) => ({ what, body, because })))(
    '$what ($because)',
    async ({ body }) => {
      const answer = await send(body);
      expect([answer.status, schemaProblems(read(answer))]).toEqual([200, []]);
      expect(read(answer)).toMatchObject({ asOf: TODAY, patient: 'Patient/p1' });
    },
  );

  test('the three Bundle types are evaluated alike', async () => {
    const [first, ...others] = await Promise.all(
      ['collection', 'searchset', 'transaction'].map((type) => send({ ...bundle(plain), type })),
    );
    expect(others.map(({ text }) => text)).toEqual(others.map(() => first?.text));
  });

  test('the order of the entries does not matter (design, properties)', async () => {
    const shuffled = [...plain].reverse();
    expect(read(await send(bundle(shuffled))).results).toEqual(read(await send(bundle(plain))).results);
  });
});

const REFUSED: readonly (readonly [string, Json | string, string, string])[] = [
  ['no Patient', bundle([creatinine(1.2)]), 'entry', 'contract 3: exactly one Patient, else 400'],
  ['an empty Bundle', { resourceType: 'Bundle' }, 'entry', 'exactly one Patient'],
  ['two Patients', bundle([patient, { ...patient, id: 'p2' }]), 'entry', 'exactly one Patient'],
  ['the same Patient twice', bundle([patient, patient]), 'entry', 'exactly one Patient'],
  ['two Patients in the envelope', { bundle: bundle([patient, patient]) }, 'bundle', 'exactly one Patient'],
  ['a batch', { ...bundle([patient]), type: 'batch' }, 'type', 'contract 3: collection, searchset or transaction'],
  [
    'a document',
    { ...bundle([patient]), type: 'document' },
    'type',
    'contract 3: collection, searchset or transaction',
  ],
  [
    'a history',
    { ...bundle([patient]), type: 'history' },
    'type',
    'contract 3: versions of one resource are not a chart',
  ],
  ['a message', { ...bundle([patient]), type: 'message' }, 'type', 'contract 3'],
  ['an invented type', { ...bundle([patient]), type: 'x' }, 'type', 'contract 3'],
  ['a Patient', patient, '', 'contract 3: a Bundle'],
  ['nothing', {}, '', 'contract 3: a Bundle or an envelope'],
  ['a list', '[]', '', 'contract 3: a Bundle or an envelope'],
  ['null', 'null', '', 'contract 3: a Bundle or an envelope'],
  ['text', '"x"', '', 'contract 3: a Bundle or an envelope'],
  ['bundle missing', { asOf: TODAY }, 'bundle', 'contract 3'],
  ['bundle a list', { bundle: [] }, 'bundle', 'contract 3'],
  ['bundle a Patient', { bundle: patient }, 'bundle', 'contract 3'],
  ['draftOrders a list', evaluation({}, [], { draftOrders: [] }), 'draftOrders', 'contract 3: Bundle'],
  ['draftOrders an order', evaluation({}, [], { draftOrders: lenalidomide25() }), 'draftOrders', 'contract 3: Bundle'],
  [
    'selections text',
    evaluation({}, [lenalidomide25()], { selections: 'MedicationRequest/draft-len' }),
    'selections',
    'contract 3: list',
  ],
  ['selections of numbers', evaluation({}, [lenalidomide25()], { selections: [5] }), 'selections', 'contract 3: list'],
  ['a hook that is none', evaluation({}, [], { hook: 'order-dispatch' }), 'hook', 'contract 3: one of three'],
  ['hook a number', evaluation({}, [], { hook: 5 }), 'hook', 'contract 3: one of three'],
  ...[
    '',
    'yesterday',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-11',
    '2026',
    '20261120',
    '2026-11-20T00:00:00Z',
    ' 2026-11-20',
    '0000-01-01',
    '2025-02-29',
    '２０２６-11-20',
  ].map(
    (asOf) => [`asOf ${JSON.stringify(asOf)}`, evaluation({}, [], { asOf }), 'asOf', 'contract 3: YYYY-MM-DD'] as const,
  ),
  ...[5, true, [], {}].map(
    (asOf) => [`asOf ${JSON.stringify(asOf)}`, evaluation({}, [], { asOf }), 'asOf', 'contract 3: YYYY-MM-DD'] as const,
  ),
];

test.each(REFUSED.map(([what, body, member, because]) => ({ what, body, member, because })))(
  'refused: $what ($because)',
  async ({ body, member }) => {
    const answer = await send(body);
    expect([answer.status, errorCode(answer)]).toEqual([400, 'request-invalid']);
    expect(memberOf(answer) ?? '').toContain(member);
    expect(answer.outcome.resourceType).toBe('OperationOutcome');
  },
);

describe('asOf stands for today in every age and look-back (contract 3)', () => {
  test.each([
    { asOf: '2026-11-20', value: 42.08680555555556, because: 'creatinine is 5 days old' },
    { asOf: '2026-12-15', value: 42.08680555555556, because: '30 days: the last that counts' },
    { asOf: '2026-12-16', value: null, because: '31 days: stale' },
    { asOf: '2026-11-14', value: null, because: 'the day before the result: it does not exist yet' },
    { asOf: '2024-02-29', value: null, because: 'a leap day, long before' },
  ])('$asOf: $because', async ({ asOf, value }) => {
    const answer = read(await send(evaluation({}, [], { asOf })));
    expect([answer.asOf, answer.results.renal.crcl.value]).toEqual([asOf, value]);
  });

  test.each([undefined, null])('%s: today', async (asOf) => {
    expect(read(await send(evaluation({}, [], { asOf }))).asOf).toBe(TODAY);
  });
});

describe('drafts, selections and hook', () => {
  const steroid = draft(RX.dexamethasone, { value: 40, periodUnit: 'wk' }, { id: 'draft-dex' });
  const both = [lenalidomide25(), steroid];
  const ROWS: readonly (readonly [string, Json, boolean, string])[] = [
    ['order-sign', { hook: 'order-sign' }, true, 'all drafts'],
    [
      'order-sign with other selections',
      { hook: 'order-sign', selections: ['MedicationRequest/draft-dex'] },
      true,
      'selections are not of this hook',
    ],
    ['order-select, selected', { hook: 'order-select', selections: ['MedicationRequest/draft-len'] }, true, 'PR-08'],
    [
      'order-select, another selected',
      { hook: 'order-select', selections: ['MedicationRequest/draft-dex'] },
      false,
      'PR-08',
    ],
    ['order-select, bare id', { hook: 'order-select', selections: ['draft-len'] }, true, 'C-4, as at the hook'],
    [
      'order-select, absolute',
      { hook: 'order-select', selections: ['https://ehr.example.org/MedicationRequest/draft-len'] },
      true,
      'as at the hook',
    ],
    [
      'order-select, unresolvable',
      { hook: 'order-select', selections: ['MedicationRequest/gone'] },
      true,
      'as at the hook',
    ],
    ['patient-view', { hook: 'patient-view' }, false, 'nothing is in hand; the chart holds no lenalidomide'],
    ['no hook, drafts', {}, true, 'drafts are there to be judged'],
    ['hook null', { hook: null }, true, 'as if not there'],
  ];

  test.each(ROWS.map(([what, more, judged, because]) => ({ what, more, judged, because })))(
    '$what ($because)',
    async ({ more, judged }) => {
      const answer = await send(evaluation({}, both, more));
      expect(rules(answer).includes('LEN-RENAL-DOSE')).toBe(judged);
      expect(schemaProblems(read(answer))).toEqual([]);
    },
  );
});
