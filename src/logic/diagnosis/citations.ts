import type { Citation } from '../rule.ts';

export const DEFINITIONS: Citation = {
  page: 'MYEL-C',
  specIds: ['C-1', 'C-2', 'C-3', 'C-4'],
  label: 'MYEL-C; IMWG, Rajkumar, Lancet Oncol 2014;15:e538',
};
export const PLASMACYTOMA: Citation = { page: 'MYEL-2', specIds: ['C-4'], label: 'MYEL-2, note j' };
export const RECORDED: Citation = { page: 'MYEL-C', specIds: ['C-5', 'C-6'], label: 'MYEL-C' };
