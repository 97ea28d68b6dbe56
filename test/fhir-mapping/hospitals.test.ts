import type { Fact, Measured } from '../../src/logic/facts.ts';
import type { Series } from '../../src/logic/series.ts';
import { mapped } from './charts.ts';
import { HOSPITALS } from './hospitals.ts';

/** The same patient from five hospitals: the same facts (issue 3). Numbers to three digits: molar masses are rounded. */

const near = (value: number): number => Number(value.toPrecision(3));
const last = <U extends string>(series: Series<U>): Measured<U> | undefined =>
  series.known ? series.value.at(-1) : undefined;
const number = <U extends string>(series: Series<U>): number | undefined => {
  const point = last(series);
  return point && near(point.interval.low);
};
const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : (fact.missing[0]?.because ?? 'unknown'));

const EXPECTED = {
  diagnosis: 'active-myeloma',
  diagnosisDate: '2024-03-05',
  hemoglobin: 9.1,
  hemoglobinLow: 12,
  calcium: 10.2,
  creatinine: 1.1,
  albumin: 3.4,
  beta2Microglobulin: 4.2,
  ldh: 260,
  ldhHigh: 225,
  serumMProtein: 3.8,
  freeKappa: 420,
  freeLambda: 8.4,
  marrow: 45,
  immunofixation: 'positive',
  type: { heavy: 'igg', light: 'kappa' },
  t414: true,
  del17p: false,
  t1416: false,
  lyticLesions: true,
  transplants: ['2024-09-10'],
  courses: [
    ['bortezomib', '2024-03-20', '2024-08-10'],
    ['lenalidomide', '2024-03-20', '2024-08-10'],
    ['lenalidomide', '2024-12-01', null],
  ],
};

test.each(Object.keys(HOSPITALS) as (keyof typeof HOSPITALS)[])('as %s writes her', (hospital) => {
  const { facts } = mapped(HOSPITALS[hospital]());
  const { courses, autologousTransplants, diagnosisDate, serumImmunofixation } = facts;
  const found = {
    diagnosis: told(facts.recordedDiagnosis),
    diagnosisDate: diagnosisDate.known ? diagnosisDate.value.date : null,
    hemoglobin: number(facts.hemoglobin),
    hemoglobinLow: last(facts.hemoglobin)?.range?.low,
    calcium: number(facts.calcium),
    creatinine: number(facts.creatinineSeries),
    albumin: number(facts.albumin),
    beta2Microglobulin: number(facts.beta2Microglobulin),
    ldh: number(facts.ldh),
    ldhHigh: last(facts.ldh)?.range?.high,
    serumMProtein: number(facts.serumMProtein),
    freeKappa: number(facts.freeKappa),
    freeLambda: number(facts.freeLambda),
    marrow: number(facts.marrow.plasmaCells),
    immunofixation: serumImmunofixation.known ? serumImmunofixation.value.at(-1)?.result : 'unknown',
    type: told(facts.mProteinType),
    t414: told(facts.cytogenetics.t414),
    del17p: told(facts.cytogenetics.del17p),
    t1416: told(facts.cytogenetics.t1416),
    lyticLesions: told(facts.lyticLesions),
    transplants: autologousTransplants.known ? autologousTransplants.value.map(({ date }) => date) : [],
    courses: courses.known
      ? courses.value
          .map(({ ingredient, from, to }) => [ingredient, from, to])
          .sort((a, b) => String(a).localeCompare(String(b)))
      : [],
  };
  expect(found).toEqual(EXPECTED);
});
