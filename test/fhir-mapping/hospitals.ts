import type { Json } from '../patient.ts';
import { ICD10, LOINC, RXNORM, SNOMED, SUBJECT, UCUM } from './charts.ts';

/**
 * One woman as five hospitals write her down: IgG kappa myeloma of March 2024 with t(4;14) and lytic lesions, VRd, an
 * autologous transplant, lenalidomide since. Each function returns the whole chart in one hospital's habits.
 */

export const HOSPITALS = { mcode, epic, oracle, european, chinese } as const;

const BASELINE = '2024-03-04';
const MCODE = 'http://hl7.org/fhir/us/mcode/StructureDefinition';

let serial = 0;
const id = (kind: string): string => `${kind}-${(serial += 1)}`;
const coded = (system: string, code: string, display?: string): Json => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
});

function result(code: Json, value: Json, more: Json = {}): Json {
  return {
    resourceType: 'Observation',
    id: id('obs'),
    status: 'final',
    subject: SUBJECT,
    code,
    effectiveDateTime: `${BASELINE}T08:15:00+01:00`,
    ...value,
    ...more,
  };
}

const ucum = (value: number, unit: string): Json => ({ valueQuantity: { value, unit, system: UCUM, code: unit } });
const plain = (value: number, unit: string): Json => ({ valueQuantity: { value, unit } });
const words = (valueString: string): Json => ({ valueString });

function entry(resourceType: string, more: Json): Json {
  return { resourceType, id: id(resourceType.toLowerCase()), subject: SUBJECT, ...more };
}

function order(medication: Json, status: string, [from, to]: readonly [string, string?]): Json {
  const bounds = { start: from, ...(to === undefined ? {} : { end: to }) };
  return entry('MedicationRequest', {
    status,
    intent: 'order',
    authoredOn: from,
    ...medication,
    dosageInstruction: [{ timing: { repeat: { boundsPeriod: bounds } } }],
  });
}

const INDUCTION = ['2024-03-20', '2024-08-10'] as const;
const MAINTENANCE = ['2024-12-01'] as const;
const TRANSPLANT = '2024-09-10';

const active = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] };
const diagnosis = (code: Json, more: Json = {}): Json =>
  entry('Condition', { clinicalStatus: active, code, onsetDateTime: '2024-03-05', ...more });
const transplant = (code: Json): Json =>
  entry('Procedure', { status: 'completed', code, performedDateTime: TRANSPLANT });

const LDH_RANGE = { referenceRange: [{ low: { value: 135, unit: 'U/L' }, high: { value: 225, unit: 'U/L' } }] };

