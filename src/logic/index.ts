import type { Rule } from './rule.ts';
import { boneAgentDental } from './bone/agent-dental.ts';
import { boneAgentMissing } from './bone/agent-missing.ts';
import { boneAgentRenal } from './bone/agent-renal.ts';
import { hypercalcemia } from './bone/hypercalcemia.ts';
import { lenalidomideRenalDose } from './renal/lenalidomide-dose.ts';
import { nephrotoxicDrug } from './renal/nephrotoxic-drug.ts';
import { renalDiseaseCare } from './renal/renal-disease.ts';
import { renalRecovery } from './renal/renal-recovery.ts';
import { anticoagulantPlatelets } from './vte/anticoagulant-platelets.ts';
import { vteProphylaxis } from './vte/prophylaxis.ts';
import { vteTreatment } from './vte/treatment.ts';
import { chartIncomplete } from './chart/incomplete.ts';

/** The pages in force. Order decides between findings of the same urgency. */
export const PAGES: readonly Rule[] = [
  lenalidomideRenalDose,
  boneAgentRenal,
  anticoagulantPlatelets,
  vteTreatment,
  vteProphylaxis,
  hypercalcemia,
  nephrotoxicDrug,
  boneAgentMissing,
  boneAgentDental,
  renalDiseaseCare,
  renalRecovery,
  chartIncomplete,
];
