import { known, type Fact, type PatientFacts } from '../../../src/logic/facts.ts';
import { assessWorkup } from '../../../src/logic/workup/checklist.ts';
import { workupGaps } from '../../../src/logic/workup/gaps.ts';
import { WORKUP_TESTS, type TestRecord, type WorkupTest, type WorkupTests } from '../../../src/logic/workup-facts.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/logic/thresholds.ts';
import { absent, adviceOf, born, context, facts, interval, present, unknownFact, type Stated } from '../facts.ts';
import { study } from '../imaging/orders.ts';

const DONE_ON = '2026-11-10';

const record = (test: string, date = DONE_ON): Fact<TestRecord> =>
  known({ date, reference: `Observation/${test}` }, [
    { concept: test, value: 'done', date, reference: `Observation/${test}`, stale: false },
  ]);

/** Every test done, but for those that are stated. */
const tests = (stated: Partial<Record<WorkupTest, Fact<TestRecord>>> = {}): Pick<PatientFacts, 'workupTests'> => ({
  workupTests: Object.fromEntries(
    WORKUP_TESTS.map((test) => [test, stated[test] ?? record(test)]),
  ) as unknown as WorkupTests,
});

const without = (...names: readonly WorkupTest[]): Pick<PatientFacts, 'workupTests'> =>
  tests(Object.fromEntries(names.map((name) => [name, unknownFact(name)])));

const diagnosedOn = (date: string): Pick<PatientFacts, 'diagnosisDate'> => ({
  diagnosisDate: known({ date, precision: 'day', from: 'onset' } as const, []),
});
const FRESH = diagnosedOn('2026-11-01');

const advice = (given: Stated) => adviceOf(workupGaps, { ...FRESH, ...given }, context('patient-view'))[0];
const assessed = (given: Stated) => assessWorkup(facts({ ...FRESH, ...given }), DEFAULT_THRESHOLDS);
const missingItems = (given: Stated): readonly string[] => assessed(given).missing.map(({ item }) => item);

describe('circumstances (W-2, W-3)', () => {
  const circumstantial = without(
    'whole-body-mri',
    'plasmacytoma-biopsy',
    'serum-viscosity',
    'hla-typing',
    'frailty-assessment',
  );
  const imaged = (...studies: readonly ReturnType<typeof study>[]): Stated => ({ imaging: known(studies, []) });
  const clean = { cleanSkeleton: present('bone-disease') };
  const mProtein = (value: number, comparator?: '<' | '>'): Stated => {
    const band = interval<'g/dL'>(value, comparator ? { comparator } : {});
    return {
      serumMProtein: known(
        [{ interval: band, date: DONE_ON, reported: { unit: 'g/dL', interval: band }, evidence: [] }],
        [],
      ),
    };
  };
  const entry = (current = true): PatientFacts['hyperviscosity'] =>
    known([{ label: 'x', date: null, current, reference: 'Condition/x' }], []);
  const planned = (procedure: 'allogeneicTransplants' | 'autologousTransplants'): Stated => ({
    plannedProcedures: known([{ procedure, label: 'x', date: null, reference: 'ServiceRequest/x' }], []),
  });

  interface Row {
    readonly given: Stated;
    readonly asks: readonly string[];
    readonly because: string;
  }

  const ROWS: readonly Row[] = [
    { given: {}, asks: [], because: 'no circumstance' },
    { given: imaged(study('whole-body-ct', DONE_ON, clean)), asks: ['whole-body-mri'], because: 'clean CT (IM-2)' },
    { given: imaged(study('pet-ct', DONE_ON, clean)), asks: ['whole-body-mri'], because: 'clean PET/CT' },
    { given: imaged(study('skeletal-survey', DONE_ON, clean)), asks: [], because: 'a survey excludes nothing' },
    {
      given: imaged(study('pet-ct', '2026-01-01', clean), study('pet-ct', DONE_ON, { cleanSkeleton: absent('x') })),
      asks: [],
      because: 'the newest shows disease',
    },
    { given: imaged(study('pet-ct', DONE_ON)), asks: [], because: 'nobody says whether it is clean' },
    { given: { plannedProcedures: unknownFact('planned-procedure') }, asks: [], because: 'orders unread' },
    { given: planned('allogeneicTransplants'), asks: ['hla-typing'], because: 'allogeneic transplant' },
    { given: planned('autologousTransplants'), asks: [], because: 'autologous transplant' },
    { given: mProtein(5), asks: ['serum-viscosity'], because: 'M-protein 5' },
    { given: mProtein(4.9), asks: [], because: 'M-protein just under' },
    { given: mProtein(5, '<'), asks: [], because: 'below 5' },
    { given: { serumMProtein: known([], []) }, asks: [], because: 'an empty series' },
    { given: { hyperviscosity: entry() }, asks: ['serum-viscosity'], because: 'hyperviscosity' },
    {
      given: { hyperviscosity: unknownFact('hyperviscosity', 'unconfirmed') },
      asks: ['serum-viscosity'],
      because: 'hyperviscosity suspected',
    },
    { given: { hyperviscosity: unknownFact('hyperviscosity', 'unanswered') }, asks: [], because: 'not asked' },
    { given: { solitaryPlasmacytoma: entry() }, asks: ['plasmacytoma-biopsy'], because: 'plasmacytoma without proof' },
    {
      given: { solitaryPlasmacytoma: entry(), plasmacytomaProven: present('plasmacytoma-proven') },
      asks: [],
      because: 'proven',
    },
    {
      given: { plasmacytomas: known([{ date: null, reference: 'x', size: null, spd: null }], []) },
      asks: ['plasmacytoma-biopsy'],
      because: 'seen on imaging',
    },
    {
      given: { extramedullaryPlasmacytoma: entry(), plasmacytomaProven: absent('plasmacytoma-proven') },
      asks: ['plasmacytoma-biopsy'],
      because: 'outside the bone',
    },
    { given: { birthDate: born('1961-11-20') }, asks: ['frailty-assessment'], because: '65 today' },
    { given: { birthDate: born('1961-11-21') }, asks: [], because: '65 tomorrow' },
    { given: { birthDate: born('1961') }, asks: [], because: '64 or 65' },
    { given: { birthDate: unknownFact('birth-date') }, asks: [], because: 'age unknown' },
    {
      given: { birthDate: born('1940-01-01'), frailty: known('fit', []) },
      asks: [],
      because: 'frailty is recorded',
    },
  ];

  test.each(ROWS)('$because: $asks', ({ given, asks }) => {
    expect(missingItems({ ...circumstantial, ...given })).toEqual(asks);
    const notes = advice({ ...circumstantial, ...given })?.notes?.map(({ key }) => key) ?? [];
    expect(notes).toEqual(expect.arrayContaining([...asks]));
  });
});
