import type { CodeSystem } from './code-row.ts';

/** Every spelling of a code system seen in the field: canonical URL, https variant, trailing slash, OID. */
const SPELLINGS: Readonly<Record<CodeSystem, readonly string[]>> = {
  loinc: ['http://loinc.org', 'urn:oid:2.16.840.1.113883.6.1'],
  snomed: ['http://snomed.info/sct', 'urn:oid:2.16.840.1.113883.6.96'],
  icd10cm: [
    'http://hl7.org/fhir/sid/icd-10-cm',
    'http://hl7.org/fhir/sid/icd-10',
    'urn:oid:2.16.840.1.113883.6.90',
    'urn:oid:2.16.840.1.113883.6.3',
  ],
  rxnorm: ['http://www.nlm.nih.gov/research/umls/rxnorm', 'urn:oid:2.16.840.1.113883.6.88'],
  atc: ['http://www.whocc.no/atc', 'urn:oid:2.16.840.1.113883.6.73'],
  hcpcs: [
    'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
    'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
    'urn:oid:2.16.840.1.113883.6.285',
    'urn:oid:2.16.840.1.113883.6.14',
  ],
  cpt: ['http://www.ama-assn.org/go/cpt', 'urn:oid:2.16.840.1.113883.6.12'],
  cvx: ['http://hl7.org/fhir/sid/cvx', 'urn:oid:2.16.840.1.113883.12.292'],
  ncit: ['http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl', 'urn:oid:2.16.840.1.113883.3.26.1.1'],
  icdo3: [
    'http://terminology.hl7.org/CodeSystem/icd-o-3',
    'urn:oid:2.16.840.1.113883.6.43.1',
    'http://hl7.org/fhir/sid/icd-o-3',
  ],
  race: ['urn:oid:2.16.840.1.113883.6.238', 'http://terminology.hl7.org/CodeSystem/v3-Race'],
};

/** Nothing longer is a code system; the sender must not set the price of a look-up. */
const LONGEST_SYSTEM = 200;

/** A system as compared: case, https, blanks and the last slash don't tell two systems apart. */
export const normaliseSystem = (system: string): string =>
  system.length > LONGEST_SYSTEM
    ? system
    : system
        .trim()
        .toLowerCase()
        .replace(/^https:/, 'http:')
        .replace(/\/+$/, '');

const KNOWN: ReadonlyMap<string, CodeSystem> = new Map(
  (Object.keys(SPELLINGS) as CodeSystem[]).flatMap((name) => SPELLINGS[name].map((spelling) => [normaliseSystem(spelling), name])),
);

/** The canonical spelling comes nearly always: it is looked up before anything is normalised. */
const EXACT: ReadonlyMap<string, CodeSystem> = new Map(
  (Object.keys(SPELLINGS) as CodeSystem[]).flatMap((name) => SPELLINGS[name].map((spelling) => [spelling, name])),
);

/** Local systems come with every coding of a chart; they are normalised once. */
const STRANGERS = new Set<string>();
const MOST_STRANGERS = 1000;

/** The short name of a code system, or undefined for one that no table here uses (local systems, NDC ...). */
export function codeSystemOf(system: string): CodeSystem | undefined {
  const exact = EXACT.get(system);
  if (exact !== undefined || STRANGERS.has(system) || system.length > LONGEST_SYSTEM) return exact;
  const known = KNOWN.get(normaliseSystem(system));
  if (known === undefined && STRANGERS.size < MOST_STRANGERS) STRANGERS.add(system);
  return known;
}
