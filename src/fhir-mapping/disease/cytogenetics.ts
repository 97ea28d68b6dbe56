import { PROBES, type Cytogenetics, type Probe } from '../../logic/disease-facts.ts';
import { known, unknown, type Evidence, type Fact } from '../../logic/facts.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import type { Concept } from '../codes/concepts.ts';
import { listAt, objectAt, textAt, type AnyResource } from '../json.ts';
import { probesInText, type ProbeAnswer, type TextKind } from './cytogenetic-text.ts';
import { documentDay, isUsable, membersOf, namesOf, noDocument, noteCut, reportTexts } from './documents.ts';
import { observationsNamed } from './names.ts';
import { PROBE_LEXICON } from './probes.ts';
import { componentsOf, valueWords } from './results.ts';
import { probesOfVariant } from './variants.ts';

/** DEC-3, S-2: which chromosome changes the plasma cells have, from variants, coded results and report text. */

/** The name of each probe in evidence and on cards. */
export const PROBE_CONCEPTS: Readonly<Record<Probe, string>> = {
  del17p: 'fish-del-17p',
  t414: 'fish-t-4-14',
  t1416: 'fish-t-14-16',
  t1420: 'fish-t-14-20',
  t1114: 'fish-t-11-14',
  t614: 'fish-t-6-14',
  gain1q: 'fish-gain-1q',
  amp1q: 'fish-amp-1q',
  del1p: 'fish-del-1p',
  del13q: 'fish-del-13q',
  mycRearranged: 'fish-myc',
  hyperdiploidy: 'fish-hyperdiploidy',
  tp53Mutation: 'tp53-mutation',
};

const RESULTS: readonly Concept[] = ['fish', 'iscn', 'tp53-variant', 'genomics-report', 'variant-iscn'];

interface Finding extends ProbeAnswer {
  readonly day: string | null;
  readonly reference: string;
}

/**
 * Every probe by the newest result that says something of it. Plans, failed tests and descriptions of the method are no
 * results; a result that can't be decided leaves the probe unknown, and is noted.
 */
export function readCytogenetics(index: ChartIndex): Cytogenetics {
  const findings = [...documentsOf(index)].flatMap((resource) => findingsOf(index, resource));
  const entries = PROBES.map((probe) => [
    probe,
    settle(
      index,
      probe,
      findings.filter((finding) => finding.probe === probe),
    ),
  ]);
  return Object.fromEntries(entries) as Cytogenetics;
}

/** Observations of cytogenetics, by code or by a code's text that names a probe, and every report; members included. */
function documentsOf(index: ChartIndex): ReadonlySet<AnyResource> {
  const coded = [...RESULTS, 'karyotype' as const, 'variant' as const].flatMap(
    (concept) => index.byConcept.get(concept) ?? [],
  );
  const reports = index.byType.get('DiagnosticReport') ?? [];
  const named = observationsNamed(index, namesProbe);
  const sources = [...coded, ...named, ...reports].filter(({ resourceType }) =>
    ['Observation', 'DiagnosticReport'].includes(resourceType),
  );
  const members = sources.flatMap((source) =>
    isCytogenetic(index, source)
      ? [...membersOf(index, source, 'result'), ...membersOf(index, source, 'hasMember')]
      : [],
  );
  return new Set([...sources, ...members]);
}

const namesProbe = (name: string | undefined): boolean =>
  name !== undefined && PROBE_LEXICON.quick.test(name.slice(0, 200).toLowerCase());

const isCytogenetic = (index: ChartIndex, source: AnyResource): boolean =>
  [...RESULTS, 'karyotype' as const, 'variant' as const].some((concept) =>
    index.byConcept.get(concept)?.includes(source),
  ) ||
  namesOf(objectAt(source, 'code')).some((name) =>
    /fish|cytogenetic|chromosom|karyotyp|genomic|荧光原位|染色体|核型|基因/i.test(name),
  );

function findingsOf(index: ChartIndex, resource: AnyResource): readonly Finding[] {
  const answers = answersOf(index, resource);
  if (answers.length === 0 || !isUsable(index, resource)) return [];
  const place = { day: documentDay(resource), reference: referenceOf(resource) };
  return answers.map((answer) => ({ ...answer, ...place }));
}

