import type { Json } from '../patient.ts';
import { answers, LOINC, mapped, resource, SUBJECT } from './charts.ts';

/** Orders for the tests that a therapy asks for (F-5, F-10): by code or by their words, of the chart and of the session. */

const SURFACE = 'hepatitis-b-surface-antigen';
const CORE = 'hepatitis-b-core-antibody';
const SCREEN = 'type-and-screen';

const request = (code: Json, more: Json = {}): Json => ({
  ...{ resourceType: 'ServiceRequest', id: 'sr', status: 'active', intent: 'order', subject: SUBJECT, code },
  authoredOn: '2026-11-18',
  ...more,
});
const loinc = (code: string, ...others: readonly Json[]): Json => ({ coding: [...others, { system: LOINC, code }] });

function ordered(chart: readonly Json[], drafts: readonly Json[] = []): unknown {
  const { orderedTests } = mapped(chart, { drafts: drafts.map(resource) }).facts;
  return orderedTests.known
    ? orderedTests.value.map(({ test, inHand }) => `${test}${inHand ? ' in hand' : ''}`)
    : 'unknown';
}

test.each<{ code: Json; found: readonly string[]; because: string }>([
  { code: loinc('5196-1'), found: [SURFACE], because: 'surface antigen' },
  { code: loinc('13952-7'), found: [CORE], because: 'core antibody' },
  { code: loinc('34532-2'), found: [SCREEN], because: 'type and screen' },
  { code: loinc('890-4'), found: [SCREEN], because: 'antibody screen' },
  { code: loinc('24113-3'), found: [], because: 'IgM against the core is another test' },
  { code: loinc('2160-0'), found: [], because: 'creatinine' },
  {
    code: loinc('5196-1', { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.696580', code: '9876' }),
    found: [SURFACE],
    because: 'Epic: a local code first',
  },
  {
    code: {
      coding: [{ system: 'https://fhir.cerner.com/t/codeSet/200', code: '1', display: 'Hepatitis B Surface Antigen' }],
      text: 'Hepatitis B Surface Antigen',
    },
    found: [SURFACE],
    because: 'Oracle: display of a local code',
  },
  { code: { text: 'HBsAg' }, found: [SURFACE], because: 'text' },
  { code: { text: 'Hepatitis B core antibody, total' }, found: [CORE], because: 'text, core' },
  { code: { text: 'Hepatitis B core antibody IgM' }, found: [], because: 'text, IgM' },
  { code: { text: 'Hepatitis B surface antibody' }, found: [], because: 'the antibody isn’t the antigen' },
  { code: { text: '乙肝表面抗原' }, found: [SURFACE], because: 'Chinese' },
  { code: { text: '乙肝表面抗体' }, found: [], because: 'Chinese, the antibody' },
  { code: { text: '乙肝五项' }, found: [SURFACE, CORE], because: 'the panel of five' },
  { code: { text: 'Type and screen' }, found: [SCREEN], because: 'text, type and screen' },
  { code: { text: '血型及抗体筛查' }, found: [SCREEN], because: 'Chinese, type and screen' },
  { code: { text: 'hepatitis b surface antigen declined' }, found: [], because: 'declined' },
  { code: { text: 'HBsAg '.repeat(20_000) }, found: [], because: 'a text too long to be read' },
  { code: {}, found: [], because: 'nothing' },
])('$because: $found', ({ code, found }) => {
  expect(ordered([request(code)])).toEqual(found);
  expect(ordered([], [request(code, { status: 'draft' })])).toEqual(found.map((test) => `${test} in hand`));
});

test.each<{ more: Json; found: readonly string[]; because: string }>([
  { more: { status: 'on-hold' }, found: [SURFACE], because: 'on hold' },
  { more: { status: 'completed' }, found: [], because: 'done: its result speaks' },
  { more: { status: 'revoked' }, found: [], because: 'revoked' },
  { more: { status: 'draft' }, found: [], because: 'a draft in the chart' },
  { more: { doNotPerform: true }, found: [], because: 'not to be performed' },
  { more: { subject: { reference: 'Patient/another' } }, found: [], because: 'another patient’s' },
])('in the chart, $because: $found', ({ more, found }) => {
  expect(ordered([request(loinc('5196-1'), more)])).toEqual(found);
});

test.each<{ draft: Json; found: readonly string[]; because: string }>([
  { draft: request(loinc('5196-1'), { status: 'active' }), found: [`${SURFACE} in hand`], because: 'active' },
  {
    draft: request(loinc('5196-1'), { status: 'draft', doNotPerform: true }),
    found: [],
    because: 'not to be performed',
  },
  { draft: request(loinc('5196-1'), { status: 'revoked' }), found: [], because: 'revoked' },
  { draft: request(loinc('5196-1'), { status: 7 }), found: [], because: 'a status that is none' },
  { draft: { ...request(loinc('5196-1')), resourceType: 'MedicationRequest' }, found: [], because: 'another kind' },
  {
    draft: request(loinc('5196-1'), { status: 'draft', subject: { reference: 'Patient/x' } }),
    found: [],
    because: 'another patient’s',
  },
])('in the session, $because: $found', ({ draft, found }) => {
  expect(ordered([], [draft])).toEqual(found);
});

test('hostile forms of the code neither count nor throw', () => {
  for (const code of [
    null,
    7,
    'HBsAg',
    [],
    { coding: 'x' },
    { coding: [null, { code: 5 }] },
    { text: ['HBsAg'] },
    JSON.parse('{"__proto__": {"text": "HBsAg"}}'),
  ])
    expect(ordered([request(code as Json)], [request(code as Json, { status: 'draft', id: 'd' })])).toEqual([]);
});

test('without an answer about orders only those of the session are known', () => {
  const unanswered = { answers: answers({ serviceRequests: 'unanswered' }) };
  expect(mapped([], unanswered).facts.orderedTests).toMatchObject({
    known: false,
    missing: [{ because: 'unanswered' }],
  });
  const drafts = [resource(request(loinc('5196-1'), { status: 'draft' }))];
  expect(mapped([], { ...unanswered, drafts }).facts.orderedTests).toMatchObject({
    known: true,
    value: [{ test: SURFACE, inHand: true, date: '2026-11-18', reference: 'ServiceRequest/sr' }],
    missing: [{ concept: 'ordered-test', because: 'unanswered' }],
  });
});
