import type { PrefetchKey } from '../fhir-mapping/queries.ts';
import type { Hook } from '../logic/rule.ts';
import {
  condition,
  creatinine,
  draft,
  height,
  lab,
  medication,
  patient,
  platelets,
  service,
  weight,
  type Made,
} from './chart.ts';

/** A synthetic patient for whom a rule must give one certain advice, whatever a site may sensibly set. */
export interface Sentinel {
  readonly rule: string;
  readonly advice: string;
  readonly hook: Hook;
  readonly chart: readonly Made[];
  readonly drafts?: readonly Made[];
  /** Prefetch keys that aren't answered; all others are, with what the chart holds. */
  readonly unread?: readonly PrefetchKey[];
}

const INTRAVENOUS = '47625008';
const WOMAN = [patient('female', 71), weight(62), height(160), platelets(210)];
/** Clearance far below every row of a dose table, by any of the weights that a site may choose. */
const RENAL_FAILURE = [...WOMAN, creatinine(4)];
const HEALTHY_KIDNEYS = [...WOMAN, creatinine(0.8)];
const MYELOMA = condition('C90.00');
const SMOLDERING = [condition('413587002'), lab('11118-7', 15, '%', 5)];
const WEEKLY = { periodUnit: 'wk' } as const;

const bortezomib = draft('402243', { value: 1.3, unit: 'mg/m2', ...WEEKLY, frequency: 2, route: INTRAVENOUS });
const daratumumab = draft('1721947', { value: 16, unit: 'mg/kg', ...WEEKLY, route: INTRAVENOUS });
const carfilzomib = draft('1302966', { value: 56, unit: 'mg/m2', ...WEEKLY, route: INTRAVENOUS });
const zoledronicAcid = draft('351114', { value: 4, unit: 'mg', period: 4, periodUnit: 'wk', route: INTRAVENOUS });
const lenalidomide = { value: 25, unit: 'mg' };

