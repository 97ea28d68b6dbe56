import type { Service, SuggestedOrder } from '../rule.ts';

/** Tests and imaging that the page offers to order. */

const SERVICES = {
  'order-cbc': {
    category: 'laboratory',
    system: 'loinc',
    code: '58410-2',
    display: 'CBC panel - Blood by Automated count',
  },
  'order-chemistry': {
    category: 'laboratory',
    system: 'loinc',
    code: '24323-8',
    display: 'Comprehensive metabolic 2000 panel - Serum or Plasma',
  },
  'order-mri': { category: 'imaging', system: 'loinc', code: '46358-8', display: 'MR Whole body' },
  'order-pet-ct': {
    category: 'imaging',
    system: 'loinc',
    code: '81555-5',
    display: 'PET+CT Guidance for localization of tumor of Whole body-- W 18F-FDG IV',
  },
} as const satisfies Readonly<Record<string, Service>>;
type Item = keyof typeof SERVICES;

/** Chemistry holds creatinine, albumin and calcium. */
export function suggestionsFor(due: readonly string[], extraosseous: boolean): readonly SuggestedOrder[] {
  const initial: readonly Item[] = extraosseous ? ['order-pet-ct'] : ['order-mri', 'order-pet-ct'];
  const items: readonly Item[] = [
    ...(due.includes('initial-imaging') ? initial : []),
    ...(due.includes('yearly-mri') ? (['order-mri'] as const) : []),
    ...(due.includes('yearly-pet-ct') ? (['order-pet-ct'] as const) : []),
    ...(due.includes('cbc') ? (['order-cbc'] as const) : []),
    ...(due.some((item) => ['creatinine', 'albumin', 'calcium'].includes(item)) ? (['order-chemistry'] as const) : []),
  ];
  return items.map((item) => ({ kind: 'service', item, service: SERVICES[item] }));
}
