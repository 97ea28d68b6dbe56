import { known, unknown, type Evidence, type Fact, type Known, type ReferenceRange } from '../../src/logic/facts.ts';
import type { DiagnosisDate } from '../../src/logic/diagnosis-facts.ts';
import type { Point, Series } from '../../src/logic/series.ts';
import type { Course } from '../../src/logic/therapy-facts.ts';
import type { Ingredient } from '../../src/logic/drugs.ts';
import type { Quantity } from '../../src/logic/units.ts';
import { interval, MEASURED_ON, unknownFact } from './facts.ts';
import { unexamined } from './silent-facts.ts';
import type { Cytogenetics } from '../../src/logic/disease-facts.ts';

/** Laboratory series, dates of diagnosis and courses of therapy, in a word. */

export type Written = number | `${'<' | '<=' | '>' | '>='}${number}` | readonly [low: number, high: number];

interface PointOptions {
  readonly date?: string;
  /** Upper limit of normal, as sent with the result. */
  readonly limit?: number;
}

function point<U extends string>(concept: string, unit: U, written: Written, options: PointOptions): Point<U> {
  const { date = MEASURED_ON, limit } = options;
  const comparator = typeof written === 'string' ? ((/^[<>]=?/.exec(written)?.[0] ?? '=') as '<') : '=';
  const [low, high] = typeof written === 'object' ? written : [Number(String(written).replace(/[<>=]/g, ''))];
  const range = interval<U>(low, { comparator, ...(high === undefined ? {} : { to: high }) });
  const limits = limit === undefined ? {} : { range: { high: limit as Quantity<U> } satisfies ReferenceRange<U> };
  const evidence: Evidence = {
    concept,
    value: low,
    unit,
    date,
    reference: `Observation/${concept}-${date}`,
    stale: false,
  };
  return { interval: range, date, ...limits, reported: { unit, interval: range, ...limits }, evidence: [evidence] };
}

export function results<U extends string>(
  concept: string,
  unit: U,
  ...rows: readonly (readonly [Written, PointOptions?])[]
): Series<U> {
  const points = rows.map(([written, options = {}]) => point(concept, unit, written, options));
  return known(
    points,
    points.flatMap(({ evidence }) => evidence),
  );
}

export const diagnosedOn = (date: string): Known<DiagnosisDate> =>
  known({ date, precision: date.length === 10 ? 'day' : date.length === 7 ? 'month' : 'year', from: 'onset' }, [
    { concept: 'diagnosis-date', value: date, date, reference: 'Condition/mm', stale: false },
  ]);

export const treatedWith = (...courses: readonly (readonly [Ingredient, string | null])[]): Fact<readonly Course[]> =>
  known(
    courses.map(([ingredient, from]) => ({
      ingredient,
      from,
      to: null,
      lastSeen: from,
      status: 'active',
      stoppedFor: null,
      dose: unknown([{ concept: `${ingredient}-dose`, because: 'absent' }]),
      route: null,
      form: null,
      given: [],
      references: [`MedicationRequest/${ingredient}`],
      sources: ['order'],
    })),
    [],
  );

/** A yes or no of pathology or imaging. */
export const answered = (concept: string, value: boolean, date = MEASURED_ON): Known<boolean> =>
  known(value, [{ concept, value: String(value), date, reference: `Observation/${concept}`, stale: false }]);

/** `+` found, `-` tested and not there, `?` not tested: del(17p), t(4;14), t(14;16). */
export type Fish = `${'+' | '-' | '?'}${'+' | '-' | '?'}${'+' | '-' | '?'}`;

export function fish(signs: Fish, date = MEASURED_ON): Cytogenetics {
  const probe = (concept: string, sign: string | undefined) =>
    sign === '?' ? unknownFact(concept) : answered(concept, sign === '+', date);
  return {
    ...unexamined().cytogenetics,
    del17p: probe('fish-del-17p', signs[0]),
    t414: probe('fish-t-4-14', signs[1]),
    t1416: probe('fish-t-14-16', signs[2]),
  };
}
