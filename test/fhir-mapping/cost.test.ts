import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { evaluationCount } from '../../src/fhir-mapping/paths.ts';
import type { Json } from '../patient.ts';
import { chartOf, readAll } from './charts.ts';
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
  let best: readonly Best[] = [];

  beforeAll(() => {
    best = JSON.parse(
      execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', script], { encoding: 'utf8' }),
    ) as readonly Best[];
  }, 120_000);

  test('at 1000 Observations is at most half of it', () => {
    const [small] = best;
    expect((small?.read ?? Infinity) / (small?.parse ?? 1)).toBeLessThanOrEqual(0.5);
  });

  test('grows no faster than the chart', () => {
    const [small, large] = best;
    const growth = (member: 'parse' | 'read'): number => (large?.[member] ?? Infinity) / (small?.[member] ?? 1);
    // Five times the chart: 5 when linear. On a busy machine JSON.parse itself grows more, and so may this.
    expect(growth('read')).toBeLessThanOrEqual(8 * Math.max(1, growth('parse') / 5));
  });
});
