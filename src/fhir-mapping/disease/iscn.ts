import type { Probe } from '../../logic/disease-facts.ts';
import type { Statement } from './statements.ts';
import type { Answer } from './words.ts';

/**
 * Formulas of the International System for Human Cytogenomic Nomenclature within a normalised text: signals of
 * interphase FISH, `nuc ish(tp53x1,d17z1x2)[60/200]`, and karyotypes. A karyotype only ever shows a change; what it
 * doesn't show may be there (G-banding needs dividing plasma cells).
 */

export interface Formulas {
  readonly statements: readonly Statement<Probe>[];
  /** The text without its formulas. */
  readonly rest: string;
}

const GROUP =
  /(?:[\dpq.]{1,8})?\(([^()\n]{1,160})\)(?:x(\d{1,2})(?:[~-](\d{1,2}))?)?(?:\[(\d{1,4})(?:\/(\d{1,4}))?\])?/g;
const INTERPHASE =
  /nuc ?ish ?(?:[, ]{0,2}(?:[\dpq.]{1,8})?\([^()\n]{1,160}\)(?:x\d{1,2}(?:[~-]\d{1,2})?)?(?:\[\d{1,4}(?:\/\d{1,4})?\])?){1,40}/g;
const KARYOTYPE = /(?<![\w.,])\d{2}(?:[~-]\d{2})?, ?x[xy]{0,2}(?![a-z])\S{0,400}/g;

export function formulasOf(text: string): Formulas {
  if (!/nuc ?ish|\d, ?x/.test(text)) return { statements: [], rest: text };
  const statements: Statement<Probe>[] = [];
  const rest = text
    .replace(INTERPHASE, (formula) => {
      statements.push(...interphase(formula));
      return ' ';
    })
    .replace(KARYOTYPE, (formula) => {
      statements.push(...karyotype(formula));
      return ' ';
    });
  return { statements, rest };
}

type Copies = readonly [least: number, most: number];

interface Signal {
  readonly names: readonly string[];
  readonly copies: Copies | undefined;
  readonly joined: boolean;
  readonly parted: boolean;
}

/** Below this share of the cells an abnormal pattern is left open. */
const LEAST_SHARE = 0.1;

function interphase(formula: string): Statement<Probe>[] {
  const groups = [...formula.matchAll(GROUP)];
  return groups.flatMap((group, at) => {
    const [, inside = '', low, high, cells, of] = group;
    const outer: Copies | undefined = low === undefined ? undefined : [Number(low), Number(high ?? low)];
    // The share of the cells stands after the last group that it is about.
    const share = groups.slice(at).find((other) => other[4] !== undefined);
    const counted = share?.[5] === undefined ? undefined : Number(share[4]) / Math.max(Number(share[5]), 1);
    const signals = inside.split(',').map((item) => signalOf(item.trim(), outer));
    const fused = groups.some((other) => /\bcon\b/.test(other[1] ?? ''));
    const words = `nuc ish (${inside})${low === undefined ? '' : `x${low}`}${cells === undefined ? '' : `[${cells}${of === undefined ? '' : `/${of}`}]`}`;
    return READINGS.flatMap(({ topic, read }): Statement<Probe>[] => {
      const answer = read(signals, fused);
      if (answer === undefined) return [];
      const sure = answer !== 'met' || counted === undefined || counted >= LEAST_SHARE;
      return [{ topic, answer: sure ? answer : 'unclear', words: words.slice(0, 80) }];
    });
  });
}