/** mCODE: US Core laboratory results, a genomic variant, stages in NCI Thesaurus codes, administrations. */
function mcode(): readonly Json[] {
  const loinc = (code: string): Json => coded(LOINC, code);
  const given = (rxnorm: string, day: string): Json =>
    entry('MedicationAdministration', {
      meta: { profile: [`${MCODE}/mcode-cancer-related-medication-administration`] },
      status: 'completed',
      medicationCodeableConcept: coded(RXNORM, rxnorm),
      effectiveDateTime: day,
    });
  return [
    diagnosis(coded(SNOMED, '109989006', 'Multiple myeloma (disorder)'), {
      meta: { profile: [`${MCODE}/mcode-primary-cancer-condition`] },
    }),
    result(loinc('718-7'), ucum(9.1, 'g/dL'), { referenceRange: [{ low: { value: 12, unit: 'g/dL' } }] }),
    result(loinc('17861-6'), ucum(10.2, 'mg/dL')),
    result(loinc('2160-0'), ucum(1.1, 'mg/dL')),
    result(loinc('1751-7'), ucum(3.4, 'g/dL')),
    result(loinc('1952-1'), ucum(4.2, 'mg/L')),
    result(loinc('2532-0'), ucum(260, 'U/L'), LDH_RANGE),
    result(loinc('33358-3'), ucum(3.8, 'g/dL')),
    result(loinc('36916-5'), ucum(420, 'mg/L')),
    result(loinc('33944-0'), ucum(8.4, 'mg/L')),
    result(loinc('11118-7'), ucum(45, '%')),
    result(loinc('25700-6'), words('IgG kappa monoclonal band present')),
    result(
      loinc('69548-6'),
      { valueCodeableConcept: coded(LOINC, 'LA9633-4', 'Present') },
      {
        component: [{ code: loinc('81291-7'), valueCodeableConcept: { text: 't(4;14)(p16;q32)' } }],
      },
    ),
    result(loinc('57802-1'), words('Not detected: del(17p), t(14;16).')),
    result(coded('http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl', 'C141392'), {
      valueCodeableConcept: coded('http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl', 'C141395'),
    }),
    entry('DiagnosticReport', {
      status: 'final',
      code: loinc('81555-5'),
      effectiveDateTime: BASELINE,
      conclusion: 'Multiple lytic lesions of the spine and pelvis. No extramedullary disease.',
    }),
    ...['2024-03-20', '2024-04-17', '2024-05-15', '2024-06-12', '2024-07-10', '2024-08-10'].map((day) =>
      given('358258', day),
    ),
    order({ medicationCodeableConcept: coded(RXNORM, '342369') }, 'completed', INDUCTION),
    transplant(coded(SNOMED, '425983008')),
    order({ medicationCodeableConcept: coded(RXNORM, '342369') }, 'active', MAINTENANCE),
  ];
}

