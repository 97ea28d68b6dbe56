import type { DrugForm, Ingredient, Route } from '../../logic/drugs.ts';
import type { Strength } from './strength.ts';

/** What an order is for: its ingredient, its name in the chart, and the strength of the product if one was chosen. */
export interface ResolvedDrug {
  readonly ingredient: Ingredient;
  readonly label: string;
  readonly strength: Strength | null;
  readonly form: DrugForm | null;
  readonly route: Route | null;
}
