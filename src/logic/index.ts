import type { Rule } from './rule.ts';
import { lenalidomideRenalDose } from './renal/lenalidomide-dose.ts';
import { hbvScreen } from './infection/hbv-screen.ts';
import { highDoseDexProphylaxis } from './infection/high-dose-dex-prophylaxis.ts';
import { infectionPrevention } from './infection/infection-prevention.ts';
import { zosterProphylaxis } from './infection/zoster-prophylaxis.ts';
import { anemiaEsa } from './supportive/anemia-esa.ts';
import { typeAndScreen } from './supportive/type-and-screen.ts';
import { anticoagulantPlatelets } from './vte/anticoagulant-platelets.ts';
import { vteProphylaxis } from './vte/prophylaxis.ts';
import { vteTreatment } from './vte/treatment.ts';
import { chartIncomplete } from './chart/incomplete.ts';

/** The pages in force. Order decides between findings of the same urgency. */
export const PAGES: readonly Rule[] = [
  lenalidomideRenalDose,
  anticoagulantPlatelets,
  vteTreatment,
  vteProphylaxis,
  hbvScreen,
  typeAndScreen,
  zosterProphylaxis,
  highDoseDexProphylaxis,
  infectionPrevention,
  anemiaEsa,
  chartIncomplete,
];
