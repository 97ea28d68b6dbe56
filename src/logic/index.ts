import type { Rule } from './rule.ts';
import { lenalidomideRenalDose } from './renal/lenalidomide-dose.ts';
import { anticoagulantPlatelets } from './vte/anticoagulant-platelets.ts';
import { vteProphylaxis } from './vte/prophylaxis.ts';
import { vteTreatment } from './vte/treatment.ts';
import { bortezomibFrequency } from './drug-safety/bortezomib-frequency.ts';
import { bortezomibRoute } from './drug-safety/bortezomib-route.ts';
import { carfilzomibCardiac } from './drug-safety/carfilzomib-cardiac.ts';
import { daratumumabRouteDose } from './drug-safety/daratumumab-route-dose.ts';
import { stemCellHarvest } from './drug-safety/stem-cell-harvest.ts';
import { stemCellToxic } from './drug-safety/stem-cell-toxic.ts';
import { chartIncomplete } from './chart/incomplete.ts';

/** The pages in force. Order decides between findings of the same urgency. */
export const PAGES: readonly Rule[] = [
  lenalidomideRenalDose,
  anticoagulantPlatelets,
  vteTreatment,
  vteProphylaxis,
  daratumumabRouteDose,
  stemCellToxic,
  stemCellHarvest,
  carfilzomibCardiac,
  bortezomibRoute,
  bortezomibFrequency,
  chartIncomplete,
];
