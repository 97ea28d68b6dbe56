import type { Administration } from '../../../src/logic/administration.ts';
import { known, type Drug } from '../../../src/logic/facts.ts';
import type { HistoryEvent } from '../../../src/logic/history-facts.ts';
import type { GivenDose } from '../../../src/logic/therapy-facts.ts';
import { drug, interval, type Stated } from '../facts.ts';

/** Orders as the drug-safety pages see them. */

export const amount = (value: number, unit: GivenDose['unit'], to = value): GivenDose => ({
  unit,
  perDose: interval(value, { to }),
});

type Told = Partial<Pick<Drug, 'route' | 'form' | 'reference'>> & Partial<Administration>;

export function ordered(ingredient: Drug['ingredient'], told: Told = {}): Drug {
  const { route = null, form = null, reference = `MedicationRequest/${ingredient}`, ...said } = told;
  const nothing = { amounts: [], mostPerWeek: null, dates: [], inWords: null };
  return { ...drug(ingredient), route, form, reference, administration: { ...nothing, ...said } };
}

const event: HistoryEvent = { label: 'done', date: '2025-01-01', current: true, reference: 'Procedure/1' };
export const happened = (concept: string): Stated['stemCellCollections'] & object =>
  known([event], [{ concept, value: 'done', date: '2025-01-01', reference: 'Procedure/1', stale: false }]);

export const candidate = (is: boolean): Pick<Stated, 'transplantCandidate'> => ({
  transplantCandidate: known(is, [{ concept: 'transplant-candidate', value: is ? 'yes' : 'no', stale: false }]),
});

export const harvestPlanned: Stated = {
  plannedProcedures: known(
    [{ procedure: 'stemCellCollections', label: 'harvest', date: '2026-12-01', reference: 'ServiceRequest/1' }],
    [],
  ),
};
