import type { Citation } from '../rule.ts';

export const IMPEDE: Citation = {
  page: 'MYEL-I',
  specIds: ['I-1'],
  label: 'IMPEDE, Sanfilippo, Am J Hematol 2019;94:1176',
};
export const SAVED: Citation = { page: 'MYEL-I', specIds: ['I-2'], label: 'SAVED, Li, JNCCN 2019;17:840' };
export const PROPHYLAXIS: Citation = { page: 'MYEL-I', specIds: ['I-3', 'I-5'], label: 'MYEL-I 3/3' };
export const INTENSITY: Citation = { page: 'MYEL-I', specIds: ['I-4'], label: 'MYEL-I 3/3; product labels' };
export const SAFETY: Citation = { page: 'MYEL-I', specIds: ['I-6', 'I-7'], label: 'MYEL-I 2/3' };
export const TREATMENT: Citation = { page: 'MYEL-I', specIds: ['I-8'], label: 'MYEL-I 2/3' };
