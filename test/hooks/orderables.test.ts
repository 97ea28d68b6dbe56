import { orderableKey, ORDERABLES, type NewOrder } from '../../src/hooks/orderables.ts';
import type { Product } from '../../src/logic/rule.ts';
import { sourcesIn } from './source-tree.ts';

/** Every order that a page can offer has a name by which a site maps it (PR-15). */

const product = (more: Partial<Product>): Product => ({
  ingredient: 'lenalidomide',
  rxnorm: '602910',
  display: 'Lenalidomide 10 MG Oral Capsule',
  perDose: { value: 10, unit: 'mg' },
  route: 'oral',
  frequency: 1,
  period: 1,
  periodUnit: 'd',
  instruction: 'x',
  ...more,
});
const medication = (more: Partial<Product>): NewOrder => ({
  kind: 'medication',
  item: 'x',
  category: '1',
  product: product(more),
});

test.each([
  { order: medication({}), key: 'lenalidomide 10 mg 1/d', because: 'once daily' },
  {
    order: { kind: 'replace-dose', item: 'x', draft: 'y', product: product({}) } as const,
    key: 'lenalidomide 10 mg 1/d',
    because: 'another dose is an order of its own',
  },
  {
    order: medication({ perDose: { value: 15, unit: 'mg' }, period: 48, periodUnit: 'h' }),
    key: 'lenalidomide 15 mg 1/48h',
    because: 'the rhythm is part of it',
  },
  {
    order: medication({ ingredient: 'dalteparin', perDose: { value: 5000, unit: '[IU]' } }),
    key: 'dalteparin 5000 IU 1/d',
    because: 'UCUM without brackets',
  },
  { order: medication({ ingredient: 'warfarin', perDose: null }), key: 'warfarin 1/d', because: 'no dose' },
  {
    order: {
      kind: 'service',
      item: 'x',
      service: { category: 'laboratory', system: 'loinc', code: '2160-0', display: 'x' },
    } as const,
    key: 'loinc 2160-0',
    because: 'by its code',
  },
])('$key ($because)', ({ order, key }) => {
  expect(orderableKey(order)).toBe(key);
  expect(Object.keys(ORDERABLES)).toContain(key);
});

describe('the list is whole', () => {
  const text = sourcesIn('src/logic')
    .map((file) => file.text)
    .join('\n');
  const found = (pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map(([, value = '']) => value))];

  test('every code of a test or a procedure that the pages can order', () => {
    const codes = found(/(?:\bcode: |laboratory\(\s*)'(\d+(?:-\d)?)'/g);
    expect(codes.length).toBeGreaterThan(30);
    const known = new Set(Object.keys(ORDERABLES).map((key) => key.replace(/^(loinc|snomed) /, '')));
    expect(codes.filter((code) => !known.has(code))).toEqual([]);
    const named = [...known].filter((key) => /^\d/.test(key));
    expect(named.filter((code) => !codes.includes(code))).toEqual([]);
  });

  test('every drug that the pages can order', () => {
    const ordered = found(/\bingredient: '([a-z-]+)',[^}]{0,100}?rxnorm: /g);
    expect(ordered.length).toBeGreaterThan(12);
    const listed = Object.keys(ORDERABLES).map((key) => key.split(' ')[0]);
    expect(ordered.filter((name) => !listed.includes(name))).toEqual([]);
  });
});
