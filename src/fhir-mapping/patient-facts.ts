import { lastDayOf } from '../logic/calendar.ts';
import type { ChartKind, Fact, FactName, Measured, PatientFacts } from '../logic/facts.ts';
import type { HistoryName } from '../logic/history-facts.ts';
import type { LaboratoryName } from '../logic/laboratory-facts.ts';
import type { OutcomeName } from '../logic/outcome-facts.ts';
import type { Thresholds } from '../logic/thresholds.ts';
import type { Chart } from './chart.ts';
import { indexChart, type ChartIndex } from './chart-index.ts';
import {
  readActiveBleeding,
  readCentralLine,
  readFracture,
  readHit,
  readRecentSurgery,
  readVteEvents,
} from './conditions.ts';
import { readMyeloma, readRecordedDiagnosis } from './diagnosis.ts';
import { DIAGNOSIS_READERS } from './diagnosis-readers.ts';
import type { QualityNote } from './data-quality.ts';
import { readBirthDate, readRace, readSex } from './demographics.ts';
import { readDialysis } from './dialysis.ts';
import { DISEASE_READERS } from './disease/readers.ts';
import { HISTORY, HISTORY_NAMES, readHistory } from './history.ts';
import { LABORATORY, LABORATORY_NAMES } from './laboratory.ts';
import { readMProteinType } from './m-protein-type.ts';
import { readBenceJonesProtein, readSerumMProtein, readUrineMProtein } from './m-protein.ts';
import { allMeasurements, newestMeasurement, type MeasurementSpec } from './measurements.ts';
import { OUTCOME_NAMES, readOutcomes } from './outcomes.ts';
import { THERAPY } from './therapy.ts';
import { WORKUP_READERS } from './workup-readers.ts';
import { readActiveDrugs, readAllergies, readPlannedDrugs, readSelectedDrugs } from './medications/drugs.ts';

type ReadName = Exclude<FactName, 'asOf'>;

/** One reader per fact: a fact without one doesn't compile. `from` names the prefetch keys that feed it. */
type Readers = {
  readonly [N in ReadName]: {
    readonly from: readonly ChartKind[];
    readonly read: (index: ChartIndex, thresholds: Thresholds, facts: PatientFacts) => PatientFacts[N];
  };
};

const measurement =
  <U extends string>(spec: (thresholds: Thresholds, facts: PatientFacts) => MeasurementSpec<U>) =>
  (index: ChartIndex, thresholds: Thresholds, facts: PatientFacts): Fact<Measured<U>> =>
    newestMeasurement(index, spec(thresholds, facts));

const OBSERVATIONS = ['observations'] as const;
const CONDITIONS = ['conditions'] as const;

export const READERS: Readers = {
  ...(laboratoryReaders() as Pick<Readers, LaboratoryName>),
  ...(historyReaders() as Pick<Readers, HistoryName>),
  ...(outcomeReaders() as Pick<Readers, OutcomeName>),
  serumMProtein: { from: OBSERVATIONS, read: readSerumMProtein },
  urineMProtein: { from: OBSERVATIONS, read: readUrineMProtein },
  benceJonesProtein: { from: OBSERVATIONS, read: readBenceJonesProtein },
  mProteinType: { from: ['observations', 'conditions'], read: readMProteinType },
  ...DIAGNOSIS_READERS,
  ...THERAPY,
  ...DISEASE_READERS,
  ...WORKUP_READERS,
  birthDate: { from: [], read: readBirthDate },
  sex: { from: [], read: readSex },
  race: { from: [], read: readRace },
  weight: {
    from: OBSERVATIONS,
    read: measurement(({ weightLookBackDays }) => ({
      concept: 'body-weight',
      unit: 'kg',
      lookBackDays: weightLookBackDays,
      plausible: [20, 400],
    })),
  },
  height: {
    from: OBSERVATIONS,
    read: measurement((_, { birthDate }) => ({
      concept: 'body-height',
      unit: 'cm',
      lookBackDays: null,
      plausible: [100, 250],
      ...(birthDate.known ? { notBefore: eighteenthBirthday(birthDate.value) } : {}),
    })),
  },
  reportedBmi: {
    from: OBSERVATIONS,
    read: measurement(({ weightLookBackDays }) => ({
      concept: 'body-mass-index',
      unit: 'kg/m2',
      lookBackDays: weightLookBackDays,
      plausible: [10, 100],
    })),
  },
  creatinine: {
    from: OBSERVATIONS,
    read: measurement(({ dosingLookBackDays }) => ({
      ...LABORATORY.creatinineSeries,
      lookBackDays: dosingLookBackDays,
    })),
  },
  measuredClearance: {
    from: OBSERVATIONS,
    read: measurement(({ dosingLookBackDays }) => ({
      concept: 'measured-creatinine-clearance',
      unit: 'mL/min',
      lookBackDays: dosingLookBackDays,
      plausible: [0, 300],
    })),
  },
  reportedEgfr: {
    from: OBSERVATIONS,
    read: measurement(({ dosingLookBackDays }) => ({ ...LABORATORY.egfrSeries, lookBackDays: dosingLookBackDays })),
  },
  platelets: {
    from: OBSERVATIONS,
    read: measurement(({ dosingLookBackDays }) => ({ ...LABORATORY.plateletSeries, lookBackDays: dosingLookBackDays })),
  },
  myeloma: { from: CONDITIONS, read: readMyeloma },
  recordedDiagnosis: { from: CONDITIONS, read: readRecordedDiagnosis },
  dialysis: { from: ['conditions', 'procedures', 'encounters'], read: readDialysis },
  vteEvents: { from: CONDITIONS, read: readVteEvents },
  fracture: { from: CONDITIONS, read: readFracture },
  centralLine: { from: ['procedures', 'conditions', 'devices'], read: readCentralLine },
  recentSurgery: { from: ['procedures'], read: readRecentSurgery },
  hit: { from: CONDITIONS, read: readHit },
  activeBleeding: { from: CONDITIONS, read: readActiveBleeding },
  allergies: { from: ['allergies'], read: readAllergies },
  activeDrugs: { from: ['medications', 'medicationStatements'], read: readActiveDrugs },
  plannedDrugs: { from: [], read: readPlannedDrugs },
  unreadKinds: { from: [], read: ({ chart }) => chart.unanswered ?? [] },
  selectedDrugs: { from: [], read: (index, _, { plannedDrugs }) => readSelectedDrugs(index, plannedDrugs) },
};

