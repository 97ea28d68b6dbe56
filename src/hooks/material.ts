import type { Evidence } from '../logic/facts.ts';
import type { Advice, Indicator, Shown } from '../logic/rule.ts';
import { SOFTWARE_VERSION } from './guideline.ts';

type Told = Advice<string> & { readonly judged?: Indicator };

/** Two values in one band are the same news; a quarter more or less is another band at the latest. */
const BAND_RATIO = 1.25;

/**
 * What a finding comes down to, as text: two findings of a rule with the same text tell the same. It changes with the
 * advice, its urgency, its notes, what it suggests, what is missing, a score, a fact come or gone, and a number that
 * moves into another band (powers of 1.25). Dates, references and smaller moves don't count: a threshold that they
 * cross shows in the advice. So does nothing of an older version of this software.
 */
export function materialOf(finding: Told): string {
  const { advice, indicator, category, group, notes = [], suggestions = [], scores = {}, missing } = finding;
  return JSON.stringify([
    SOFTWARE_VERSION,
    advice,
    finding.judged ?? indicator,
    category ?? null,
    group ?? null,
    sorted(Object.entries(finding.show).map(([name, value]) => [name, shown(value)])),
    sorted(notes.map(({ key }) => key)),
    sorted(suggestions.map((order) => ('draft' in order ? { ...order, draft: null } : order))),
    sorted(Object.entries(scores).map(([name, { min, max }]) => [name, min, max])),
    sorted(missing.map(({ concept, because }) => [concept, because])),
    sorted([...new Set(finding.evidence.map(fact))]),
  ]);
}

const sorted = (items: readonly unknown[]): readonly string[] => items.map((item) => JSON.stringify(item)).sort();

const shown = (value: Shown): unknown => (typeof value === 'number' ? band(value) : value);

const fact = ({ concept, value, comparator, unit, stale }: Evidence): string =>
  JSON.stringify([concept, typeof value === 'number' ? band(value) : value, comparator, unit, stale]);

const band = (value: number): string =>
  value === 0 ? '0' : `${Math.sign(value)}e${Math.round(Math.log(Math.abs(value)) / Math.log(BAND_RATIO))}`;
