import type { Citation } from '../rule.ts';

export const INITIAL_WORKUP: Citation = {
  page: 'MYEL-1',
  specIds: ['W-1', 'W-2', 'W-3', 'W-4'],
  label: 'MYEL-1, initial work-up',
};
