import type { Dose } from '../../logic/dose.ts';
import { known, unknown, type Evidence, type Fact } from '../../logic/facts.ts';
import { between } from '../../logic/interval.ts';
import { mgPerCycle, mgPerDay, milligrams } from '../../logic/units.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { listAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { amountInText, structuredAmount, type DoseAmount } from './dose-amount.ts';
import type { ResolvedDrug } from './resolve.ts';
import { dosesPerCycle, scheduleOf, type Schedule } from './schedule.ts';
import { perDayInWords } from './schedule-text.ts';

/**
 * The dose of an order or a chart entry. Of several dosages in one order the higher counts for the daily dose (J-2);
 * for the cycle they may be steps of one course, so the sum is the ceiling (D-6).
 */
export function doseOf(index: ChartIndex, order: AnyResource, drug: ResolvedDrug): Fact<Dose> {
  const concept = `${drug.ingredient}-dose`;
  const dosages = listAt(order, order.resourceType === 'MedicationStatement' ? 'dosage' : 'dosageInstruction');
  if (dosages.length === 0) return unknown([{ concept, because: 'absent' }]);
  const evidence: Evidence = { concept: drug.ingredient, value: drug.label, reference: referenceOf(order), stale: false };
  const readings = dosages.map((dosage) => readDosage(dosage, drug));
  const complete = readings.filter((reading) => reading !== null);
  const [first] = complete;
  if (!first || complete.length < readings.length || complete.some((reading) => reading.unit !== first.unit)) {
    index.quality.add(referenceOf(order), 'dose-unparsable', `${drug.ingredient}: amount or rhythm can't be told`);
    return unknown([{ concept, because: 'unreadable' }], [evidence]);
  }
  return known(complete.reduce(together), [evidence]);
}

const exact = (value: number): number => Number(value.toPrecision(12));

function readDosage(dosage: JsonObject, drug: ResolvedDrug): Dose | null {
  const structured = structuredAmount(dosage, drug.strength);
  if (structured === null) return null;
  const text = perDayInWords(textAt(dosage, 'text') ?? textAt(dosage, 'patientInstruction') ?? '');
  const amount = structured ?? amountInText(text, drug.strength);
  const schedule = scheduleOf(dosage);
  if (!amount || !schedule) return null;
  const events = listedEvents(dosage);
  return {
    unit: amount.unit,
    perDose: between(milligrams(amount.low), milligrams(amount.high)),
    dosesPerDay: schedule.most,
    meanDaily: between(mgPerDay(exact(amount.low * schedule.least)), mgPerDay(exact(amount.high * schedule.most))),
    perCycle: cycleAmount(amount, schedule, events),
    cycleDays: schedule.cycleDays,
    asNeeded: schedule.asNeeded,
  };
}

function cycleAmount(amount: DoseAmount, schedule: Schedule, events: number): Dose['perCycle'] {
  return between(
    mgPerCycle(exact(amount.low * dosesPerCycle(schedule, schedule.least, events))),
    mgPerCycle(exact(amount.high * dosesPerCycle(schedule, schedule.most, events))),
  );
}

function listedEvents(dosage: JsonObject): number {
  const events = listAt(dosage, 'timing')[0]?.['event'];
  return Array.isArray(events) ? new Set(events).size : 0;
}

function together(a: Dose, b: Dose): Dose {
  const higher = b.meanDaily.high > a.meanDaily.high ? b : a;
  return {
    ...higher,
    perCycle: between(
      mgPerCycle(Math.max(a.perCycle.low, b.perCycle.low)),
      mgPerCycle(a.perCycle.high + b.perCycle.high),
    ),
    asNeeded: a.asNeeded || b.asNeeded,
  };
}
