import { hypercalcemia } from '../../../src/logic/bone/hypercalcemia.ts';
import { known } from '../../../src/logic/facts.ts';
import type { Point, Series } from '../../../src/logic/series.ts';
import { onceOn } from '../courses.ts';
import {
  absent,
  adviceOf,
  context,
  drug,
  interval,
  measured,
  present,
  taking,
  unknownFact,
  type Stated,
} from '../facts.ts';

type Row = readonly [date: string, value: number, unit?: string];

function series<U extends string>(concept: string, rows: readonly Row[]): Series<U> {
  const points = rows.map(([date, value, unit = 'mg/dL']): Point<U> => {
    const own = interval<U>(value);
    const factor = unit === 'mmol/L' ? 4.008 : 1;
    return {
      interval: interval<U>(value * factor),
      date,
      reported: { unit, interval: own },
      evidence: [{ concept, value, unit, date, reference: `Observation/${concept}`, stale: false }],
    };
  });
  return known(
    points,
    points.flatMap(({ evidence }) => evidence),
  );
}
const calcium = (...rows: readonly Row[]): Stated => ({ calcium: series('calcium', rows) });
const albumin = (...rows: readonly Row[]): Stated => ({ albumin: series('albumin', rows) });
const corrected = (...rows: readonly Row[]): Stated => ({
  albuminCorrectedCalcium: series('albumin-corrected-calcium', rows),
});

const said = (given: Stated, thresholds = {}) => adviceOf(hypercalcemia, given, context('patient-view', thresholds));

test.each<{ given: Stated; expected: string | null; because: string }>([
  { given: calcium(['2026-11-18', 11]), expected: null, because: '11.0 is not above 11' },
  { given: calcium(['2026-11-18', 11.1]), expected: '11.1 mg/dL', because: 'just above' },
  { given: calcium(['2026-11-18', 2.75, 'mmol/L']), expected: null, because: '2.75 mmol/L, though 11.02 mg/dL' },
  { given: calcium(['2026-11-18', 2.76, 'mmol/L']), expected: '2.76 mmol/L', because: 'just above in mmol/L' },
  {
    given: { ...calcium(['2026-11-18', 10.2]), ...albumin(['2026-11-18', 3]) },
    expected: null,
    because: 'corrected 11.0',
  },
  {
    given: { ...calcium(['2026-11-18', 10.2]), ...albumin(['2026-11-18', 2.8]) },
    expected: '11.16 mg/dL',
    because: 'corrected 11.16',
  },
  {
    given: { ...calcium(['2026-11-18', 10.2]), ...albumin(['2026-11-10', 2.8]) },
    expected: null,
    because: 'an albumin of eight days before does not correct',
  },
  {
    given: { ...calcium(['2026-11-18', 11.4]), ...albumin(['2026-11-18', 3.5]) },
    expected: '11.8 mg/dL',
    because: 'the higher of two is shown',
  },
  {
    given: { ...calcium(['2026-11-18', 11.4]), ...albumin(['2026-11-18', 4.8]) },
    expected: '11.4 mg/dL',
    because: 'one of the two is enough',
  },
  { given: corrected(['2026-11-18', 11.1]), expected: '11.1 mg/dL', because: 'corrected by the laboratory' },
  {
    given: { ...calcium(['2026-11-18', 10]), ...corrected(['2026-11-18', 11.2]) },
    expected: '11.2 mg/dL',
    because: 'of the same day',
  },
  {
    given: { ...calcium(['2026-11-18', 9.5]), ...albumin(['2026-11-18', 4]), ...corrected(['2026-11-01', 12]) },
    expected: null,
    because: 'an older correction is overtaken',
  },
  {
    given: { ...calcium(['2026-11-01', 12]), ...corrected(['2026-11-18', 10]) },
    expected: null,
    because: 'an older total is overtaken',
  },
  { given: calcium(['2026-11-01', 14], ['2026-11-18', 9]), expected: null, because: 'normal since' },
  { given: calcium(['2026-08-22', 12]), expected: '12 mg/dL', because: '90 days old' },
  { given: calcium(['2026-08-21', 12]), expected: null, because: '91 days old' },
  { given: {}, expected: null, because: 'never measured' },
  {
    given: { ...calcium(['2026-11-18', 12]), myeloma: absent('multiple-myeloma') },
    expected: null,
    because: 'no myeloma',
  },
  {
    given: { ...calcium(['2026-11-18', 12]), myeloma: unknownFact('multiple-myeloma') },
    expected: null,
    because: 'myeloma unknown',
  },
])('$expected: $because', ({ given, expected }) => {
  const shown = said(given).map(({ indicator, advice, show }) => [indicator, advice, show['calcium']]);
  expect(shown).toEqual(expected === null ? [] : [['warning', 'treat', expected]]);
});

test.each<{ given: Stated; kind: string; because: string }>([
  { given: calcium(['2026-11-18', 12]), kind: 'total', because: 'no albumin' },
  { given: { ...calcium(['2026-11-18', 12]), ...albumin(['2026-11-18', 3]) }, kind: 'corrected', because: '12.8' },
  { given: { ...calcium(['2026-11-18', 12]), ...albumin(['2026-11-18', 5]) }, kind: 'total', because: 'not 11.2' },
  { given: corrected(['2026-11-18', 12]), kind: 'corrected', because: 'by the laboratory' },
])('says which calcium it is: $kind, $because', ({ given, kind }) => {
  expect(said(given)[0]?.show['kind']).toBe(kind);
});

test('the look-back is the site’s', () => {
  expect(said(calcium(['2026-08-21', 12]), { monitoringLookBackDays: 91 })).toHaveLength(1);
});

test.each<{ given: Stated; notes: readonly string[]; offered: readonly string[]; because: string }>([
  { given: {}, notes: [], offered: [], because: 'clearance 100' },
  { given: { measuredClearance: measured(45, 'mL/min') }, notes: ['renal-impaired'], offered: [], because: '45' },
  { given: { measuredClearance: measured(20, 'mL/min') }, notes: ['zoledronic-excluded'], offered: [], because: '20' },
  { given: { dialysis: present('dialysis') }, notes: ['zoledronic-excluded'], offered: [], because: 'dialysis' },
  {
    given: { creatinine: unknownFact('serum-creatinine') },
    notes: ['renal-unknown'],
    offered: ['order-creatinine'],
    because: 'no creatinine',
  },
  {
    given: taking(drug('zoledronic-acid')),
    notes: ['bone-agent-given'],
    offered: [],
    because: 'zoledronic acid active',
  },
  {
    given: {
      courses: known(
        [onceOn('denosumab', '2026-11-01')].map((one) => ({ ...one, form: 'oncology' as const })),
        [],
      ),
    },
    notes: ['bone-agent-given'],
    offered: [],
    because: 'denosumab this month',
  },
  {
    given: { creatinine: measured(1, 'mg/dL'), sex: unknownFact('sex') },
    notes: ['renal-impaired'],
    offered: [],
    because: '60 or 51 by sex',
  },
])('notes: $because', ({ given, notes, offered }) => {
  const [one] = said({ ...calcium(['2026-11-18', 12]), ...given });
  expect(one?.notes?.map(({ key }) => key)).toEqual(notes);
  expect(one?.suggestions?.map(({ item }) => item)).toEqual(offered);
});
