import { dayNumber, lastDayOf } from './calendar.ts';
import { classOf, isA, isAntiMyeloma, type DrugClass, type Ingredient } from './drugs.ts';
import type { ChartEvent, Evidence, Fact, Missing, PatientFacts } from './facts.ts';
import { refractoryTo, type DatedEvent, type Refractoriness } from './refractory.ts';
import type { Course, CourseStatus, DiseaseEvent } from './therapy-facts.ts';
import { inferLines, type Line } from './therapy-lines.ts';
import type { Thresholds } from './thresholds.ts';

/** GX-5, GX-6: what a patient has had, what the disease is refractory to, and how many lines that were. */

type ExposureFacts = Pick<
  PatientFacts,
  | 'asOf'
  | 'courses'
  | 'progressions'
  | 'diseaseControls'
  | 'recordedRefractory'
  | 'recordedLines'
  | 'autologousTransplants'
  | 'allogeneicTransplants'
  | 'unspecifiedTransplants'
  | 'stemCellCollections'
>;

export interface AgentExposure {
  readonly agent: Ingredient;
  readonly class: DrugClass | undefined;
  readonly from: string | null;
  /** Null while some course goes on, or when the last end isn't known; `status` tells which. */
  readonly to: string | null;
  readonly status: CourseStatus;
  readonly courses: readonly Course[];
  readonly refractory: Refractoriness;
}

export interface LinesOfTherapy {
  /** Lines begun, the one under way included; null when it can't be told. */
  readonly value: number | null;
  /** Lines behind the patient: without the one under way, unless the disease has progressed on it. */
  readonly prior: number | null;
  /** An inferred number is never shown as recorded. */
  readonly source: 'recorded' | 'inferred' | 'unknown';
  readonly lines: readonly Line[];
  readonly evidence: readonly Evidence[];
  readonly missing: readonly Missing[];
}

export interface Exposure {
  readonly agents: readonly AgentExposure[];
  readonly lines: LinesOfTherapy;
}

/** `more`: progressions from elsewhere, such as the laboratory's, besides those that the chart records. */
export function assessExposure(
  facts: ExposureFacts,
  thresholds: Thresholds,
  more: readonly DiseaseEvent[] = [],
): Exposure {
  const progressions = [...listOf(facts.progressions), ...more];
  const lines = linesOfTherapy(facts, thresholds, progressions);
  return { agents: agentsOf(facts, progressions, lines.lines), lines };
}

const listOf = <T>(fact: Fact<readonly T[]>): readonly T[] => (fact.known ? fact.value : []);

const dated = (events: readonly DiseaseEvent[]): DatedEvent[] =>
  events.flatMap(({ date, reference }) => (date === null ? [] : [{ date, reference }]));

function agentsOf(
  facts: ExposureFacts,
  progressions: readonly DiseaseEvent[],
  lines: readonly Line[],
): readonly AgentExposure[] {
  const byAgent = new Map<Ingredient, [Course, ...Course[]]>();
  for (const course of listOf(facts.courses).filter(isAntiMyeloma)) {
    const others = byAgent.get(course.ingredient);
    if (others) others.push(course);
    else byAgent.set(course.ingredient, [course]);
  }
  const events = {
    progressions: dated(progressions),
    controls: dated(listOf(facts.diseaseControls)),
    undatedProgression: progressions.some(({ date }) => date === null),
    lineStarts: lines.map(({ from }) => from),
  };
  return [...byAgent].map(([agent, courses]) => {
    const last = courses.find(({ status }) => status === 'active') ?? courses.reduce((_, course) => course);
    return {
      ...{ agent, class: classOf({ ingredient: agent }), courses },
      from: courses[0].from,
      to: last.to,
      status: last.status,
      refractory: refractoryTo(courses, events, listOf(facts.recordedRefractory)),
    };
  });
}

/** Lines as recorded, continued by what was begun after the last record; else inferred; null when the history is incomplete. */
function linesOfTherapy(
  facts: ExposureFacts,
  thresholds: Thresholds,
  progressions: readonly DiseaseEvent[],
): LinesOfTherapy {
  const { courses, recordedLines } = facts;
  const lines = inferLines(
    {
      courses: listOf(courses),
      transplants: daysOf(facts.autologousTransplants, facts.allogeneicTransplants, facts.unspecifiedTransplants),
      collections: daysOf(facts.stemCellCollections),
      progressions: dated(progressions).map(({ date }) => date),
    },
    thresholds,
  );
  const recorded = listOf(recordedLines).at(-1);
  const evidence = [...recordedLines.evidence, ...(courses.known ? courses.evidence.filter(isAgent) : [])];
  const missing = [...(courses.missing ?? []), ...undatedAgents(listOf(courses), lines)];
  if (!recorded && missing.length > 0) return { value: null, prior: null, source: 'unknown', lines, evidence, missing };
  const later = recorded ? lines.filter(({ from }) => isLater(from, recorded.date)) : lines;
  const value = (recorded?.line ?? 0) + later.length;
  const current = lines.at(-1);
  const underWay = current !== undefined && current.goingOn && !current.progressed;
  const source = recorded && later.length === 0 ? 'recorded' : 'inferred';
  return { value, prior: underWay ? Math.max(0, value - 1) : value, source, lines, evidence, missing };
}

const isAgent = ({ concept }: Evidence): boolean => {
  const drug = { ingredient: concept as Ingredient };
  return isAntiMyeloma(drug) && !isA(drug, 'steroid');
};

const daysOf = (...facts: readonly Fact<readonly ChartEvent[]>[]): readonly string[] => [
  ...new Set(facts.flatMap(listOf).flatMap(({ date }) => date ?? [])),
];

/** A line is written down some days before or after its first dose. */
const RECORD_DAYS = 14;

/** An undated record can't be placed: it counts as of now. */
const isLater = (from: string, recorded: string | null): boolean =>
  recorded !== null && dayNumber(from) - dayNumber(lastDayOf(recorded)) > RECORD_DAYS;

/** A drug without any day that stands in no line might be a line of its own. */
function undatedAgents(courses: readonly Course[], lines: readonly Line[]): Missing[] {
  const known = new Set(lines.flatMap(({ agents }) => agents));
  const undated = courses.filter(
    (course) =>
      course.from === null && isAntiMyeloma(course) && !isA(course, 'steroid') && !known.has(course.ingredient),
  );
  return undated.length === 0 ? [] : [{ concept: 'therapy-history', because: 'imprecise' }];
}
