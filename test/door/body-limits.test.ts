import { checkBody } from '../../src/door/body-limits.ts';
import { CdsError } from '../../src/errors.ts';
import { DEFAULT_LIMITS } from '../../src/settings/limits.ts';
import { appAt } from '../app.ts';
import { errorCode, fire, hookCall, post, prefetchOf, TODAY } from '../hooks/calls.ts';
import { bundle, creatinine, evaluation } from '../patient.ts';

/** PR-48: entries, depth and texts at their limit, one below and one above. */

const LIMITS = { depth: 5, stringLength: 10, entries: 3 };
const nested = (levels: number): unknown =>
  levels === 0 ? 'x' : levels % 2 ? { a: nested(levels - 1) } : [nested(levels - 1)];
const entry = (count: number): unknown => ({ entry: Array.from({ length: count }, () => 1) });

test.each([
  { what: 'levels at the limit', body: nested(5), code: undefined },
  { what: 'one level more', body: nested(6), code: 'body-too-deep' },
  { what: 'many more', body: nested(5000), code: 'body-too-deep' },
  { what: 'a text at the limit', body: { a: 'x'.repeat(10) }, code: undefined },
  { what: 'one character more', body: { a: 'x'.repeat(11) }, code: 'body-too-large' },
  { what: 'one more, in a list', body: [['x'.repeat(11)]], code: 'body-too-large' },
  { what: 'a body that is a text', body: 'x'.repeat(11), code: 'body-too-large' },
  { what: 'entries at the limit', body: { a: entry(2), b: [entry(1)] }, code: undefined },
  { what: 'one entry more, in all Bundles together', body: { a: entry(2), b: [entry(2)] }, code: 'body-too-large' },
  { what: 'an entry that is no list', body: { entry: { a: 1 } }, code: undefined },
  { what: 'nothing', body: null, code: undefined },
  { what: 'no body', body: undefined, code: undefined },
  { what: 'a number', body: 7, code: undefined },
])('$what: $code', ({ body, code }) => {
  let said: unknown;
  try {
    checkBody(body, LIMITS);
  } catch (error) {
    said = error instanceof CdsError ? error.code : error;
  }
  expect(said).toBe(code);
});

const app = appAt(TODAY, { limits: { ...DEFAULT_LIMITS, entries: 50, depth: 30, stringLength: 1000 } });
const observations = (count: number) => bundle(Array.from({ length: count }, () => creatinine(1.2)));
const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => ({ extension: [inner] }), {});

test.each([
  { what: 'a usual call', more: {}, status: 200, code: undefined },
  {
    what: 'too many entries',
    more: { prefetch: { ...prefetchOf(), observations: observations(60) } },
    status: 413,
    code: 'body-too-large',
  },
  { what: 'too deep', more: { more: { extension: { 'x.y': deep } } }, status: 400, code: 'body-too-deep' },
  {
    what: 'a long text',
    more: { more: { extension: { 'x.y': 'x'.repeat(1001) } } },
    status: 413,
    code: 'body-too-large',
  },
])('$what: $status', async ({ more, status, code }) => {
  const answer = await fire(app, hookCall('order-sign', more));
  expect([answer.status, errorCode(answer)]).toEqual([status, code]);
});

test('the same for an evaluation and for feedback', async () => {
  const evaluated = await post(
    app,
    '/api/evaluate',
    evaluation({ observations: Array.from({ length: 60 }, () => creatinine(1)) }),
  );
  const told = await post(app, '/cds-services/myeloma-order-sign/feedback', { feedback: [], junk: 'x'.repeat(2000) });
  expect([evaluated.status, told.status]).toEqual([413, 413]);
});
