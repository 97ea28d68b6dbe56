import type { Category, Product } from '../rule.ts';
import type { Ingredient } from '../drugs.ts';

/** A drug that I-3 names for prophylaxis, as an order that can be signed. */
export interface Agent {
  readonly item: string;
  readonly ingredient: Ingredient;
  readonly category: Category;
  readonly product: Product;
}

const oral = { route: 'oral', frequency: 1, period: 1, periodUnit: 'd' } as const;
const injected = { ...oral, route: 'subcutaneous' } as const;

/** High risk (I-3, right column; MYEL-I 3/3). Dalteparin is the less common choice, 2B. */
export const ANTICOAGULANT_AGENTS = [
  {
    item: 'enoxaparin',
    ingredient: 'enoxaparin',
    category: '2A',
    product: {
      ...injected,
      ingredient: 'enoxaparin',
      rxnorm: '854235',
      display: '0.4 ML enoxaparin sodium 100 MG/ML Prefilled Syringe',
      perDose: { value: 40, unit: 'mg' },
      instruction: 'Enoxaparin 40 mg subcutaneously once daily',
    },
  },
  {
    item: 'apixaban',
    ingredient: 'apixaban',
    category: '2A',
    product: {
      ...oral,
      frequency: 2,
      ingredient: 'apixaban',
      rxnorm: '1364435',
      display: 'apixaban 2.5 MG Oral Tablet',
      perDose: { value: 2.5, unit: 'mg' },
      instruction: 'Apixaban 2.5 mg by mouth twice daily',
    },
  },
  {
    item: 'rivaroxaban',
    ingredient: 'rivaroxaban',
    category: '2A',
    product: {
      ...oral,
      ingredient: 'rivaroxaban',
      rxnorm: '1114195',
      display: 'rivaroxaban',
      perDose: { value: 10, unit: 'mg' },
      instruction: 'Rivaroxaban 10 mg by mouth once daily',
    },
  },
  {
    item: 'fondaparinux',
    ingredient: 'fondaparinux',
    category: '2A',
    product: {
      ...injected,
      ingredient: 'fondaparinux',
      rxnorm: '861360',
      display: '0.5 ML fondaparinux sodium 5 MG/ML Prefilled Syringe',
      perDose: { value: 2.5, unit: 'mg' },
      instruction: 'Fondaparinux 2.5 mg subcutaneously once daily',
    },
  },
  {
    item: 'warfarin',
    ingredient: 'warfarin',
    category: '2A',
    product: {
      ...oral,
      ingredient: 'warfarin',
      rxnorm: '11289',
      display: 'warfarin',
      perDose: null,
      instruction: 'Warfarin by mouth once daily, dose adjusted to INR 2.0-3.0',
    },
  },
  {
    item: 'dalteparin',
    ingredient: 'dalteparin',
    category: '2B',
    product: {
      ...injected,
      ingredient: 'dalteparin',
      rxnorm: '67109',
      display: 'dalteparin',
      perDose: { value: 5000, unit: '[IU]' },
      instruction: 'Dalteparin 5,000 units subcutaneously once daily',
    },
  },
] as const satisfies readonly Agent[];

/** Lower risk (I-3, left column): 81 to 325 mg daily; the smallest marketed strength is offered. */
export const ASPIRIN_AGENT = {
  item: 'aspirin',
  ingredient: 'aspirin',
  category: '2A',
  product: {
    ...oral,
    ingredient: 'aspirin',
    rxnorm: '308416',
    display: 'aspirin 81 MG Delayed Release Oral Tablet',
    perDose: { value: 81, unit: 'mg' },
    instruction: 'Aspirin 81 mg by mouth once daily',
  },
} as const satisfies Agent;
