import type { Series } from './series.ts';

/**
 * Series of measurements that the pages read, each in the unit (UCUM) in which the guideline states its limits. A line
 * here asks for one in `fhir-mapping/laboratory.ts`.
 */
export interface LaboratoryUnits {
  readonly hemoglobin: 'g/dL';
  readonly leukocytes: '10*3/uL';
  readonly neutrophils: '10*3/uL';
  readonly plateletSeries: '10*3/uL';
  readonly creatinineSeries: 'mg/dL';
  readonly egfrSeries: 'mL/min/{1.73_m2}';
  readonly calcium: 'mg/dL';
  readonly albuminCorrectedCalcium: 'mg/dL';
  readonly albumin: 'g/dL';
  readonly totalProtein: 'g/dL';
  readonly ureaNitrogen: 'mg/dL';
  readonly uricAcid: 'mg/dL';
  readonly potassium: 'mmol/L';
  readonly sodium: 'mmol/L';
  readonly glucose: 'mg/dL';
  readonly beta2Microglobulin: 'mg/L';
  readonly ldh: 'U/L';
  readonly serumMProtein: 'g/dL';
  readonly urineMProtein: 'mg/(24.h)';
  readonly benceJonesProtein: 'mg/(24.h)';
  readonly freeKappa: 'mg/L';
  readonly freeLambda: 'mg/L';
  readonly flcRatio: '{ratio}';
  readonly igG: 'mg/dL';
  readonly igA: 'mg/dL';
  readonly igM: 'mg/dL';
  readonly igD: 'mg/dL';
  readonly urineProtein: 'mg/(24.h)';
  readonly urineAlbuminCreatinineRatio: 'mg/mmol';
  readonly urineProteinCreatinineRatio: 'mg/mmol';
  readonly serumViscosity: 'cP';
  readonly vegf: 'pg/mL';
  readonly tsh: 'm[IU]/L';
  readonly vitaminB12: 'pg/mL';
  readonly ntProBnp: 'ng/L';
  readonly inr: '{INR}';
  readonly marrowPlasmaCells: '%';
  readonly marrowAbnormalPlasmaCells: '%';
  readonly circulatingPlasmaCells: '/uL';
  readonly circulatingPlasmaCellFraction: '%';
  readonly bodySurfaceArea: 'm2';
  readonly ecog: '{score}';
  readonly karnofsky: '{score}';
}

export type LaboratoryName = keyof LaboratoryUnits;

export type LaboratoryFacts = { readonly [N in LaboratoryName]: Series<LaboratoryUnits[N]> };
