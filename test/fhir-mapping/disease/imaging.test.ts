import type { ImagingStudy } from '../../../src/logic/disease-facts.ts';
import type { Fact } from '../../../src/logic/facts.ts';
import { condition, procedure, type Json } from '../../patient.ts';
import { answers, mapped, outcome, SNOMED } from '../charts.ts';
import { component, loinc, PRESENT, report, result, text } from './reports.ts';

const CT = loinc('46305-9');
const PET = loinc('81555-5');
const MRI = loinc('46358-8');
const SURVEY = loinc('43518-0');

const studies = (resources: readonly Json[]): readonly ImagingStudy[] => {
  const { imaging } = mapped(resources).facts;
  return imaging.known ? imaging.value : [];
};
const sign = (fact: Fact<boolean>): string => (fact.known ? (fact.value ? '+' : '-') : '?');
const inShort = ({ modality, lyticLesions, cleanSkeleton, extramedullary, newLesion }: ImagingStudy): string =>
  `${modality} lytic${sign(lyticLesions)} clean${sign(cleanSkeleton)} extra${sign(extramedullary)} new${sign(newLesion)}`;

describe('imaging', () => {
  test.each<readonly [string, Json, string]>([
    [
      'lytic lesions on CT',
      report(CT, { conclusion: 'Multiple lytic lesions.' }),
      'whole-body-ct lytic+ clean- extra? new?',
    ],
    ['none on CT', report(CT, { conclusion: 'No lytic lesion.' }), 'whole-body-ct lytic- clean+ extra? new?'],
    [
      'a clean CT',
      report(CT, { conclusion: 'No osseous abnormality. No extramedullary disease.' }),
      'whole-body-ct lytic- clean+ extra- new?',
    ],
    [
      'a clean survey',
      report(SURVEY, { conclusion: 'No lytic lesions.' }),
      'skeletal-survey lytic- clean+ extra? new?',
    ],
    [
      'a focus on PET/CT without lysis (errata 44)',
      report(PET, { conclusion: 'FDG-avid focus in T8. No lytic lesions.' }),
      'pet-ct lytic- clean? extra? new?',
    ],
    ['uptake alone', report(PET, { conclusion: 'Hypermetabolic bone lesions.' }), 'pet-ct lytic? clean? extra? new?'],
    [
      'lytic lesions of MRI are no C-1d',
      report(MRI, { conclusion: 'Lytic lesions in the spine.' }),
      'whole-body-mri lytic? clean- extra? new?',
    ],
    ['a bare report', report(CT, { conclusion: 'See images.' }), 'whole-body-ct lytic? clean? extra? new?'],
    [
      'a coded conclusion',
      report(CT, { conclusionCode: [{ coding: [{ system: SNOMED, code: '441684001' }] }] }),
      'whole-body-ct lytic+ clean- extra? new?',
    ],
    [
      'low-dose CT by name',
      report(text('CT low dose whole body'), { conclusion: 'No lytic lesions' }),
      'whole-body-ct lytic- clean+ extra? new?',
    ],
    [
      'in Chinese',
      report(text('全身低剂量CT'), { conclusion: '多发溶骨性破坏。未见髓外病变。' }),
      'whole-body-ct lytic+ clean- extra- new?',
    ],
    ['a region shows', report(text('CT chest'), { conclusion: 'Lytic lesion in rib' }), 'ct lytic+ clean- extra? new?'],
    [
      'an Observation',
      result(loinc('46305-9'), { valueString: 'No new lesions. No lytic lesions.' }),
      'whole-body-ct lytic- clean+ extra? new-',
    ],
    [
      'a coded Observation',
      result(CT, { valueCodeableConcept: { coding: [{ system: SNOMED, code: '441684001' }] } }),
      'whole-body-ct lytic+ clean- extra? new?',
    ],
    [
      'an answer to the name of a component',
      result(CT, { component: [component(text('Lytic lesions'), PRESENT)] }),
      'whole-body-ct lytic+ clean- extra? new?',
    ],
    ['a Procedure', procedure('426252008', { days: 3 }), 'whole-body-mri lytic? clean? extra? new?'],
  ])('%s', (_, resource, expected) => {
    expect(studies([resource]).map(inShort)).toEqual([expected]);
  });

  test.each<readonly [string, Json]>([
    ['a cancelled report', report(CT, { status: 'cancelled', conclusion: 'No lytic lesions' })],
    ['a planned procedure', procedure('426252008', { status: 'preparation' })],
    ['a procedure that wasn’t done', procedure('426252008', { status: 'not-done' })],
    ['an order', { ...report(CT), resourceType: 'ServiceRequest', status: 'active' }],
    ['a study under way', { resourceType: 'ImagingStudy', status: 'registered', procedureCode: [CT] }],
    ['the future', report(CT, { days: -2, conclusion: 'No lytic lesions' })],
    ['a region without a finding', report(text('CT chest'), { conclusion: 'Normal' })],
    ['a region that is clean', report(text('XR femur'), { conclusion: 'No lytic lesions' })],
    ['another test', report(text('Lipid panel'), { conclusion: 'CT not done' })],
  ])('no study: %s', (_, resource) => {
    expect(studies([resource])).toEqual([]);
  });

  test('report, study and procedure of one day are one', () => {
    const when = { days: 9 };
    const study = {
      resourceType: 'ImagingStudy',
      id: 's',
      status: 'available',
      procedureCode: [CT],
      started: report(CT, when)['effectiveDateTime'],
    };
    expect(studies([study, report(CT, { ...when, conclusion: 'No lytic lesions' })]).map(inShort)).toEqual([
      'whole-body-ct lytic- clean+ extra? new?',
    ]);
  });

  test('oldest first', () => {
    expect(studies([report(PET, { days: 2 }), report(CT, { days: 50 })]).map(({ modality }) => modality)).toEqual([
      'whole-body-ct',
      'pet-ct',
    ]);
  });
});