/** Epic: OIDs of its own beside LOINC, drugs by reference with a display, narrative results, ICD-10-CM by OID. */
function epic(): readonly Json[] {
  const component = (code: string, name: string): Json => ({
    coding: [
      { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.768282', code: '1520', display: name },
      { system: LOINC, code },
    ],
    text: name,
  });
  const drug = (display: string): Json => ({ medicationReference: { reference: `Medication/${id('e')}`, display } });
  return [
    diagnosis({ coding: [{ system: 'urn:oid:2.16.840.1.113883.6.90', code: 'C90.00' }], text: 'Multiple myeloma' }),
    result(component('718-7', 'HEMOGLOBIN'), ucum(9.1, 'g/dL'), { referenceRange: [{ text: '12.0-15.5 g/dL' }] }),
    result(component('17861-6', 'CALCIUM'), ucum(10.2, 'mg/dL')),
    result(component('2160-0', 'CREATININE'), ucum(1.1, 'mg/dL')),
    result(component('1751-7', 'ALBUMIN'), ucum(3.4, 'g/dL')),
    result(component('1952-1', 'BETA-2 MICROGLOBULIN'), plain(4.2, 'mcg/mL')),
    result(component('2532-0', 'LD'), plain(260, 'IU/L'), { referenceRange: [{ text: '135-225 IU/L' }] }),
    result(component('51435-6', 'M-SPIKE 1'), ucum(3.8, 'g/dL')),
    result(component('36916-5', 'KAPPA FREE'), plain(42, 'mg/dL')),
    result(component('33944-0', 'LAMBDA FREE'), plain(0.84, 'mg/dL')),
    result(component('25700-6', 'IFE'), words('Monoclonal IgG kappa identified.')),
    result(component('57802-1', 'FISH, PLASMA CELL'), words('POSITIVE: t(4;14). Negative for del(17p) and t(14;16).')),
    entry('DiagnosticReport', {
      status: 'final',
      code: component('33721-2', 'BONE MARROW BIOPSY'),
      effectiveDateTime: BASELINE,
      presentedForm: [
        {
          contentType: 'text/plain',
          data: Buffer.from('Plasma cell myeloma, 45 % plasma cells, kappa restricted by IHC.').toString('base64'),
        },
      ],
    }),
    entry('DiagnosticReport', {
      status: 'final',
      code: { text: 'PET CT WHOLE BODY FDG' },
      effectiveDateTime: BASELINE,
      conclusion: 'IMPRESSION: Numerous lytic lesions throughout the axial skeleton.',
    }),
    order(drug('bortezomib (VELCADE) injection 3.5 mg'), 'completed', INDUCTION),
    order(drug('lenalidomide (REVLIMID) 25 mg capsule'), 'completed', INDUCTION),
    transplant({
      coding: [
        { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.696580', code: '77' },
        { system: SNOMED, code: '58776007' },
      ],
    }),
    order(drug('lenalidomide (REVLIMID) 10 mg capsule'), 'active', MAINTENANCE),
  ];
}

/** Oracle Health: its own codeSet first, units without a code, https systems, text-only orders, panels. */
function oracle(): readonly Json[] {
  const event = (code: string, text: string): Json => ({
    coding: [
      { system: 'https://fhir.cerner.com/tenant/codeSet/72', code: '21704', userSelected: true },
      { system: 'https://loinc.org', code },
    ],
    text,
  });
  const part = (code: string, value: number, unit: string): Json => ({
    code: event(code, 'FLC'),
    ...plain(value, unit),
  });
  return [
    diagnosis(
      { coding: [{ system: 'https://snomed.info/sct', code: '285421005' }], text: 'IgG myeloma' },
      {
        verificationStatus: { coding: [{ code: 'confirmed' }] },
      },
    ),
    result(event('718-7', 'Hgb'), plain(9.1, 'g/dL'), { referenceRange: [{ low: { value: 12.0, unit: 'g/dL' } }] }),
    result(event('17861-6', 'Calcium Lvl'), plain(10.2, 'mg/dL')),
    result(event('2160-0', 'Creatinine'), plain(1.1, 'mg/dL')),
    result(event('1751-7', 'Albumin Lvl'), plain(3.4, 'gm/dL')),
    result(event('1952-1', 'B2 Microglobulin'), plain(4.2, 'mg/L')),
    result(event('2532-0', 'LDH'), plain(260, 'U/L'), { referenceRange: [{ text: '135 - 225' }] }),
    result(event('33358-3', 'M Spike'), words('3.8 g/dL')),
    result(
      { text: 'Free Light Chains' },
      {},
      {
        component: [part('36916-5', 420, 'mg/L'), part('33944-0', 8.4, 'mg/L')],
      },
    ),
    result(event('11118-7', 'Plasma Cells BM'), words('45 %')),
    result(event('13440-3', 'UIFE'), words('Kappa light chains present')),
    result(event('25700-6', 'SIFE'), { valueCodeableConcept: { text: 'IgG kappa monoclonal protein detected' } }),
    result(
      event('50659-2', 'FISH MM'),
      words('t(4;14) detected in 62 % of nuclei; del(17p) not detected; t(14;16) not detected'),
    ),
    entry('DiagnosticReport', {
      status: 'final',
      code: { coding: [{ system: 'https://www.ama-assn.org/go/cpt', code: '78816' }], text: 'PET/CT' },
      effectiveDateTime: BASELINE,
      conclusion: 'Lytic lesions in T8 and the left iliac bone.',
    }),
    order({ medicationCodeableConcept: { text: 'bortezomib 3.5 mg injection' } }, 'completed', INDUCTION),
    order({ medicationCodeableConcept: { text: 'lenalidomide 25 mg oral capsule' } }, 'completed', INDUCTION),
    transplant({ coding: [{ system: 'https://snomed.info/sct', code: '58776007' }] }),
    order(
      { medicationCodeableConcept: { text: 'lenalidomide 10 mg oral capsule' }, reportedBoolean: true },
      'active',
      MAINTENANCE,
    ),
  ];
}

/** A European university hospital: SI units, ATC codes. */
function european(): readonly Json[] {
  const loinc = (code: string): Json => coded('urn:oid:2.16.840.1.113883.6.1', code);
  const atc = (code: string, text: string): Json => ({
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code }], text },
  });
  return [
    diagnosis(coded(ICD10, 'C90.00')),
    result(loinc('718-7'), ucum(91, 'g/L'), { referenceRange: [{ low: { value: 120, unit: 'g/L' } }] }),
    result(loinc('2000-8'), ucum(2.545, 'mmol/L')),
    result(loinc('14682-9'), ucum(97.2, 'umol/L')),
    result(loinc('1751-7'), ucum(34, 'g/L')),
    result(loinc('1952-1'), ucum(4.2, 'mg/L')),
    result(loinc('2532-0'), ucum(4.33, 'ukat/L'), {
      referenceRange: [{ low: { value: 2.25, unit: 'ukat/L' }, high: { value: 3.75, unit: 'ukat/L' } }],
    }),
    result(loinc('51435-6'), ucum(38, 'g/L')),
    result(loinc('36916-5'), ucum(420, 'mg/L')),
    result(loinc('33944-0'), ucum(8.4, 'mg/L')),
    result(loinc('11118-7'), ucum(45, '%')),
    result(loinc('25700-6'), words('IgG kappa positive')),
    result(
      loinc('62367-8'),
      words('nuc ish. t(4;14)(p16;q32) positive, del(17p13) negative, t(14;16)(q32;q23) negative'),
    ),
    entry('DiagnosticReport', {
      status: 'final',
      code: loinc('46305-9'),
      effectiveDateTime: BASELINE,
      conclusion: 'Low-dose whole-body CT: several osteolytic lesions, the largest in the sacrum.',
    }),
    order(atc('L01XG01', 'Bortezomib'), 'completed', INDUCTION),
    order(atc('L04AX04', 'Lenalidomid'), 'completed', INDUCTION),
    transplant(coded(SNOMED, '19944001')),
    order(atc('L04AX04', 'Lenalidomid'), 'active', MAINTENANCE),
  ];
}

