import { known, unknown, type Evidence, type Fact, type Race, type Sex } from '../logic/facts.ts';
import type { ChartIndex } from './chart-index.ts';
import { conceptsOf } from './codes/lookup.ts';
import { isRealDate, dayOf } from './dates.ts';
import { isGiven, listAt, lookUp, objectAt, textAt, type AnyResource, type JsonObject } from './json.ts';
import { path } from './paths.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';
const BIRTH_SEX_EXTENSION = `${US_CORE}/us-core-birthsex`;
const BIRTH_SEX = path(['Patient'], `extension('${BIRTH_SEX_EXTENSION}').value`);
const RACE_EXTENSION = `${US_CORE}/us-core-race`;

const evidenceOf = (index: ChartIndex, concept: string, value: string): Evidence => ({
  concept,
  value,
  reference: `Patient/${index.chart.patientId}`,
  stale: false,
});

const extensionsOf = (patient: AnyResource, wanted: string): readonly JsonObject[] =>
  listAt(patient, 'extension').filter(({ url }) => url === wanted);

/** A member, or the first of the list that some clients make of it. */
const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value.find(isGiven) : value);

/** Birth date, perhaps partial; an impossible or future one is unknown. */
export function readBirthDate(index: ChartIndex): Fact<string> {
  const text = firstOf(index.chart.patient['birthDate']);
  if (typeof text !== 'string') return unknown([{ concept: 'birth-date', because: 'absent' }]);
  if (isRealDate(text) && dayOf(text) <= index.chart.clock.latest)
    return known(text, [evidenceOf(index, 'birth-date', text)]);
  index.quality.add(`Patient/${index.chart.patientId}`, 'date-invalid', 'birth date impossible or in the future');
  return unknown([{ concept: 'birth-date', because: 'unreadable' }]);
}

const SEXES: Readonly<Record<string, Sex>> = { F: 'female', M: 'male', female: 'female', male: 'male' };

/**
 * Sex for the renal equations: US Core birth sex and administrative gender. Where they differ neither is taken:
 * both values are computed, and decided on only if they agree (D-1).
 */
export function readSex(index: ChartIndex): Fact<Sex> {
  const { patient } = index.chart;
  const recorded = extensionsOf(patient, BIRTH_SEX_EXTENSION).length > 0 ? BIRTH_SEX(patient)[0] : undefined;
  const birthSex = lookUp(SEXES, recorded);
  const gender = lookUp(SEXES, firstOf(patient['gender']));
  if (birthSex && gender && birthSex !== gender) return unknown([{ concept: 'sex', because: 'conflicting' }]);
  const sex = birthSex ?? gender;
  if (!sex) return unknown([{ concept: 'sex', because: 'absent' }]);
  return known(sex, [evidenceOf(index, 'sex', sex)]);
}

const ASIAN_TEXT = /^(east |south |southeast )?asian( american)?$/i;
const PACIFIC_TEXT = /^(native hawaiian|(other )?pacific islander|native hawaiian (or|and) other pacific islander)$/i;
const OTHER_TEXT = /^(white|black|black or african american|american indian or alaska native)$/i;

/** US Core race: OMB categories and detailed codes; the text only where it is nothing but a category's name. */
export function readRace(index: ChartIndex): Fact<Race> {
  const { patient, localCodes } = index.chart;
  const parts = extensionsOf(patient, RACE_EXTENSION).flatMap((extension) => listAt(extension, 'extension'));
  const codings = parts.map((part) => objectAt(part, 'valueCoding'));
  const concepts = codings.flatMap((coding) => conceptsOf(coding, localCodes));
  const texts = parts.map((part) => textAt(part, 'valueString')?.trim()).filter((text) => text !== undefined);
  const race: Race = {
    asian: concepts.includes('asian') || texts.some((text) => ASIAN_TEXT.test(text)),
    pacificIslander:
      concepts.includes('native-hawaiian-pacific-islander') || texts.some((text) => PACIFIC_TEXT.test(text)),
  };
  const stated = concepts.includes('other') || texts.some((text) => OTHER_TEXT.test(text));
  if (!race.asian && !race.pacificIslander && !stated) return unknown([{ concept: 'race', because: 'absent' }]);
  const words =
    texts[0] ??
    codings
      .map((coding) => textAt(coding, 'display') ?? textAt(coding, 'code'))
      .filter(Boolean)
      .join(', ');
  return known(race, [evidenceOf(index, 'race', words)]);
}
