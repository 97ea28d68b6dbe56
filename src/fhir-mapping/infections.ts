import { daysBetween } from '../logic/calendar.ts';
import type { Fact } from '../logic/facts.ts';
import type { HistoryEvent } from '../logic/history-facts.ts';
import { conceptsIn, referenceOf, type ChartIndex } from './chart-index.ts';
import { codeSystemOf } from './codes/systems.ts';
import { saidOf, type Named } from './entry-text.ts';
import { dayOf, isRealDate } from './dates.ts';
import { historyOf } from './history.ts';
import { severityOf, wordsOf } from './history-details.ts';
import type { Entry } from './history-entries.ts';
import { listAt, objectAt, textAt, type AnyResource, type JsonObject } from './json.ts';
import { conditionStanding, dateOf, type Standing } from './presence.ts';

/**
 * Serious infections (H-8, DEC-3): an infection on the problem list that is recorded as severe, or that a hospital
 * Encounter gives as its reason. A sepsis is severe by definition.
 */

/** Chapters and families of ICD-10-CM that are acute infections; carriers, sequelae and chronic hepatitis are none. */
const INFECTIONS: readonly (readonly [first: string, last: string])[] = [
  ['A00', 'B17'],
  ['B25', 'B89'],
  ['B99', 'B99'],
  ['G00', 'G07'],
  ['I33', 'I33'],
  ['J09', 'J22'],
  ['J85', 'J86'],
  ['K65', 'K65'],
  ['L00', 'L08'],
  ['M00', 'M01'],
  ['M86', 'M86'],
  ['N10', 'N10'],
  ['U07', 'U07'],
];
const INFECTION_LEAVES = /^(N39\.?0|M72\.?6|M46\.?[2345]|N13\.?6|N15\.?1|K81\.?0|K83\.?0|T80\.?211|R65\.?2)/;
const SEPSIS_LEAVES = /^(A40|A41|B37\.?7|R65\.?2|A02\.?1|A22\.?7|A32\.?7|A42\.?7|A54\.?86)/;

const INFECTION_WORDS: Named = {
  named:
    /\binfection|\bpneumonia|\bseptic|\bsepsis|\bbactera?emia|\bcellulitis|\bpyelonephritis|\bmeningitis|\bendocarditis|\bosteomyelitis|\babscess|\bherpes zoster|\binfluenza|\bcovid|感染|肺炎|败血症|脓毒|菌血症|脓肿|蜂窝织炎|脑膜炎|带状疱疹/,
  apart:
    /hiv|human immunodeficiency|hepatitis|aseptic|interstitial pneumonia|organizing pneumonia|肝炎|艾滋|间质性肺炎/i,
};
const SEPSIS_WORDS: Named = { named: /\bsepsis|\bseptic shock|\burosepsis|败血症|脓毒/, apart: /aseptic/i };

/** Entries within these days of one another are one episode. */
const EPISODE_DAYS = 14;

/** Both must have been answered: an infection may be known by the stay that it led to, and by nothing else. */
const LINE = { concept: 'serious-infection', kinds: ['conditions', 'encounters'] } as const;

export function readSeriousInfections(index: ChartIndex): Fact<readonly HistoryEvent[]> {
  const stays = (index.byType.get('Encounter') ?? []).filter(isHospitalStay);
  const reasons = new Set(stays.flatMap(reasonReferences));
  const infections = (index.byType.get('Condition') ?? []).filter((condition) =>
    isInfection(index, [condition['code']]),
  );
  const fromProblems = infections.map((resource) => conditionEntry(index, resource, reasons));
  const fromStays = stays.filter((stay) => isInfection(index, listAt(stay, 'reasonCode'))).map(stayEntry);
  return historyOf(index, LINE, episodes(inTime(index, [...fromProblems, ...fromStays])));
}

function conditionEntry(index: ChartIndex, resource: AnyResource, reasons: ReadonlySet<string>): Entry {
  const severe =
    severityOf(resource) === 'severe' || isSepsis(index, resource['code']) || reasons.has(referenceOf(resource));
  const standing: Standing = severe ? conditionStanding(index, resource) : 'ignored';
  return { resource, standing, date: dateOf(resource), fromText: isWorded(index, [resource['code']]) };
}

