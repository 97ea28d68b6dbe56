import type { Citation } from '../rule.ts';

export const RISK: Citation = {
  page: 'MYEL-3',
  specIds: ['SM-1', 'SM-2', 'SM-3'],
  label: 'MYEL-3; 20/2/20, Lakshman, Blood Cancer J 2018;8:59',
};
export const THERAPY: Citation = { page: 'MYEL-3', specIds: ['SM-3', 'SM-6'], label: 'MYEL-3' };
