import { pino } from 'pino';
import { createMetrics } from '../src/metrics.ts';
import { PAGES } from '../src/logic/index.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../src/logic/thresholds.ts';
import { failedSentinels } from '../src/sentinels/run.ts';
import { SENTINELS } from '../src/sentinels/table.ts';
import { watchSentinels } from '../src/sentinels/watch.ts';
import { SANDBOX_SETTINGS, type Settings } from '../src/settings/settings.ts';
import { WORDS } from './app.ts';
import { until } from './store/backends.ts';

/** A patient per rule for whom it must fire, whatever the site may sensibly set (PR-55, PR-28). */

const NOW = new Date('2026-11-20T12:00:00Z');
const with_ = (more: Partial<Settings>): Settings => ({ ...SANDBOX_SETTINGS, ...more });
const failed = (of: Partial<Settings> = {}, now = NOW) => failedSentinels(with_(of), WORDS, now);

test('every rule has its sentinel, and advice that it can give', () => {
  expect(SENTINELS.map(({ rule }) => rule)).toEqual(PAGES.map(({ id }) => id));
  const page = (rule: string) => PAGES.find(({ id }) => id === rule);
  expect(SENTINELS.filter(({ rule, advice }) => !page(rule)?.advises.includes(advice))).toEqual([]);
  expect(SENTINELS.filter(({ rule, hook }) => !page(rule)?.hooks.includes(hook))).toEqual([]);
});

test.each([
  '2026-02-28T23:59:59Z',
  '2028-02-29T00:00:00Z',
  '2026-12-31T23:30:00Z',
  '2027-03-01T00:00:01Z',
  '2035-06-15T12:00:00Z',
])('all fire at %s', async (at) => {
  expect(await failed({}, new Date(at))).toEqual([]);
});

test('all fire within 200 ms of work, once warm', async () => {
  await failed();
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    // Of this process: on a busy machine the clock on the wall says nothing.
    const started = process.cpuUsage();
    await failed();
    const { user, system } = process.cpuUsage(started);
    times.push((user + system) / 1000);
  }
  expect(Math.min(...times)).toBeLessThan(200);
});

const SENSIBLE: readonly Partial<Thresholds>[] = [
  { transplantCandidate: true },
  { transplantCandidate: false },
  { transplantAgeLimit: 65 },
  { clearanceWeight: 'ideal' },
  { clearanceWeight: 'adjusted' },
  { raceInVteScores: false },
  { dosingLookBackDays: 1, weightLookBackDays: 1, surgeryLookBackDays: 1, monitoringLookBackDays: 1 },
  { dosingLookBackDays: 365, monitoringLookBackDays: 365, infectionLookBackDays: 1 },
  { boneAgentMonths: 1, boneTherapyMonths: 1 },
  { boneAgentMonths: 24, boneTherapyMonths: 60 },
  { harvestMonths: 1 },
  { harvestMonths: 12 },
  { courseGapDays: 0, lineGapDays: 0, lineAdditionDays: 0, maintenanceDays: 0 },
  { courseGapDays: 365, lineGapDays: 365, lineAdditionDays: 365, maintenanceDays: 365 },
  { highDoseDexamethasoneMgPerCycle: 480, highDoseDexamethasoneMgPerDay: 80, highDoseDexamethasoneDays: 10 },
  { recurrentInfections: 5 },
  { ldhUpperLimit: 200 },
];
test.each(SENSIBLE)('no false alarm under %j', async (thresholds) => {
  expect(await failed({ thresholds: { ...DEFAULT_THRESHOLDS, ...thresholds } })).toEqual([]);
});

test.each<{ of: Partial<Settings>; rules: readonly string[]; because: string }>([
  {
    of: {
      thresholds: { ...DEFAULT_THRESHOLDS, highDoseDexamethasoneMgPerCycle: 1e6, highDoseDexamethasoneMgPerDay: 1e6 },
    },
    rules: ['HIGH-DOSE-DEX-PROPHYLAXIS'],
    because: 'a threshold that nobody reaches',
  },
  {
    of: { thresholds: { ...DEFAULT_THRESHOLDS, harvestMonths: 600 } },
    rules: ['STEM-CELL-HARVEST'],
    because: 'fifty years',
  },
])('$because: $rules', async ({ of, rules }) => {
  expect(await failed(of)).toEqual(rules);
});

