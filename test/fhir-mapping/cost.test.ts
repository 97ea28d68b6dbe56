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

/**
 * The body is the hardest case: every Observation is one that some fact reads. A call asks for what its pages declare;
 * /api/evaluate asks for every fact, whole series included, of which each point may cost as long as parsing half of it.
 */
describe('the time of reading facts, against JSON.parse of the same body', () => {
  interface Best {
    readonly count: number;
    readonly parse: number;
    readonly call: number;
    readonly all: number;
  }
  const script = join(process.cwd(), 'test/fhir-mapping/cost.ts');
  const measured = (): readonly Best[] =>
    JSON.parse(
      execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', script], { encoding: 'utf8' }),
    ) as Best[];
  const [small, large] = [0, 1];
  const share = (what: 'call' | 'all'): number => (best[small]?.[what] ?? Infinity) / (best[small]?.parse ?? 1);
  const growth = (): number => (best[large]?.all ?? Infinity) / (best[small]?.all ?? 1);
  const holds = (): boolean => share('call') <= HALF && share('all') <= HALF && growth() <= MOST_GROWTH;

  const ATTEMPTS = 5;
  const HALF = 0.5;
  const MOST_GROWTH = 8;
  let best: readonly Best[] = [];

  beforeAll(() => {
    // The machine may be busy with the other test files: the best of several runs is what the code costs.
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      best = measured().map((now, at) => ({
        count: now.count,
        parse: Math.min(now.parse, best[at]?.parse ?? Infinity),
        call: Math.min(now.call, best[at]?.call ?? Infinity),
        all: Math.min(now.all, best[at]?.all ?? Infinity),
      }));
      if (holds()) return;
    }
  }, 300_000);

  test('what the pages ask for is at most half at 1000 Observations', () => {
    expect(share('call')).toBeLessThanOrEqual(HALF);
  });

  test('every fact is at most half at 1000 Observations', () => {
    expect(share('all')).toBeLessThanOrEqual(HALF);
  });

  test('every fact at 5000 is at most eight times that at 1000', () => {
    expect(growth()).toBeLessThanOrEqual(MOST_GROWTH);
  });
});
