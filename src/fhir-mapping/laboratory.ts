import type { LaboratoryName, LaboratoryUnits } from '../logic/laboratory-facts.ts';
import type { MeasurementSpec } from './measurements.ts';

/** One line per series: which concept, in which unit, and what is humanly possible. */

/** g/mol (terminology, units.csv). */
const MOLAR_MASS = {
  creatinine: 113.118,
  calcium: 40.08,
  albumin: 66_000,
  /** The monomer, by which laboratories report hemoglobin in mmol/L. */
  hemoglobin: 16_114,
  beta2Microglobulin: 11_800,
  urate: 168.111,
  glucose: 180.2,
  /** Two nitrogens: urea nitrogen, not urea. */
  ureaNitrogen: 28.01,
  urea: 60.055,
  cobalamin: 1355.4,
  /** 76 amino acids. */
  ntProBnp: 8457,
} as const;

type Line<U extends string> = Omit<MeasurementSpec<U>, 'lookBackDays' | 'notBefore'>;

/** What the readers look for, by the name under which pages know it. */
export const LABORATORY: { readonly [N in LaboratoryName]: Line<LaboratoryUnits[N]> } = {
  hemoglobin: { concept: 'hemoglobin', unit: 'g/dL', plausible: [1, 30], molarMass: MOLAR_MASS.hemoglobin },
  leukocytes: { concept: 'leukocytes', unit: '10*3/uL', plausible: [0, 1000] },
  neutrophils: { concept: 'neutrophils', unit: '10*3/uL', plausible: [0, 500] },
  plateletSeries: { concept: 'platelets', unit: '10*3/uL', plausible: [0, 3000] },
  creatinineSeries: {
    concept: 'serum-creatinine',
    unit: 'mg/dL',
    plausible: [0.1, 30],
    molarMass: MOLAR_MASS.creatinine,
  },
  egfrSeries: { concept: 'egfr', unit: 'mL/min/{1.73_m2}', plausible: [0, 250] },
  calcium: { concept: 'calcium', unit: 'mg/dL', plausible: [2, 30], molarMass: MOLAR_MASS.calcium },
  albuminCorrectedCalcium: {
    concept: 'albumin-corrected-calcium',
    unit: 'mg/dL',
    plausible: [2, 30],
    molarMass: MOLAR_MASS.calcium,
  },
  albumin: { concept: 'albumin', unit: 'g/dL', plausible: [0.5, 8], molarMass: MOLAR_MASS.albumin },
  totalProtein: { concept: 'total-protein', unit: 'g/dL', plausible: [1, 25] },
  ureaNitrogen: {
    concept: 'bun',
    unit: 'mg/dL',
    plausible: [1, 400],
    molarMass: MOLAR_MASS.ureaNitrogen,
    // One mole of urea holds 28.01 g of nitrogen: mmol/L times 2.801 is mg/dL (terminology, trap 9).
    also: [{ concept: 'urea', readIn: 'mmol/L', molarMass: MOLAR_MASS.urea, times: MOLAR_MASS.ureaNitrogen / 10 }],
  },
  uricAcid: { concept: 'uric-acid', unit: 'mg/dL', plausible: [0.1, 50], molarMass: MOLAR_MASS.urate },
  potassium: { concept: 'potassium', unit: 'mmol/L', plausible: [1, 12], sameAs: { 'meq/L': 'mmol/L' } },
  sodium: { concept: 'sodium', unit: 'mmol/L', plausible: [90, 200], sameAs: { 'meq/L': 'mmol/L' } },
  glucose: { concept: 'glucose', unit: 'mg/dL', plausible: [5, 2000], molarMass: MOLAR_MASS.glucose },
  beta2Microglobulin: {
    concept: 'beta2-microglobulin',
    unit: 'mg/L',
    plausible: [0.1, 200],
    molarMass: MOLAR_MASS.beta2Microglobulin,
  },
  ldh: { concept: 'ldh', unit: 'U/L', plausible: [10, 50_000], sameAs: { '[IU]/L': 'U/L' } },
  serumMProtein: { concept: 'serum-m-protein', unit: 'g/dL', plausible: [0, 20], zeroWhenNotDetected: true },
  urineMProtein: {
    concept: 'urine-m-protein',
    unit: 'mg/(24.h)',
    plausible: [0, 60_000],
    zeroWhenNotDetected: true,
  },
  benceJonesProtein: {
    concept: 'bence-jones-protein-24h',
    unit: 'mg/(24.h)',
    plausible: [0, 60_000],
    zeroWhenNotDetected: true,
  },
  freeKappa: { concept: 'free-kappa', unit: 'mg/L', plausible: [0, 200_000] },
  freeLambda: { concept: 'free-lambda', unit: 'mg/L', plausible: [0, 200_000] },
  flcRatio: { concept: 'flc-ratio', unit: '{ratio}', plausible: [0, 100_000] },
  igG: { concept: 'igg', unit: 'mg/dL', plausible: [0, 20_000] },
  igA: { concept: 'iga', unit: 'mg/dL', plausible: [0, 20_000] },
  igM: { concept: 'igm', unit: 'mg/dL', plausible: [0, 20_000] },
  igD: { concept: 'igd', unit: 'mg/dL', plausible: [0, 20_000] },
  urineProtein: { concept: 'urine-protein-24h', unit: 'mg/(24.h)', plausible: [0, 100_000] },
  urineAlbuminCreatinineRatio: {
    concept: 'urine-albumin-creatinine-ratio',
    unit: 'mg/mmol',
    plausible: [0, 5000],
    molarMass: MOLAR_MASS.creatinine,
  },
  urineProteinCreatinineRatio: {
    concept: 'urine-protein-creatinine-ratio',
    unit: 'mg/mmol',
    plausible: [0, 10_000],
    molarMass: MOLAR_MASS.creatinine,
  },
  serumViscosity: { concept: 'serum-viscosity', unit: 'cP', plausible: [0.5, 50] },
  vegf: { concept: 'vegf', unit: 'pg/mL', plausible: [0, 100_000] },
  tsh: {
    concept: 'tsh',
    unit: 'm[IU]/L',
    plausible: [0, 1000],
    sameAs: { 'u[IU]/mL': 'm[IU]/L', 'mU/L': 'm[IU]/L', 'uU/mL': 'm[IU]/L' },
  },
  vitaminB12: { concept: 'vitamin-b12', unit: 'pg/mL', plausible: [0, 20_000], molarMass: MOLAR_MASS.cobalamin },
  ntProBnp: { concept: 'nt-probnp', unit: 'ng/L', plausible: [0, 500_000], molarMass: MOLAR_MASS.ntProBnp },
  inr: { concept: 'inr', unit: '{INR}', plausible: [0.5, 20] },
  // Laboratory results only: pages read `marrow.plasmaCells`, which unites these with pathology reports.
  marrowPlasmaCells: { concept: 'marrow-plasma-cells', unit: '%', plausible: [0, 100] },
  marrowAbnormalPlasmaCells: { concept: 'marrow-abnormal-plasma-cells', unit: '%', plausible: [0, 100] },
  circulatingPlasmaCells: { concept: 'circulating-plasma-cells', unit: '/uL', plausible: [0, 500_000] },
  circulatingPlasmaCellFraction: { concept: 'circulating-plasma-cell-fraction', unit: '%', plausible: [0, 100] },
  bodySurfaceArea: { concept: 'body-surface-area', unit: 'm2', plausible: [0.5, 4] },
  ecog: { concept: 'ecog', unit: '{score}', plausible: [0, 5] },
  karnofsky: { concept: 'karnofsky', unit: '{score}', plausible: [0, 100], sameAs: { '%': '{score}' } },
};

export const LABORATORY_NAMES = Object.keys(LABORATORY) as readonly LaboratoryName[];
