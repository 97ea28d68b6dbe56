import request from 'supertest';
import { reportRequest } from '../../src/api/governance-report.ts';
import { csvField, reportCsv, reportNdjson, reportTable } from '../../src/api/report-text.ts';
import type { Report, ReportRow } from '../../src/store/report.ts';
import type { Period } from '../../src/store/report-queries.ts';
import { appAt, NO_STORE } from '../app.ts';
import { TODAY } from '../hooks/calls.ts';

/** `GET /api/governance/report`, and its text for spreadsheets, programs and terminals. */

const NOW = new Date('2026-11-20T23:59:00Z');
const row = (more: Partial<ReportRow> = {}): ReportRow => ({
  rule: 'LEN-RENAL-DOSE',
  client: 'https://ehr.example.org',
  evaluated: 10,
  fired: 4,
  silent: 1,
  pilot: 2,
  suppressed: 3,
  unknown: 1,
  unknownRate: 0.2,
  accepted: 1,
  overridden: 2,
  overrideReasons: { 'none-given': 1, 'patient-refuses': 1 },
  unanswered: 1,
  latencyMs: { median: 20, p95: 41 },
  marks: ['spike'],
  ...more,
});
const report = (rows: readonly ReportRow[]): Report => ({
  from: '2026-10-22',
  to: '2026-11-20',
  rows,
  unmatchedFeedback: 3,
});

test.each<{ query: Record<string, unknown>; period: Partial<Period>; format?: string; because: string }>([
  { query: {}, period: { from: '2026-10-22', to: '2026-11-20', client: null }, because: 'the last thirty days' },
  { query: { to: '2026-03-01' }, period: { from: '2026-01-31', to: '2026-03-01' }, because: 'thirty days to then' },
  { query: { from: '2026-11-20' }, period: { from: '2026-11-20', to: '2026-11-20' }, because: 'one day' },
  {
    query: { from: '', to: '', client: '', format: '' },
    period: { from: '2026-10-22', client: null },
    because: 'blank is not given',
  },
  { query: { client: 'https://a' }, period: { client: 'https://a' }, because: 'one client' },
  { query: { format: 'csv' }, period: {}, format: 'csv', because: 'a format' },
  { query: { unheardOf: '1' }, period: {}, because: 'unknown members are ignored' },
])('$query: $because', ({ query, period, format = 'json' }) => {
  expect(reportRequest(query, NOW)).toMatchObject({ period, format });
});

test('a caller that is a client sees its own figures, whatever it asks for', () => {
  expect(reportRequest({ client: 'https://other' }, NOW, 'https://mine').period.client).toBe('https://mine');
});

test.each([
  { query: 'from=2026-11-21&to=2026-11-20', member: 'from' },
  { query: 'from=20.11.2026', member: 'from' },
  { query: 'from=2026-02-30', member: 'from' },
  { query: 'from=2026-13-01', member: 'from' },
  { query: 'from=9999-01-01', member: 'from' },
  { query: "to=2026-11-20'%20or%201=1", member: 'to' },
  { query: 'to=2026-11-20&to=2026-11-19', member: 'to' },
  { query: 'format=xml', member: 'format' },
  { query: 'format=__proto__', member: 'format' },
])('$query: 400 at $member', async ({ query, member }) => {
  const { status, body } = await request(appAt(TODAY)).get(`/api/governance/report?${query}`);
  expect([status, (body as { issue: { expression: string[] }[] }).issue[0]?.expression]).toEqual([400, [member]]);
});

test.each([
  { format: 'json', type: /^application\/json/, starts: '{"from":"2026-10-22"' },
  { format: 'csv', type: /^text\/csv/, starts: 'rule,client,evaluated' },
  { format: 'ndjson', type: /^application\/x-ndjson/, starts: '{"rule":"LEN-RENAL-DOSE"' },
])('as $format', async ({ format, type, starts }) => {
  const app = appAt(TODAY, {}, { ...NO_STORE, report: () => Promise.resolve(report([row()])) });
  const answer = await request(app)
    .get(`/api/governance/report?format=${format}`)
    .buffer(true)
    .parse((response, done) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => done(null, text));
    });
  expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
  expect(answer.headers['content-type']).toMatch(type);
  expect(String(answer.body).startsWith(starts)).toBe(true);
});

test('the store is down: 503, and not a word on why', async () => {
  const app = appAt(TODAY, {}, { ...NO_STORE, report: () => Promise.reject(new Error('postgres://u:secret@h/d')) });
  const { status, text } = await request(app).get('/api/governance/report');
  expect([status, text.includes('secret'), text.includes('store-unavailable')]).toEqual([503, false, true]);
});

test.each([
  { value: 'https://ehr.example.org', field: 'https://ehr.example.org' },
  { value: 12, field: '12' },
  { value: -1, field: '-1' },
  { value: 0.2, field: '0.2' },
  { value: '', field: '' },
  { value: 'a,b', field: '"a,b"' },
  { value: 'a "b"', field: '"a ""b"""' },
  { value: 'a\nb', field: '"a\nb"' },
  { value: 'a\r\nb', field: '"a\r\nb"' },
  { value: '=1+1', field: '"\'=1+1"' },
  { value: '+1', field: '"\'+1"' },
  { value: '-1', field: '"\'-1"' },
  { value: '@SUM(A1)', field: '"\'@SUM(A1)"' },
  { value: '\t=1', field: '"\'\t=1"' },
  { value: '\r=1', field: '"\'\r=1"' },
  { value: ' =1', field: '"\' =1"' },
  { value: '|calc', field: '"\'|calc"' },
  { value: '＝1', field: '"\'＝1"' },
  { value: '=HYPERLINK("http://x","y")', field: '"\'=HYPERLINK(""http://x"",""y"")"' },
  { value: ' '.repeat(100_000), field: ' '.repeat(100_000) },
])('CSV field of $value', ({ value, field }) => {
  expect(csvField(value)).toBe(field);
});

test('CSV: one line per row, every column, CRLF', () => {
  expect(
    reportCsv(
      report([row(), row({ client: '=cmd()', unknownRate: null, latencyMs: null, marks: [], overrideReasons: {} })]),
    ),
  ).toBe(
    [
      'rule,client,evaluated,fired,silent,accepted,overridden,overrideReasons,unanswered,unknown,unknownRate,latencyMedianMs,latencyP95Ms,marks,pilot,suppressed',
      'LEN-RENAL-DOSE,https://ehr.example.org,10,4,1,1,2,"none-given 1; patient-refuses 1",1,1,0.200,20,41,spike,2,3',
      'LEN-RENAL-DOSE,"\'=cmd()",10,4,1,1,2,,1,1,,,,,2,3',
      '',
    ].join('\r\n'),
  );
});

test('NDJSON: each line is a row, and all of it', () => {
  const rows = [row(), row({ client: 'a\nb' })];
  const lines = reportNdjson(report(rows)).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows);
  expect(reportNdjson(report([]))).toBe('');
});

test('the table lines up, and nothing in it steers the terminal', () => {
  const lines = reportTable(report([row({ client: 'a\u001b[2Jb' }), row({ rule: 'X', fired: 1234 })])).split('\n');
  expect(lines[0]).toBe('2026-10-22 to 2026-11-20; feedback on unknown cards: 3');
  const [head = '', first = '', second = ''] = lines.slice(2);
  expect(first.indexOf('10')).toBe(head.indexOf('evaluated'));
  expect(second.indexOf('1234')).toBe(head.indexOf('fired'));
  expect(lines.join('')).not.toContain('\u001b');
});
