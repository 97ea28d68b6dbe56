import { known, unknown, type Evidence, type Fact } from '../logic/facts.ts';
import type { Thresholds } from '../logic/thresholds.ts';
import { conceptsIn, type ChartIndex } from './chart-index.ts';
import { dayOf, isRealDate } from './dates.ts';
import { listAt, objectAt, textAt, type AnyResource } from './json.ts';
import { ageStanding, entryEvidence, presence, type Standing } from './presence.ts';

/** Dialysis goes on for a while after the last recorded session: then it is open, not over. */
const DIALYSIS_OPEN_DAYS = 365;

/** Dependence on dialysis, or a session or a visit for one within the look-back for renal function (J-2). */
export function readDialysis(index: ChartIndex, { dosingLookBackDays }: Thresholds): Fact<boolean> {
  const days = { procedureDays: dosingLookBackDays, openDays: DIALYSIS_OPEN_DAYS };
  const recorded = presence(index, {
    concept: 'dialysis',
    codes: ['dialysis-status', 'dialysis-procedure'],
    kinds: ['conditions', 'procedures'],
    when: 'current',
    ...days,
  });
  if (recorded.known && recorded.value) return recorded;
  const visits = (index.byType.get('Encounter') ?? []).flatMap((visit) =>
    isForDialysis(index, visit) ? [{ visit, standing: standingOf(index, visit, days) }] : [],
  );
  const counting = (wanted: Standing): readonly Evidence[] =>
    visits.flatMap(({ visit, standing }) => (standing === wanted ? [visitEvidence(visit)] : []));
  const [recent, open] = [counting('current'), counting('unsettled')];
  if (recent.length > 0) return known(true, recent);
  if (open.length === 0) return recorded;
  const stale = open.map((one) => ({ ...one, stale: true }));
  return unknown([{ concept: 'dialysis', because: 'unconfirmed' }], [...recorded.evidence, ...stale]);
}

/** A visit's codings say what it was for: its type, its service or its reason. */
function isForDialysis(index: ChartIndex, visit: AnyResource): boolean {
  const told = [...listAt(visit, 'type'), ...listAt(visit, 'reasonCode'), objectAt(visit, 'serviceType')];
  const concepts = conceptsIn(told, index.chart);
  return concepts.has('dialysis-status') || concepts.has('dialysis-procedure');
}

const TOOK_PLACE = new Set(['arrived', 'triaged', 'in-progress', 'onleave', 'finished']);

const standingOf = (index: ChartIndex, visit: AnyResource, days: Parameters<typeof ageStanding>[2]): Standing =>
  TOOK_PLACE.has(textAt(visit, 'status') ?? '') ? ageStanding(index, dateOf(visit), days) : 'ignored';

function dateOf(visit: AnyResource): string | null {
  const period = objectAt(visit, 'period');
  const date = [textAt(period, 'end'), textAt(period, 'start')].find((one) => one !== undefined && isRealDate(one));
  return date === undefined ? null : dayOf(date);
}

function visitEvidence(visit: AnyResource): Evidence {
  const date = dateOf(visit);
  const shown = entryEvidence('dialysis', visit);
  return date === null ? shown : { ...shown, date };
}
