import { bundleState, prefetchState, type PrefetchState } from '../../src/fhir-mapping/prefetch-state.ts';
import { isObject, type JsonObject } from '../../src/fhir-mapping/json.ts';
import { condition, type Json } from '../patient.ts';

const outcomeOf = (...severities: readonly unknown[]): Json => ({
  resourceType: 'OperationOutcome',
  issue: severities.map((severity) => ({ severity, code: 'processing' })),
});
const searchset = (...resources: readonly unknown[]): Json => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});
const entry = condition('I10');
const next = [
  { relation: 'self', url: 'https://x/1' },
  { relation: 'next', url: 'https://x/2' },
];

type Row = { readonly value: unknown; readonly state: PrefetchState['state']; readonly because: string };

const ROWS: readonly Row[] = [
  { value: null, state: 'empty', because: 'DEC-1: null is an answer' },
  { value: { resourceType: 'Bundle' }, state: 'empty', because: 'DEC-1: an empty Bundle' },
  { value: { resourceType: 'Bundle', entry: [] }, state: 'empty', because: 'an empty array, though FHIR forbids it' },
  { value: { resourceType: 'Bundle', total: 0, entry: [] }, state: 'empty', because: 'with a total' },
  { value: searchset(outcomeOf('warning')), state: 'empty', because: 'Epic adds a warning to an empty search' },
  { value: searchset(outcomeOf('information')), state: 'empty', because: 'a remark is no failure' },
  { value: searchset(entry), state: 'data', because: 'a searchset' },
  { value: searchset(entry, outcomeOf('warning')), state: 'data', because: 'data with a remark' },
  { value: searchset(entry, outcomeOf('error')), state: 'data', because: 'data all the same' },
  { value: entry, state: 'data', because: 'a resource' },
  { value: { resource: searchset(entry), response: { status: '200 OK' } }, state: 'data', because: 'pre-1.0 wrapper' },
  { value: { resource: entry }, state: 'data', because: 'pre-1.0 wrapper of a read' },
  {
    value: { ...searchset(entry), entry: { resource: entry } },
    state: 'data',
    because: 'an object where an array belongs',
  },
  { value: { ...searchset(), link: next }, state: 'data', because: 'an empty page with more to come' },
  { value: outcomeOf('error'), state: 'failed', because: 'an error' },
  { value: outcomeOf('fatal'), state: 'failed', because: 'a fatal error' },
  { value: outcomeOf('warning', 'error'), state: 'failed', because: 'an error among others' },
  {
    value: { resourceType: 'OperationOutcome' },
    state: 'failed',
    because: 'neither data, nor null, nor an empty Bundle',
  },
  { value: searchset(outcomeOf('error')), state: 'failed', because: 'a Bundle that holds nothing but an error' },
  { value: searchset('nonsense'), state: 'failed', because: 'a Bundle that cannot be read is not an empty one' },
  { value: {}, state: 'failed', because: 'not FHIR' },
  { value: [], state: 'failed', because: 'not FHIR' },
  { value: '', state: 'failed', because: 'not FHIR' },
  { value: 'error', state: 'failed', because: 'not FHIR' },
  { value: 0, state: 'failed', because: 'not FHIR' },
  { value: false, state: 'failed', because: 'not FHIR' },
  { value: { response: { status: '404' } }, state: 'failed', because: 'a wrapper without resource' },
  { value: { resource: 'nonsense' }, state: 'failed', because: 'a wrapper around nothing' },
];

describe('the state of a prefetch key', () => {
  test.each(ROWS)('$state: $because', ({ value, state }) => {
    expect(prefetchState({ conditions: value }, 'conditions').state).toBe(state);
  });

  test.each([
    { prefetch: {}, key: 'conditions', because: 'no such key' },
    { prefetch: { observations: null }, key: 'conditions', because: 'another key' },
    { prefetch: {}, key: 'constructor', because: 'a name that every object has' },
    { prefetch: {}, key: '__proto__', because: 'a name that every object has' },
    {
      prefetch: JSON.parse('{"__proto__": {"conditions": null}}') as JsonObject,
      key: 'conditions',
      because: 'a key that is inert',
    },
  ])('absent: $because', ({ prefetch, key }) => {
    expect(prefetchState(prefetch, key)).toEqual({ state: 'absent' });
  });

  test('remarks are not resources', () => {
    expect(prefetchState({ c: searchset(entry, outcomeOf('warning')) }, 'c')).toMatchObject({
      state: 'data',
      resources: [entry],
      more: null,
    });
  });

  test.each([
    { value: searchset(entry), complete: true, because: 'all of it' },
    { value: searchset(entry, outcomeOf('warning')), complete: true, because: 'a remark takes nothing away' },
    { value: searchset(entry, outcomeOf('error')), complete: false, because: 'something could not be had' },
    { value: entry, complete: true, because: 'a resource' },
  ])('complete $complete: $because', ({ value, complete }) => {
    expect(prefetchState({ c: value }, 'c')).toMatchObject({ state: 'data', complete });
  });

  test('entries without resource are skipped', () => {
    const bundle = {
      ...searchset(entry),
      entry: [null, 7, {}, { resource: null }, { resource: {} }, { resource: entry }],
    };
    expect(prefetchState({ c: bundle }, 'c')).toMatchObject({ state: 'data', resources: [entry], more: null });
  });
});

describe('pages to come', () => {
  test.each<{ link: unknown; more: boolean; because: string }>([
    { link: next, more: true, because: 'a next link' },
    { link: next[1], more: true, because: 'an object where an array belongs' },
    { link: [next[0]], more: false, because: 'only self' },
    { link: [], more: false, because: 'no links' },
    { link: undefined, more: false, because: 'no links at all' },
    { link: [{ relation: 'next' }], more: false, because: 'a next link that leads nowhere' },
    { link: 'next', more: false, because: 'rubbish' },
  ])('more $more: $because', ({ link, more }) => {
    const bundle = { ...searchset(entry), link };
    const state = bundleState(bundle);
    expect(state.state === 'data' && isObject(state.more)).toBe(more);
  });
});
