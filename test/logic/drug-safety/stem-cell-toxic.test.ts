import type { Hook } from '../../../src/logic/rule.ts';
import { stemCellToxic } from '../../../src/logic/drug-safety/stem-cell-toxic.ts';
import { absent, adviceOf, context, drug, inBrief, ordering, taking, unknownFact, type Stated } from '../facts.ts';
import { amount, candidate, happened, harvestPlanned, ordered } from './orders.ts';

const melphalan = ordered('melphalan', { route: 'oral', amounts: [amount(9, 'mg/m2')] });
const advised = (given: Stated, hook: Hook = 'order-sign') => adviceOf(stemCellToxic, given, context(hook));
const YES = candidate(true);
const melphalanOf = (told: Parameters<typeof ordered>[1]): Stated => ({
  ...ordering(ordered('melphalan', told)),
  ...YES,
});

describe('STEM-CELL-TOXIC (F-3)', () => {
  test.each<{ given: Stated; hook?: Hook; expected: string | null; because: string }>([
    { given: { ...ordering(melphalan), ...YES }, expected: 'warning ordered', because: 'oral melphalan' },
    {
      given: { ...ordering(melphalan), ...YES },
      hook: 'order-select',
      expected: 'warning ordered',
      because: 'at once',
    },
    { given: { ...ordering(ordered('carmustine')), ...YES }, expected: 'warning ordered', because: 'carmustine' },
    { given: { ...ordering(ordered('lomustine')), ...YES }, expected: 'warning ordered', because: 'lomustine' },
    { given: { ...ordering(drug('bendamustine')), ...YES }, expected: 'warning ordered', because: 'bendamustine' },
    {
      given: { ...ordering(drug('cyclophosphamide')), ...YES },
      expected: null,
      because: 'mobilises, and is not named',
    },
    { given: { ...ordering(drug('lenalidomide')), ...YES }, expected: null, because: 'another page' },
    { given: { ...taking(melphalan), ...YES }, expected: null, because: 'active, and nothing of it in hand' },
    { given: { ...taking(melphalan), ...YES }, hook: 'patient-view', expected: 'warning active', because: 'active' },
    { given: { ...ordering(melphalan), ...candidate(false) }, expected: null, because: 'no candidate' },
    { given: ordering(melphalan), expected: 'info candidacy-unknown', because: 'nobody decided' },
    { given: taking(melphalan), hook: 'patient-view', expected: null, because: 'nobody decided: asked at the order' },
    {
      given: { ...ordering(melphalan), ...YES, stemCellCollections: happened('stem-cell-collection') },
      expected: null,
      because: 'harvested',
    },
    {
      given: { ...ordering(melphalan), ...YES, autologousTransplants: happened('autologous-transplant') },
      expected: null,
      because: 'transplanted, so harvested',
    },
    {
      given: { ...ordering(melphalan), ...YES, allogeneicTransplants: happened('allogeneic-transplant') },
      expected: null,
      because: "after another person's cells",
    },
    {
      given: { ...ordering(melphalan), ...YES, unspecifiedTransplants: happened('stem-cell-transplant') },
      expected: null,
      because: 'some transplant',
    },
    {
      given: { ...ordering(melphalan), ...YES, stemCellCollections: unknownFact('stem-cell-collection', 'unanswered') },
      expected: 'info harvest-unknown',
      because: 'procedures not received',
    },
    {
      given: { ...taking(melphalan), ...YES, stemCellCollections: unknownFact('stem-cell-collection', 'unanswered') },
      hook: 'patient-view',
      expected: 'info harvest-unknown',
      because: 'procedures not received',
    },
    {
      given: { ...ordering(melphalan), ...YES, ...harvestPlanned },
      expected: 'warning ordered',
      because: 'only planned',
    },
    {
      given: { ...ordering(drug('bendamustine')), ...YES, myeloma: absent('multiple-myeloma') },
      expected: null,
      because: 'lymphoma',
    },
    {
      given: { ...ordering(drug('bendamustine')), ...YES, myeloma: unknownFact('multiple-myeloma', 'unanswered') },
      expected: 'warning ordered',
      because: 'the problem list was not received: no reason for silence',
    },
    {
      given: { activeDrugs: unknownFact('medications'), ...YES },
      hook: 'patient-view',
      expected: null,
      because: 'no list',
    },
  ])('$expected: $because', ({ given, hook, expected }) => {
    expect(inBrief(advised(given, hook))).toEqual(expected === null ? [] : [expected]);
  });

  test.each<{ told: Parameters<typeof ordered>[1]; expected: string | null; because: string }>([
    { told: { amounts: [amount(200, 'mg/m2')] }, expected: null, because: 'conditioning' },
    { told: { amounts: [amount(140, 'mg/m2'), amount(260, 'mg')] }, expected: null, because: 'with the sum beside it' },
    { told: { amounts: [amount(100, 'mg/m2')] }, expected: null, because: 'at the limit' },
    { told: { amounts: [amount(99.9, 'mg/m2')] }, expected: 'ordered', because: 'just under it' },
    { told: { amounts: [amount(370, 'mg')] }, expected: null, because: 'flat, as calculated' },
    { told: { amounts: [amount(10, 'mg')] }, expected: 'ordered', because: 'a daily dose' },
    {
      told: { amounts: [amount(90, 'mg/m2', 110)] },
      expected: 'ordered may-be-conditioning',
      because: 'a range across',
    },
    { told: { route: 'oral', amounts: [amount(200, 'mg/m2')] }, expected: 'ordered', because: 'never by mouth' },
    { told: { amounts: [] }, expected: 'ordered may-be-conditioning', because: 'dose not read' },
    {
      told: { amounts: [amount(0.25, 'mg/kg')] },
      expected: 'ordered may-be-conditioning',
      because: 'per kg: no limit',
    },
    { told: { route: 'oral' }, expected: 'ordered', because: "tablets aren't conditioning" },
  ])('melphalan $because: $expected', ({ told, expected }) => {
    const said = advised(melphalanOf(told)).map(({ advice, notes = [] }) =>
      [advice, ...notes.map(({ key }) => key)].join(' '),
    );
    expect(said).toEqual(expected === null ? [] : [expected]);
  });

  test('melphalan of which nothing was read may be conditioning', () => {
    expect(advised({ ...ordering(drug('melphalan')), ...YES })[0]?.notes).toEqual([{ key: 'may-be-conditioning' }]);
  });

  test('several drugs share one card', () => {
    const [advice, other] = advised({ ...ordering(melphalan, drug('carmustine')), ...YES });
    expect([advice?.show, other]).toEqual([{ drug: 'melphalan|carmustine' }, undefined]);
  });

  test('a harvest is offered, unless it is ordered or may be', () => {
    const offered = (given: Stated) => advised({ ...ordering(melphalan), ...YES, ...given })[0]?.suggestions;
    expect(offered({})).toMatchObject([{ kind: 'service', service: { code: '418576007' } }]);
    expect(offered(harvestPlanned)).toEqual([]);
    expect(offered({ plannedProcedures: unknownFact('planned-procedure', 'unanswered') })).toEqual([]);
    expect(advised(ordering(melphalan))[0]?.suggestions).toEqual([]);
    expect(advised({ ...ordering(melphalan), ...YES, ...harvestPlanned })[0]?.notes).toEqual([
      { key: 'harvest-ordered' },
    ]);
  });

  test('shows order, candidacy and the search; names what is missing', () => {
    const [decided] = advised({ ...ordering(melphalan), ...YES });
    expect(decided?.evidence.map(({ concept }) => concept)).toEqual([
      'melphalan',
      'transplant-candidate',
      'stemCellCollections',
    ]);
    expect(decided?.missing).toEqual([]);
    expect(advised(ordering(melphalan))[0]?.missing).toEqual([{ concept: 'transplant-candidate', because: 'absent' }]);
  });
});
