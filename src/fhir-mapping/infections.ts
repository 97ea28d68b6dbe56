import { daysBetween } from '../logic/calendar.ts';
import type { Fact } from '../logic/facts.ts';
import type { HistoryEvent } from '../logic/history-facts.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import { conceptsOf } from './codes/lookup.ts';
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
  const fromProblems = (index.byType.get('Condition') ?? []).flatMap((condition) => {
    const told = infectionIn(index, [condition['code']]);
    return told === undefined ? [] : [conditionEntry(index, condition, { told, reasons })];
  });
  const fromStays = stays.filter((stay) => infectionIn(index, listAt(stay, 'reasonCode')) !== undefined).map(stayEntry);
  return historyOf(index, LINE, episodes(inTime(index, [...fromProblems, ...fromStays])));
}

function conditionEntry(
  index: ChartIndex,
  resource: AnyResource,
  { told, reasons }: { readonly told: Told; readonly reasons: ReadonlySet<string> },
): Entry {
  const severe =
    severityOf(resource) === 'severe' ||
    isSepsis(index, { code: resource['code'], told }) ||
    reasons.has(referenceOf(resource));
  const standing: Standing = severe ? conditionStanding(index, resource) : 'ignored';
  return { resource, standing, date: dateOf(resource), fromText: told === 'words' };
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

type Told = 'code' | 'words';

/** By what a diagnosis is told to be an infection: by its words only where no coding is known (DEC-3). */
function infectionIn(index: ChartIndex, diagnoses: readonly unknown[]): Told | undefined {
  let known = false;
  for (const coding of diagnoses.flatMap((diagnosis) => listAt(diagnosis, 'coding'))) {
    const concepts = conceptsOf(coding, index.chart.localCodes);
    if (concepts.includes('infection') || concepts.includes('sepsis') || isInfectionCode(icd10Of(coding)))
      return 'code';
    known ||= concepts.length > 0;
  }
  return !known && diagnoses.some(saysInfection) ? 'words' : undefined;
}

function icd10Of(coding: JsonObject): string {
  const system = textAt(coding, 'system');
  return system !== undefined && codeSystemOf(system) === 'icd10cm' ? (textAt(coding, 'code') ?? '') : '';
}

function isInfectionCode(code: string): boolean {
  const category = code.slice(0, 3);
  return INFECTION_LEAVES.test(code) || INFECTIONS.some(([first, last]) => first <= category && category <= last);
}

const saysInfection = (diagnosis: unknown): boolean =>
  wordsOf(diagnosis).some((text) => ['stated', 'past'].includes(saidOf(text, INFECTION_WORDS) ?? ''));

function isSepsis(index: ChartIndex, { code, told }: { readonly code: unknown; readonly told: Told }): boolean {
  if (told === 'words') return wordsOf(code).some((text) => saidOf(text, SEPSIS_WORDS) === 'stated');
  return listAt(code, 'coding').some(
    (coding) => conceptsOf(coding, index.chart.localCodes).includes('sepsis') || SEPSIS_LEAVES.test(icd10Of(coding)),
  );
}
