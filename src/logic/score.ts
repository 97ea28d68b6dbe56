import type { Criterion, Status } from './criterion.ts';
import type { Evidence, Missing } from './facts.ts';

/** One line of a score. `min` and `max` are what it adds at least and at most. */
export interface ScoreItem {
  readonly item: string;
  readonly points: number;
  readonly status: Status;
  readonly min: number;
  readonly max: number;
  readonly evidence: readonly Evidence[];
  readonly missing: readonly Missing[];
}

/** A score under missing data: a range that closes when everything is known. */
export interface Score {
  readonly min: number;
  readonly max: number;
  readonly items: readonly ScoreItem[];
}

/** A line that adds its points when met, nothing when not, and either when unknown. Points may be negative. */
export function item(name: string, points: number, criterion: Criterion): ScoreItem {
  const counts = criterion.status === 'met';
  const possible = criterion.status !== 'not-met';
  return {
    item: name,
    points,
    status: criterion.status,
    min: counts ? points : possible ? Math.min(0, points) : 0,
    max: counts ? points : possible ? Math.max(0, points) : 0,
    evidence: criterion.evidence,
    missing: criterion.missing,
  };
}

/** One grade of a line: its points and when it applies. */
export type Grade = readonly [points: number, criterion: Criterion];

/**
 * A line whose points come in grades, strongest first, at most one of which counts (high or low dose, warfarin or
 * aspirin). `some` says whether any grade applies at all: when it is met, zero points are out of the question.
 */
export function gradedItem(name: string, grades: readonly Grade[], some: Criterion): ScoreItem {
  const firstMet = grades.findIndex(([, criterion]) => criterion.status === 'met');
  const reachable = grades.filter(
    ([, criterion], index) =>
      index === firstMet || (criterion.status === 'unknown' && !(firstMet >= 0 && index > firstMet)),
  );
  const reach = reachable.map(([points]) => points);
  if (some.status !== 'met') reach.push(0);
  const shown = reachable[0] ?? grades[0];
  return {
    item: name,
    points: shown?.[0] ?? 0,
    status: some.status,
    min: Math.min(...reach),
    max: Math.max(...reach),
    evidence: some.evidence,
    missing: reachable.flatMap(([, criterion]) => criterion.missing),
  };
}

/** Adds up lines; a negative line narrows downwards, so both ends are summed apart. */
export function score(items: readonly ScoreItem[]): Score {
  return {
    min: items.reduce((sum, line) => sum + line.min, 0),
    max: items.reduce((sum, line) => sum + line.max, 0),
    items,
  };
}

/** The same score as if a line had not been there. */
export function without(whole: Score, name: string): Score {
  return score(whole.items.filter((line) => line.item !== name));
}

/** `score >= limit` at both ends, at neither, or unknown. */
export function scoreAtLeast(whole: Pick<Score, 'min' | 'max'>, limit: number): Status {
  if (whole.min >= limit) return 'met';
  return whole.max < limit ? 'not-met' : 'unknown';
}
