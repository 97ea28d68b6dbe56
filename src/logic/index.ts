import type { Rule } from './rule.ts';
import { lenalidomideRenalDose } from './renal/lenalidomide-dose.ts';
import { anticoagulantPlatelets } from './vte/anticoagulant-platelets.ts';
import { vteProphylaxis } from './vte/prophylaxis.ts';
import { vteTreatment } from './vte/treatment.ts';
import { diagnosisClassification } from './diagnosis/classification.ts';
import { diagnosisDiscrepancy } from './diagnosis/discrepancy.ts';
import { smolderingRisk } from './smoldering/risk.ts';
import { smolderingTherapy } from './smoldering/therapy.ts';
import { chartIncomplete } from './chart/incomplete.ts';

/** The pages in force. Order decides between findings of the same urgency. */
export const PAGES: readonly Rule[] = [
  lenalidomideRenalDose,
  anticoagulantPlatelets,
  vteTreatment,
  vteProphylaxis,
  diagnosisDiscrepancy,
  diagnosisClassification,
  smolderingTherapy,
  smolderingRisk,
  chartIncomplete,
];
