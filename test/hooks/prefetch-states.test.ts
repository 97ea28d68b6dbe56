import { appAt } from '../app.ts';
import { bundle, type Json } from '../patient.ts';
import {
  findingsOf,
  fire,
  hookCall,
  KEYS,
  missingOf,
  onLenalidomide,
  prefetchOf,
  TODAY,
  type Answer,
  type Key,
} from './calls.ts';
import { epicEmpty, fhirStub, outcome, page, type FhirStub } from './fhir-stub.ts';

/** CDS Hooks checklist 3.2: what each state of each prefetch key means, with a FHIR server at hand. */

const CHART = prefetchOf(onLenalidomide());

interface State {
  readonly state: string;
  readonly value: (key: Key) => unknown;
  readonly fetched: boolean;
  /** Whether the key counts as asked and answered; the Patient is there only when there is one. */
  readonly answered: boolean;
  readonly because: string;
}

/** What the cards of these calls don't name when it isn't there. */
const NEVER_MISSED: readonly Key[] = [
  'devices',
  'reports',
  'administrations',
  'dispenses',
  'medicationHistory',
  'medicationStatements',
];

const ABSENT = Symbol('absent');

const STATES: readonly State[] = [
  { state: 'absent', value: () => ABSENT, fetched: true, answered: true, because: '3.2 row 1: fetch it itself' },
  {
    state: 'null',
    value: () => null,
    fetched: false,
    answered: true,
    because: '3.2 row 2: known empty, not refetched',
  },
  {
    state: 'Bundle without entry',
    value: () => page([]),
    fetched: false,
    answered: true,
    because: '3.2 row 3: known empty',
  },
  {
    state: 'Bundle with entry []',
    value: () => bundle([]),
    fetched: false,
    answered: true,
    because: 'real clients 6: parser takes both',
  },
  {
    state: 'Epic: outcome entry of severity warning',
    value: () => epicEmpty(),
    fetched: false,
    answered: true,
    because: 'PF-7: known empty',
  },
  {
    state: 'outcome entry of severity information',
    value: () => epicEmpty('information'),
    fetched: false,
    answered: true,
    because: '3.2 row 3',
  },
  {
    state: 'outcome entry of severity error',
    value: () => epicEmpty('error'),
    fetched: false,
    answered: false,
    because: 'PF-7: mode and severity decide',
  },
  {
    state: 'OperationOutcome, error',
    value: () => outcome('error'),
    fetched: false,
    answered: false,
    because: '3.2 row 4: client failed, do not repeat',
  },
  {
    state: 'OperationOutcome, fatal',
    value: () => outcome('fatal'),
    fetched: false,
    answered: false,
    because: '3.2 row 4',
  },
  {
    state: 'OperationOutcome, warning',
    value: () => outcome('warning'),
    fetched: false,
    answered: false,
    because: '3.2 row 4: as the value, whatever its severity',
  },
  {
    state: 'OperationOutcome without issue',
    value: () => ({ resourceType: 'OperationOutcome' }),
    fetched: false,
    answered: false,
    because: '3.2 row 4',
  },
  { state: 'data', value: (key) => CHART[key], fetched: false, answered: true, because: '3.2 row 5: use' },
  {
    state: 'data, collection',
    value: (key) => typed(key, 'collection'),
    fetched: false,
    answered: true,
    because: '3.2 row 5: any type',
  },
  {
    state: 'data, no type',
    value: (key) => typed(key, undefined),
    fetched: false,
    answered: true,
    because: '3.2 row 5: any type',
  },
];

function typed(key: Key, type: string | undefined): Json {
  return { ...(key === 'patient' ? bundle([CHART.patient]) : CHART[key]), type };
}

/** Kinds that only the work-up at patient-view reads: `fhir-fallback.test.ts` sees that they are asked for. */
const OTHERS: readonly string[] = ['reports', 'serviceRequests', 'administrations', 'dispenses', 'medicationHistory'];
const READ_AT_ORDERS = KEYS.filter((key) => !OTHERS.includes(key));

