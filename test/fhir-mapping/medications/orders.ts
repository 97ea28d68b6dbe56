import { indexChart } from '../../../src/fhir-mapping/chart-index.ts';
import { doseOf } from '../../../src/fhir-mapping/medications/dose.ts';
import { resolveDrug } from '../../../src/fhir-mapping/medications/resolve.ts';
import type { Dose } from '../../../src/logic/dose.ts';
import { unknown, type Fact } from '../../../src/logic/facts.ts';
import { medication, type Json } from '../../patient.ts';
import { chartOf, resource } from '../charts.ts';

/** Orders for the dose tests: an RxNorm code, dosages, and what is read of them. */

/** The dose fact of an order that stands in a chart beside `others`. */
export function doseOfOrder(order: Json, others: readonly Json[] = []): Fact<Dose> {
  const index = indexChart(chartOf([order, ...others]));
  const drug = resolveDrug(index, resource(order));
  return drug ? doseOf(index, resource(order), drug) : unknown([{ concept: 'drug', because: 'unreadable' }]);
}

/** A dose in few words: per dose, per day, per cycle, each a number or `low..high`; or why there is none. */
export interface Shown {
  readonly perDose: number | string;
  readonly daily: number | string;
  readonly cycle: number | string;
}

const range = ({ low, high }: { readonly low: number; readonly high: number }): number | string =>
  low === high ? low : `${low}..${high}`;

export function shown(fact: Fact<Dose>): Shown | string | undefined {
  if (!fact.known) return fact.missing[0]?.because;
  const { perDose, meanDaily, perCycle } = fact.value;
  return { perDose: range(perDose), daily: range(meanDaily), cycle: range(perCycle) };
}

/** An order by RxNorm code that is nothing but words. */
export const inWords = (rxnorm: string, text: string): Json =>
  medication(rxnorm, null, { dosageInstruction: [{ text }] });
