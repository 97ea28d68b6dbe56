import type { Dose } from '../../logic/dose.ts';
import { known, unknown, type Evidence, type Fact } from '../../logic/facts.ts';
import { between } from '../../logic/interval.ts';
import { mgPerCycle, mgPerDay, milligrams } from '../../logic/units.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { listAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { amountInText, structuredAmount, withoutAmounts, type DoseAmount } from './dose-amount.ts';
import type { ResolvedDrug } from './resolved-drug.ts';
import { daysInARow, dosesPerCycle, scheduleOf, type Schedule } from './schedule.ts';
import { hasLeftover, scheduleIn } from './schedule-text.ts';

/**
 * The dose of an order or a chart entry. Of several dosages in one order the higher counts for the daily dose (J-2);
 * for the cycle they may be steps of one course, so the sum is the ceiling (D-6).
 */
export function doseOf(index: ChartIndex, order: AnyResource, drug: ResolvedDrug): Fact<Dose> {
  const concept = `${drug.ingredient}-dose`;
  const dosages = listAt(order, order.resourceType === 'MedicationStatement' ? 'dosage' : 'dosageInstruction');
  if (dosages.length === 0) return unknown([{ concept, because: 'absent' }]);
  const evidence: Evidence = {
    concept: drug.ingredient,
    value: drug.label,
    reference: referenceOf(order),
    stale: false,
  };
  const readings = dosages.map((dosage) => readDosage(dosage, drug));
  const complete = readings.filter((reading) => reading !== null);
  const [first] = complete;
  if (!first || complete.length < readings.length || complete.some(({ dose }) => dose.unit !== first.dose.unit)) {
    index.quality.add(referenceOf(order), 'dose-unparsable', `${drug.ingredient}: amount or rhythm can't be told`);
    return unknown([{ concept, because: 'unreadable' }], [evidence]);
  }
  return known(complete.reduce(together).dose, [evidence]);
}

const exact = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(12)));

const MOST_PER_DAY = 1e7;

function readDosage(dosage: JsonObject, drug: ResolvedDrug): Instruction | null {
  const structured = structuredAmount(dosage, drug.strength);
  if (structured === null) return null;
  const text = textAt(dosage, 'text') ?? textAt(dosage, 'patientInstruction') ?? '';
  const amount = structured ?? amountInText(text, drug.strength);
  const schedule = scheduleOf(dosage);
  if (!amount || !schedule) return null;
  const fromWords = structured === undefined || !schedule.structured;
  if (fromWords && hasLeftover(withoutAmounts(scheduleIn(text).rest))) return null;
  // Beyond any dose of any drug: a slip, and large enough to overflow what is computed from it.
  if (amount.high * Math.max(1, schedule.most) > MOST_PER_DAY) return null;
  const dose: Dose = {
    unit: amount.unit,
    perDose: between(milligrams(amount.low), milligrams(amount.high)),
    dosesPerDay: schedule.most,
    meanDaily: between(mgPerDay(exact(amount.low * schedule.least)), mgPerDay(exact(amount.high * schedule.most))),
    perCycle: cycleAmount(amount, schedule),
    cycleDays: schedule.cycleDays,
    daysInARow: daysInARow(schedule),
    asNeeded: schedule.asNeeded,
  };
  return { dose, days: schedule.days?.days ?? null };
}

function cycleAmount(amount: DoseAmount, schedule: Schedule): Dose['perCycle'] {
  return between(
    mgPerCycle(exact(amount.low * dosesPerCycle(schedule, schedule.least))),
    mgPerCycle(exact(amount.high * dosesPerCycle(schedule, schedule.most))),
  );
}

/** One dosage instruction, and the days of the cycle that it names. */
interface Instruction {
  readonly dose: Dose;
  readonly days: readonly number[] | null;
}

function together(a: Instruction, b: Instruction): Instruction {
  const higher = b.dose.meanDaily.high > a.dose.meanDaily.high ? b.dose : a.dose;
  const sum = a.dose.perCycle.low + b.dose.perCycle.low;
  const apart = a.days !== null && b.days !== null && !a.days.some((day) => b.days?.includes(day));
  const least = apart ? sum : Math.max(a.dose.perCycle.low, b.dose.perCycle.low);
  const perCycle = between(mgPerCycle(least), mgPerCycle(a.dose.perCycle.high + b.dose.perCycle.high));
  return {
    dose: { ...higher, perCycle, asNeeded: a.dose.asNeeded || b.dose.asNeeded },
    days: apart ? [...a.days, ...b.days] : null,
  };
}