const ROWS = READ_AT_ORDERS.flatMap((key) => STATES.map((state) => ({ key, ...state })));

let server: FhirStub;
beforeEach(async () => {
  server = await fhirStub();
});
afterEach(() => server.close());

/** Whether the chart counts as asked for a key, as far as the cards tell; devices never decide anything alone. */
function readAsAnswered(key: Key, answer: Answer): boolean | null {
  if (key === 'patient') return answer.status === 200;
  if (NEVER_MISSED.includes(key)) return null;
  const unanswered = missingOf(answer, 'unanswered');
  if (key === 'procedures') return !unanswered.includes('central-venous-catheter');
  if (key === 'allergies') return !findingsOf(answer).some(({ notes }) => notes?.includes('allergies-unknown'));
  return !unanswered.includes(key);
}

function callWith(key: Key, value: unknown): Json {
  const { [key]: _, ...others } = CHART;
  const prefetch = value === ABSENT ? others : { ...others, [key]: value };
  return hookCall('patient-view', { prefetch });
}

test.each(ROWS)('$key: $state ($because)', async ({ key, state, value, fetched, answered }) => {
  const answer = await fire(appAt(TODAY), { ...callWith(key, value(key)), fhirServer: server.url });
  expect(server.called(key)).toBe(fetched ? 1 : 0);
  const holdsPatient = state.startsWith('data') || state === 'absent';
  const expected = key === 'patient' ? answered && holdsPatient : answered;
  expect(readAsAnswered(key, answer) ?? expected).toBe(expected);
  expect(answer.status).toBe(key === 'patient' && !expected ? 412 : 200);
});

const NOT_FHIR: readonly (readonly [string, unknown])[] = [
  ['a string', 'nothing found'],
  ['an HTML error page', '<html><body>502 Bad Gateway</body></html>'],
  ['a number', 5],
  ['an array', [{ resourceType: 'Condition' }]],
  ['an object that is no resource', { total: 0 }],
  ['a wrapper with an error', { response: { status: '404' } }],
];

test.each(READ_AT_ORDERS.flatMap((key) => NOT_FHIR.map(([what, value]) => ({ key, what, value }))))(
  '$key: $what is never read as nothing found (PF-6: treat as unknown, do not crash)',
  async ({ key, value }) => {
    const answer = await fire(appAt(TODAY), { ...callWith(key, value), fhirServer: server.url });
    const known = readAsAnswered(key, answer);
    if (server.called(key) === 0 && known !== null) expect(known).toBe(false);
    expect([200, 412]).toContain(answer.status);
  },
);

test.each(READ_AT_ORDERS)(
  '%s: absent and no FHIR server is unknown; only the Patient is required (PF-2, PF-3)',
  async (key) => {
    const answer = await fire(appAt(TODAY), callWith(key, ABSENT));
    expect(readAsAnswered(key, answer) ?? false).toBe(false);
    expect(answer.status).toBe(key === 'patient' ? 412 : 200);
  },
);

test.each(READ_AT_ORDERS)('%s: the pre-1.0 wrapper is unwrapped or unknown, never empty (PF-6)', async (key) => {
  const answer = await fire(appAt(TODAY), callWith(key, { response: { status: '200 OK' }, resource: CHART[key] }));
  if (key === 'medications') expect(findingsOf(answer).length).toBeGreaterThan(0);
  expect([200, 412]).toContain(answer.status);
});

test('partial prefetch is completed key by key (PF-1)', async () => {
  const prefetch = { patient: CHART.patient, observations: CHART.observations };
  const answer = await fire(appAt(TODAY), { ...hookCall('patient-view', { prefetch }), fhirServer: server.url });
  expect(KEYS.filter((key) => server.called(key) === 1)).toEqual([
    'conditions',
    'medications',
    'procedures',
    'allergies',
    'devices',
    'reports',
    'serviceRequests',
    'administrations',
    'dispenses',
    'medicationHistory',
    'medicationStatements',
  ]);
  expect(missingOf(answer, 'unanswered')).toEqual([]);
});
