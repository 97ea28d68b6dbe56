import type { Hook } from '../../../src/logic/rule.ts';
import { vteProphylaxis } from '../../../src/logic/vte/prophylaxis.ts';
import {
  absent,
  adviceOf,
  ASIAN,
  context,
  dexamethasone,
  drug,
  inBrief,
  measured,
  ordering,
  PACIFIC_ISLANDER,
  present,
  taking,
  thromboses,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

const lenalidomide = drug('lenalidomide', { mg: 25 });
const doxorubicin = drug('doxorubicin', { mg: 50 });
const cyclophosphamide = drug('cyclophosphamide', { mg: 500 });
const aspirin = drug('aspirin', { mg: 81 });
const enoxaparin = drug('enoxaparin', { mg: 40 });
const apixaban = drug('apixaban', { mg: 2.5, perDay: 2 });
const order = ordering(lenalidomide);
const asian = { ...order, race: ASIAN };
const noMyeloma = { myeloma: absent('multiple-myeloma') };
const raceUnknown = { race: unknownFact('race') };
const platelets = (low: number, to = low): Stated => ({ platelets: measured(low, '10*3/uL', { to }) });

interface Row {
  readonly given: Stated;
  readonly hook?: Hook;
  readonly race?: boolean;
  readonly expected: string | null;
  readonly because: string;
}

const advised = ({ given, hook = 'order-sign', race = true }: Pick<Row, 'given' | 'hook' | 'race'>) =>
  adviceOf(vteProphylaxis, given, context(hook, { raceInVteScores: race }));

const DECISIONS: readonly Row[] = [
  { given: order, expected: 'warning give-anticoagulant', because: 'an IMiD is ordered: IMPEDE 4' },
  { given: order, hook: 'order-select', expected: 'warning give-anticoagulant', because: 'or selected' },
  {
    given: taking(lenalidomide),
    hook: 'patient-view',
    expected: 'warning give-anticoagulant',
    because: 'or active (b)',
  },
  { given: taking(lenalidomide), expected: null, because: 'an IMiD that is active is not what is being ordered' },
  { given: {}, hook: 'patient-view', expected: null, because: 'no therapy' },
  {
    given: { ...taking(lenalidomide), ...ordering(drug('epoetin')) },
    expected: null,
    because: 'an order beside it does not fire',
  },
  {
    given: { plannedDrugs: [lenalidomide], selectedDrugs: [] },
    hook: 'order-select',
    expected: null,
    because: 'nor does a draft selected earlier',
  },
  { given: ordering(doxorubicin), expected: 'warning give-aspirin', because: 'doxorubicin: IMPEDE 3' },
  { given: ordering(cyclophosphamide), expected: null, because: 'one cytotoxic drug is not multi-agent' },
  {
    given: { ...taking(drug('melphalan')), ...ordering(cyclophosphamide) },
    expected: 'warning give-aspirin',
    because: 'with one that is active it is',
  },
  {
    given: taking(cyclophosphamide, drug('melphalan')),
    hook: 'patient-view',
    expected: 'warning give-aspirin',
    because: 'multi-agent therapy is active',
  },
  {
    given: { ...taking(cyclophosphamide, drug('melphalan')), ...noMyeloma },
    hook: 'patient-view',
    expected: null,
    because: 'chemotherapy without myeloma on record is for another guideline',
  },
  { given: { ...ordering(doxorubicin), ...noMyeloma }, expected: null, because: 'so is an order for it' },
  { given: { ...order, ...noMyeloma }, expected: 'warning give-anticoagulant', because: 'an IMiD speaks for itself' },

  { given: asian, expected: 'warning give-aspirin', because: 'IMPEDE 1, SAVED -3' },
  { given: asian, race: false, expected: 'warning give-anticoagulant', because: 'the site counts no race' },
  {
    given: { ...asian, centralLine: present('line') },
    expected: 'warning give-aspirin',
    because: 'IMPEDE 3 is the lower side',
  },
  {
    given: { ...asian, centralLine: present('line'), weight: measured(64, 'kg') },
    expected: 'warning give-anticoagulant',
    because: 'IMPEDE 4 is the higher',
  },
  {
    given: { ...order, race: PACIFIC_ISLANDER, recentSurgery: present('surgery') },
    expected: 'warning give-anticoagulant',
    because: 'IMPEDE 1 but SAVED 2: the scores disagree, the higher counts',
  },
  { given: { ...order, ...raceUnknown }, expected: 'warning score-undecided', because: 'IMPEDE 1 to 4' },
  {
    given: { ...taking(aspirin, dexamethasone(320)), ...order, ...raceUnknown },
    expected: 'info aspirin-undecided',
    because: 'on aspirin, IMPEDE 2 to 5',
  },

  { given: { ...order, ...taking(aspirin) }, expected: null, because: 'aspirin is enough at IMPEDE 1' },
  { given: { ...asian, ...ordering(lenalidomide, aspirin) }, expected: null, because: 'also in the same drafts' },
  { given: ordering(lenalidomide, aspirin), expected: 'info upgrade', because: 'drafts give no credit: IMPEDE 4' },
  {
    given: { ...order, ...taking(aspirin, dexamethasone(320)) },
    expected: 'info upgrade',
    because: 'aspirin is weaker than IMPEDE 5 asks (c)',
  },
  {
    given: { ...asian, ...taking(drug('aspirin')) },
    expected: 'info intensity-unknown',
    because: 'aspirin, dose unread',
  },
  { given: { ...order, ...taking(enoxaparin) }, expected: null, because: 'prophylactic LMWH is adequate' },
  { given: ordering(lenalidomide, apixaban), expected: null, because: 'so is apixaban in the same drafts' },
  {
    given: { ...order, ...taking(drug('warfarin')) },
    expected: null,
    because: 'a therapeutic anticoagulant is continued',
  },
  {
    given: { ...order, ...taking(drug('rivaroxaban', { mg: 20 })) },
    expected: null,
    because: 'for any reason',
  },
  {
    given: { ...order, ...taking(drug('enoxaparin')) },
    expected: 'info intensity-unknown',
    because: 'of unread dose: nothing that would duplicate it',
  },
  {
    given: { ...order, ...taking(drug('heparin', { mg: 5000, unit: 'units' })) },
    expected: 'info intensity-unknown',
    because: 'of a drug that I-4 does not grade',
  },
  { given: { ...order, ...UNKNOWN_DRUGS }, expected: 'warning medications-unknown', because: 'no drug list' },
  {
    given: { ...ordering(lenalidomide, apixaban), ...UNKNOWN_DRUGS },
    expected: null,
    because: 'but apixaban is ordered',
  },

  { given: { ...order, ...platelets(24) }, expected: 'info withhold', because: 'platelets just under 25' },
  { given: { ...order, ...platelets(25) }, expected: 'warning give-anticoagulant', because: 'platelets 25' },
  { given: { ...order, activeBleeding: present('active-bleeding') }, expected: 'info withhold', because: 'bleeding' },
  { given: { ...order, ...UNKNOWN_DRUGS, ...platelets(24) }, expected: 'info withhold', because: 'whatever is active' },

  {
    given: { ...taking(lenalidomide), ...thromboses({ date: '2026-11-01', current: true }) },
    hook: 'patient-view',
    expected: null,
    because: 'an untreated thrombosis under the IMiD is for VTE-TREATMENT',
  },
  {
    given: { ...taking(lenalidomide), ...thromboses({ date: '2019-03-01', current: false }) },
    hook: 'patient-view',
    expected: 'warning give-anticoagulant',
    because: 'one before it is a risk factor',
  },
];

describe('VTE prophylaxis: whether and what (I-3, I-5)', () => {
  test.each(DECISIONS)('$expected: $because', (row) => {
    expect(inBrief(advised(row))).toEqual(row.expected === null ? [] : [row.expected]);
  });

  test('every advice of the page is reached', () => {
    const reached = new Set(
      DECISIONS.map(({ expected }) => expected?.split(' ')[1]).filter((key) => key !== undefined),
    );
    expect([...reached].sort()).toEqual([...vteProphylaxis.advises].sort());
  });

  test.each([
    'withhold',
    'medications-unknown',
    'intensity-unknown',
    'upgrade',
    'score-undecided',
    'aspirin-undecided',
  ])('%s suggests no drug', (key) => {
    const rows = DECISIONS.filter(({ expected }) => expected?.endsWith(` ${key}`) === true);
    expect(rows.flatMap((row) => advised(row)).flatMap((advice) => advice.suggestions ?? [])).toEqual([]);
  });
});
