import type { Citation } from '../rule.ts';

export const LENALIDOMIDE_DOSE: Citation = {
  page: 'MYEL-J',
  specIds: ['J-2'],
  label: 'MYEL-J, lenalidomide dose by renal function',
};
export const CLEARANCE: Citation = { page: 'MYEL-J', specIds: ['D-1'], label: 'Cockcroft-Gault, Nephron 1976;16:31' };
