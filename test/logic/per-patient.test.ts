import { perPatient } from '../../src/logic/per-patient.ts';
import type { Rule } from '../../src/logic/rule.ts';
import { runRules } from '../../src/logic/run-rules.ts';
import { context, facts } from './facts.ts';

/** A derivation that counts how often it was worked out. */
function counted() {
  const seen: unknown[] = [];
  const derive = perPatient(({ asOf }: { asOf: string }, given: unknown) => {
    seen.push(given);
    return `${asOf} ${String(given)}`;
  });
  return { derive, seen };
}

describe('a derivation that is kept per patient', () => {
  const anna = { asOf: '2026-01-01' };
  const bert = { asOf: '2026-02-02' };

  test.each([
    [
      'asked twice: worked out once',
      [
        [anna, 1],
        [anna, 1],
      ],
      ['2026-01-01 1', '2026-01-01 1'],
      [1],
    ],
    [
      'another threshold: worked out anew',
      [
        [anna, 1],
        [anna, 2],
      ],
      ['2026-01-01 1', '2026-01-01 2'],
      [1, 2],
    ],
    [
      'another patient: worked out anew',
      [
        [anna, 1],
        [bert, 1],
      ],
      ['2026-01-01 1', '2026-02-02 1'],
      [1, 1],
    ],
    [
      'patients in turn: each keeps its own',
      [
        [anna, 1],
        [bert, 1],
        [anna, 1],
      ],
      ['2026-01-01 1', '2026-02-02 1', '2026-01-01 1'],
      [1, 1],
    ],
  ] as const)('%s', (_because, asked, answers, workedOut) => {
    const { derive, seen } = counted();
    expect(asked.map(([patient, given]) => derive(patient, given))).toEqual(answers);
    expect(seen).toEqual(workedOut);
  });

  test('pages that see the same patient through their own views share it', () => {
    const { derive, seen } = counted();
    const page: Rule = {
      ...{ id: 'ASKS', words: 'none', topic: 'test', hooks: ['patient-view'] },
      ...{ reads: ['platelets'], advises: ['said'], notes: [], suggests: [] },
      cites: [{ page: 'MYEL-1', specIds: [], label: 'test' }],
      decide: (view, { thresholds }) => {
        derive(view, thresholds);
        return null;
      },
    };
    const same = context('patient-view');
    runRules([page, { ...page, id: 'ASKS-TOO' }], facts(), same);
    expect(seen).toHaveLength(1);
    runRules([page], facts(), same);
    expect(seen).toHaveLength(2);
  });
});
