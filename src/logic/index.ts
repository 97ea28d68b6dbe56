import type { Rule } from './rule.ts';
import { lenalidomideRenalDose } from './renal/lenalidomide-dose.ts';
import { anticoagulantPlatelets } from './vte/anticoagulant-platelets.ts';
import { vteProphylaxis } from './vte/prophylaxis.ts';
import { vteTreatment } from './vte/treatment.ts';
import { chartIncomplete } from './chart/incomplete.ts';
import { plasmacytomaCare } from './plasmacytoma/care.ts';
import { frailty } from './staging/frailty.ts';
import { staging } from './staging/stage.ts';

/** The pages in force. Order decides between findings of the same urgency. */
export const PAGES: readonly Rule[] = [
  lenalidomideRenalDose,
  anticoagulantPlatelets,
  vteTreatment,
  vteProphylaxis,
  chartIncomplete,
  plasmacytomaCare,
  staging,
  frailty,
];
