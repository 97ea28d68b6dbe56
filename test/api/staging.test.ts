import { appAt, WORDS } from '../app.ts';
import { post } from '../hooks/calls.ts';
import { condition, evaluation, TODAY, type Json } from '../patient.ts';
import { schemaProblems } from './schema.ts';

/** Whole patients: `results.staging` however the laboratory writes it down (MYEL-A; S-1 to S-5). */

const LOINC = 'http://loinc.org';
const SUBJECT = { reference: 'Patient/p1' };

let serial = 0;
const observed = (code: Json, more: Json): Json => ({
  resourceType: 'Observation',
  id: `s${(serial += 1)}`,
  status: 'final',
  subject: SUBJECT,
  code,
  effectiveDateTime: '2026-11-01',
  ...more,
});
const loinc = (code: string): Json => ({ coding: [{ system: LOINC, code }] });
const amount = (value: number, unit: string, more: Json = {}): Json => ({
  valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit, ...more },
});

const BETA2 = loinc('1952-1');
const ALBUMIN = loinc('1751-7');
const LDH = loinc('2532-0');
const FISH = loinc('50659-2');
const beta2 = (value: number, unit = 'mg/L', more: Json = {}): Json => observed(BETA2, amount(value, unit, more));
const albumin = (value: number, unit = 'g/dL'): Json => observed(ALBUMIN, amount(value, unit));
const ldh = (value: number, range: unknown, unit = 'U/L'): Json =>
  observed(LDH, { ...amount(value, unit), ...(range === undefined ? {} : { referenceRange: range }) });
const fish = (conclusion: string): Json => ({
  resourceType: 'DiagnosticReport',
  id: `s${(serial += 1)}`,
  status: 'final',
  subject: SUBJECT,
  code: FISH,
  effectiveDateTime: '2026-11-01',
  conclusion,
});

const STANDARD = fish('del(17p) not detected. t(4;14) not detected. t(14;16) not detected.');
const NORMAL = [{ high: { value: 250, unit: 'U/L' } }];

interface Staging {
  readonly iss: { readonly stage: string | null; readonly possible: readonly string[] };
  readonly riss: { readonly stage: string | null; readonly possible: readonly string[] };
  readonly highRiskFish: string;
}
interface Body {
  readonly results: { readonly staging: Staging };
  readonly findings: readonly { readonly ruleId: string; readonly advice?: string; readonly summary: string }[];
}

async function evaluated(others: readonly Json[]): Promise<Body> {
  const diagnosed = condition('C90.00', { onsetDateTime: '2026-11-05' });
  const { status, text } = await post(
    appAt(TODAY),
    '/api/evaluate',
    evaluation({ conditions: [diagnosed], observations: [], others }),
  );
  const body = JSON.parse(text) as Body;
  expect([status, schemaProblems(body)]).toEqual([200, []]);
  return body;
}

const brief = ({ iss, riss, highRiskFish }: Staging): string =>
  `${iss.possible.join('/')}, ${riss.possible.join('/')}, ${highRiskFish}`;

