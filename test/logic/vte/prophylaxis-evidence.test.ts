import type { Advice } from '../../../src/logic/rule.ts';
import { vteProphylaxis } from '../../../src/logic/vte/prophylaxis.ts';
import {
  adviceOf,
  ASIAN,
  context,
  dexamethasone,
  drug,
  measured,
  ordering,
  present,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

const lenalidomide = drug('lenalidomide', { mg: 25 });
const doxorubicin = drug('doxorubicin', { mg: 50 });
const order = ordering(lenalidomide);
const raceUnknown = { race: unknownFact('race') };
const platelets = (low: number, to = low): Stated => ({ platelets: measured(low, '10*3/uL', { to }) });

const advised = (given: Stated): readonly Advice<string>[] => adviceOf(vteProphylaxis, given, context('order-sign'));

function only(given: Stated): Advice<string> {
  const [one, ...others] = advised(given);
  if (!one || others.length > 0) throw new Error('not one advice');
  return one;
}

describe('VTE prophylaxis: scores, evidence and missing facts', () => {
  test.each<{ given: Stated; show: Advice<string>['show']; because: string }>([
    {
      given: order,
      show: { impede: '4', saved: '0', impedeWithoutCredit: '4', impedeWithoutRace: '4', drug: 'lenalidomide' },
      because: 'both scores, and the drug that asks for it',
    },
    {
      given: {
        ...order,
        race: ASIAN,
        ...taking(drug('aspirin', { mg: 81 }), dexamethasone(320)),
        fracture: present('f'),
      },
      show: { impede: '6', saved: '-1', impedeWithoutCredit: '9', impedeWithoutRace: '9', drug: 'lenalidomide' },
      because: '4 + 4 + 4 - 3 - 3, and either credit left out',
    },
    { given: { ...order, ...raceUnknown }, show: { impede: '1 to 4', saved: '-3 to 0' }, because: 'ranges' },
    { given: ordering(doxorubicin), show: { saved: 'not-applicable', drug: 'doxorubicin' }, because: 'no IMiD' },
    { given: ordering(lenalidomide, doxorubicin), show: { drug: 'lenalidomide' }, because: 'the IMiD is named first' },
    {
      given: ordering(lenalidomide, drug('thalidomide')),
      show: { drug: 'lenalidomide|thalidomide' },
      because: 'two IMiDs are both named',
    },
    {
      given: { ...order, ...UNKNOWN_DRUGS },
      show: { impede: '0 to 12', drug: 'lenalidomide' },
      because: 'the order is named where the drug list is unknown',
    },
  ])('shows $show: $because', ({ given, show }) => {
    expect(only(given).show).toMatchObject(show);
  });

  test('carries both scores line by line, and SAVED only where it applies', () => {
    expect(only(order).scores).toMatchObject({ impede: { min: 4, max: 4 }, saved: { min: 0, max: 0 } });
    expect(Object.keys(only(ordering(doxorubicin)).scores ?? {})).toEqual(['impede']);
  });

  test('the evidence holds the order, the searches and the laboratory values, each once', () => {
    const { evidence } = only(order);
    const lines = evidence.map(({ concept, reference = '' }) => `${concept} ${reference}`);
    expect(lines).toEqual(
      expect.arrayContaining([
        'lenalidomide MedicationRequest/lenalidomide',
        'platelets Observation/platelets',
        'serum-creatinine Observation/serum-creatinine',
        'active-bleeding ',
        'heparin-induced-thrombocytopenia ',
        'race Patient/p1',
        'age Patient/p1',
      ]),
    );
    expect(new Set(lines).size).toBe(lines.length);
    expect(evidence).toContainEqual(expect.objectContaining({ concept: 'platelets', value: 210, unit: '10*3/uL' }));
  });

  test.each<{ given: Stated; missing: string; because: string }>([
    { given: raceUnknown, missing: 'race', because: 'absent' },
    { given: { birthDate: unknownFact('birth-date') }, missing: 'birth-date', because: 'absent' },
    { given: { weight: unknownFact('body-weight', 'stale') }, missing: 'body-weight', because: 'stale' },
    { given: { height: unknownFact('body-height') }, missing: 'body-height', because: 'absent' },
    { given: { vteEvents: unknownFact('vte', 'unanswered') }, missing: 'vte', because: 'unanswered' },
    { given: { fracture: unknownFact('fracture', 'unanswered') }, missing: 'fracture', because: 'unanswered' },
    { given: { centralLine: unknownFact('line', 'unconfirmed') }, missing: 'line', because: 'unconfirmed' },
    { given: { recentSurgery: unknownFact('surgery', 'unanswered') }, missing: 'surgery', because: 'unanswered' },
    { given: { platelets: unknownFact('platelets', 'stale') }, missing: 'platelets', because: 'stale' },
    { given: platelets(20, 50), missing: 'platelets', because: 'imprecise' },
    { given: { activeBleeding: unknownFact('bleeding', 'unanswered') }, missing: 'bleeding', because: 'unanswered' },
    { given: { hit: unknownFact('hit', 'unanswered') }, missing: 'hit', because: 'unanswered' },
    { given: { creatinine: unknownFact('serum-creatinine') }, missing: 'serum-creatinine', because: 'absent' },
    { given: { allergies: unknownFact('allergies', 'unanswered') }, missing: 'allergies', because: 'unanswered' },
    { given: UNKNOWN_DRUGS, missing: 'medications', because: 'unanswered' },
    { given: taking(drug('dexamethasone')), missing: 'dexamethasone-dose', because: 'unreadable' },
    { given: taking(drug('aspirin')), missing: 'aspirin-dose', because: 'unreadable' },
  ])('$missing is named as missing once: $because', ({ given, missing, because }) => {
    const named = only({ ...order, ...given }).missing.filter(({ concept }) => concept === missing);
    expect(named).toEqual([expect.objectContaining({ concept: missing, because })]);
  });

  test('a stale value is shown, dated, and not decided on', () => {
    const old = { concept: 'platelets', value: 20, unit: '10*3/uL', date: '2026-08-01', stale: true };
    const { advice, evidence } = only({ ...order, platelets: unknownFact('platelets', 'stale', [old]) });
    expect(advice).toBe('give-anticoagulant');
    expect(evidence).toContainEqual(old);
  });

  test('platelets <50 may be below 25: nothing is offered, and 25 to 50 is not claimed', () => {
    const given = { ...order, platelets: measured(50, '10*3/uL', { comparator: '<' as const }) };
    expect(only(given).suggestions ?? []).toEqual([]);
    expect(only(given).notes?.map(({ key }) => key)).not.toContain('platelets-25-50');
  });

  test('a suggestion is an order with its category: dalteparin is 2B, the others 2A', () => {
    const categories = (only(order).suggestions ?? []).map((one) =>
      'category' in one ? `${one.item} ${one.category}` : '',
    );
    expect(categories.sort()).toEqual([
      'apixaban 2A',
      'dalteparin 2B',
      'enoxaparin 2A',
      'fondaparinux 2A',
      'rivaroxaban 2A',
      'warfarin 2A',
    ]);
  });
});
