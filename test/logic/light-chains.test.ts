import { known, unknown, type Fact } from '../../src/logic/facts.ts';
import { shownRange } from '../../src/logic/interval.ts';
import {
  flcAssessments,
  flcDifference,
  involvedChain,
  involvedFlc,
  involvedRatio,
  isNormalRatio,
  type FlcAssessment,
  type LightChain,
  type MProteinType,
} from '../../src/logic/light-chains.ts';
import type { Series } from '../../src/logic/series.ts';
import { interval } from './facts.ts';

type Value = number | `${'<' | '>'}${number}`;

function range<U extends string>(value: Value) {
  const text = String(value);
  const comparator = text.startsWith('<') ? '<' : text.startsWith('>') ? '>' : '=';
  return interval<U>(Number(text.replace(/[<>]/, '')), { comparator });
}

function series<U extends string>(concept: string, unit: U, ...rows: readonly (readonly [string, Value])[]): Series<U> {
  const points = rows.map(([date, value]) => {
    const own = range<U>(value);
    return {
      interval: own,
      date,
      reported: { unit, interval: own },
      evidence: [{ concept, value: String(value), date, stale: false }],
    };
  });
  return points.length === 0 ? unknown([{ concept, because: 'absent' }]) : known(points, []);
}

const DAY = '2026-11-10';

/** One assessment of kappa, lambda (mg/L) and a reported ratio; null: not sent. */
function flc(kappa: Value | null, lambda: Value | null, ratio: Value | null = null): FlcAssessment {
  const rows = (value: Value | null) => (value === null ? [] : ([[DAY, value]] as const));
  const [one] = flcAssessments(
    series('free-kappa', 'mg/L', ...rows(kappa)),
    series('free-lambda', 'mg/L', ...rows(lambda)),
    series('flc-ratio', '{ratio}', ...rows(ratio)),
  );
  if (!one) throw new Error('no assessment');
  return one;
}

const typed = (light: LightChain | null): Fact<MProteinType> => known({ heavy: 'igg', light }, []);
const UNTYPED: Fact<MProteinType> = unknown([{ concept: 'm-protein-type', because: 'absent' }]);

const shown = (fact: ReturnType<typeof involvedRatio> | ReturnType<typeof involvedFlc>): string =>
  fact.known ? String(shownRange(fact.value.interval)) : (fact.missing[0]?.because ?? '');

test.each([
  [1.65, true],
  [1.66, false],
  [0.26, true],
  [0.25, false],
  ['<0.26', false],
  ['>1.65', false],
  ['<1', undefined],
  ['>1', undefined],
] as const)('a ratio of %s is normal: %s', (ratio, expected) => {
  expect(isNormalRatio(range(ratio))).toBe(expected);
});

describe('assessments', () => {
  test('by day, oldest first; the last of a day', () => {
    const list = flcAssessments(
      series('free-kappa', 'mg/L', ['2026-11-02', 20], ['2026-11-10', 30], ['2026-11-10', 33]),
      series('free-lambda', 'mg/L', ['2026-11-10', 10]),
      series('flc-ratio', '{ratio}', ['2026-11-01', 4]),
    );
    expect(list.map(({ date, ratio }) => [date, ratio.known && shownRange(ratio.value.interval)])).toEqual([
      ['2026-11-01', 4],
      ['2026-11-02', false],
      ['2026-11-10', 3.3],
    ]);
  });

  test('without any series there is none', () => {
    expect(flcAssessments(series('free-kappa', 'mg/L'), series('free-lambda', 'mg/L'), series('r', '{ratio}'))).toEqual(
      [],
    );
  });

  test.each([
    [flc(16.5, 10), 1.65, 'no rounding over the limit'],
    [flc(100, 1, 99), 100, 'the chains of that day before the reported ratio'],
    [flc(null, null, 12), 12, 'the reported ratio'],
    [flc(null, 5, 12), 12, 'the reported ratio beside one chain'],
    [flc(100, '<1'), '>100', 'a chain below detection'],
    [flc(100, 0), '≥0', 'none of the other chain'],
    [flc('>100', 2), '>50', 'too much to measure'],
    [flc(2, '>100'), '<0.02', 'too much of the other'],
    [flc(5, null), 'absent', 'one chain'],
    [flc(null, 5), 'absent', 'the other chain'],
  ] as readonly (readonly [FlcAssessment, string | number, string])[])('%#: ratio %s, %s', (assessment, expected) => {
    expect(shown(assessment.ratio)).toBe(String(expected));
  });
});

describe('the involved chain', () => {
  test.each([
    [typed('kappa'), flc(5, 50), 'kappa', 'the recorded type, even against the ratio'],
    [typed(null), flc(50, 5), 'kappa', 'a type without a light chain says nothing'],
    [UNTYPED, flc(16.6, 10), 'kappa', 'just above 1.65'],
    [UNTYPED, flc(16.5, 10), 'absent', 'at 1.65: neither'],
    [UNTYPED, flc(2.6, 10), 'absent', 'at 0.26: neither'],
    [UNTYPED, flc(2.5, 10), 'lambda', 'just below 0.26'],
    [UNTYPED, flc('>10', 10), 'imprecise', 'above 1'],
    [UNTYPED, flc(5, null), 'absent', 'no ratio'],
  ] as readonly (readonly [Fact<MProteinType>, FlcAssessment, string, string])[])(
    '%#: %s',
    (type, assessment, expected) => {
      const chain = involvedChain(type, assessment);
      expect(chain.known ? chain.value : chain.missing[0]?.because).toBe(expected);
    },
  );
});

describe('ratio, chain and difference', () => {
  test.each([
    [UNTYPED, flc(100, 1), ['100', '100', '99'], 'kappa'],
    [UNTYPED, flc(1, 100), ['100', '100', '99'], 'lambda turned round'],
    [UNTYPED, flc(3, 300), ['100', '300', '297'], 'exactly 100'],
    [typed('lambda'), flc(20, 10), ['0.5', '10', '-10'], 'the recorded chain is the lower one'],
    [UNTYPED, flc(null, null, 20), ['20', 'absent', 'absent'], 'only a ratio'],
    [typed('kappa'), flc(200, null), ['absent', '200', 'absent'], 'only kappa'],
    [typed('lambda'), flc(null, 200), ['absent', '200', 'absent'], 'only lambda'],
    [UNTYPED, flc(10, 10), ['absent', 'absent', 'absent'], 'nothing involved'],
    [UNTYPED, flc(1, '>100'), ['>100', '>100', '>99'], 'too much to measure'],
    [UNTYPED, flc('>100', '<1'), ['>100', '>100', '>99'], 'both open'],
  ] as readonly (readonly [Fact<MProteinType>, FlcAssessment, readonly string[], string])[])(
    '%#: %s',
    (type, assessment, expected) => {
      const facts = [involvedRatio, involvedFlc, flcDifference].map((f) => shown(f(type, assessment)));
      expect(facts).toEqual(expected);
    },
  );

  test('the evidence holds the derived value and what it came from, each once', () => {
    const { evidence } = involvedRatio(UNTYPED, flc(100, 1));
    expect(evidence.map(({ concept }) => concept)).toEqual([
      'involved-flc-ratio',
      'flc-ratio',
      'free-kappa',
      'free-lambda',
    ]);
  });
});
