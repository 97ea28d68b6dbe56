import type { Administration } from '../../logic/administration.ts';
import type { Dose, ScaledDose } from '../../logic/dose.ts';
import { isBoneAgent, type DrugForm, type Ingredient, type Route } from '../../logic/drugs.ts';
import type { Drug, Fact } from '../../logic/facts.ts';
import type { Interval } from '../../logic/interval.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import type { AnyResource } from '../json.ts';
import { administrationOf } from './administration.ts';
import { doseOf } from './dose.ts';
import { endOf, startOf } from './periods.ts';
import type { ResolvedDrug } from './resolved-drug.ts';
import { scaledDoseOf } from './scaled-dose.ts';
import { singleDoseOf } from './single-dose.ts';

/** A drug as one order has it. How it is given is read when a page asks for it: most drugs of a chart are never dosed. */
export class OrderedDrug implements Drug {
  readonly ingredient: Ingredient;
  readonly label: string;
  readonly reference: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly #index: ChartIndex;
  readonly #order: AnyResource;
  readonly #drug: ResolvedDrug;
  #dose: Fact<Dose> | undefined;
  #administration: Administration | null | undefined;

  constructor(index: ChartIndex, order: AnyResource, drug: ResolvedDrug) {
    this.ingredient = drug.ingredient;
    this.label = drug.label;
    this.reference = referenceOf(order);
    this.from = startOf(order);
    this.to = endOf(order);
    this.#index = index;
    this.#order = order;
    this.#drug = drug;
  }

  get route(): Route | null {
    return this.#drug.route;
  }

  get form(): DrugForm | null {
    return this.#drug.form;
  }

  get dose(): Fact<Dose> {
    return (this.#dose ??= doseOf(this.#index, this.#order, this.#drug));
  }

  get scaledDose(): ScaledDose | undefined {
    return this.dose.known ? undefined : (scaledDoseOf(this.#order) ?? undefined);
  }

  get singleDose(): Interval<'mg'> | undefined {
    if (this.dose.known || !isBoneAgent(this)) return undefined;
    return singleDoseOf(this.#order, this.#drug) ?? undefined;
  }

  get administration(): Administration | undefined {
    if (this.#administration === undefined) this.#administration = administrationOf(this.#order, this.#drug);
    return this.#administration ?? undefined;
  }
}
