import request from 'supertest';
import { correlationId, traceParentOf } from '../../src/door/correlation.ts';
import { appAt } from '../app.ts';
import { fire, hookCall, TODAY } from '../hooks/calls.ts';

/** What a request is called: the caller's name for it if that can't be anything of a patient, and the same everywhere. */

const UUID = 'd26ae746-1ec0-40bd-84c5-28d90a7fc1cd';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const MADE = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test.each([
  { headers: { 'x-request-id': UUID }, expected: UUID, because: 'a UUID' },
  { headers: { 'x-request-id': UUID.toUpperCase() }, expected: UUID, because: 'in one spelling' },
  { headers: { 'x-request-id': TRACE }, expected: TRACE, because: '32 digits, as nginx makes them' },
  { headers: { traceparent: `00-${TRACE}-${SPAN}-01` }, expected: TRACE, because: 'the trace it belongs to' },
  {
    headers: { 'x-request-id': UUID, traceparent: `00-${TRACE}-${SPAN}-01` },
    expected: UUID,
    because: 'its own first',
  },
  {
    headers: { 'x-request-id': 'Jane Doe', traceparent: `00-${TRACE}-${SPAN}-01` },
    expected: TRACE,
    because: 'the next',
  },
  { headers: {}, expected: MADE, because: 'made' },
  { headers: { 'x-request-id': '' }, expected: MADE, because: 'empty' },
  { headers: { 'x-request-id': '4711' }, expected: MADE, because: 'could be a record number' },
  { headers: { 'x-request-id': 'Doe' }, expected: MADE, because: 'could be a name' },
  { headers: { 'x-request-id': `${UUID} Doe` }, expected: MADE, because: 'more than a UUID' },
  { headers: { 'x-request-id': `${UUID}\n` }, expected: MADE, because: 'a line break' },
  { headers: { 'x-request-id': [UUID, UUID] }, expected: MADE, because: 'two of them' },
  { headers: { 'x-request-id': 'f'.repeat(10_000) }, expected: MADE, because: 'long' },
])('$because: $expected', ({ headers, expected }) => {
  const id = correlationId(headers);
  if (typeof expected === 'string') expect(id).toBe(expected);
  else expect(id).toMatch(expected);
});

test.each([
  { traceparent: `00-${TRACE}-${SPAN}-01`, expected: { traceId: TRACE, spanId: SPAN, sampled: true } },
  { traceparent: `00-${TRACE}-${SPAN}-00`, expected: { traceId: TRACE, spanId: SPAN, sampled: false } },
  { traceparent: `cc-${TRACE}-${SPAN}-03`, expected: { traceId: TRACE, spanId: SPAN, sampled: true } },
  { traceparent: `ff-${TRACE}-${SPAN}-01`, expected: undefined },
  { traceparent: `00-${'0'.repeat(32)}-${SPAN}-01`, expected: undefined },
  { traceparent: `00-${TRACE}-${'0'.repeat(16)}-01`, expected: undefined },
  { traceparent: `00-${TRACE.toUpperCase()}-${SPAN}-01`, expected: undefined },
  { traceparent: `00-${TRACE}-${SPAN}-01-more`, expected: undefined },
  { traceparent: 'rubbish', expected: undefined },
  { traceparent: undefined, expected: undefined },
])('traceparent $traceparent (W3C Trace Context)', ({ traceparent, expected }) => {
  expect(traceParentOf({ traceparent })).toEqual(expected);
});

test('in the header of an answer, of an error, and in the OperationOutcome', async () => {
  const app = appAt(TODAY);
  const good = await fire(app, hookCall('order-sign'), undefined, { 'X-Request-Id': UUID });
  expect([good.status, good.headers['x-request-id']]).toEqual([200, UUID]);
  const bad = await fire(app, '{', 'myeloma-order-sign', { 'X-Request-Id': UUID });
  expect([bad.status, bad.headers['x-request-id'], bad.outcome.issue?.[0]?.diagnostics]).toEqual([
    400,
    UUID,
    `Correlation id ${UUID}`,
  ]);
  const made = await request(app).get('/nowhere');
  expect(made.headers['x-request-id']).toMatch(MADE);
  expect(made.text).toContain(String(made.headers['x-request-id']));
});
