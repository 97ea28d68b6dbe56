import type { Dose, DoseUnit } from '../../src/logic/dose.ts';
import type { Ingredient } from '../../src/logic/drugs.ts';
import {
  known,
  type ChartEvent,
  type Drug,
  type Evidence,
  type Fact,
  type Known,
  type Measured,
  type PatientFacts,
  type Race,
} from '../../src/logic/facts.ts';
import type { Interval } from '../../src/logic/interval.ts';
import type { Advice, DecisionContext, Hook, Rule } from '../../src/logic/rule.ts';
import { runRules } from '../../src/logic/run-rules.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../../src/logic/thresholds.ts';
import type { Quantity } from '../../src/logic/units.ts';
import {
  absent,
  searched,
  TODAY,
  unasked,
  unexamined,
  unknownFact,
  untested,
  untreated,
  withoutHistory,
  withoutRecords,
  withoutWorkup,
} from './silent-facts.ts';

export { absent, TODAY, unknownFact } from './silent-facts.ts';

/** What a test states of a patient; everything else is known and normal, or known to be absent. */
export type Stated = Partial<PatientFacts>;

/** When the laboratory values and weights of these patients were taken. */
export const MEASURED_ON = '2026-11-15';

const CONCEPTS = {
  kg: 'body-weight',
  cm: 'body-height',
  'kg/m2': 'body-mass-index',
  'mg/dL': 'serum-creatinine',
  'mL/min': 'measured-creatinine-clearance',
  'mL/min/{1.73_m2}': 'egfr',
  '10*3/uL': 'platelets',
} as const;

type Unit = keyof typeof CONCEPTS;

/** The interval that a comparator leaves open, as `fhir-mapping` reads it; `to` makes a closed range. */
export function interval<U extends string>(
  value: number,
  { comparator = '=', to = value }: Precision = {},
): Interval<U> {
  const ends: Readonly<Record<Comparator, readonly [number, number, boolean, boolean]>> = {
    '=': [value, to, false, false],
    '<': [0, value, false, true],
    '<=': [0, value, false, false],
    '>': [value, Infinity, true, true],
    '>=': [value, Infinity, false, true],
  };
  const [low, high, lowOpen, highOpen] = ends[comparator];
  return { low: low as Quantity<U>, high: high as Quantity<U>, lowOpen, highOpen };
}

type Comparator = '=' | '<' | '<=' | '>' | '>=';

interface Precision {
  readonly comparator?: Comparator;
  readonly to?: number;
}

interface MeasuredOptions extends Precision {
  readonly date?: string;
  /** The number in the laboratory's own unit, where that is another one. */
  readonly reported?: readonly [value: number, unit: string];
}

/** A laboratory value or measurement; the unit tells which. */
export function measured<U extends Unit>(value: number, unit: U, options: MeasuredOptions = {}): Known<Measured<U>> {
  const { date = MEASURED_ON, comparator, reported } = options;
  const own = reported ? interval<string>(reported[0], options) : interval<string>(value, options);
  const concept = CONCEPTS[unit];
  const shown: Evidence = { concept, value, unit, date, reference: `Observation/${concept}`, stale: false };
  return known(
    { interval: interval<U>(value, options), date, reported: { unit: reported?.[1] ?? unit, interval: own } },
    [comparator ? { ...shown, comparator } : shown],
  );
}

export const present = (concept: string): Known<boolean> =>
  known(true, [{ concept, value: 'recorded', reference: `Condition/${concept}`, stale: false }]);

const fromPatient = <T>(concept: string, value: T): Known<T> =>
  known(value, [{ concept, value: String(value), reference: 'Patient/p1', stale: false }]);

export const born = (date: string): Known<string> => fromPatient('birth-date', date);
export const sex = (value: 'female' | 'male'): Known<'female' | 'male'> => fromPatient('sex', value);
export const race = (value: Race): Known<Race> =>
  known(value, [{ concept: 'race', value: JSON.stringify(value), reference: 'Patient/p1', stale: false }]);
export const ASIAN = race({ asian: true, pacificIslander: false });
export const PACIFIC_ISLANDER = race({ asian: false, pacificIslander: true });

interface DrugOptions {
  /** One dose, up to `to` for a range. Without it the dose can't be read. */
  readonly mg?: number;
  readonly to?: number;
  readonly unit?: DoseUnit;
  readonly perDay?: number;
  readonly perCycle?: readonly [low: number, high: number];
  readonly asNeeded?: boolean;
  readonly from?: string | null;
  readonly reference?: string;
  readonly label?: string;
}

/** A drug of the chart or of the drafts. */
export function drug(ingredient: Ingredient, options: DrugOptions = {}): Drug {
  const { reference = `MedicationRequest/${ingredient}`, from = '2026-10-01', label = ingredient } = options;
  return { ingredient, label, reference, from, dose: doseOf(ingredient, options), route: null, form: null };
}

