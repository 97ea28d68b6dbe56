import type { Ingredient } from '../../src/logic/drugs.ts';
import { known, unknown, type ChartEvent, type Known } from '../../src/logic/facts.ts';
import type { Course, DiseaseEvent } from '../../src/logic/therapy-facts.ts';
import { TODAY } from '../patient.ts';

/** Courses for the tests of exposure: an agent, its days, and what each test is about. */

export function course(
  ingredient: Ingredient,
  from: string | null,
  to: string | null = null,
  more: Partial<Course> = {},
): Course {
  const active = from !== null && to === null;
  return {
    ...{ ingredient, from, to, given: [], stoppedFor: null, route: null, form: null },
    lastSeen: active ? TODAY : (to ?? from),
    status: active ? 'active' : 'completed',
    dose: unknown([{ concept: `${ingredient}-dose`, because: 'absent' }]),
    references: [`MedicationRequest/${ingredient}`],
    sources: ['order'],
    ...more,
  };
}

/** Ended on a day that nobody wrote down. */
export const endless = (ingredient: Ingredient, from: string): Course =>
  course(ingredient, from, null, { status: 'completed', lastSeen: from });

/** Given on one day. */
export const onceOn = (ingredient: Ingredient, day: string): Course =>
  course(ingredient, day, day, { given: [day], sources: ['administration'], status: 'unknown' });

export const event = (date: string | null): DiseaseEvent => ({ date, reference: `Observation/${date ?? 'undated'}` });

export const eventsOn = (...dates: readonly (string | null)[]): Known<readonly DiseaseEvent[]> =>
  known(dates.map(event), []);

export const transplantsOn = (...dates: readonly (string | null)[]): Known<readonly ChartEvent[]> =>
  known(
    dates.map((date) => ({ label: 'transplant', date, current: true, reference: `Procedure/${date ?? 'undated'}` })),
    [],
  );