test.each<{ of: Partial<Settings>; because: string }>([
  { of: { rules: { 'STEM-CELL-HARVEST': { state: 'off' } } }, because: 'a rule that is off is not asked' },
  {
    of: { killSwitch: { ...SANDBOX_SETTINGS.killSwitch, rules: ['STEM-CELL-HARVEST'] } },
    because: 'nor one that is killed: that is how a broken rule is put aside',
  },
])('$because', async ({ of }) => {
  expect(await failed({ thresholds: { ...DEFAULT_THRESHOLDS, harvestMonths: 600 }, ...of })).toEqual([]);
});

test("states, pilots and clients don't matter: whom a rule is shown to is another question", async () => {
  const rules = { 'LEN-RENAL-DOSE': { state: 'pilot', pilot: { users: ['Practitioner/1'] } } } as const;
  expect(await failed({ defaultRuleState: 'silent', rules })).toEqual([]);
});

describe('the watch', () => {
  const broken = with_({ thresholds: { ...DEFAULT_THRESHOLDS, harvestMonths: 600 } });
  const opened = () => {
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    const metrics = createMetrics();
    const watch = watchSentinels({ words: WORDS, log, metrics: metrics.governance, now: () => NOW });
    return { watch, lines, metrics };
  };

  test('at start it waits for a rule that fails, says so, and goes on once it fires', async () => {
    const { watch, lines, metrics } = opened();
    await watch.follow(broken);
    expect([watch.failed(), watch.waitingFor()]).toEqual([['STEM-CELL-HARVEST'], ['STEM-CELL-HARVEST']]);
    expect(await metrics.registry.metrics()).toMatch(/sentinel_failed\{rule="STEM-CELL-HARVEST"\} 1/);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, rules: ['STEM-CELL-HARVEST'] });
    await watch.follow(SANDBOX_SETTINGS);
    expect([watch.failed(), watch.waitingFor(), lines.length]).toEqual([[], [], 2]);
    expect(await metrics.registry.metrics()).not.toMatch(/sentinel_failed\{/);
    watch.stop();
  });

  test('later it alarms, and holds nobody up', async () => {
    const { watch, lines } = opened();
    await watch.follow(SANDBOX_SETTINGS);
    await watch.follow(broken);
    expect([watch.failed(), watch.waitingFor(), lines.length]).toEqual([['STEM-CELL-HARVEST'], [], 1]);
    await watch.follow(broken);
    expect(lines.length).toBe(1);
    watch.stop();
  });

  test('the kill switch while they run: the run of the settings before says nothing any more', async () => {
    const { watch, lines, metrics } = opened();
    const slow = watch.follow(broken);
    const killed = { ...broken, killSwitch: { ...broken.killSwitch, all: true } };
    await watch.follow(killed);
    await slow;
    expect([watch.failed(), watch.waitingFor(), lines.length]).toEqual([[], [], 0]);
    expect(await metrics.registry.metrics()).not.toMatch(/sentinel_failed\{/);
    watch.stop();
  });

  test('on a schedule', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'performance', 'setTimeout'] });
    const { watch, lines } = opened();
    // The same object, so that what the schedule sees can break.
    const changing = { ...with_({ sentinels: { everyMinutes: 5 } }) };
    await watch.follow(changing);
    Object.assign(changing, { thresholds: broken.thresholds });
    jest.advanceTimersByTime(4 * 60_000);
    expect(watch.failed()).toEqual([]);
    jest.advanceTimersByTime(60_000);
    jest.useRealTimers();
    await until(() => watch.failed().length > 0);
    expect([watch.waitingFor(), lines.length]).toEqual([[], 1]);
    watch.stop();
  });

  test('settings that silence a rule are not admitted; what is broken already is no obstacle', async () => {
    const { watch } = opened();
    await watch.follow(SANDBOX_SETTINGS);
    await expect(watch.admit(broken, SANDBOX_SETTINGS)).rejects.toThrow('STEM-CELL-HARVEST');
    await watch.admit(with_({ limits: SANDBOX_SETTINGS.limits }), SANDBOX_SETTINGS);
    const killed = { ...broken, killSwitch: { ...broken.killSwitch, services: ['myeloma-order-sign'] } };
    await watch.admit(killed, broken);
    const more = { ...killed, limits: { ...killed.limits, cards: 3 } };
    await watch.admit(more, broken);
    watch.stop();
  });
});
