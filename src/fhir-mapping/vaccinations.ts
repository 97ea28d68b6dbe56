import { known, unknown, type Fact } from '../logic/facts.ts';
import type { Vaccination, Vaccine } from '../logic/therapy-facts.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import { conceptsOf } from './codes/lookup.ts';
import { dayOf, isRealDate } from './dates.ts';
import { listAt, objectAt, textAt, type AnyResource } from './json.ts';
import { labelOf, searchedEvidence } from './presence.ts';

/** Vaccinations done: Immunization by CVX or by name; some EHRs keep vaccines among the drugs (terminology, quirk 12). */

const MEDICATION_TYPES = ['MedicationRequest', 'MedicationAdministration', 'MedicationStatement', 'MedicationDispense'];
const VACCINES: ReadonlySet<string> = new Set<Vaccine>([
  'hepatitis-b-vaccine',
  'live-zoster-vaccine',
  'zoster-vaccine',
  'pneumococcal-conjugate-vaccine',
  'pneumococcal-conjugate-vaccine-20',
  'pneumococcal-polysaccharide-vaccine',
  'pneumococcal-vaccine',
]);

/** The first that fits: the narrower names come first. */
const NAMES: readonly (readonly [Vaccine, RegExp])[] = [
  ['live-zoster-vaccine', /\bzostavax\b|zoster vaccine,? live|带状疱疹减毒活疫苗/i],
  ['zoster-vaccine', /\bshingrix\b|\bzoster\b.{0,20}\bvaccine|vaccine.{0,20}\bzoster\b|带状疱疹.{0,6}疫苗/i],
  ['pneumococcal-conjugate-vaccine-20', /\bprevnar ?20\b|\bcapvaxive\b|\bPCV ?2[01]\b/i],
  [
    'pneumococcal-conjugate-vaccine',
    /\bprevnar( ?13)?\b|\bvaxneuvance\b|\bPCV ?(7|10|13|15)\b|肺炎(链)?球菌(多糖)?结合疫苗/i,
  ],
  ['pneumococcal-polysaccharide-vaccine', /\bpneumovax\b|\bPPSV ?23\b|肺炎(链)?球菌多糖疫苗/i],
  ['hepatitis-b-vaccine', /\b(heplisav|engerix|recombivax)\b|hepatitis b vaccine|乙(型)?肝(炎)?疫苗/i],
];
const LONGEST_TEXT = 200;
const DENIED = /\b(not|declin\w*|refus\w*|allerg\w*|immune globulin)\b|拒绝|未接种|过敏/i;

export function readVaccinations(index: ChartIndex): Fact<readonly Vaccination[]> {
  const entries = ['Immunization', ...MEDICATION_TYPES].flatMap((type) => index.byType.get(type) ?? []);
  const found = entries.flatMap((entry) => vaccinationOf(index, entry));
  const answered = index.chart.answers.immunizations === 'answered';
  const missing = answered ? [] : [{ concept: 'immunizations', because: 'unanswered' as const }];
  if (found.length === 0 && !answered) return unknown(missing);
  if (found.length === 0) return known([], searchedEvidence(index, 'vaccinations', ['immunizations']));
  const ordered = found.sort((a, b) => keyOf(a.done).localeCompare(keyOf(b.done)));
  return known(
    ordered.map(({ done }) => done),
    ordered.map(({ done: { date, reference }, label }) => {
      const shown = { concept: 'vaccinations', value: label, reference, stale: false };
      return date === null ? shown : { ...shown, date };
    }),
    missing,
  );
}

const keyOf = ({ date, reference }: Vaccination): string => `${date ?? '9999'} ${reference}`;

function vaccinationOf(index: ChartIndex, entry: AnyResource): { done: Vaccination; label: string }[] {
  if (textAt(entry, 'status') !== 'completed' || entry['doNotPerform'] === true) return [];
  const isDrug = entry.resourceType !== 'Immunization';
  const code = objectAt(entry, isDrug ? 'medicationCodeableConcept' : 'vaccineCode');
  const vaccine =
    coded(index, code) ?? named([textAt(code, 'text'), ...listAt(code, 'coding').map((one) => textAt(one, 'display'))]);
  if (vaccine === undefined) return [];
  const dates = ['occurrenceDateTime', 'effectiveDateTime', 'whenHandedOver', 'authoredOn'].map((member) =>
    textAt(entry, member),
  );
  const written = dates.find((date) => date !== undefined && isRealDate(date));
  const date = written === undefined ? null : dayOf(written);
  if (date !== null && date > index.chart.clock.latest) return [];
  return [{ done: { vaccine, date, reference: referenceOf(entry) }, label: labelOf({ ...entry, code }) }];
}

function coded(index: ChartIndex, code: object): Vaccine | undefined {
  const concepts = listAt(code, 'coding').flatMap((coding) => conceptsOf(coding, index.chart.localCodes));
  return concepts.find((concept): concept is Vaccine => VACCINES.has(concept));
}

function named(texts: readonly (string | undefined)[]): Vaccine | undefined {
  const read = texts.filter((text) => text !== undefined && text.length <= LONGEST_TEXT && !DENIED.test(text));
  return NAMES.find(([, pattern]) => read.some((text) => pattern.test(text ?? '')))?.[0];
}
