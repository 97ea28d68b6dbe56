import type { Citation } from '../rule.ts';

export const BONE_THERAPY: Citation = { page: 'MYEL-H', specIds: ['H-1', 'H-3'], label: 'MYEL-H, bone disease' };
export const BONE_CARE: Citation = {
  page: 'MYEL-H',
  specIds: ['H-2'],
  label: 'MYEL-H, dental examination and duration of bone-modifying therapy',
};
export const HIGH_CALCIUM: Citation = { page: 'MYEL-H', specIds: ['H-5'], label: 'MYEL-H, hypercalcemia' };
export const CORRECTION: Citation = { page: 'MYEL-C', specIds: ['D-3'], label: 'calcium corrected for albumin' };
export const BONE_DOSES: Citation = {
  page: 'MYEL-J',
  specIds: ['J-3'],
  label: 'MYEL-J, bone-modifying agents by renal function',
};