test.each<{ others: readonly Json[]; expected: string; because: string }>([
  { others: [], expected: 'I/II/III, I/II/III, unknown', because: 'nothing' },
  { others: [beta2(4)], expected: 'II, II, unknown', because: '4.0 mg/L alone' },
  { others: [beta2(4, 'ug/mL')], expected: 'II, II, unknown', because: 'µg/mL is the same' },
  { others: [beta2(0.4, 'mg/dL')], expected: 'II, II, unknown', because: '0.4 mg/dL is 4.0 mg/L' },
  { others: [beta2(5.5)], expected: 'III, II/III, unknown', because: '5.5' },
  { others: [beta2(5500, 'ug/L')], expected: 'III, II/III, unknown', because: '5500 µg/L is 5.5 mg/L' },
  { others: [beta2(5, 'mg/L', { comparator: '>' })], expected: 'II/III, II/III, unknown', because: '>5' },
  { others: [beta2(5.5, 'mg/L', { comparator: '>' })], expected: 'III, II/III, unknown', because: '>5.5' },
  { others: [observed(BETA2, { valueString: '>5.5 mg/L' })], expected: 'III, II/III, unknown', because: 'in words' },
  { others: [beta2(3), albumin(3.5)], expected: 'I, I/II, unknown', because: 'albumin 3.5 g/dL' },
  { others: [beta2(3), albumin(35, 'g/L')], expected: 'I, I/II, unknown', because: 'albumin 35 g/L' },
  { others: [beta2(3), albumin(34.9, 'g/L')], expected: 'II, II, unknown', because: 'albumin 34.9 g/L' },
  { others: [beta2(3), albumin(35, 'furlong')], expected: 'I/II, I/II, unknown', because: 'a unit nobody knows' },
  {
    others: [beta2(3), albumin(4), STANDARD, ldh(250, NORMAL)],
    expected: 'I, I, standard',
    because: 'LDH at its limit',
  },
  { others: [beta2(3), albumin(4), STANDARD, ldh(251, NORMAL)], expected: 'I, II, standard', because: 'LDH over it' },
  {
    others: [beta2(3), albumin(4), STANDARD, ldh(240, [{ text: '135-225 U/L' }])],
    expected: 'I, II, standard',
    because: 'a range in words',
  },
  {
    others: [beta2(3), albumin(4), STANDARD, ldh(4.5, [{ high: { value: 4.2, unit: 'ukat/L' } }], 'ukat/L')],
    expected: 'I, II, standard',
    because: 'LDH in µkat/L',
  },
  { others: [beta2(3), albumin(4), STANDARD, ldh(240, undefined)], expected: 'I, I/II, standard', because: 'no range' },
  {
    others: [beta2(3), albumin(4), STANDARD, ldh(240, '__proto__')],
    expected: 'I, I/II, standard',
    because: 'a range that is none',
  },
  { others: [beta2(6), fish('t(4;14) detected in 60 % of cells.')], expected: 'III, III, high', because: 't(4;14)' },
  {
    others: [beta2(3), albumin(4), fish('del(17p) not detected. t(4;14) not detected.'), ldh(200, NORMAL)],
    expected: 'I, I/II, unknown',
    because: 't(14;16) was not tested',
  },
  {
    others: [{ ...beta2(4), effectiveDateTime: '2026-01-01' }],
    expected: 'I/II/III, I/II/III, unknown',
    because: 'long before the diagnosis',
  },
  {
    others: [{ ...beta2(4), status: 'entered-in-error' }],
    expected: 'I/II/III, I/II/III, unknown',
    because: 'an error',
  },
  {
    others: [
      {
        ...beta2(4),
        code: {
          coding: [
            { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.768282', code: '1230' },
            { system: 'urn:oid:2.16.840.1.113883.6.1', code: '1952-1' },
          ],
        },
      },
    ],
    expected: 'II, II, unknown',
    because: 'as Epic writes it',
  },
  {
    others: [
      {
        ...beta2(4),
        code: {
          coding: [
            { system: 'https://fhir.cerner.com/tenant/codeSet/72', code: '21704910', userSelected: true },
            { system: LOINC, code: '1952-1' },
          ],
        },
        valueQuantity: { value: 4, unit: 'mg/L' },
      },
    ],
    expected: 'II, II, unknown',
    because: 'as Oracle writes it',
  },
])('$expected: $because', async ({ others, expected }) => {
  const { results } = await evaluated(others);
  expect(brief(results.staging)).toBe(expected);
  const { iss, riss } = results.staging;
  for (const { stage, possible } of [iss, riss]) expect(stage).toBe(possible.length === 1 ? possible[0] : null);
});

test('the finding says the stage, and names the one on record that differs', async () => {
  const { findings } = await evaluated([beta2(4), albumin(4)]);
  expect(findings.filter(({ ruleId }) => ruleId === 'STAGING').map(({ advice, summary }) => [advice, summary])).toEqual(
    [['stage', 'Stage at diagnosis: ISS II, R-ISS II']],
  );
  const NCIT = 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl';
  const recorded = observed(
    { coding: [{ system: NCIT, code: 'C139007' }] },
    { valueCodeableConcept: { coding: [{ system: NCIT, code: 'C70660' }] } },
  );
  const { findings: other, results } = await evaluated([beta2(4), albumin(4), recorded]);
  expect(brief(results.staging)).toBe('II, II, unknown');
  expect(other.filter(({ ruleId }) => ruleId === 'STAGING').map(({ advice, summary }) => [advice, summary])).toEqual([
    ['disagrees', 'Recorded ISS III; data at diagnosis give ISS II, R-ISS II'],
  ]);
});

test('open stages are said as such, in both languages', () => {
  const show = { iss: 'I_II', riss: 'II_III', fish: 'unknown', changes: '', recorded: '' };
  expect(WORDS.say('en', 'staging/stage.advice.stage.summary', show)).toBe(
    'Stage at diagnosis: ISS I or II, R-ISS II or III',
  );
  expect(WORDS.say('zh-CN', 'staging/stage.advice.stage.summary', { ...show, riss: 'I_II_III' })).toBe(
    '诊断时分期：ISS I 或 II 期，R-ISS 未能确定',
  );
});
