import type { Fact } from '../logic/facts.ts';
import type { Thresholds } from '../logic/thresholds.ts';
import type { ChartIndex } from './chart-index.ts';
import { listAt, textAt, type AnyResource } from './json.ts';
import { ageStanding, dateOf, events, judge, presence } from './presence.ts';

/** One reader per fact that the problem list, the procedures or the devices carry. */

/** Thromboses ever recorded; history codes and chronic ones count as past (I-1, I-2). */
export const readVteEvents = (index: ChartIndex) =>
  events(
    index,
    { concept: 'venous-thromboembolism', codes: ['venous-thromboembolism'], kinds: ['conditions'], when: 'ever' },
    ['chronic-venous-thromboembolism', 'history-of-venous-thromboembolism'],
  );

export const readFracture = (index: ChartIndex): Fact<boolean> =>
  presence(index, {
    concept: 'pelvic-hip-femur-fracture',
    codes: ['pelvic-hip-femur-fracture', 'femur-fracture'],
    kinds: ['conditions'],
    when: 'current',
  });

export const readHit = (index: ChartIndex): Fact<boolean> =>
  presence(index, {
    concept: 'heparin-induced-thrombocytopenia',
    codes: ['heparin-induced-thrombocytopenia'],
    kinds: ['conditions'],
    when: 'ever',
  });

export const readActiveBleeding = (index: ChartIndex): Fact<boolean> =>
  presence(index, { concept: 'active-bleeding', codes: ['active-bleeding'], kinds: ['conditions'], when: 'current' });

/** Nobody records the removal of a line reliably: an insertion counts for a year, and leaves it open after that. */
const LINE_DAYS = 365;

export const readCentralLine = (index: ChartIndex): Fact<boolean> =>
  presence(index, {
    concept: 'central-venous-catheter',
    codes: ['central-venous-catheter'],
    kinds: ['procedures'],
    alsoFrom: ['conditions', 'devices'],
    when: 'current',
    procedureDays: LINE_DAYS,
    openDays: Infinity,
  });

const SURGICAL_PROCEDURE = '387713003';

/** Surgery within 90 days: Procedures categorised as surgical, or codes that the site has mapped (DEC-3). */
export function readRecentSurgery(index: ChartIndex, { surgeryLookBackDays }: Thresholds): Fact<boolean> {
  const mapped = index.byConcept.get('surgery') ?? [];
  const surgical = (index.byType.get('Procedure') ?? []).filter(
    (procedure) => mapped.includes(procedure) || isSurgical(procedure),
  );
  const done = surgical.filter((procedure) => ['completed', 'in-progress'].includes(textAt(procedure, 'status') ?? ''));
  return judge(
    index,
    { concept: 'surgery', kinds: ['procedures'], when: 'current' },
    done.map((resource) => ({
      resource,
      standing: ageStanding(index, dateOf(resource), {
        procedureDays: surgeryLookBackDays,
        openDays: surgeryLookBackDays,
      }),
    })),
  );
}

const isSurgical = (procedure: AnyResource): boolean =>
  listAt(procedure, 'category').some((category) =>
    listAt(category, 'coding').some((coding) => coding['code'] === SURGICAL_PROCEDURE),
  );