function doseOf(
  ingredient: Ingredient,
  { mg, to = mg, unit = 'mg', perDay = 1, perCycle, asNeeded = false }: DrugOptions,
): Fact<Dose> {
  if (mg === undefined || to === undefined) return unknownFact(`${ingredient}-dose`, 'unreadable');
  const [low, high] = perCycle ?? [mg * perDay * 28, to * perDay * 28];
  const meanDaily = interval<'mg/d'>(mg * perDay, { to: to * perDay });
  return known(
    {
      unit,
      perDose: interval<'mg'>(mg, { to }),
      dosesPerDay: perDay,
      meanDaily,
      perCycle: interval<'mg/{cycle}'>(low, { to: high }),
      cycleDays: 28,
      asNeeded,
    },
    [],
  );
}

/** Dexamethasone with so many mg per cycle; a second number makes a range. */
export const dexamethasone = (low: number, high = low, options: DrugOptions = {}): Drug =>
  drug('dexamethasone', { mg: 20, perCycle: [low, high], ...options });

/** The chart's active drugs. */
export const taking = (...drugs: readonly Drug[]): Pick<PatientFacts, 'activeDrugs'> => ({
  activeDrugs: known(drugs, searched('medications', 'medications')),
});

/** The chart's drug list wasn't answered. */
export const UNKNOWN_DRUGS: Pick<PatientFacts, 'activeDrugs'> = {
  activeDrugs: unknownFact('medications', 'unanswered'),
};

/** Orders in hand, all of them selected. */
export const ordering = (...drugs: readonly Drug[]): Pick<PatientFacts, 'plannedDrugs' | 'selectedDrugs'> => ({
  plannedDrugs: drugs,
  selectedDrugs: drugs,
});

/** Thromboses of the chart. */
export const thromboses = (
  ...events: readonly Pick<ChartEvent, 'date' | 'current'>[]
): Pick<PatientFacts, 'vteEvents'> => ({
  vteEvents: known(
    events.map((event, at) => ({ label: 'thrombosis', reference: `Condition/vte-${at}`, ...event })),
    [{ concept: 'venous-thromboembolism', value: 'thrombosis', reference: 'Condition/vte-0', stale: false }],
  ),
});

export const allergicTo = (...ingredients: readonly Ingredient[]): Pick<PatientFacts, 'allergies'> => ({
  allergies: known(ingredients, searched('allergies', 'allergies')),
});

/**
 * A man of 60 with myeloma, 54 kg, 160 cm (BMI 21), creatinine 0.6, platelets 210, and nothing else. His clearance is
 * 60 divided by creatinine (a woman's 51): 100 mL/min as he stands, 60.0 at a creatinine of 1, 30.0 at 2.
 */
export function facts(stated: Stated = {}): PatientFacts {
  return {
    asOf: TODAY,
    birthDate: born('1966-06-15'),
    sex: sex('male'),
    race: race({ asian: false, pacificIslander: false }),
    weight: measured(54, 'kg'),
    height: measured(160, 'cm'),
    reportedBmi: unknownFact('body-mass-index'),
    creatinine: measured(0.6, 'mg/dL'),
    measuredClearance: unknownFact('measured-creatinine-clearance'),
    reportedEgfr: unknownFact('egfr'),
    platelets: measured(210, '10*3/uL'),
    myeloma: present('multiple-myeloma'),
    recordedDiagnosis: fromPatient('recorded-diagnosis', 'active-myeloma' as const),
    dialysis: absent('dialysis'),
    vteEvents: known([], searched('venous-thromboembolism', 'conditions')),
    fracture: absent('pelvic-hip-femur-fracture'),
    centralLine: absent('central-venous-catheter'),
    recentSurgery: absent('surgery'),
    hit: absent('heparin-induced-thrombocytopenia'),
    activeBleeding: absent('active-bleeding'),
    allergies: known([], searched('allergies', 'allergies')),
    ...taking(),
    ...ordering(),
    unreadKinds: [],
    ...untested(),
    ...unasked(),
    ...withoutHistory(),
    ...withoutRecords(),
    ...untreated(),
    ...unexamined(),
    ...withoutWorkup(),
    ...stated,
  };
}

export const context = (hook: Hook, thresholds: Partial<Thresholds> = {}): DecisionContext => ({
  hook,
  thresholds: { ...DEFAULT_THRESHOLDS, ...thresholds },
});

/** What a page says of a patient, seen through the runner: only with the facts that it declared. */
export function adviceOf(rule: Rule, stated: Stated, { hook, thresholds }: DecisionContext): readonly Advice<string>[] {
  return runRules([rule], facts(stated), { hook, thresholds }).map((finding) => {
    if (finding.kind === 'broken') throw finding.cause;
    return finding;
  });
}

/** Advice as one word of urgency and its key, such as `critical above`. */
export const inBrief = (advice: readonly Advice<string>[]): string[] =>
  advice.map((one) => `${one.indicator} ${one.advice}`);