function signalOf(item: string, outer: Copies | undefined): Signal {
  const [, named = item, low, high] = /^(.{1,80}?)x(\d{1,2})(?:[~-](\d{1,2}))?$/.exec(item) ?? [];
  return {
    names: named.split(/ con | sep |[ /]/).map((name) => name.replace(/^[35]['’]|^c-?(?=maf|myc)/, '')),
    copies: low === undefined ? outer : [Number(low), Number(high ?? low)],
    joined: / con /.test(named),
    parted: / sep /.test(named),
  };
}

type Read = (signals: readonly Signal[], fused: boolean) => Answer | undefined;

const copiesOf = (signals: readonly Signal[], names: RegExp): Copies | undefined =>
  signals.find((signal) => !signal.joined && !signal.parted && signal.names.some((name) => names.test(name)))?.copies;

/** One copy or none is a loss; two are normal; more say that it isn't lost. */
const lost =
  (names: RegExp): Read =>
  (signals) => {
    const copies = copiesOf(signals, names);
    if (!copies) return undefined;
    return copies[1] <= 1 ? 'met' : copies[0] >= 2 ? 'not-met' : 'unclear';
  };

const atLeast =
  (names: RegExp, least: number): Read =>
  (signals) => {
    const copies = copiesOf(signals, names);
    if (!copies) return undefined;
    return copies[0] >= least ? 'met' : copies[1] < least ? 'not-met' : 'unclear';
  };

/** A fusion signal is the translocation; two separate ones of each probe are normal; anything else stays open. */
const fusion =
  (partner: RegExp): Read =>
  (signals, fused) => {
    const involved = signals.filter(({ names }) => names.some((name) => partner.test(name)));
    if (involved.length === 0) return undefined;
    if (involved.some(({ joined, names }) => joined && names.some((name) => name.startsWith('igh')))) return 'met';
    if (fused) return undefined;
    const both = signals.some(({ names }) => names.some((name) => name.startsWith('igh')));
    return both && signals.every(({ copies }) => copies?.[0] === 2 && copies[1] === 2) ? 'not-met' : 'unclear';
  };

const READINGS: readonly { readonly topic: Probe; readonly read: Read }[] = [
  { topic: 'del17p', read: lost(/^(?:tp53|p53)$/) },
  { topic: 'del13q', read: lost(/^(?:rb1|d13s319|d13s25|dleu\d?)$/) },
  { topic: 'del1p', read: lost(/^(?:cdkn2c|faf1)$/) },
  { topic: 'gain1q', read: atLeast(/^cks1b$/, 3) },
  { topic: 'amp1q', read: atLeast(/^cks1b$/, 4) },
  { topic: 't414', read: fusion(/^(?:fgfr3|nsd2|whsc1|mmset)$/) },
  { topic: 't1416', read: fusion(/^maf$/) },
  { topic: 't1420', read: fusion(/^mafb$/) },
  { topic: 't1114', read: fusion(/^ccnd1(?:-xt)?$/) },
  { topic: 't614', read: fusion(/^ccnd3$/) },
  {
    topic: 'mycRearranged',
    read: (signals) =>
      signals.some(({ names, joined, parted }) => names.includes('myc') && (parted || joined)) ? 'met' : undefined,
  },
];

const IN_KARYOTYPE: readonly { readonly topic: Probe; readonly pattern: RegExp }[] = [
  { topic: 'del17p', pattern: /(?<!\?)(?:del\(17\)\(p|i\(17\)\(q|-17(?=[,[/]|$))/ },
  { topic: 'del13q', pattern: /(?<!\?)(?:del\(13\)\(q|-13(?=[,[/]|$))/ },
  { topic: 'del1p', pattern: /(?<!\?)del\(1\)\(p/ },
  { topic: 'gain1q', pattern: /(?<!\?)(?:dup\(1\)\(q|\+1q|i\(1\)\(q)/ },
  { topic: 't414', pattern: /(?<!\?)t\(4;14\)/ },
  { topic: 't1416', pattern: /(?<!\?)t\(14;16\)/ },
  { topic: 't1420', pattern: /(?<!\?)t\(14;20\)/ },
  { topic: 't1114', pattern: /(?<!\?)t\(11;14\)/ },
  { topic: 't614', pattern: /(?<!\?)t\(6;14\)/ },
  { topic: 'mycRearranged', pattern: /(?<!\?)t\((?:8;14|8;22|2;8)\)/ },
];

/** Hyperdiploid myeloma has 48 to 74 chromosomes. */
const HYPERDIPLOID = { least: 48, most: 74 } as const;

function karyotype(formula: string): Statement<Probe>[] {
  const found = IN_KARYOTYPE.filter(({ pattern }) => pattern.test(formula)).map(({ topic }) => topic);
  const chromosomes = Number(formula.slice(0, 2));
  const hyperdiploid = chromosomes >= HYPERDIPLOID.least && chromosomes <= HYPERDIPLOID.most;
  const topics = hyperdiploid ? [...found, 'hyperdiploidy' as const] : found;
  return topics.map((topic) => ({ topic, answer: 'met', words: formula.slice(0, 80) }));
}
