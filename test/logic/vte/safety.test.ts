import { DEFAULT_THRESHOLDS } from '../../../src/logic/thresholds.ts';
import { ANTICOAGULANT_AGENTS, ASPIRIN_AGENT } from '../../../src/logic/vte/agents.ts';
import { chooseAgents, type Choice } from '../../../src/logic/vte/safety.ts';
import {
  allergicTo,
  drug,
  facts,
  measured,
  ordering,
  present,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

const ALL = ['apixaban', 'dalteparin', 'enoxaparin', 'fondaparinux', 'rivaroxaban', 'warfarin'];
const but = (...left: readonly string[]): string[] => ALL.filter((name) => !left.includes(name));

const choose = (given: Stated): Choice => chooseAgents(ANTICOAGULANT_AGENTS, facts(given), DEFAULT_THRESHOLDS);
const names = ({ suitable }: Choice): string[] => suitable.map((agent) => agent.item).sort();
const keys = ({ notes }: Choice): string[] => notes.map((note) => note.key).sort();

const clearance = (value: number, comparator?: '<' | '<='): Stated => ({
  measuredClearance: measured(value, 'mL/min', comparator ? { comparator } : {}),
});
const platelets = (count: number, comparator?: '<' | '>='): Stated => ({
  platelets: measured(count, '10*3/uL', comparator ? { comparator } : {}),
});

describe('anticoagulants that may be offered (I-6)', () => {
  test.each<{ given: Stated; suitable: readonly string[]; notes: readonly string[]; because: string }>([
    { given: {}, suitable: ALL, notes: [], because: 'nothing speaks against any' },

    {
      given: { hit: present('hit') },
      suitable: but('enoxaparin', 'dalteparin'),
      notes: ['no-lmwh-hit'],
      because: 'HIT',
    },
    {
      given: { hit: unknownFact('hit', 'unanswered') },
      suitable: but('enoxaparin', 'dalteparin'),
      notes: ['no-lmwh-hit-unknown'],
      because: 'HIT not ruled out',
    },

    {
      given: clearance(29.9),
      suitable: but('fondaparinux'),
      notes: ['no-fondaparinux-renal', 'renal-caution'],
      because: 'clearance just under 30',
    },
    { given: clearance(30), suitable: ALL, notes: [], because: 'clearance 30' },
    { given: clearance(30.1), suitable: ALL, notes: [], because: 'clearance just over 30' },
    {
      given: clearance(30, '<'),
      suitable: but('fondaparinux'),
      notes: ['no-fondaparinux-renal', 'renal-caution'],
      because: 'clearance <30',
    },
    {
      given: clearance(30, '<='),
      suitable: but('fondaparinux'),
      notes: ['no-fondaparinux-renal-unknown', 'renal-unknown'],
      because: 'clearance <=30 may be 30',
    },
    {
      given: { creatinine: unknownFact('serum-creatinine', 'stale') },
      suitable: but('fondaparinux'),
      notes: ['no-fondaparinux-renal-unknown', 'renal-unknown'],
      because: 'clearance unknown',
    },
    {
      given: { creatinine: measured(1.8, 'mg/dL'), sex: unknownFact('sex') },
      suitable: but('fondaparinux'),
      notes: ['no-fondaparinux-renal-unknown', 'renal-unknown'],
      because: 'clearance 33 or 28 by sex',
    },

    {
      given: platelets(49),
      suitable: but('warfarin'),
      notes: ['no-warfarin-platelets', 'platelets-25-50'],
      because: 'platelets just under 50: no full dose',
    },
    { given: platelets(50), suitable: ALL, notes: [], because: 'platelets 50' },
    {
      given: platelets(25),
      suitable: but('warfarin'),
      notes: ['no-warfarin-platelets', 'platelets-25-50'],
      because: 'platelets 25',
    },
    {
      given: platelets(40, '>='),
      suitable: but('warfarin'),
      notes: ['no-warfarin-platelets-unknown'],
      because: 'platelets >=40 may be under 50',
    },
    {
      given: { platelets: unknownFact('platelets') },
      suitable: but('warfarin'),
      notes: ['no-warfarin-platelets-unknown'],
      because: 'platelets unknown',
    },

    { given: allergicTo('apixaban'), suitable: but('apixaban'), notes: ['no-agent-allergy'], because: 'one allergy' },
    {
      given: allergicTo('enoxaparin'),
      suitable: but('enoxaparin', 'dalteparin'),
      notes: ['no-agent-allergy', 'no-agent-allergy'],
      because: 'an allergy to one LMWH is one to the other',
    },
    {
      given: allergicTo('heparin'),
      suitable: but('enoxaparin', 'dalteparin'),
      notes: ['no-agent-allergy', 'no-agent-allergy'],
      because: 'an allergy to heparin is one to LMWH',
    },
    { given: allergicTo('aspirin', 'lenalidomide'), suitable: ALL, notes: [], because: 'allergies to others' },
    {
      given: { allergies: unknownFact('allergies', 'unanswered') },
      suitable: ALL,
      notes: ['allergies-unknown'],
      because: 'an allergy list that was not sent is said, and withholds nothing',
    },

    {
      given: taking(drug('strong-cyp3a4-pgp-inhibitor')),
      suitable: ALL,
      notes: ['doac-interaction'],
      because: 'a strong inhibitor is active',
    },
    {
      given: ordering(drug('strong-cyp3a4-pgp-inducer')),
      suitable: ALL,
      notes: ['doac-interaction'],
      because: 'a strong inducer is ordered',
    },
    {
      given: { ...taking(drug('strong-cyp3a4-pgp-inhibitor')), ...allergicTo('apixaban', 'rivaroxaban') },
      suitable: but('apixaban', 'rivaroxaban'),
      notes: ['no-agent-allergy', 'no-agent-allergy'],
      because: 'no DOAC is left to flag',
    },
    { given: taking(drug('clopidogrel')), suitable: ALL, notes: ['antiplatelet-active'], because: 'an antiplatelet' },
    { given: ordering(drug('aspirin')), suitable: ALL, notes: ['antiplatelet-active'], because: 'aspirin is one' },
    {
      given: { ...taking(drug('carfilzomib')), ...ordering(drug('lenalidomide')) },
      suitable: ALL,
      notes: ['carfilzomib-imid'],
      because: 'carfilzomib with an IMiD',
    },
    { given: taking(drug('carfilzomib')), suitable: ALL, notes: [], because: 'carfilzomib without an IMiD' },
    { given: taking(drug('lenalidomide')), suitable: ALL, notes: [], because: 'an IMiD without carfilzomib' },
    { given: UNKNOWN_DRUGS, suitable: ALL, notes: [], because: 'flags need a drug that is there' },

    {
      given: { ...clearance(20), ...allergicTo('heparin', 'apixaban', 'rivaroxaban') },
      suitable: ['warfarin'],
      notes: ['no-agent-allergy', 'no-agent-allergy', 'no-agent-allergy', 'no-agent-allergy', 'no-fondaparinux-renal'],
      because: 'no renal caution where neither LMWH nor DOAC is left',
    },
    {
      given: { ...clearance(20), ...platelets(30), hit: present('hit'), ...allergicTo('apixaban', 'rivaroxaban') },
      suitable: [],
      notes: [
        'no-agent-allergy',
        'no-agent-allergy',
        'no-fondaparinux-renal',
        'no-lmwh-hit',
        'no-warfarin-platelets',
        'platelets-25-50',
      ],
      because: 'none is left',
    },
  ])('$because', ({ given, suitable, notes }) => {
    const choice = choose(given);
    expect(names(choice)).toEqual(suitable);
    expect(keys(choice)).toEqual(notes);
  });

  test('an allergy note names the drug', () => {
    expect(choose(allergicTo('apixaban')).notes).toEqual([{ key: 'no-agent-allergy', show: { agent: 'apixaban' } }]);
  });

  test('the criteria carry what was looked at and what was missing', () => {
    const unknownHit = { hit: unknownFact('heparin-induced-thrombocytopenia', 'unanswered') };
    const { criteria } = choose({ ...unknownHit, creatinine: unknownFact('serum-creatinine', 'stale') });
    expect(criteria.flatMap((criterion) => criterion.missing)).toEqual([
      { concept: 'serum-creatinine', because: 'stale' },
      { concept: 'heparin-induced-thrombocytopenia', because: 'unanswered' },
    ]);
  });
});

describe('aspirin as the one agent', () => {
  const chooseAspirin = (given: Stated): Choice => chooseAgents([ASPIRIN_AGENT], facts(given), DEFAULT_THRESHOLDS);
  test.each<{ given: Stated; suitable: readonly string[]; notes: readonly string[]; because: string }>([
    { given: {}, suitable: ['aspirin'], notes: [], because: 'nothing speaks against it' },
    { given: { hit: present('hit'), ...clearance(20) }, suitable: ['aspirin'], notes: [], because: 'HIT and kidneys' },
    {
      given: platelets(49),
      suitable: [],
      notes: ['no-aspirin-platelets', 'platelets-25-50'],
      because: 'below 50 prophylaxis is for high risk only, and aspirin is not for that',
    },
    { given: platelets(50), suitable: ['aspirin'], notes: [], because: 'platelets 50' },
    { given: allergicTo('aspirin'), suitable: [], notes: ['no-agent-allergy'], because: 'an allergy to it' },
    {
      given: taking(drug('clopidogrel')),
      suitable: ['aspirin'],
      notes: ['antiplatelet-active'],
      because: 'a second one',
    },
  ])('$because', ({ given, suitable, notes }) => {
    expect(names(chooseAspirin(given))).toEqual(suitable);
    expect(keys(chooseAspirin(given))).toEqual(notes);
  });
});

describe('the agents as orders (I-3)', () => {
  test.each([
    { item: 'enoxaparin', dose: 40, unit: 'mg', frequency: 1, route: 'subcutaneous', category: '2A' },
    { item: 'apixaban', dose: 2.5, unit: 'mg', frequency: 2, route: 'oral', category: '2A' },
    { item: 'rivaroxaban', dose: 10, unit: 'mg', frequency: 1, route: 'oral', category: '2A' },
    { item: 'fondaparinux', dose: 2.5, unit: 'mg', frequency: 1, route: 'subcutaneous', category: '2A' },
    { item: 'dalteparin', dose: 5000, unit: '[IU]', frequency: 1, route: 'subcutaneous', category: '2B' },
    { item: 'aspirin', dose: 81, unit: 'mg', frequency: 1, route: 'oral', category: '2A' },
  ])('$item $dose $unit, $frequency a day, category $category', ({ item, dose, unit, frequency, route, category }) => {
    const agent = [...ANTICOAGULANT_AGENTS, ASPIRIN_AGENT].find((one) => one.item === item);
    expect(agent).toMatchObject({
      category,
      product: { perDose: { value: dose, unit }, frequency, period: 1, periodUnit: 'd', route },
    });
  });

  test('warfarin has no fixed dose: its aim is an INR of 2 to 3', () => {
    const warfarin = ANTICOAGULANT_AGENTS.find((agent) => agent.item === 'warfarin');
    expect(warfarin).toMatchObject({ category: '2A', product: { perDose: null } });
    expect(warfarin?.product.instruction).toContain('INR 2.0-3.0');
  });
});
