import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { evaluationCount } from '../../src/fhir-mapping/paths.ts';
import type { Json } from '../patient.ts';
import { chartOf, FACT_NAMES, readAll } from './charts.ts';
import { bodyOf } from './mutations.ts';

describe('the number of FHIRPath evaluations', () => {
  const evaluations = (resources: readonly Json[]): number => {
    const chart = chartOf(resources);
    const before = evaluationCount();
    readAll(chart);
    return evaluationCount() - before;
  };
  const observations = (count: number, more: Json = {}): readonly Json[] =>
    bodyOf(count).entry.map(({ resource }) => ({ ...resource, ...more }));

  test('is at most one per fact', () => {
    expect(evaluations(observations(40))).toBeLessThanOrEqual(FACT_NAMES.length);
  });

  test('does not grow with the Observations', () => {
    expect(evaluations(observations(2000))).toBeLessThanOrEqual(evaluations(observations(40)));
  });

  test('does not grow with Observations that do not count', () => {
    const preliminary = observations(2000, { status: 'preliminary' });
    expect(evaluations(preliminary)).toBeLessThanOrEqual(evaluations(observations(40)));
  });
});

describe('the time of reading every fact, against JSON.parse of the same body', () => {
  interface Best {
    readonly count: number;
    readonly parse: number;
    readonly read: number;
  }
  const script = join(process.cwd(), 'test/fhir-mapping/cost.ts');
  const measured = (): readonly Best[] =>
    JSON.parse(
      execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', script], { encoding: 'utf8' }),
    ) as Best[];
  const share = ([small]: readonly Best[]): number => (small?.read ?? Infinity) / (small?.parse ?? 1);
  const growth = ([small, large]: readonly Best[]): number => (large?.read ?? Infinity) / (small?.read ?? 1);

  const ATTEMPTS = 5;
  const QUARTER = 0.25;
  const MOST_GROWTH = 8;
  let best: readonly Best[] = [];

  beforeAll(() => {
    // The machine may be busy with the other test files: the best of several runs is what the code costs.
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const now = measured();
      best = now.map(({ count, parse, read }, at) => ({
        count,
        parse: Math.min(parse, best[at]?.parse ?? Infinity),
        read: Math.min(read, best[at]?.read ?? Infinity),
      }));
      if (share(best) <= QUARTER && growth(best) <= MOST_GROWTH) return;
    }
  }, 300_000);

  test('at 1000 Observations is at most a quarter of it', () => {
    expect(share(best)).toBeLessThanOrEqual(QUARTER);
  });

  test('at 5000 is at most eight times that at 1000', () => {
    expect(growth(best)).toBeLessThanOrEqual(MOST_GROWTH);
  });
});
