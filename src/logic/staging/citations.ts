import type { Citation } from '../rule.ts';

export const STAGES: Citation = {
  page: 'MYEL-A',
  specIds: ['S-1', 'S-2', 'S-3', 'S-4', 'S-5'],
  label: 'MYEL-A, ISS and R-ISS',
};
export const FRAILTY_AT_WORKUP: Citation = {
  page: 'MYEL-1',
  specIds: ['W-3'],
  label: 'MYEL-1, frailty in the elderly',
};
export const FRAILTY_IN_THERAPY: Citation = { page: 'MYEL-F', specIds: ['F-2'], label: 'MYEL-F, function and age' };
