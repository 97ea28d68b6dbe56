import type { Citation } from '../rule.ts';

export const CARE: Citation = {
  page: 'MYEL-2',
  specIds: ['P-1', 'P-2', 'P-3', 'P-4'],
  label: 'MYEL-2, solitary plasmacytoma',
};
export const RADIOTHERAPY: Citation = { page: 'MYEL-D', specIds: ['P-1'], label: 'MYEL-D, radiotherapy' };
export const DEFINITION: Citation = { page: 'MYEL-C', specIds: ['C-4'], label: 'MYEL-2 note j, MYEL-C' };
