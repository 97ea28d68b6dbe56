import type { Citation } from '../rule.ts';

const myelF = (specId: string, label: string): Citation => ({ page: 'MYEL-F', specIds: [specId], label });

export const BEFORE_HARVEST = myelF('F-3', 'MYEL-F, marrow-toxic drugs before stem-cell harvest');
export const PROLONGED_THERAPY = myelF('F-4', 'MYEL-F, harvest before prolonged lenalidomide or daratumumab');
export const BORTEZOMIB = myelF('F-7', 'MYEL-F, bortezomib: route and frequency');
export const CARFILZOMIB = myelF('F-8', 'MYEL-F, carfilzomib: cardiac, pulmonary and renal toxicity');
export const DARATUMUMAB = myelF('F-9', 'MYEL-F, daratumumab: intravenous and subcutaneous products; product labels');
