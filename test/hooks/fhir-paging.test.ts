import { appAt } from '../app.ts';
import { baseObservations, observation, type Json } from '../patient.ts';
import { fire, hookCall, missingOf, onLenalidomide, prefetchOf, TODAY, type Answer } from './calls.ts';
import {
  after,
  authorization,
  fhirStub,
  outcome,
  page,
  send,
  TOKEN,
  type FhirStub,
  type Handler,
} from './fhir-stub.ts';

/** PF-4: further pages are followed on the same origin, within bounds; what stays unread makes absence unknown. */

let server: FhirStub;
let elsewhere: FhirStub;
beforeEach(async () => {
  elsewhere = await fhirStub();
});
afterEach(async () => {
  await server.close();
  await elsewhere.close();
});

const other = (at: number): Json => observation('2951-2', 140, 'mmol/L', { id: `sodium-${at}` });
const complete = (answer: Answer): boolean => !missingOf(answer, 'unanswered').includes('observations');

/** Pages of observations, the decisive results on the last; `next` makes the link to a page. */
function pages(
  count: number,
  next: (at: number) => string,
  special: Readonly<Record<string, Handler>> = {},
): Record<string, Handler> {
  const handler = (at: number): Handler =>
    send(page(at === count ? baseObservations() : [other(at)], at < count ? next(at + 1) : undefined));
  const rest = Array.from(
    { length: count - 1 },
    (_, index) => [`/fhir/pages/${index + 2}`, handler(index + 2)] as const,
  );
  return { observations: handler(1), ...Object.fromEntries(rest), ...special };
}

const settings = (maxPages: number, timeoutMs = 3000) => ({ fhir: { timeoutMs, maxPages } });

/** The observations are fetched, everything else is in the prefetch. */
async function ask(maxPages = 20, timeoutMs = 3000): Promise<Answer> {
  const { observations: _, ...prefetch } = prefetchOf(onLenalidomide());
  const more = { fhirServer: server.url, fhirAuthorization: authorization() };
  return fire(appAt(TODAY, settings(maxPages, timeoutMs)), hookCall('patient-view', { prefetch, more }));
}

const pageReads = (): number => server.calls.filter(({ path }) => path.includes('/pages/')).length;

test.each([
  { count: 10, maxPages: 20, reads: 9, whole: true, because: 'ten pages are within twenty' },
  { count: 10, maxPages: 10, reads: 9, whole: true, because: 'the last page allowed is the last one there is' },
  { count: 10, maxPages: 9, reads: 8, whole: false, because: 'one page is left unread' },
  { count: 10, maxPages: 1, reads: 0, whole: false, because: 'only the first' },
  { count: 1, maxPages: 1, reads: 0, whole: true, because: 'no next link' },
])('$count pages with maxPages $maxPages: $because', async ({ count, maxPages, reads, whole }) => {
  server = await fhirStub(
    undefined,
    pages(count, (at) => `pages/${at}`),
  );
  const answer = await ask(maxPages);
  expect(pageReads()).toBe(reads);
  expect(complete(answer)).toBe(whole);
  expect(server.calls.map((call) => call.authorization)).toEqual(server.calls.map(() => `Bearer ${TOKEN}`));
});

const LINKS: readonly (readonly [string, (own: FhirStub, foreign: FhirStub) => string, boolean, string])[] = [
  ['absolute, same origin', (own) => `${own.url}/pages/2`, true, 'PF-4'],
  ['absolute path', () => '/fhir/pages/2', true, 'relative to the same origin'],
  ['relative', () => 'pages/2', true, 'relative to the base'],
  ['other port', (_, foreign) => `${foreign.url}/pages/2`, false, 'FA-5: another origin'],
  [
    'without scheme',
    (_, foreign) => `//${foreign.origin.slice('http://'.length)}/fhir/pages/2`,
    false,
    'FA-5: another origin',
  ],
  [
    'other host, same port',
    (own) => own.url.replace('127.0.0.1', 'localhost') + '/pages/2',
    false,
    'FA-5: another origin',
  ],
  ['other scheme', (own) => own.url.replace('http:', 'https:') + '/pages/2', false, 'FA-5: another origin'],
  ['user name', (own) => own.url.replace('http://', 'http://evil@') + '/pages/2', false, 'a disguise'],
  ['file', () => 'file:///etc/passwd', false, 'not HTTP'],
  ['javascript', () => 'javascript:alert(1)', false, 'not HTTP'],
  ['nonsense', () => 'http://[', false, 'not a URL'],
];

