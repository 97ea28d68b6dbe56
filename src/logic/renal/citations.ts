import type { Citation } from '../rule.ts';

export const LENALIDOMIDE_DOSE: Citation = {
  page: 'MYEL-J',
  specIds: ['J-2'],
  label: 'MYEL-J, lenalidomide dose by renal function',
};
export const CLEARANCE: Citation = { page: 'MYEL-J', specIds: ['D-1'], label: 'Cockcroft-Gault, Nephron 1976;16:31' };
export const RENAL_CARE: Citation = { page: 'MYEL-J', specIds: ['J-1'], label: 'MYEL-J, renal disease in myeloma' };
export const RECOVERY: Citation = { page: 'MYEL-J', specIds: ['J-5'], label: 'MYEL-J, regimen after renal recovery' };