/** A Chinese hospital: Chinese names and reports, SI units, drugs by name. */
function chinese(): readonly Json[] {
  const item = (code: string, text: string): Json => ({
    coding: [
      { system: 'urn:oid:1.2.156.112636.1.1.2.1', code: 'X1', display: text },
      { system: LOINC, code },
    ],
    text,
  });
  const named = (text: string): Json => ({ medicationCodeableConcept: { text } });
  return [
    diagnosis({ coding: [{ system: ICD10, code: 'C90.00' }], text: '多发性骨髓瘤（IgG κ型）' }),
    result(item('718-7', '血红蛋白'), words('91 g/L'), { referenceRange: [{ text: '120-160 g/L' }] }),
    result(item('2000-8', '总钙'), plain(2.545, 'mmol/L')),
    result(item('14682-9', '肌酐'), plain(97.2, 'μmol/L')),
    result(item('1751-7', '白蛋白'), plain(34, 'g/L')),
    result(item('1952-1', 'β2微球蛋白'), plain(4.2, 'mg/L')),
    result(item('2532-0', '乳酸脱氢酶'), plain(260, 'U/L'), { referenceRange: [{ text: '135-225' }] }),
    result(item('33358-3', 'M蛋白'), plain(38, 'g/L')),
    result(item('36916-5', '游离κ轻链'), plain(420, 'mg/L')),
    result(item('33944-0', '游离λ轻链'), plain(8.4, 'mg/L')),
    result(item('25700-6', '血清免疫固定电泳'), words('IgG κ型M蛋白阳性')),
    result(item('57802-1', '骨髓瘤FISH'), words('t(4;14) 阳性；未检测到17p缺失；t(14;16) 阴性')),
    result(item('11118-7', '骨髓浆细胞'), words('45%')),
    entry('DiagnosticReport', {
      status: 'final',
      code: { text: '全身低剂量CT' },
      effectiveDateTime: BASELINE,
      conclusion: '全身多发溶骨性骨质破坏。',
    }),
    order(named('注射用硼替佐米 3.5mg'), 'completed', INDUCTION),
    order(named('来那度胺胶囊 25mg'), 'completed', INDUCTION),
    transplant({ text: '自体造血干细胞移植术' }),
    order(named('来那度胺胶囊 10mg'), 'active', MAINTENANCE),
  ];
}
