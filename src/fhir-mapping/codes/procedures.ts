import type { CodeRow } from './code-row.ts';

/** Procedures and devices. */
export const PROCEDURE_CODES = [
  { concept: 'central-venous-catheter', system: 'snomed', code: '233527006', display: 'Central venous cannula insertion (procedure)' },
  { concept: 'central-venous-catheter', system: 'snomed', code: '275066000', display: 'Open insertion of Hickman central venous catheter (procedure)' },
  { concept: 'central-venous-catheter', system: 'snomed', code: '398013009', display: 'Implantable venous access port (physical object)' },
  { concept: 'central-venous-catheter', system: 'snomed', code: '425196008', display: 'Insertion of peripherally inserted central catheter (procedure)' },
  { concept: 'central-venous-catheter', system: 'snomed', code: '442309004', display: 'Insertion of tunneled venous catheter (procedure)' },
  { concept: 'central-venous-catheter', system: 'snomed', code: '52124006', display: 'Central venous catheter, device (physical object)' },
  { concept: 'central-venous-catheter', system: 'snomed', code: '80402001', display: 'Insertion of implantable venous access port (procedure)' },
  { concept: 'dialysis-procedure', system: 'snomed', code: '108241001', display: 'Dialysis procedure (procedure)' },
  { concept: 'dialysis-procedure', system: 'snomed', code: '233578004', display: 'Continuous hemodialysis (procedure)' },
  { concept: 'dialysis-procedure', system: 'snomed', code: '233580005', display: 'Continuous venovenous hemodialysis (procedure)' },
  { concept: 'dialysis-procedure', system: 'snomed', code: '238318009', display: 'Continuous ambulatory peritoneal dialysis (procedure)' },
  { concept: 'dialysis-procedure', system: 'snomed', code: '265764009', display: 'Renal dialysis (procedure)' },
  { concept: 'dialysis-procedure', system: 'snomed', code: '302497006', display: 'Hemodialysis (procedure)' },
  { concept: 'dialysis-procedure', system: 'snomed', code: '71192002', display: 'Peritoneal dialysis (procedure)' },
  { concept: 'surgery', system: 'snomed', code: '387713003', display: 'Surgical procedure (procedure)' },
] as const satisfies readonly CodeRow[];