function stayEntry(resource: AnyResource): Entry {
  const start = textAt(objectAt(resource, 'period'), 'start');
  const date = start !== undefined && isRealDate(start) ? dayOf(start) : null;
  return { resource, standing: 'past', date, fromText: false };
}

function inTime(index: ChartIndex, entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ resource, date }) => {
    if (date === null || date <= index.chart.clock.latest) return true;
    index.quality.add(referenceOf(resource), 'date-future', 'serious-infection: dated after the day of the evaluation');
    return false;
  });
}

/** One entry per episode, the earliest; an undated one can't be told apart, and counts by itself. */
function episodes(entries: readonly Entry[]): readonly Entry[] {
  const ordered = [...entries].sort((a, b) => key(a).localeCompare(key(b)));
  let last: string | null = null;
  return ordered.filter(({ date, standing }) => {
    if (standing !== 'current' && standing !== 'past') return true;
    const same = last !== null && date !== null && daysBetween(last, date) <= EPISODE_DAYS;
    if (date !== null && !same) last = date;
    return !same;
  });
}

const key = ({ date, resource }: Entry): string => `${date ?? ''} ${referenceOf(resource)}`;

const INPATIENT = new Set(['IMP', 'ACUTE', 'NONAC', 'inpatient']);
const NOT_A_STAY = new Set(['planned', 'cancelled', 'entered-in-error']);

function isHospitalStay(encounter: AnyResource): boolean {
  if (NOT_A_STAY.has(textAt(encounter, 'status') ?? '')) return false;
  const kind = objectAt(encounter, 'class');
  const code = textAt(kind, 'code') ?? textAt(encounter, 'class') ?? '';
  return INPATIENT.has(code) || /^inpatient\b|^住院/i.test(textAt(kind, 'display') ?? '');
}

/** `Condition/id` of what a stay was for, however the reference is written. */
function reasonReferences(encounter: AnyResource): readonly string[] {
  const references = [
    ...listAt(encounter, 'reasonReference'),
    ...listAt(encounter, 'diagnosis').map((diagnosis) => objectAt(diagnosis, 'condition')),
  ];
  return references.flatMap((reference) => {
    const unversioned = (textAt(reference, 'reference') ?? '').split('/_history/')[0] ?? '';
    return [unversioned.split('/').slice(-2).join('/')];
  });
}

const icd10Of = (concept: unknown): readonly string[] =>
  listAt(concept, 'coding').flatMap((coding: JsonObject) => {
    const system = textAt(coding, 'system');
    const code = textAt(coding, 'code');
    return system !== undefined && code !== undefined && codeSystemOf(system) === 'icd10cm' ? [code] : [];
  });

function isInfection(index: ChartIndex, concepts: readonly unknown[]): boolean {
  const coded = conceptsIn(concepts, index.chart);
  return (
    coded.has('infection') ||
    coded.has('sepsis') ||
    concepts.flatMap(icd10Of).some(isInfectionCode) ||
    isWorded(index, concepts)
  );
}

function isInfectionCode(code: string): boolean {
  const category = code.slice(0, 3);
  return INFECTION_LEAVES.test(code) || INFECTIONS.some(([first, last]) => first <= category && category <= last);
}

function isSepsis(index: ChartIndex, code: unknown): boolean {
  return (
    conceptsIn([code], index.chart).has('sepsis') ||
    icd10Of(code).some((one) => SEPSIS_LEAVES.test(one)) ||
    (isWorded(index, [code]) && wordsOf(code).some((text) => saidOf(text, SEPSIS_WORDS) === 'stated'))
  );
}

/** Told by its words: only where no coding is known (DEC-3). */
const isWorded = (index: ChartIndex, concepts: readonly unknown[]): boolean =>
  conceptsIn(concepts, index.chart).size === 0 &&
  !concepts.flatMap(icd10Of).some(isInfectionCode) &&
  concepts.flatMap(wordsOf).some((text) => ['stated', 'past'].includes(saidOf(text, INFECTION_WORDS) ?? ''));
