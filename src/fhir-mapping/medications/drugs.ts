import { lastDayOf } from '../../logic/calendar.ts';
import type { Ingredient } from '../../logic/drugs.ts';
import { known, unknown, type Drug, type Fact } from '../../logic/facts.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { absence } from '../observations.ts';
import { listAt, objectAt, textAt, type AnyResource } from '../json.ts';
import { searchedEvidence, statusCode } from '../presence.ts';
import { drugOf } from '../codes/lookup.ts';
import { ingredientsIn } from './names.ts';
import { OrderedDrug } from './ordered-drug.ts';
import { referencedMedication, resolveDrug } from './resolve.ts';

/** An infusion under way is a drug being taken; one that is over is history (`courses`). */
const MEDICATION_TYPES = ['MedicationRequest', 'MedicationStatement', 'MedicationAdministration'] as const;

const ACTIVE_STATUS: Readonly<Record<string, string>> = { MedicationAdministration: 'in-progress' };

/** The drugs that the patient takes now, as far as any page speaks of them. */
export function readActiveDrugs(index: ChartIndex): Fact<readonly Drug[]> {
  const active = MEDICATION_TYPES.flatMap((type) => index.byType.get(type) ?? []).filter((order) =>
    isActive(index, order),
  );
  if (index.chart.answers.medications !== 'answered') {
    return unknown([{ concept: 'medications', because: absence(index, 'medications') }]);
  }
  const drugs = drugsOf(index, active).filter((drug) => isCurrent(index, drug));
  noteDoses(index, drugs);
  return known(drugs, searchedEvidence(index, 'medications', ['medications']));
}

/** The drugs of the order session, and of those the ones that this call is about. */
export function readPlannedDrugs(index: ChartIndex): readonly Drug[] {
  const drugs = drugsOf(index, index.drafts.filter(isOrderInHand));
  noteDoses(index, drugs);
  return drugs;
}

export function readSelectedDrugs(index: ChartIndex, planned: readonly Drug[]): readonly Drug[] {
  const { selections } = index.chart;
  if (selections === null) return planned;
  const selected = new Set(selections);
  return planned.filter((drug) => selected.has(drug.reference));
}

function drugsOf(index: ChartIndex, orders: readonly AnyResource[]): readonly OrderedDrug[] {
  const drugs: OrderedDrug[] = [];
  for (const order of orders) {
    const drug = resolveDrug(index, order);
    if (drug) drugs.push(new OrderedDrug(index, order, drug));
  }
  return drugs;
}

/** A dose that can't be read is noted, whether or not a page asks for it. */
const noteDoses = (index: ChartIndex, drugs: readonly OrderedDrug[]): void => {
  index.quality.later(() => drugs.map(({ dose }) => dose));
};

/**
 * Whether the orders in hand may concern any page: a recognised drug, or a reference that has yet to be read. Clients
 * call for every order of every patient; the others need no chart.
 */
export function concernsPages(index: ChartIndex): boolean {
  return index.drafts.some(
    (order) => isOrderInHand(order) && (resolveDrug(index, order) !== null || isUnread(index, order)),
  );
}

const isUnread = (index: ChartIndex, order: AnyResource): boolean =>
  textAt(objectAt(order, 'medicationReference'), 'reference') !== undefined &&
  referencedMedication(index, order) === undefined;

const ENDED = new Set(['cancelled', 'entered-in-error', 'stopped', 'completed']);

/** A medication draft, or an order signed again after revision; never one that says "do not". */
export function isOrderInHand(order: AnyResource): boolean {
  return (
    order.resourceType === 'MedicationRequest' &&
    !ENDED.has(textAt(order, 'status') ?? '') &&
    order['doNotPerform'] !== true
  );
}

const PLANNED_INTENTS = new Set(['proposal', 'option']);

function isActive(index: ChartIndex, order: AnyResource): boolean {
  const status = textAt(order, 'status');
  const active = ACTIVE_STATUS[order.resourceType] ?? 'active';
  if (status === undefined)
    index.quality.add(referenceOf(order), 'status-ignored', `${order.resourceType} without status`);
  return status === active && order['doNotPerform'] !== true && !PLANNED_INTENTS.has(textAt(order, 'intent') ?? '');
}

/** Begun, and not over. */
function isCurrent({ chart: { clock } }: ChartIndex, { from, to }: OrderedDrug): boolean {
  return (to === null || lastDayOf(to) >= clock.asOf) && (from === null || from <= clock.latest);
}

/** Ingredients that the patient is allergic to or doesn't tolerate. */
export function readAllergies(index: ChartIndex): Fact<readonly Ingredient[]> {
  if (index.chart.answers.allergies !== 'answered')
    return unknown([{ concept: 'allergies', because: absence(index, 'allergies') }]);
  const current = (index.byType.get('AllergyIntolerance') ?? []).filter(isCurrentAllergy);
  const found = current.flatMap((allergy) => {
    const code = objectAt(allergy, 'code');
    const codings = listAt(code, 'coding');
    const coded = codings.flatMap((coding) => drugOf(coding, index.chart.localCodes)?.ingredient ?? []);
    const texts = [textAt(code, 'text'), ...codings.map((coding) => textAt(coding, 'display'))];
    return coded.length > 0 ? coded : texts.flatMap((text) => allergensIn(text ?? ''));
  });
  return known([...new Set(found)], searchedEvidence(index, 'allergies', ['allergies']));
}

const LONGEST_ALLERGEN = 300;
/** The way in which most charts write it: the class, of which co-trimoxazole is the one that a page speaks of. */
const SULFONAMIDES = /\bsulf(a|onamides?)\b|磺胺/i;

/** The word "allergy" is no negation here: the whole entry says it. */
function allergensIn(text: string): readonly Ingredient[] {
  if (text.length > LONGEST_ALLERGEN) return [];
  const named = ingredientsIn(text.replace(/allerg\w*|过敏/gi, ''));
  return SULFONAMIDES.test(text) ? [...named, 'trimethoprim-sulfamethoxazole'] : named;
}

function isCurrentAllergy(allergy: AnyResource): boolean {
  const clinical = statusCode(allergy, 'clinicalStatus') ?? '';
  const verification = statusCode(allergy, 'verificationStatus') ?? '';
  return !['inactive', 'resolved'].includes(clinical) && !['refuted', 'entered-in-error'].includes(verification);
}