describe('focal lesions on MRI', () => {
  const focal = (...resources: readonly Json[]): string => {
    const fact = studies(resources)[0]?.focalLesions;
    if (!fact?.known) return 'unknown';
    const { count, size } = fact.value;
    return `${count.low}-${count.high} ${size ? `${size.low}-${size.high} mm` : 'of no size'}`;
  };
  const lesion = text('MRI focal lesion');

  test.each<readonly [string, readonly Json[], string]>([
    ['in a report', [report(MRI, { conclusion: 'Two focal lesions > 5 mm in the pelvis.' })], '2-2 5-Infinity mm'],
    ['none', [report(MRI, { conclusion: 'No focal lesions.' })], '0-0 of no size'],
    ['measured in mm', [result(lesion, { valueQuantity: { value: 7, code: 'mm' } })], '1-Infinity 7-7 mm'],
    ['measured in cm', [result(lesion, { valueQuantity: { value: 0.7, unit: 'cm' } })], '1-Infinity 7-7 mm'],
    [
      'two measured',
      [
        result(lesion, { valueQuantity: { value: 5, code: 'mm' } }),
        result(lesion, { valueQuantity: { value: 9, code: 'mm' } }),
      ],
      '2-Infinity 5-9 mm',
    ],
    ['counted', [result(text('MRI number of focal lesions'), { valueInteger: 3 })], '3-3 of no size'],
    [
      'counted and measured',
      [
        result(text('MRI focal lesions'), {
          component: [
            component(text('count'), { valueInteger: 2 }),
            component(text('size'), { valueQuantity: { value: 6, code: 'mm' } }),
          ],
        }),
      ],
      '2-2 6-6 mm',
    ],
    [
      'a comparator',
      [result(lesion, { valueQuantity: { value: 5, code: 'mm', comparator: '>=' } })],
      '1-Infinity 5-Infinity mm',
    ],
    ['no unit', [result(lesion, { valueQuantity: { value: 7 } })], 'unknown'],
    ['a unit of something else', [result(lesion, { valueQuantity: { value: 7, code: 'mg' } })], 'unknown'],
    ['impossible', [result(lesion, { valueQuantity: { value: 7000, code: 'mm' } })], 'unknown'],
    ['CT has none', [report(CT, { conclusion: 'Two focal lesions > 5 mm' })], 'unknown'],
  ])('%s', (_, resources, expected) => {
    expect(focal(...resources)).toBe(expected);
  });
});

describe('lytic lesions, all in all', () => {
  test.each<readonly [string, readonly Json[], unknown]>([
    ['the problem list', [condition('441684001')], true],
    [
      'any study',
      [report(CT, { days: 900, conclusion: 'Lytic lesions' }), report(PET, { conclusion: 'No lytic lesions' })],
      true,
    ],
    ['a clean CT', [report(CT, { conclusion: 'No lytic lesions' })], false],
    ['a clean survey alone', [report(SURVEY, { conclusion: 'No lytic lesions' })], 'absent'],
    [
      'the newest CT is unreadable',
      [report(CT, { days: 90, conclusion: 'No lytic lesions' }), report(PET, { conclusion: 'Possible lytic lesion' })],
      'unreadable',
    ],
    ['nothing', [], 'absent'],
  ])('%s', (_, resources, expected) => {
    expect(outcome(mapped(resources).facts.lyticLesions)).toBe(expected);
  });

  test('a chart that wasn’t asked', () => {
    expect(outcome(mapped([], { answers: answers({ reports: 'unanswered' }) }).facts.imaging)).toBe('unanswered');
  });
});