/** One per rule, in the order of the registry. Values lie far beyond the limits and results are of today. */
export const SENTINELS: readonly Sentinel[] = [
  {
    rule: 'LEN-RENAL-DOSE',
    advice: 'above',
    hook: 'order-sign',
    chart: [...RENAL_FAILURE, MYELOMA],
    drafts: [draft('643720', lenalidomide)],
  },
  {
    rule: 'DARATUMUMAB-ROUTE-DOSE',
    advice: 'sc-product-intravenous',
    hook: 'order-sign',
    chart: [...HEALTHY_KIDNEYS, MYELOMA],
    drafts: [draft('2375141', { value: 1800, unit: 'mg', ...WEEKLY, route: INTRAVENOUS })],
  },
  {
    rule: 'BONE-AGENT-RENAL',
    advice: 'zoledronic-excluded',
    hook: 'order-sign',
    chart: [...RENAL_FAILURE, MYELOMA],
    drafts: [zoledronicAcid],
  },
  {
    rule: 'ANTICOAGULANT-PLATELETS',
    advice: 'full-dose-ordered',
    hook: 'order-sign',
    chart: [patient('female', 71), weight(62), height(160), creatinine(0.8), platelets(12), MYELOMA],
    drafts: [draft('1364445', { value: 5, unit: 'mg', frequency: 2 })],
  },
  {
    rule: 'DIAGNOSIS-DISCREPANCY',
    advice: 'meets-active',
    hook: 'patient-view',
    chart: [...HEALTHY_KIDNEYS, condition('413587002', 5), lab('11118-7', 85, '%', 3)],
  },
  {
    rule: 'SMOLDERING-THERAPY',
    advice: 'not-listed',
    hook: 'order-sign',
    chart: [...HEALTHY_KIDNEYS, ...SMOLDERING],
    drafts: [carfilzomib],
  },
  {
    rule: 'STEM-CELL-TOXIC',
    advice: 'ordered',
    hook: 'order-sign',
    chart: [
      ...HEALTHY_KIDNEYS,
      MYELOMA,
      service('Autologous stem cell transplant', { code: '425983008', status: 'active' }),
    ],
    drafts: [draft('6718', { value: 9, unit: 'mg/m2' })],
  },
  {
    rule: 'VTE-TREATMENT',
    advice: 'treat',
    hook: 'patient-view',
    chart: [...HEALTHY_KIDNEYS, MYELOMA, medication('643720', lenalidomide, 20), condition('I82.411', 2)],
  },
  {
    rule: 'VTE-PROPHYLAXIS',
    advice: 'give-anticoagulant',
    hook: 'order-sign',
    chart: [...HEALTHY_KIDNEYS, MYELOMA, condition('Z86.718')],
    drafts: [draft('643720', lenalidomide), draft('3264', { value: 40, unit: 'mg', ...WEEKLY })],
  },
  {
    rule: 'HBV-SCREEN',
    advice: 'none-on-record',
    hook: 'order-sign',
    chart: [...HEALTHY_KIDNEYS, MYELOMA],
    drafts: [daratumumab],
  },
  {
    rule: 'TYPE-AND-SCREEN',
    advice: 'before-first-dose',
    hook: 'order-sign',
    chart: [...HEALTHY_KIDNEYS, MYELOMA],
    drafts: [daratumumab],
  },
  {
    rule: 'ZOSTER-PROPHYLAXIS',
    advice: 'missing',
    hook: 'order-sign',
    chart: [...HEALTHY_KIDNEYS, MYELOMA],
    drafts: [daratumumab],
  },
  {
    rule: 'HIGH-DOSE-DEX-PROPHYLAXIS',
    advice: 'missing',
    hook: 'order-sign',
    chart: [...HEALTHY_KIDNEYS, MYELOMA],
    drafts: [draft('3264', { value: 400, unit: 'mg' })],
  },
  {
    rule: 'HYPERCALCEMIA',
    advice: 'treat',
    hook: 'patient-view',
    chart: [...HEALTHY_KIDNEYS, MYELOMA, lab('17861-6', 14.5, 'mg/dL'), lab('1751-7', 4, 'g/dL')],
  },
  {
    rule: 'NEPHROTOXIC-DRUG',
    advice: 'ordered',
    hook: 'order-sign',
    chart: [...RENAL_FAILURE, MYELOMA],
    drafts: [draft('5640', { value: 600, unit: 'mg', frequency: 3 })],
  },
  {
    rule: 'CONTRAST-RENAL',
    advice: 'impaired',
    hook: 'order-sign',
    chart: [...RENAL_FAILURE, MYELOMA],
    drafts: [service('CT chest with IV contrast')],
  },
  {
    rule: 'BONE-AGENT-MISSING',
    advice: 'missing',
    hook: 'patient-view',
    chart: [...HEALTHY_KIDNEYS, MYELOMA, medication('358258', { value: 1.3, unit: 'mg/m2', ...WEEKLY }, 5)],
  },
  {
    rule: 'BONE-AGENT-DENTAL',
    advice: 'no-exam',
    hook: 'order-sign',
    chart: [...HEALTHY_KIDNEYS, MYELOMA],
    drafts: [zoledronicAcid],
  },
  {
    rule: 'SKELETAL-SURVEY',
    advice: 'prefer-advanced',
    hook: 'order-sign',
    chart: [...HEALTHY_KIDNEYS, MYELOMA],
    drafts: [service('Skeletal survey')],
  },
  {
    rule: 'DIAGNOSIS-CLASSIFICATION',
    advice: 'active',
    hook: 'patient-view',
    chart: [...HEALTHY_KIDNEYS, lab('11118-7', 85, '%', 3)],
  },
  {
    rule: 'STAGING',
    advice: 'stage',
    hook: 'patient-view',
    chart: [...HEALTHY_KIDNEYS, condition('C90.00', 5), lab('1952-1', 9, 'mg/L', 3), lab('1751-7', 2.8, 'g/dL', 3)],
  },
  {
    rule: 'SMOLDERING-RISK',
    advice: 'high',
    hook: 'patient-view',
    chart: [...HEALTHY_KIDNEYS, condition('413587002', 5), lab('11118-7', 40, '%', 3), lab('33358-3', 2.8, 'g/dL', 3)],
  },
  {
    rule: 'PLASMACYTOMA-CARE',
    advice: 'initial',
    hook: 'patient-view',
    chart: [...HEALTHY_KIDNEYS, condition('C90.30', 400)],
  },
  {
    rule: 'WORKUP-GAPS',
    advice: 'incomplete',
    hook: 'patient-view',
    chart: [...HEALTHY_KIDNEYS, condition('C90.00', 5)],
  },
  {
    rule: 'RENAL-DISEASE',
    advice: 'work-up',
    hook: 'patient-view',
    chart: [...RENAL_FAILURE, MYELOMA],
  },
  {
    rule: 'RENAL-RECOVERY',
    advice: 'consider-lenalidomide',
    hook: 'patient-view',
    chart: [
      ...WOMAN,
      ...[creatinine(4, 60), creatinine(0.7, 7), creatinine(0.7)],
      condition('C90.00', 70),
      medication('358258', { value: 1.3, unit: 'mg/m2', ...WEEKLY }, 5),
      medication('3002', { value: 300, unit: 'mg', ...WEEKLY }, 5),
      medication('3264', { value: 40, unit: 'mg', ...WEEKLY }, 5),
    ],
  },
  {
    rule: 'BORTEZOMIB-ROUTE',
    advice: 'ordered',
    hook: 'order-sign',
    chart: [...HEALTHY_KIDNEYS, MYELOMA],
    drafts: [bortezomib],
  },
  {
    rule: 'BORTEZOMIB-FREQUENCY',
    advice: 'ordered',
    hook: 'order-sign',
    chart: [...HEALTHY_KIDNEYS, MYELOMA],
    drafts: [bortezomib],
  },
  {
    rule: 'CARFILZOMIB-CARDIAC',
    advice: 'heart-failure-and-hypertension',
    hook: 'order-sign',
    chart: [...HEALTHY_KIDNEYS, MYELOMA, condition('I50.9'), condition('I10')],
    drafts: [carfilzomib],
  },
  {
    rule: 'STEM-CELL-HARVEST',
    advice: 'harvest',
    hook: 'patient-view',
    chart: [
      ...HEALTHY_KIDNEYS,
      condition('C90.00', 1500),
      medication('643720', lenalidomide, 1200),
      service('Autologous stem cell transplant', { code: '425983008', status: 'active' }),
    ],
  },
  {
    rule: 'INFECTION-PREVENTION',
    advice: 'consider',
    hook: 'patient-view',
    chart: [...HEALTHY_KIDNEYS, MYELOMA, lab('2465-3', 150, 'mg/dL')],
  },
  {
    rule: 'ANEMIA-ESA',
    advice: 'consider',
    hook: 'patient-view',
    chart: [...HEALTHY_KIDNEYS, MYELOMA, lab('718-7', 7.2, 'g/dL')],
  },
  { rule: 'FRAILTY', advice: 'assess', hook: 'patient-view', chart: [patient('female', 84), MYELOMA] },
  {
    rule: 'CHART-INCOMPLETE',
    advice: 'kinds-unread',
    hook: 'patient-view',
    chart: [patient('female', 71), MYELOMA],
    unread: ['medications'],
  },
];
