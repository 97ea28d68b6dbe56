import { indexChart } from '../../src/fhir-mapping/chart-index.ts';
import { concernsImagingPages } from '../../src/fhir-mapping/planned-imaging.ts';
import type { AnyResource } from '../../src/fhir-mapping/json.ts';
import type { Json } from '../patient.ts';
import { chartOf, LOINC, mapped, SNOMED, SUBJECT } from './charts.ts';

/** Imaging orders of the session: kind and contrast (IM-5). */

const CPT = 'http://www.ama-assn.org/go/cpt';
const order = (code: unknown, more: Json = {}): Json => ({
  resourceType: 'ServiceRequest',
  id: 'sr1',
  status: 'draft',
  intent: 'order',
  subject: SUBJECT,
  code,
  ...more,
});
const named = (text: string): unknown => ({ text });
const coded = (system: string, code: string, display?: string): unknown => ({ coding: [{ system, code, display }] });
const read = (draft: Json, selections: readonly string[] | null = null) =>
  mapped([], { drafts: [draft as AnyResource], selections }).facts.plannedImaging;
const brief = (draft: Json): string | undefined => {
  const [one] = read(draft);
  return one && `${one.modality} ${one.contrast}`;
};

test.each([
  ['CT CHEST W CONTRAST', 'ct iodinated'],
  ['CT abdomen and pelvis with IV contrast', 'ct iodinated'],
  ['CT chest with and without contrast', 'ct iodinated'],
  ['CT Head WO and W contrast IV', 'ct iodinated'],
  ['CT chest w/ contrast', 'ct iodinated'],
  ['CT Chest W/WO Contrast', 'ct iodinated'],
  ['CT abdomen contrast enhanced', 'ct iodinated'],
  ['CT angiography chest', 'ct iodinated'],
  ['CTA chest', 'angiography iodinated'],
  ['Coronary angiogram', 'angiography iodinated'],
  ['Intravenous pyelogram', 'angiography iodinated'],
  ['胸部CT增强', 'ct iodinated'],
  ['胸部CT平扫+增强', 'ct iodinated'],
  ['冠状动脉造影', 'angiography iodinated'],
  ['CT chest without contrast', 'ct none'],
  ['CT CHEST WO CONTRAST', 'ct none'],
  ['CT abdomen w/o contrast', 'ct none'],
  ['CT chest non-contrast', 'ct none'],
  ['Whole body low dose CT, no contrast', 'whole-body-ct none'],
  ['胸部CT平扫', 'ct none'],
  ['CT abdomen with oral contrast only, no IV contrast', 'ct none'],
  ['CT chest', 'ct not-stated'],
  ['CT chest with or without contrast', 'ct not-stated'],
  ['CT chest, contrast per radiology protocol', 'ct not-stated'],
  ['MRI spine with contrast', 'spine-mri gadolinium'],
  ['MRI brain without contrast', 'mri none'],
  ['FDG PET/CT with IV contrast', 'pet-ct iodinated'],
  ['Skeletal survey', 'skeletal-survey none'],
  ['全身骨X线平片', 'skeletal-survey none'],
  ['MR angiography', 'mri gadolinium'],
  ['Fluorescein angiography', undefined],
  ['超声造影', undefined],
  ['Complete blood count', undefined],
  ['', undefined],
])('%s: %s', (text, expected) => {
  expect(brief(order(named(text)))).toBe(expected);
});

test.each([
  ['CPT with contrast, no words', coded(CPT, '74177'), 'ct iodinated'],
  ['LOINC with contrast', coded(LOINC, '24628-0'), 'ct iodinated'],
  ['SNOMED with contrast', coded(SNOMED, '32962002'), 'ct iodinated'],
  [
    'LOINC of PET/CT, contrast by its display',
    coded(LOINC, '82806-1', 'PET+CT W 18F-FDG IV and W contrast IV'),
    'pet-ct iodinated',
  ],
  ['LOINC of PET/CT', coded(LOINC, '82805-3', 'PET+CT W 18F-FDG IV and WO contrast'), 'pet-ct none'],
  ['CPT of a skeletal survey', coded(CPT, '77075'), 'skeletal-survey none'],
  ['a code of something else', coded(LOINC, '2160-0'), undefined],
])('%s', (_what, code, expected) => {
  expect(brief(order(code))).toBe(expected);
});

test('contrast may stand in the details of the order', () => {
  expect(brief(order(named('CT chest'), { orderDetail: [{ text: 'with IV contrast' }] }))).toBe('ct iodinated');
});

test.each([
  { given: { status: 'revoked' }, because: 'revoked' },
  { given: { status: 'entered-in-error' }, because: 'entered in error' },
  { given: { doNotPerform: true }, because: 'not to be performed' },
  { given: { subject: { reference: 'Patient/other' } }, because: 'another patient' },
  { given: { resourceType: 'MedicationRequest' }, because: 'no service' },
  { given: { code: 'CT' }, because: 'a code that is no concept' },
  { given: { code: { text: 7, coding: { display: {} } } }, because: 'wrong types' },
  { given: { code: { coding: [{ system: '__proto__', code: 'constructor' }] } }, because: 'names of the language' },
])('not an imaging order in hand: $because', ({ given }) => {
  expect(read(order(named('CT chest with contrast'), given))).toEqual([]);
});

test('a huge name is cut, and read in no time', () => {
  const before = Date.now();
  expect(brief(order(named(`CT chest with contrast ${'w and wo '.repeat(50_000)}`)))).toBe('ct iodinated');
  expect(Date.now() - before).toBeLessThan(500);
});

test('which orders the call is about', () => {
  const draft = order(named('CT chest'));
  expect([
    read(draft)[0]?.selected,
    read(draft, ['ServiceRequest/sr1'])[0]?.selected,
    read(draft, ['X/1'])[0]?.selected,
  ]).toEqual([true, true, false]);
});

test.each([
  ['CT chest with contrast', true],
  ['Skeletal survey', true],
  ['CT chest', false],
  ['MRI spine with contrast', false],
  ['Potassium', false],
])('%s concerns a page: %s', (text, expected) => {
  const chart = chartOf([], { drafts: [order(named(text)) as AnyResource] });
  expect(concernsImagingPages(indexChart(chart))).toBe(expected);
});
