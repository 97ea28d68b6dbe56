import type { AuditEvent, Bundle } from 'fhir/r4';
import request from 'supertest';
import { feedbackExport } from '../../src/api/feedback-export.ts';
import type { FeedbackEntry } from '../../src/store/feedback-pages.ts';
import { appAt, NO_STORE } from '../app.ts';
import { TODAY } from '../hooks/calls.ts';
import { textOf } from './text.ts';

/** `GET /api/governance/feedback` (PR-37): as many entries out as there are, in each form. */

const entry = (at: number, more: Partial<FeedbackEntry> = {}): FeedbackEntry => ({
  id: `${at}`.padStart(64, '0'),
  card: 'c1',
  service: 'myeloma-order-sign',
  interventions: [{ rule: 'LEN-RENAL-DOSE', page: 'MYEL-J', advice: 'reduce' }],
  action: 'overridden',
  feedback: 'patient-refuses',
  user: 'u'.repeat(64),
  at: Date.parse(`${TODAY}T11:00:00Z`),
  receivedAt: Date.parse(`${TODAY}T11:00:05Z`) + at,
  location: 'https://ehr.example.org',
  comment: 'a comment',
  ...more,
});

/** A store with so many entries, in pages of three. */
const holding = (entries: readonly FeedbackEntry[], failAfter = Infinity) => ({
  ...NO_STORE,
  feedback: async function* () {
    for (let from = 0; from < entries.length; from += 3) {
      if (from >= failAfter) throw new Error('gone');
      yield await Promise.resolve(entries.slice(from, from + 3));
    }
  },
});
const exported = async (format: string, count: number, query = ''): Promise<string> => {
  const settings = { feedback: { retentionDays: 1, comments: true, reasons: {} } };
  const entries = Array.from({ length: count }, (_, at) => entry(at));
  const app = appAt(TODAY, settings, holding(entries));
  return textOf(request(app).get(`/api/governance/feedback?format=${format}${query}`));
};

describe.each([0, 1, 3, 7])('%i entries', (count) => {
  test('are as many lines of CSV', async () => {
    const lines = (await exported('csv', count)).split('\r\n');
    expect(lines[0]).toBe('id,date,received,location,service,card,intervention,page,advice,action,feedback,user');
    expect(lines.length).toBe(count + 2);
  });
  test('are as many lines of NDJSON', async () => {
    const lines = (await exported('ndjson', count)).split('\n').slice(0, -1);
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id).length).toBe(count);
  });
  test('are as many AuditEvents', async () => {
    const bundle = JSON.parse(await exported('fhir', count)) as Bundle<AuditEvent>;
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'collection', timestamp: `${TODAY}T12:00:00.000Z` });
    // FHIR knows no empty array.
    expect(count === 0 ? bundle : bundle.entry?.length).toEqual(
      count === 0 ? expect.not.objectContaining({ entry: [] }) : count,
    );
  });
});

test('an entry in each form says intervention, action, feedback, user, date, location', async () => {
  const [, line] = (await exported('csv', 1)).split('\r\n');
  const said = [
    'https://ehr.example.org',
    'myeloma-order-sign',
    'c1',
    'LEN-RENAL-DOSE',
    'MYEL-J',
    'reduce',
    'overridden',
  ];
  expect(line).toBe(
    [entry(0).id, `${TODAY}T11:00:00.000Z`, `${TODAY}T11:00:05.000Z`, ...said, 'patient-refuses', 'u'.repeat(64)].join(
      ',',
    ),
  );
  expect(JSON.parse(await exported('ndjson', 1))).toMatchObject({
    interventions: [{ rule: 'LEN-RENAL-DOSE', page: 'MYEL-J', advice: 'reduce' }],
    action: 'overridden',
    feedback: 'patient-refuses',
    user: 'u'.repeat(64),
    date: `${TODAY}T11:00:00.000Z`,
    location: 'https://ehr.example.org',
  });
  const bundle = JSON.parse(await exported('fhir', 1)) as Bundle<AuditEvent>;
  const event = bundle.entry?.[0]?.resource;
  expect(event).toMatchObject({
    resourceType: 'AuditEvent',
    id: expect.stringMatching(/^[A-Za-z0-9.-]{1,64}$/) as string,
    recorded: `${TODAY}T11:00:05.000Z`,
    subtype: [{ code: 'overridden' }],
    agent: [{ who: { identifier: { value: 'u'.repeat(64) } }, requestor: true }],
    source: { site: 'https://ehr.example.org', observer: { display: 'myeloma-cds' } },
  });
  expect(event?.entity?.[0]?.detail).toEqual(
    [
      ['service', 'myeloma-order-sign'],
      ['intervention', 'LEN-RENAL-DOSE'],
      ['page', 'MYEL-J'],
      ['advice', 'reduce'],
      ['feedback', 'patient-refuses'],
    ].map(([type, valueString]) => ({ type, valueString })),
  );
});

test.each(['csv', 'ndjson', 'fhir'])('%s holds comments only where they are asked for', async (format) => {
  expect(await exported(format, 2)).not.toContain('comment');
  expect((await exported(format, 2, '&comments=true')).split('a comment').length).toBe(3);
});

test('an entry of which little is known', async () => {
  const bare = entry(0, { user: null, interventions: [], feedback: null, comment: null, location: 'unlisted' });
  const app = appAt(TODAY, {}, holding([bare]));
  const csv = await textOf(request(app).get('/api/governance/feedback?format=csv'));
  expect(csv.split('\r\n')[1]).toMatch(/,unlisted,myeloma-order-sign,c1,,,,overridden,,$/);
  const bundle = JSON.parse(
    await textOf(request(app).get('/api/governance/feedback?format=fhir')),
  ) as Bundle<AuditEvent>;
  expect(bundle.entry?.[0]?.resource?.agent).toEqual([{ name: 'unknown', requestor: true }]);
});

test.each([
  { query: 'format=xml', member: 'format' },
  { query: 'format=__proto__', member: 'format' },
  { query: 'from=yesterday', member: 'from' },
  { query: 'comments=maybe', member: 'comments' },
  { query: 'comments=true', member: 'comments' },
])('$query: 400 at $member', async ({ query, member }) => {
  const { status, body } = await request(appAt(TODAY)).get(`/api/governance/feedback?${query}`);
  expect([status, (body as { issue: { expression: string[] }[] }).issue[0]?.expression]).toEqual([400, [member]]);
});

describe('the store is down', () => {
  test('at the beginning of an export: 503', async () => {
    const app = appAt(TODAY, {}, holding([entry(0)], 0));
    const answer = await request(app).get('/api/governance/feedback');
    expect([answer.status, answer.text.includes('store-unavailable')]).toEqual([503, true]);
  });
  test('in the middle of one: it breaks off, and does not look whole', async () => {
    const parts = {
      store: holding(
        [0, 1, 2, 3, 4].map((at) => entry(at)),
        3,
      ),
      now: () => new Date(),
      keepsComments: false,
    };
    const { pieces } = await feedbackExport({}, null, parts);
    const got: string[] = [];
    await expect(
      (async () => {
        for await (const piece of pieces) got.push(piece);
      })(),
    ).rejects.toThrow('gone');
    expect(got.join('').split('\n').length).toBe(4);
    await expect(request(appAt(TODAY, {}, parts.store)).get('/api/governance/feedback')).rejects.toThrow(
      /aborted|hang up/,
    );
  });
});
