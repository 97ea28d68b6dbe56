import { anemia } from '../../../src/logic/anemia.ts';
import type { Status } from '../../../src/logic/criterion.ts';
import { known, type Fact, type Measured, type PatientFacts, type Sex } from '../../../src/logic/facts.ts';
import { anemiaEsa } from '../../../src/logic/supportive/anemia-esa.ts';
import { gramsPerDl } from '../../../src/logic/units.ts';
import {
  adviceOf,
  context,
  drug,
  inBrief,
  interval,
  taking,
  thromboses,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

/** H-7; anemia as C-1c has it. Today is 2026-11-20. */

interface Options {
  readonly low?: number;
  readonly comparator?: '<' | '<=' | '>=';
  readonly date?: string;
}

function hemoglobinOf(value: number, { low, comparator, date = '2026-11-10' }: Options = {}) {
  const range = interval<'g/dL'>(value, comparator === undefined ? {} : { comparator });
  const limits = low === undefined ? {} : { range: { low: gramsPerDl(low) } };
  const result: Measured<'g/dL'> = { interval: range, date, ...limits, reported: { unit: 'g/dL', interval: range } };
  const evidence = [{ concept: 'hemoglobin', value, unit: 'g/dL', date, reference: 'Observation/hb', stale: false }];
  return { result, evidence };
}

function hemoglobin(value: number, options?: Options): Pick<PatientFacts, 'hemoglobin'> {
  const { result, evidence } = hemoglobinOf(value, options);
  return { hemoglobin: known([{ ...result, evidence }], evidence) };
}

describe('anemia', () => {
  test.each<{
    value: number;
    options?: Options;
    site?: readonly [female: number | null, male: number | null];
    sex?: Sex;
    expected: Status;
    because: string;
  }>([
    { value: 9.9, expected: 'met', because: '9.9' },
    { value: 10, options: { low: 12 }, expected: 'not-met', because: '10, exactly 2 below the limit' },
    { value: 10.1, options: { low: 12.1 }, expected: 'not-met', because: 'exactly 2 below, in binary' },
    { value: 10.1, options: { low: 12.2 }, expected: 'met', because: 'more than 2 below' },
    { value: 10.1, options: { low: 12 }, expected: 'not-met', because: 'less than 2 below' },
    { value: 10, expected: 'unknown', because: '10, and no range sent' },
    { value: 11.9, expected: 'unknown', because: '11.9, and no range sent: 2 below a limit of 14' },
    { value: 12, expected: 'not-met', because: '12, and no range sent: 2 below no limit in use' },
    { value: 10.9, site: [12, 13], sex: 'female', expected: 'not-met', because: "the site's limit for women" },
    { value: 10.9, site: [12, 13], sex: 'male', expected: 'met', because: "the site's limit for men" },
    { value: 11, site: [12, 13], sex: 'male', expected: 'not-met', because: "exactly 2 below the site's limit" },
    { value: 10.9, site: [12, 13], expected: 'unknown', because: 'of unknown sex, and the limits differ' },
    { value: 11, site: [12, 13], expected: 'not-met', because: 'of unknown sex, and the limits agree' },
    { value: 10.9, site: [12, null], sex: 'male', expected: 'unknown', because: 'no limit for men' },
    { value: 10.9, site: [12, null], expected: 'unknown', because: 'of unknown sex, and no limit for men' },
    {
      value: 10.9,
      site: [12, 13],
      sex: 'female',
      options: { low: 13 },
      expected: 'met',
      because: 'the limit sent wins',
    },
    { value: 10, options: { comparator: '<' }, expected: 'met', because: '<10' },
    { value: 11, options: { comparator: '<', low: 12 }, expected: 'unknown', because: '<11' },
    { value: 14, options: { comparator: '>=', low: 13.5 }, expected: 'not-met', because: '>=14' },
  ])('$because: $expected', ({ value, options, site, sex, expected }) => {
    const [female, male] = site ?? [null, null];
    const { result, evidence } = hemoglobinOf(value, options);
    const limits = { hemoglobinLowerLimitFemale: female, hemoglobinLowerLimitMale: male };
    const ofSex: Fact<Sex> = sex === undefined ? unknownFact('sex') : known(sex, []);
    const { status, missing } = anemia(known(result, evidence), ofSex, limits);
    expect(status).toBe(expected);
    if (status === 'unknown' && options === undefined && site === undefined)
      expect(missing).toEqual([{ concept: 'hemoglobin-lower-limit', because: 'absent' }]);
  });
});

const judge = (stated: Stated) => adviceOf(anemiaEsa, stated, context('patient-view'));

test.each<{ stated: Stated; expected: readonly string[]; notes?: readonly string[]; because: string }>([
  { stated: hemoglobin(9.9), expected: ['info consider'], notes: [], because: 'anemic' },
  { stated: hemoglobin(13, { low: 13 }), expected: [], because: 'not anemic' },
  { stated: hemoglobin(9, { date: '2026-10-21' }), expected: ['info consider'], because: '30 days old' },
  { stated: hemoglobin(9, { date: '2026-10-20' }), expected: [], because: '31 days old: stale' },
  { stated: {}, expected: [], because: 'no hemoglobin' },
  { stated: { ...hemoglobin(9), ...taking(drug('epoetin')) }, expected: [], because: 'epoetin active' },
  { stated: { ...hemoglobin(9), ...taking(drug('darbepoetin')) }, expected: [], because: 'darbepoetin active' },
  {
    stated: { ...hemoglobin(9), ...UNKNOWN_DRUGS },
    expected: ['info medications-unknown'],
    because: 'medication list not received',
  },
  {
    stated: { ...hemoglobin(9), ...taking(drug('lenalidomide')) },
    expected: ['info consider'],
    notes: ['imid'],
    because: 'on an IMiD',
  },
  {
    stated: { ...hemoglobin(9), ...thromboses({ date: '2020-01-01', current: false }) },
    expected: ['info consider'],
    notes: ['previous-vte'],
    because: 'a thrombosis on record',
  },
  {
    stated: { ...hemoglobin(9), vteEvents: unknownFact('venous-thromboembolism') },
    expected: ['info consider'],
    notes: [],
    because: 'thromboses not known',
  },
  {
    stated: { ...hemoglobin(9), recordedDiagnosis: known('smoldering-myeloma', []) },
    expected: [],
    because: 'smoldering: anemia there is another question',
  },
  {
    stated: { ...hemoglobin(9), recordedDiagnosis: unknownFact('recorded-diagnosis') },
    expected: [],
    because: 'no diagnosis',
  },
])('$because: $expected', ({ stated, expected, notes }) => {
  const advice = judge(stated);
  expect(inBrief(advice)).toEqual(expected);
  if (notes) expect(advice[0]?.notes?.map(({ key }) => key)).toEqual(notes);
});
