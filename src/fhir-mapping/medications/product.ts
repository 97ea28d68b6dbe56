import type { DrugForm, Ingredient, Route } from '../../logic/drugs.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { listAt, type AnyResource, type JsonObject } from '../json.ts';
import { dosagesOf } from './dosages.ts';
import { formOf, routeOf } from './forms.ts';
import type { ResolvedDrug } from './resolved-drug.ts';
import { strengthIn, strengthOfIngredient, type Strength } from './strength.ts';

/** What tells of a product. */
interface Told {
  readonly ingredient: Ingredient;
  /** Its names, those of the chart first. */
  readonly displays: readonly string[];
  /** The Medications that the order refers to. */
  readonly medications: readonly JsonObject[];
}

/** The drug of an order. Its strength and route are read when a page asks for them: of most drugs none does. */
export class Product implements ResolvedDrug {
  readonly ingredient: Ingredient;
  readonly label: string;
  readonly #index: ChartIndex;
  readonly #order: AnyResource;
  readonly #told: Told;
  #strength: Strength | null | undefined;
  #route: Route | null | undefined;

  constructor(index: ChartIndex, order: AnyResource, told: Told) {
    this.ingredient = told.ingredient;
    this.label = told.displays.find((display) => display !== '') ?? told.ingredient;
    this.#index = index;
    this.#order = order;
    this.#told = told;
    index.quality.later(() => this.route);
  }

  get strength(): Strength | null {
    return (this.#strength = this.#strength === undefined ? strengthOf(this.#told) : this.#strength);
  }

  get form(): DrugForm | null {
    return formOf(this.ingredient, this.#told.displays);
  }

  get route(): Route | null {
    return (this.#route = this.#route === undefined ? this.#readRoute() : this.#route);
  }

  #readRoute(): Route | null {
    const route = routeOf(dosagesOf(this.#order), this.#told.displays);
    if (route !== 'conflicting') return route;
    const detail = `${this.ingredient}: more than one route`;
    this.#index.quality.add(referenceOf(this.#order), 'conflicting-values', detail);
    return null;
  }
}

/** The one strength that all sources which state any agree on. */
function strengthOf({ medications, displays }: Told): Strength | null {
  const stated = [
    ...medications.flatMap((medication) => listAt(medication, 'ingredient').map(strengthOfIngredient)),
    ...displays.map(strengthIn),
  ].filter((strength) => strength !== null);
  const [first] = stated;
  const same = (other: Strength): boolean =>
    other.perPiece?.value === first?.perPiece?.value && other.perMl?.value === first?.perMl?.value;
  return first && stated.every(same) ? first : null;
}
