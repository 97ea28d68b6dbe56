import type { Hook } from '../../../src/logic/rule.ts';
import { daratumumabRouteDose } from '../../../src/logic/drug-safety/daratumumab-route-dose.ts';
import {
  adviceOf,
  context,
  drug,
  inBrief,
  measured,
  ordering,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';
import { amount, ordered } from './orders.ts';

const advised = (given: Stated, hook: Hook = 'order-sign') => adviceOf(daratumumabRouteDose, given, context(hook));
type Told = NonNullable<Parameters<typeof ordered>[1]>;
const SC = { form: 'with-hyaluronidase' } as const;
const IV = { form: 'without-hyaluronidase' } as const;
const fixed = { amounts: [amount(1800, 'mg')] };
const byWeight = { amounts: [amount(16, 'mg/kg')] };
const calculated = { amounts: [amount(16, 'mg/kg'), amount(1800, 'mg')] };
const vein = { route: 'intravenous' } as const;
const skin = { route: 'subcutaneous' } as const;

describe('DARATUMUMAB-ROUTE-DOSE (F-9)', () => {
  test.each<{ told: Told; expected: string | null; because: string }>([
    { told: { ...SC, ...skin, ...fixed }, expected: null, because: 'as labelled' },
    { told: { ...SC, ...fixed }, expected: null, because: 'route not told' },
    { told: SC, expected: null, because: 'nothing told' },
    { told: { ...SC, ...vein, ...fixed }, expected: 'critical sc-product-intravenous', because: 'into a vein' },
    { told: { ...SC, ...vein, ...byWeight }, expected: 'critical sc-product-intravenous', because: 'route and dose' },
    { told: { ...SC, ...skin, ...byWeight }, expected: 'critical sc-product-by-weight', because: 'mg/kg' },
    { told: { ...SC, ...byWeight }, expected: 'critical sc-product-by-weight', because: 'mg/kg, route not told' },
    { told: { ...SC, ...calculated }, expected: 'critical sc-product-by-weight', because: 'that comes to 1,800 mg' },
    { told: { ...SC, amounts: [amount(16, 'mg/m2')] }, expected: 'critical sc-product-by-weight', because: 'mg/m2' },
    {
      told: { ...SC, ...skin, amounts: [amount(1799, 'mg')] },
      expected: 'warning sc-product-other-dose',
      because: 'less',
    },
    {
      told: { ...SC, ...skin, amounts: [amount(1801, 'mg')] },
      expected: 'warning sc-product-other-dose',
      because: 'more',
    },
    { told: { ...SC, amounts: [amount(1200, 'mg', 1800)] }, expected: null, because: 'a range that holds it' },
    { told: { ...SC, amounts: [amount(30000, 'units')] }, expected: null, because: 'units of hyaluronidase' },
    { told: { ...IV, ...vein, ...byWeight }, expected: null, because: 'as labelled' },
    { told: { ...IV, ...vein, ...calculated }, expected: null, because: 'calculated from mg/kg' },
    { told: { ...IV, ...vein, amounts: [amount(864, 'mg')] }, expected: null, because: 'another flat dose' },
    { told: { ...IV, ...skin, ...byWeight }, expected: 'critical iv-product-subcutaneous', because: 'under the skin' },
    { told: { ...IV, ...skin, ...fixed }, expected: 'critical iv-product-subcutaneous', because: 'route and dose' },
    { told: { ...IV, ...vein, ...fixed }, expected: 'critical iv-product-fixed-dose', because: 'fixed dose at 54 kg' },
    { told: { ...IV, ...fixed }, expected: 'critical iv-product-fixed-dose', because: 'route not told' },
    { told: { ...vein, ...byWeight }, expected: null, because: 'product not told, fits the intravenous one' },
    { told: { ...skin, ...fixed }, expected: null, because: 'product not told, fits the subcutaneous one' },
    { told: { ...skin, ...byWeight }, expected: 'critical subcutaneous-by-weight', because: 'fits neither' },
    { told: { ...vein, ...fixed }, expected: 'critical intravenous-fixed-dose', because: 'fits neither at 54 kg' },
    { told: fixed, expected: null, because: 'neither product nor route' },
  ])('$expected: $because', ({ told, expected }) => {
    expect(inBrief(advised(ordering(ordered('daratumumab', told))))).toEqual(expected === null ? [] : [expected]);
  });

  test.each<{ weight: Stated['weight'] & object; expected: readonly string[]; because: string }>([
    { weight: measured(101.9, 'kg'), expected: ['weight'], because: 'just too light' },
    { weight: measured(102, 'kg'), expected: [], because: '16 mg/kg is 1,632 mg' },
    { weight: measured(112.5, 'kg'), expected: [], because: '16 mg/kg is 1,800 mg' },
    { weight: measured(125, 'kg'), expected: [], because: '16 mg/kg is 2,000 mg' },
    { weight: measured(125.1, 'kg'), expected: ['weight'], because: 'just too heavy' },
    {
      weight: unknownFact('body-weight', 'stale'),
      expected: ['weight', 'weight-unknown', 'body-weight'],
      because: 'stale',
    },
  ])('1,800 mg into a vein at a weight $because', ({ weight, expected }) => {
    const [advice] = advised({ ...ordering(ordered('daratumumab', { ...IV, ...vein, ...fixed })), weight });
    const said = advice && [
      'weight',
      ...(advice.notes ?? []).map(({ key }) => key),
      ...advice.missing.map(({ concept }) => concept),
    ];
    expect(said ?? []).toEqual(expected);
  });

  test.each<{ told: Told; items: readonly string[]; notes: readonly string[]; because: string }>([
    {
      told: { ...SC, ...vein, ...fixed },
      items: ['subcutaneous', 'delete-order'],
      notes: [],
      because: 'only the route',
    },
    {
      told: { ...SC, ...vein, ...byWeight },
      items: ['delete-order'],
      notes: ['product-may-be-wrong'],
      because: 'all else',
    },
    { told: { ...SC, ...vein }, items: ['delete-order'], notes: [], because: 'dose not told' },
    {
      told: { ...IV, ...skin, ...byWeight },
      items: ['intravenous', 'delete-order'],
      notes: [],
      because: 'only the route',
    },
    {
      told: { ...IV, ...skin, ...fixed },
      items: ['delete-order'],
      notes: ['product-may-be-wrong'],
      because: 'all else',
    },
    { told: { ...SC, ...skin, ...byWeight }, items: ['delete-order'], notes: [], because: 'the dose' },
  ])('offers $items: $because', ({ told, items, notes }) => {
    const inWords = { amount: '1800 mg', rhythm: 'once weekly' };
    const [advice] = advised(ordering(ordered('daratumumab', { ...told, inWords })));
    expect(advice?.suggestions?.map(({ item }) => item)).toEqual(items);
    expect(advice?.notes?.map(({ key }) => key)).toEqual(notes);
  });

  test('the changed route says dose and rhythm again; not where words would be lost', () => {
    const told = { ...SC, ...vein, ...fixed };
    const inWords = { amount: '1800 mg', rhythm: '' };
    expect(advised(ordering(ordered('daratumumab', { ...told, inWords })))[0]?.suggestions?.[0]).toMatchObject({
      dosage: { route: 'subcutaneous', instruction: '1800 mg subcutaneously' },
    });
    expect(advised(ordering(ordered('daratumumab', told)))[0]?.suggestions).toMatchObject([{ kind: 'delete' }]);
  });

  test.each<{ told: Told; count: number | null; hook?: Hook; expected: string | null; because: string }>([
    { told: { ...SC, ...fixed }, count: 49, expected: 'info platelets-low', because: 'just under 50' },
    { told: { ...SC, ...fixed }, count: 50, expected: null, because: '50' },
    { told: { ...SC, ...fixed }, count: null, expected: null, because: 'unknown' },
    { told: { ...skin, ...fixed }, count: 20, expected: 'info platelets-low', because: 'by its route' },
    { told: { ...IV, ...byWeight }, count: 20, expected: null, because: 'into a vein' },
    { told: { ...SC, ...vein }, count: 20, expected: 'critical sc-product-intravenous', because: 'first things first' },
    { told: { ...SC, ...fixed }, count: 20, hook: 'patient-view', expected: null, because: 'nothing in hand' },
  ])('platelets $count, $because: $expected', ({ told, count, hook, expected }) => {
    const one = ordered('daratumumab', told);
    const platelets = count === null ? unknownFact('platelets') : measured(count, '10*3/uL');
    expect(inBrief(advised({ ...ordering(one), ...taking(one), platelets }, hook))).toEqual(
      expected === null ? [] : [expected],
    );
  });

  test.each<{ given: Stated; expected: readonly string[]; because: string }>([
    {
      given: taking(ordered('daratumumab', { ...SC, ...vein })),
      expected: ['critical sc-product-intravenous'],
      because: 'active',
    },
    { given: taking(drug('daratumumab')), expected: [], because: 'nothing read of it' },
    { given: taking(ordered('isatuximab', { route: 'subcutaneous' })), expected: [], because: 'another drug' },
    { given: UNKNOWN_DRUGS, expected: [], because: 'no drug list' },
  ])('when the chart is opened: $expected ($because)', ({ given, expected }) => {
    const advice = advised(given, 'patient-view');
    expect(inBrief(advice)).toEqual(expected);
    expect(advice.flatMap(({ suggestions = [] }) => suggestions)).toEqual([]);
  });
});