describe.each([false, true])('next link, first page prefetched: %s', (prefetched) => {
  test.each(LINKS.map(([what, link, followed, because]) => ({ what, link, followed, because })))(
    '$what ($because)',
    async ({ link, followed }) => {
      let url = '';
      server = await fhirStub(undefined, {
        observations: (request, response) => send(page([other(1)], url))(request, response),
        '/fhir/pages/2': send(page(baseObservations())),
      });
      url = link(server, elsewhere);
      const first = prefetched ? { observations: page([other(1)], url) } : { observations: undefined };
      const prefetch = { ...prefetchOf(onLenalidomide()), ...first };
      const more = { fhirServer: server.url, fhirAuthorization: authorization() };
      const answer = await fire(appAt(TODAY), hookCall('patient-view', { prefetch, more }));
      expect(answer.status).toBe(200);
      expect(pageReads()).toBe(followed ? 1 : 0);
      expect(complete(answer)).toBe(followed);
      expect(elsewhere.calls).toEqual([]);
      expect(server.calls.map((call) => call.authorization)).toEqual(server.calls.map(() => `Bearer ${TOKEN}`));
    },
  );
});

test('a prefetched first page without a FHIR server is incomplete (PF-4)', async () => {
  server = await fhirStub();
  const prefetch = { ...prefetchOf(onLenalidomide()), observations: page(baseObservations(), `${server.url}/pages/2`) };
  const answer = await fire(appAt(TODAY), hookCall('patient-view', { prefetch }));
  expect(complete(answer)).toBe(false);
  expect(server.calls).toEqual([]);
});

test('a partial kind still proves presence, and no longer proves absence (PF-4)', async () => {
  server = await fhirStub();
  const prefetch = { ...prefetchOf(onLenalidomide()), conditions: page([], `${elsewhere.url}/pages/2`) };
  const answer = await fire(appAt(TODAY), hookCall('patient-view', { prefetch, more: { fhirServer: server.url } }));
  expect(missingOf(answer, 'unanswered')).toEqual(expect.arrayContaining(['conditions']));
});

test('a next link that leads to itself ends at maxPages', async () => {
  server = await fhirStub(undefined, {
    observations: send(page([other(1)], 'pages/2')),
    '/fhir/pages/2': send(page([other(2)], 'pages/2')),
  });
  expect(complete(await ask(20))).toBe(false);
  expect(pageReads()).toBeLessThanOrEqual(19);
});

test.each([
  { what: 'a 500', handler: send(outcome('error'), 500) },
  {
    what: 'a 401 in plain text',
    handler: ((_, response) => void response.status(401).type('text/plain').send('no')) as Handler,
  },
  { what: 'an OperationOutcome with status 200', handler: send(outcome('error')) },
  { what: 'another resource than a Bundle', handler: send({ resourceType: 'Observation', id: 'x' }) },
  {
    what: 'a page that is an error entry',
    handler: send({ ...page([]), entry: [{ resource: outcome('error'), search: { mode: 'outcome' } }] }),
  },
  {
    what: 'HTML with status 200',
    handler: ((_, response) => void response.type('html').send('<html></html>')) as Handler,
  },
  { what: 'a redirect', handler: ((_, response) => response.redirect('/fhir/pages/3')) as Handler },
  { what: 'silence', handler: (() => undefined) as Handler },
])('$what instead of page 2: the data set is incomplete (PF-4)', async ({ handler }) => {
  server = await fhirStub(undefined, { ...pages(3, (at) => `pages/${at}`), '/fhir/pages/2': handler });
  const answer = await ask(20, 600);
  expect(answer.status).toBe(200);
  expect(complete(answer)).toBe(false);
});

test('slow pages end with the time box, not with the last page', async () => {
  const slow = pages(10, (at) => `pages/${at}`);
  const delayed = Object.fromEntries(Object.entries(slow).map(([path, handler]) => [path, after(200, handler)]));
  server = await fhirStub(undefined, delayed);
  const started = Date.now();
  const answer = await ask(20, 700);
  expect(Date.now() - started).toBeLessThan(1800);
  expect(complete(answer)).toBe(false);
});
