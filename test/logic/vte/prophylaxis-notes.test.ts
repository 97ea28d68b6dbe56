import { vteProphylaxis } from '../../../src/logic/vte/prophylaxis.ts';
import {
  adviceOf,
  allergicTo,
  ASIAN,
  context,
  drug,
  measured,
  ordering,
  present,
  taking,
  thromboses,
  unknownFact,
  type Stated,
} from '../facts.ts';

const ALL = ['apixaban', 'dalteparin', 'enoxaparin', 'fondaparinux', 'rivaroxaban', 'warfarin'];
const but = (...left: readonly string[]): string[] => ALL.filter((name) => !left.includes(name));

const lenalidomide = drug('lenalidomide', { mg: 25 });
const doxorubicin = drug('doxorubicin', { mg: 50 });
const order = ordering(lenalidomide);
const asian = { ...order, race: ASIAN };
const raceUnknown = { race: unknownFact('race') };
const platelets = (low: number, to = low): Stated => ({ platelets: measured(low, '10*3/uL', { to }) });

const advised = ({ given }: { readonly given: Stated }) => adviceOf(vteProphylaxis, given, context('order-sign'));

interface Detail {
  readonly given: Stated;
  readonly notes: readonly string[];
  readonly suggests: readonly string[];
  readonly because: string;
}

const DETAILS: readonly Detail[] = [
  {
    given: { ...order, ...thromboses({ date: '2026-06-01', current: true }) },
    notes: ['current-vte'],
    suggests: ALL,
    because: 'a thrombosis from before the IMiD, still current: treated or not, these doses are for prophylaxis',
  },
  { given: order, notes: ['scores-disagree'], suggests: ALL, because: 'IMPEDE 4, SAVED 0' },
  { given: ordering(doxorubicin), notes: [], suggests: ['aspirin'], because: 'SAVED does not apply' },
  {
    given: ordering(doxorubicin, drug('epoetin')),
    notes: [],
    suggests: ALL,
    because: 'IMPEDE 4, and a score that does not apply cannot disagree',
  },
  { given: asian, notes: ['race-changes'], suggests: ['aspirin'], because: 'IMPEDE 4 without race' },
  { given: { ...order, ...raceUnknown }, notes: ['race-changes'], suggests: [], because: 'decided without race' },
  {
    given: { ...order, ...taking(drug('enoxaparin')) },
    notes: ['credit-changes'],
    suggests: [],
    because: 'without credit',
  },
  {
    given: { ...order, myeloma: unknownFact('multiple-myeloma', 'unanswered') },
    notes: ['diagnosis-not-recorded', 'scores-disagree'],
    suggests: ALL,
    because: 'myeloma unknown',
  },
  {
    given: { ...order, platelets: unknownFact('platelets', 'stale') },
    notes: ['platelets-unknown', 'scores-disagree'],
    suggests: [],
    because: 'platelets unknown',
  },
  {
    given: { ...order, activeBleeding: unknownFact('active-bleeding') },
    notes: ['bleeding-unknown', 'scores-disagree'],
    suggests: [],
    because: 'bleeding unknown',
  },
  {
    given: { ...order, ...platelets(0, 24) },
    notes: ['scores-disagree', 'withheld-platelets'],
    suggests: [],
    because: '0-24',
  },
  {
    given: { ...order, activeBleeding: present('active-bleeding') },
    notes: ['scores-disagree', 'withheld-bleeding'],
    suggests: [],
    because: 'bleeding',
  },
  {
    given: { ...order, ...platelets(20), activeBleeding: present('active-bleeding') },
    notes: ['scores-disagree', 'withheld-bleeding', 'withheld-platelets'],
    suggests: [],
    because: 'both reasons are said',
  },
  {
    given: { ...order, ...platelets(49) },
    notes: ['no-warfarin-platelets', 'platelets-25-50', 'scores-disagree'],
    suggests: but('warfarin'),
    because: 'platelets just under 50',
  },
  { given: { ...order, ...platelets(50) }, notes: ['scores-disagree'], suggests: ALL, because: 'platelets 50' },
  {
    given: { ...order, ...platelets(45, 55) },
    notes: ['no-warfarin-platelets-unknown', 'scores-disagree'],
    suggests: but('warfarin'),
    because: 'platelets 45 and 55 on one day',
  },
  {
    given: { ...asian, ...platelets(45, 55) },
    notes: ['no-agent-left', 'no-aspirin-platelets-unknown', 'race-changes'],
    suggests: [],
    because: 'platelets 45 and 55, lower risk',
  },
  {
    given: { ...asian, ...platelets(49) },
    notes: ['no-agent-left', 'no-aspirin-platelets', 'platelets-25-50', 'race-changes'],
    suggests: [],
    because: 'below 50 prophylaxis is for high risk',
  },
  {
    given: { ...asian, ...allergicTo('aspirin') },
    notes: ['no-agent-allergy', 'no-agent-left', 'race-changes'],
    suggests: [],
    because: 'allergic to the one drug of the column',
  },
  {
    given: { ...order, hit: present('hit'), creatinine: measured(3, 'mg/dL') },
    notes: ['no-fondaparinux-renal', 'no-lmwh-hit', 'renal-caution', 'scores-disagree'],
    suggests: ['apixaban', 'rivaroxaban', 'warfarin'],
    because: 'HIT, and a clearance of 20',
  },
  {
    given: { ...order, hit: unknownFact('hit'), creatinine: unknownFact('serum-creatinine') },
    notes: ['no-fondaparinux-renal-unknown', 'no-lmwh-hit-unknown', 'renal-unknown', 'scores-disagree'],
    suggests: ['apixaban', 'rivaroxaban', 'warfarin'],
    because: 'HIT and clearance unknown',
  },
  {
    given: {
      ...order,
      ...taking(drug('carfilzomib'), drug('clopidogrel'), drug('strong-cyp3a4-pgp-inhibitor')),
      allergies: unknownFact('allergies', 'unanswered'),
    },
    notes: ['allergies-unknown', 'antiplatelet-active', 'carfilzomib-imid', 'doac-interaction', 'scores-disagree'],
    suggests: ALL,
    because: 'flags exclude nothing',
  },
];

const noteKeys = (given: Stated): string[] =>
  advised({ given }).flatMap(({ notes = [] }) => notes.map(({ key }) => key));

describe('VTE prophylaxis: what is said beside it (I-3, I-6)', () => {
  test.each(DETAILS)('$because: $notes', ({ given, notes, suggests }) => {
    const offered = advised({ given }).flatMap(({ suggestions = [] }) => suggestions);
    expect(noteKeys(given).sort()).toEqual(notes);
    expect(offered.map(({ item }) => item).sort()).toEqual(suggests);
  });

  test('every note of the page is reached', () => {
    expect([...new Set(DETAILS.flatMap(({ notes }) => notes))].sort()).toEqual([...vteProphylaxis.notes].sort());
  });
});
