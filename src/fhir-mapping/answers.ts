import type { Result } from '../logic/outcome.ts';
import type { CodeSystem } from './codes/code-row.ts';
import { codeSystemOf } from './codes/systems.ts';
import { listAt, textAt, type AnyResource, type JsonObject } from './json.ts';

/** Coded answers and flags of laboratories. */

interface AnswerRow {
  readonly result: Result;
  readonly system: CodeSystem;
  readonly code: string;
  readonly display: string;
}

/** Answers of tests that are positive or negative (terminology, `answer_*`). */
export const ANSWERS = [
  { result: 'negative', system: 'loinc', code: 'LA11883-8', display: 'Not detected' },
  { result: 'negative', system: 'loinc', code: 'LA6577-6', display: 'Negative' },
  { result: 'negative', system: 'loinc', code: 'LA9634-2', display: 'Absent' },
  { result: 'negative', system: 'snomed', code: '131194007', display: 'Non-Reactive (qualifier value)' },
  { result: 'negative', system: 'snomed', code: '260385009', display: 'Negative (qualifier value)' },
  { result: 'negative', system: 'snomed', code: '260415000', display: 'Not detected (qualifier)' },
  { result: 'negative', system: 'snomed', code: '2667000', display: 'Absent (qualifier value)' },
  { result: 'positive', system: 'loinc', code: 'LA11882-0', display: 'Detected' },
  { result: 'positive', system: 'loinc', code: 'LA6576-8', display: 'Positive' },
  { result: 'positive', system: 'loinc', code: 'LA9633-4', display: 'Present' },
  { result: 'positive', system: 'snomed', code: '10828004', display: 'Positive (qualifier value)' },
  { result: 'positive', system: 'snomed', code: '11214006', display: 'Reactive (qualifier value)' },
  { result: 'positive', system: 'snomed', code: '260373001', display: 'Detected (qualifier value)' },
  { result: 'positive', system: 'snomed', code: '52101004', display: 'Present (qualifier value)' },
  { result: 'indeterminate', system: 'snomed', code: '419984006', display: 'Inconclusive (qualifier value)' },
  { result: 'indeterminate', system: 'snomed', code: '82334004', display: 'Indeterminate (qualifier value)' },
] as const satisfies readonly AnswerRow[];

/** ECOG grades as LOINC answers. */
export const ECOG_GRADES: ReadonlyMap<string, number> = new Map([
  ['LA9622-7', 0],
  ['LA9623-5', 1],
  ['LA9624-3', 2],
  ['LA9625-0', 3],
  ['LA9626-8', 4],
  ['LA9627-6', 5],
]);

const BY_CODE: ReadonlyMap<string, Result> = new Map(
  ANSWERS.map(({ system, code, result }) => [`${system}|${code}`, result]),
);

/** What a coded answer says; undefined for codes that are no answer. */
export function answersOf(codeable: JsonObject): readonly Result[] {
  return listAt(codeable, 'coding').flatMap((coding) => {
    const system = codeSystemOf(textAt(coding, 'system') ?? '');
    return BY_CODE.get(`${system ?? ''}|${textAt(coding, 'code') ?? ''}`) ?? [];
  });
}

/** The LOINC answer of a performance score. */
export function ecogGradeOf(codeable: JsonObject): number | undefined {
  const grades = listAt(codeable, 'coding').flatMap((coding) =>
    codeSystemOf(textAt(coding, 'system') ?? '') === 'loinc'
      ? (ECOG_GRADES.get(textAt(coding, 'code') ?? '') ?? [])
      : [],
  );
  return grades[0];
}

/** HL7's flags (FHIR, v3 and v2 0078); a flag without system is taken for one, a local flag isn't. */
const FLAG_SYSTEM = /observation-?interpretation|0078|113883\.5\.83/i;
const LONGEST_SYSTEM = 200;

/** The flags of a result: H, L, N, POS, ND ... */
export function flagsOf(resource: AnyResource): readonly string[] {
  return flagCodings(resource).flatMap((coding) =>
    isFlag(coding) ? (textAt(coding, 'code')?.trim().toUpperCase() ?? []) : [],
  );
}

/** The flag `<` or `>`: the number is where the instrument stops. Nearly no result has one, so the code comes first. */
export function offScaleFlag(resource: AnyResource): '<' | '>' | undefined {
  for (const interpretation of listAt(resource, 'interpretation')) {
    for (const coding of listAt(interpretation, 'coding')) {
      const code = textAt(coding, 'code')?.trim();
      if ((code === '<' || code === '>') && isFlag(coding)) return code;
    }
  }
  return undefined;
}

const flagCodings = (resource: AnyResource): readonly JsonObject[] =>
  listAt(resource, 'interpretation').flatMap((interpretation) => listAt(interpretation, 'coding'));

function isFlag({ system }: JsonObject): boolean {
  if (system === undefined) return true;
  return typeof system === 'string' && system.length <= LONGEST_SYSTEM && FLAG_SYSTEM.test(system);
}
