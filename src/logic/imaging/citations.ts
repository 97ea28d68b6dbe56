import type { Citation } from '../rule.ts';

export const IMAGING_ORDERS: Citation = {
  page: 'MYEL-B',
  specIds: ['IM-5', 'IM-1', 'W-4'],
  label: 'MYEL-B, imaging of myeloma',
};
