import type { Citation } from '../rule.ts';

export const TYPE_AND_SCREEN: Citation = {
  page: 'MYEL-F',
  specIds: ['F-10'],
  label: 'MYEL-F, laboratory interference',
};
export const ANEMIA: Citation = { page: 'MYEL-H', specIds: ['H-7', 'C-1c'], label: 'MYEL-H, anemia' };
export const ESA_AND_VTE: Citation = { page: 'MYEL-I', specIds: ['I-1'], label: 'MYEL-I 2/3' };