function answersOf(index: ChartIndex, resource: AnyResource): readonly ProbeAnswer[] {
  const isA = (concept: Concept): boolean => index.byConcept.get(concept)?.includes(resource) ?? false;
  const kind: TextKind | undefined = isA('karyotype') && !isFish(resource) ? 'karyotype' : undefined;
  const texts = (list: readonly string[], otherwise: TextKind): readonly ProbeAnswer[] =>
    list.flatMap((text) => {
      const { answers, cut } = probesInText(text, kind ?? otherwise);
      if (cut) noteCut(index, resource);
      return answers;
    });
  if (resource.resourceType === 'DiagnosticReport') return texts(reportTexts(resource), 'report');
  if (isA('variant')) return [...probesOfVariant(index, resource), ...texts(notesOf(resource), 'report')];
  const parts = [
    { names: namesOf(objectAt(resource, 'code')), value: valueWords(resource) },
    ...componentsOf(index, resource).map(({ part, names }) => ({ names, value: valueWords(part) })),
  ];
  return [...texts(parts.flatMap(statementText), 'result'), ...texts(notesOf(resource), 'report')];
}

/** LOINC 59267-5 is a karyotype by FISH. */
const isFish = (resource: AnyResource): boolean =>
  namesOf(objectAt(resource, 'code')).some((name) => /fish/i.test(name)) ||
  listAt(objectAt(resource, 'code'), 'coding').some(({ code }) => code === '59267-5');

const notesOf = (resource: AnyResource): readonly string[] =>
  listAt(resource, 'note').flatMap((note) => textAt(note, 'text') ?? []);

/** A name that is a probe answers with its value; any other leaves the value to speak for itself. */
function statementText({
  names,
  value,
}: {
  readonly names: readonly string[];
  readonly value: string | undefined;
}): string[] {
  if (value === undefined) return [];
  const named = names.find(namesProbe);
  const probes =
    named === undefined ? [] : [...named.toLowerCase().normalize('NFKC').matchAll(PROBE_NAMES)].map(([name]) => name);
  return [
    probes.length > 0 && !PROBE_LEXICON.quick.test(value.slice(0, 2000).toLowerCase())
      ? `${probes.join(', ')}: ${value}`
      : value,
  ];
}

const PROBE_NAMES = new RegExp(PROBE_LEXICON.topics.map(({ words }) => words).join('|'), 'gu');

function settle(index: ChartIndex, probe: Probe, findings: readonly Finding[]): Fact<boolean> {
  const concept = PROBE_CONCEPTS[probe];
  const results = findings.filter(({ answer }) => answer === 'met' || answer === 'not-met' || answer === 'unclear');
  if (results.length === 0) return unknown([noDocument(index, concept)]);
  const newest = results.map(({ day }) => day ?? '').reduce((a, b) => (a > b ? a : b), '');
  const ofDay = results.filter(({ day }) => (day ?? '') === newest).sort((a, b) => order(a).localeCompare(order(b)));
  const decided = ofDay.filter(({ answer }) => answer !== 'unclear');
  const dated = newest === '' ? {} : { date: newest };
  const evidence = unique((decided.length > 0 ? decided : ofDay).map((finding) => evidenceOf(concept, finding)));
  if (decided.length === 0) {
    for (const { reference } of ofDay)
      index.quality.add(reference, 'unparsable', `${concept}: named without a readable answer`);
    return unknown([{ concept, because: 'unreadable', ...dated }], evidence);
  }
  if (new Set(decided.map(({ answer }) => answer)).size > 1) {
    for (const { reference } of decided)
      index.quality.add(reference, 'conflicting-values', `${concept}: results of one day differ`);
    return unknown([{ concept, because: 'conflicting', ...dated }], evidence);
  }
  return known(decided[0]?.answer === 'met', evidence);
}

const order = ({ reference, words }: Finding): string => `${reference} ${words}`;

/** What was read, word by word, as the report has it. */
function evidenceOf(concept: string, { words, day, reference }: Finding): Evidence {
  return { concept, value: words, ...(day === null ? {} : { date: day }), reference, stale: false };
}

const unique = (evidence: readonly Evidence[]): Evidence[] =>
  evidence.filter(
    (one, at) => evidence.findIndex((other) => other.value === one.value && other.reference === one.reference) === at,
  );