function laboratoryReaders(): Record<string, Readers[LaboratoryName]> {
  const entries = LABORATORY_NAMES.map((name) => {
    const spec = { ...LABORATORY[name], lookBackDays: null };
    return [name, { from: OBSERVATIONS, read: (index: ChartIndex) => allMeasurements(index, spec) }] as const;
  });
  return Object.fromEntries(entries) as Record<string, Readers[LaboratoryName]>;
}

function historyReaders(): Record<string, Readers[HistoryName]> {
  const entries = HISTORY_NAMES.map((name) => {
    const { kinds, alsoFrom = [] } = HISTORY[name];
    return [name, { from: [...kinds, ...alsoFrom], read: (index: ChartIndex) => readHistory(index, name) }] as const;
  });
  return Object.fromEntries(entries);
}

function outcomeReaders(): Record<string, Readers[OutcomeName]> {
  const entries = OUTCOME_NAMES.map(
    (name) => [name, { from: OBSERVATIONS, read: (index: ChartIndex) => readOutcomes(index, name) }] as const,
  );
  return Object.fromEntries(entries);
}

const ADULT_YEARS = 18;

/** The day from which a height counts; a partial birth date counts from its end. */
function eighteenthBirthday(birthDate: string): string {
  const latest = lastDayOf(birthDate);
  return `${Number(latest.slice(0, 4)) + ADULT_YEARS}${latest.slice(4)}`;
}

export interface MappedPatient {
  readonly facts: PatientFacts;
  readonly index: ChartIndex;
  /** What wasn't used and why, of whatever has been read so far and of these facts. */
  readonly dataQuality: (facts?: readonly FactName[]) => readonly QualityNote[];
}

const READ_NAMES = Object.keys(READERS) as readonly ReadName[];

/**
 * The facts of one chart, each read when first asked for and then kept. The getters stand on the prototype, made once:
 * a fact that no page reads costs a request nothing.
 */
class ChartFacts {
  readonly asOf: string;
  readonly #index: ChartIndex;
  readonly #thresholds: Thresholds;
  readonly #kept: unknown[] = READ_NAMES.map(() => undefined);

  static {
    for (const [place, name] of READ_NAMES.entries()) {
      Object.defineProperty(this.prototype, name, {
        enumerable: true,
        get(this: ChartFacts) {
          // Every name has its getter, which the compiler can't see.
          const facts = this as unknown as PatientFacts;
          return (this.#kept[place] ??= READERS[name].read(this.#index, this.#thresholds, facts));
        },
      });
    }
  }

  constructor(index: ChartIndex, thresholds: Thresholds) {
    this.asOf = index.chart.clock.asOf;
    this.#index = index;
    this.#thresholds = thresholds;
  }
}

/**
 * The chart as typed facts. Each fact is read when first asked for and then kept, so that only what the pages of a
 * call declare is evaluated. Never fails: what can't be read is unknown, with a reason.
 */
export function toPatientFacts(chart: Chart, thresholds: Thresholds): MappedPatient {
  const index = indexChart(chart);
  const facts = new ChartFacts(index, thresholds) as unknown as PatientFacts;
  const dataQuality: MappedPatient['dataQuality'] = (names = []) => {
    for (const name of names) Reflect.get(facts, name);
    return index.quality.list();
  };
  return { facts, index, dataQuality };
}
