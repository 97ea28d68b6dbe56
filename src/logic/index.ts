import type { Rule } from './rule.ts';
import { lenalidomideRenalDose } from './renal/lenalidomide-dose.ts';
import { anticoagulantPlatelets } from './vte/anticoagulant-platelets.ts';
import { vteProphylaxis } from './vte/prophylaxis.ts';
import { vteTreatment } from './vte/treatment.ts';
import { chartIncomplete } from './chart/incomplete.ts';
import { contrastRenal } from './imaging/contrast-renal.ts';
import { skeletalSurvey } from './imaging/skeletal-survey.ts';
import { workupGaps } from './workup/gaps.ts';

/** The pages in force. Order decides between findings of the same urgency. */
export const PAGES: readonly Rule[] = [
  lenalidomideRenalDose,
  anticoagulantPlatelets,
  vteTreatment,
  vteProphylaxis,
  contrastRenal,
  skeletalSurvey,
  workupGaps,
  chartIncomplete,
];
