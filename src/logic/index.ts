import type { Rule } from './rule.ts';
import { boneAgentDental } from './bone/agent-dental.ts';
import { boneAgentMissing } from './bone/agent-missing.ts';
import { boneAgentRenal } from './bone/agent-renal.ts';
import { hypercalcemia } from './bone/hypercalcemia.ts';
import { lenalidomideRenalDose } from './renal/lenalidomide-dose.ts';
import { hbvScreen } from './infection/hbv-screen.ts';
import { highDoseDexProphylaxis } from './infection/high-dose-dex-prophylaxis.ts';
import { infectionPrevention } from './infection/infection-prevention.ts';
import { zosterProphylaxis } from './infection/zoster-prophylaxis.ts';
import { anemiaEsa } from './supportive/anemia-esa.ts';
import { typeAndScreen } from './supportive/type-and-screen.ts';
import { nephrotoxicDrug } from './renal/nephrotoxic-drug.ts';
import { renalDiseaseCare } from './renal/renal-disease.ts';
import { renalRecovery } from './renal/renal-recovery.ts';
import { anticoagulantPlatelets } from './vte/anticoagulant-platelets.ts';
import { vteProphylaxis } from './vte/prophylaxis.ts';
import { vteTreatment } from './vte/treatment.ts';
import { bortezomibFrequency } from './drug-safety/bortezomib-frequency.ts';
import { bortezomibRoute } from './drug-safety/bortezomib-route.ts';
import { carfilzomibCardiac } from './drug-safety/carfilzomib-cardiac.ts';
import { daratumumabRouteDose } from './drug-safety/daratumumab-route-dose.ts';
import { stemCellHarvest } from './drug-safety/stem-cell-harvest.ts';
import { stemCellToxic } from './drug-safety/stem-cell-toxic.ts';
import { diagnosisClassification } from './diagnosis/classification.ts';
import { diagnosisDiscrepancy } from './diagnosis/discrepancy.ts';
import { smolderingRisk } from './smoldering/risk.ts';
import { smolderingTherapy } from './smoldering/therapy.ts';
import { chartIncomplete } from './chart/incomplete.ts';
import { plasmacytomaCare } from './plasmacytoma/care.ts';
import { frailty } from './staging/frailty.ts';
import { staging } from './staging/stage.ts';
import { contrastRenal } from './imaging/contrast-renal.ts';
import { skeletalSurvey } from './imaging/skeletal-survey.ts';
import { workupGaps } from './workup/gaps.ts';

/** The pages in force. Order decides between findings of the same urgency. */
export const PAGES: readonly Rule[] = [
  lenalidomideRenalDose,
  daratumumabRouteDose,
  boneAgentRenal,
  anticoagulantPlatelets,
  diagnosisDiscrepancy,
  smolderingTherapy,
  stemCellToxic,
  vteTreatment,
  vteProphylaxis,
  hbvScreen,
  typeAndScreen,
  zosterProphylaxis,
  highDoseDexProphylaxis,
  hypercalcemia,
  nephrotoxicDrug,
  contrastRenal,
  boneAgentMissing,
  boneAgentDental,
  skeletalSurvey,
  diagnosisClassification,
  staging,
  smolderingRisk,
  plasmacytomaCare,
  workupGaps,
  renalDiseaseCare,
  renalRecovery,
  bortezomibRoute,
  bortezomibFrequency,
  carfilzomibCardiac,
  stemCellHarvest,
  infectionPrevention,
  anemiaEsa,
  frailty,
  chartIncomplete,
];
