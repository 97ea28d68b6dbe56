import type { Administration } from '../../logic/administration.ts';
import type { Ingredient } from '../../logic/drugs.ts';
import { between, isExact } from '../../logic/interval.ts';
import type { GivenDose } from '../../logic/therapy-facts.ts';
import { milligrams } from '../../logic/units.ts';
import { listAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { amountInText, structuredAmount, withoutAmounts } from './dose-amount.ts';
import { beatOf, fullestWeek, togetherPerWeek } from './pace.ts';
import type { ResolvedDrug } from './resolved-drug.ts';
import { withoutRoutes } from './route-text.ts';
import { scaledDoseOf, withoutScaled } from './scaled-dose.ts';
import { hasLeftover, scheduleIn, type TextSchedule } from './schedule-text.ts';

/** F-3, F-7, F-9: the drugs of which a page asks how one dose is given, and how often. */
const ASKED: ReadonlySet<Ingredient> = new Set(['bortezomib', 'daratumumab', 'melphalan']);

/** Amounts and rhythm of an order, each by itself; null for the drugs that no page asks about. */
export function administrationOf(order: AnyResource, drug: ResolvedDrug): Administration | null {
  if (!ASKED.has(drug.ingredient)) return null;
  const dosages = [...listAt(order, 'dosageInstruction'), ...listAt(order, 'dosage')].map(asOrdered);
  const beats = dosages.map(beatOf);
  const amounts = dosages.flatMap((dosage) => amountsOf(dosage, drug));
  const dates = [...new Set(beats.flatMap(({ dates: listed }) => listed))].sort();
  const [only, another] = dosages;
  return {
    amounts: [...new Map(amounts.map((amount) => [JSON.stringify(amount), amount])).values()],
    mostPerWeek: togetherPerWeek(beats),
    dates,
    inWords: only && !another ? inWords(only, drug, amounts) : null,
  };
}

/** What is being given has its amount in `dose`. */
const asOrdered = (dosage: JsonObject): JsonObject =>
  dosage['dose'] === undefined ? dosage : { ...dosage, doseQuantity: dosage['dose'] };

const wordsOf = (dosage: JsonObject): string => textAt(dosage, 'text') ?? textAt(dosage, 'patientInstruction') ?? '';

/** The dose per m2 or kg and the one calculated from it often stand side by side. */
function amountsOf(dosage: JsonObject, drug: ResolvedDrug): GivenDose[] {
  const scaled = scaledDoseOf({ resourceType: 'MedicationRequest', dosageInstruction: [dosage] });
  const flat = structuredAmount(dosage, drug.strength) ?? amountInText(wordsOf(dosage), drug.strength);
  return [
    ...(scaled ? [{ unit: scaled.unit, perDose: scaled.perDose }] : []),
    ...(flat ? [{ unit: flat.unit, perDose: between(milligrams(flat.low), milligrams(flat.high)) }] : []),
  ];
}

function inWords(
  dosage: JsonObject,
  { ingredient }: ResolvedDrug,
  amounts: readonly GivenDose[],
): Administration['inWords'] {
  const [ordered, ...calculated] = amounts.map(({ unit, perDose }) =>
    isExact(perDose) ? `${perDose.low} ${unit}` : null,
  );
  if (ordered === undefined || ordered === null || calculated.includes(null)) return null;
  // Both texts would be replaced by one.
  if (textAt(dosage, 'text') !== undefined && textAt(dosage, 'patientInstruction') !== undefined) return null;
  const said = scheduleIn(wordsOf(dosage));
  if (said.unclear || said.daysUnclear || !isUnderstood(said, ingredient)) return null;
  const amount = calculated.length === 0 ? ordered : `${ordered} (${calculated.join(', ')})`;
  return { amount, rhythm: rhythmOf(said) };
}

/** Words of any order for an injection that change neither dose nor rhythm. */
const HANDLING =
  /\b(inject(ion|ed)?|infus(e|ion)|administer(ed)?|give|dose|daily|doses?|once|as directed|over \d{1,3} ?(-|to)? ?\d{0,3} ?(seconds?|secs?|minutes?|mins?|hours?|h)|[cd]ycles?|starting|on|in|of|for|the|a|an|into|and|at|by|via|route|every|per|each)\b|注射用?|给药|推注|滴注|输注|用法|每次|每/gi;

/** Whether nothing is left of a text once drug, amount, rhythm and route are taken out. */
function isUnderstood({ rest }: TextSchedule, ingredient: Ingredient): boolean {
  const left = withoutRoutes(withoutAmounts(withoutScaled(rest)))
    .replaceAll(new RegExp(ingredient, 'gi'), ' ')
    .replace(HANDLING, ' ');
  return !hasLeftover(left) && !/[a-z\p{Script=Han}]/iu.test(left);
}

/** The days that the text names, or its one rhythm; empty where the rhythm stands in `timing`, which is kept. */
function rhythmOf({ days, cycleDays, perDay }: TextSchedule): string {
  const cycle = cycleDays === undefined ? '' : ` of a ${cycleDays}-day cycle`;
  if (days) return `on days ${days.days.join(', ')}${cycle}`;
  if (perDay === undefined) return '';
  const weekly = fullestWeek(perDay);
  return weekly === 1 ? 'once weekly' : weekly === 2 ? 'twice weekly' : '';
}
