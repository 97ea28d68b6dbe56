import type { Citation } from '../rule.ts';

export const SCREENING: Citation = { page: 'MYEL-F', specIds: ['F-5'], label: 'MYEL-F, screening' };
export const PROPHYLAXIS: Citation = { page: 'MYEL-F', specIds: ['F-6'], label: 'MYEL-F, prophylaxis' };
export const PRODUCT_DOSES: Citation = { page: 'MYEL-F', specIds: ['F-6'], label: 'doses: product labels' };
export const INFECTION: Citation = { page: 'MYEL-H', specIds: ['H-8'], label: 'MYEL-H, infection' };
