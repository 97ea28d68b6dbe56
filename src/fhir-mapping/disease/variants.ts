import type { ChartIndex } from '../chart-index.ts';
import type { Concept } from '../codes/concepts.ts';
import { objectAt, textAt, type AnyResource } from '../json.ts';
import { probesInText, type ProbeAnswer } from './cytogenetic-text.ts';
import { namesOf } from './documents.ts';
import { componentsOf, valueWords } from './results.ts';

/** Variants as HL7 Genomics Reporting and mCODE write them: what was looked for in components, found or not as value. */

/** Places by gene or band; `loss` and `gain` are how a change of copies there is called. */
const PLACES: readonly { readonly pattern: RegExp; readonly loss?: string; readonly gain?: string }[] = [
  { pattern: /^(?:tp53|p53|17p(?:13(?:\.1)?)?)$/, loss: 'del(17p)' },
  { pattern: /^(?:cks1b|1q(?:21(?:\.[123])?)?)$/, gain: 'gain(1q)' },
  { pattern: /^(?:cdkn2c|1p(?:32(?:\.3)?)?)$/, loss: 'del(1p)' },
  { pattern: /^(?:rb1|13q(?:14(?:\.2)?)?)$/, loss: 'del(13q)' },
];

const FUSIONS: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /^(?:fgfr3|nsd2|whsc1)$/, name: 't(4;14)' },
  { pattern: /^maf$/, name: 't(14;16)' },
  { pattern: /^mafb$/, name: 't(14;20)' },
  { pattern: /^ccnd1$/, name: 't(11;14)' },
  { pattern: /^ccnd3$/, name: 't(6;14)' },
];

interface Parts {
  readonly genes: readonly string[];
  readonly bands: readonly string[];
  readonly names: readonly string[];
  readonly change: string;
  readonly copies: number | undefined;
  readonly sequence: boolean;
}

/** What a variant Observation (69548-6) says of the probes; nothing when it is about something else. */
export function probesOfVariant(index: ChartIndex, observation: AnyResource): readonly ProbeAnswer[] {
  const parts = partsOf(index, observation);
  const value = valueWords(observation);
  const named = nameOf(parts);
  // Neither a gene nor a place: the value itself, or the name of the variant, tells.
  const subject = named ?? parts.names.join(', ');
  const found = value ?? (parts.copies === undefined ? '' : parts.copies === 2 ? 'negative' : 'positive');
  const copies =
    parts.copies === undefined || named !== 'gain(1q)' || found !== 'positive' ? '' : ` (${parts.copies} copies)`;
  return probesInText(subject === '' ? found : `${subject}: ${found}${copies}`, 'result').answers;
}

function partsOf(index: ChartIndex, observation: AnyResource): Parts {
  const words = new Map<Concept, string[]>();
  let copies: number | undefined;
  for (const { part, concepts } of componentsOf(index, observation)) {
    for (const concept of concepts) {
      words.set(concept, [...(words.get(concept) ?? []), ...wordsOf(part)]);
      const { value } = objectAt(part, 'valueQuantity');
      const comparator = textAt(objectAt(part, 'valueQuantity'), 'comparator');
      if (concept === 'copy-number' && typeof value === 'number' && comparator === undefined) copies = value;
    }
  }
  const of = (...concepts: readonly Concept[]): string[] => concepts.flatMap((concept) => words.get(concept) ?? []);
  return {
    genes: of('gene-studied').map((word) => word.toLowerCase().trim()),
    bands: of('cytogenetic-location').map((word) => word.toLowerCase().trim()),
    names: of('variant-iscn', 'discrete-variant'),
    change: of('dna-change-type').join(' ').toLowerCase(),
    copies,
    sequence: of('dna-change', 'amino-acid-change').length > 0,
  };
}

function wordsOf(part: Parameters<typeof namesOf>[0]): readonly string[] {
  const text = textAt(part, 'valueString');
  return text === undefined ? namesOf(objectAt(part, 'valueCodeableConcept')) : [text];
}

/** The change that the Observation is about, as this guideline calls it. */
function nameOf(parts: Parts): string | undefined {
  const { genes, bands, change, copies, sequence } = parts;
  const kind = kindOf(parts);
  const place = PLACES.find(({ pattern }) => [...genes, ...bands].some((name) => pattern.test(name)));
  if (place && kind && !sequence) return kind === 'two' ? (place.loss ?? place.gain) : place[kind];
  const partners = genes.flatMap((gene) => gene.split(/::|-|\//));
  const fusion = FUSIONS.find(({ pattern }) => partners.some((one) => pattern.test(one)));
  if (fusion && partners.includes('igh')) return fusion.name;
  const isStructural = kind !== undefined || copies !== undefined || change.includes('copy');
  return genes.includes('tp53') && !isStructural ? 'TP53 mutation' : undefined;
}

/** Whether copies were lost or gained, or counted and found to be two. */
function kindOf({ change, copies }: Parts): 'loss' | 'gain' | 'two' | undefined {
  if (copies !== undefined) return copies < 2 ? 'loss' : copies > 2 ? 'gain' : 'two';
  if (/copy[ _]?number[ _]?loss|\bloss\b/.test(change)) return 'loss';
  return /copy[ _]?number[ _]?gain|amplification|duplication/.test(change) ? 'gain' : undefined;
}
