import { known, type ChartEvent, type ChartKind, type Evidence, type Fact } from '../logic/facts.ts';
import type { HistoryEvent, HistoryName } from '../logic/history-facts.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import { CONDITION_LINES } from './history-conditions.ts';
import { detailsOf } from './history-details.ts';
import { entriesOf, type Entry, type HistoryLine } from './history-entries.ts';
import { PROCEDURE_LINES } from './history-procedures.ts';
import { entryEvidence, judge, labelOf } from './presence.ts';

/** The history: each line of the tables as a list of entries with their dates (DEC-1, DEC-3). */

export const HISTORY: Readonly<Record<HistoryName, HistoryLine>> = {
  ...ofConditions(),
  ...PROCEDURE_LINES,
};

function ofConditions(): Record<keyof typeof CONDITION_LINES, HistoryLine> {
  const kinds: readonly ChartKind[] = ['conditions'];
  const entries = Object.entries(CONDITION_LINES).map(([name, line]) => [name, { ...line, kinds }] as const);
  return Object.fromEntries(entries) as Record<keyof typeof CONDITION_LINES, HistoryLine>;
}

export const HISTORY_NAMES = Object.keys(HISTORY) as readonly HistoryName[];

/** The entries of a line; none when the chart was asked and holds none, unknown with the reason otherwise. */
export function readHistory(index: ChartIndex, name: HistoryName): Fact<readonly HistoryEvent[]> {
  return historyOf(index, HISTORY[name], entriesOf(index, HISTORY[name]));
}

/** From judged entries to a fact. */
export function historyOf(
  index: ChartIndex,
  line: Pick<HistoryLine, 'concept' | 'kinds' | 'details'>,
  entries: readonly Entry[],
): Fact<readonly HistoryEvent[]> {
  const fact = judge(index, { concept: line.concept, kinds: line.kinds, when: 'ever' }, entries);
  const evidence = fact.evidence.map((one) => withMethod(one, entries));
  if (!fact.known) return { ...fact, evidence };
  if (!fact.value) return known([], evidence);
  // What is there is there; whether it is all of it is another matter.
  const unanswered = line.kinds.some((kind) => index.chart.answers[kind] !== 'answered');
  const counting = entries.filter(({ standing }) => standing === 'current' || standing === 'past');
  return known(
    counting.map((entry) => ({ ...eventOf(entry), ...detailsOf(entry.resource, line.details) })),
    evidence,
    unanswered ? [{ concept: line.concept, because: 'unanswered' }] : [],
  );
}

const eventOf = ({ resource, date, standing, fromText }: Entry): ChartEvent & { fromText?: true } => ({
  label: labelOf(resource),
  date,
  current: standing === 'current',
  reference: referenceOf(resource),
  ...(fromText ? { fromText } : {}),
});

/** Evidence that rests on words says so. */
export function withMethod(evidence: Evidence, entries: readonly Entry[]): Evidence {
  const told = entries.some(({ resource, fromText }) => fromText && referenceOf(resource) === evidence.reference);
  return told ? { ...evidence, method: 'text' } : evidence;
}

/** Evidence of one entry. */
export const evidenceFor = (concept: string, entry: Entry): Evidence =>
  withMethod(entryEvidence(concept, entry.resource), [entry]);
