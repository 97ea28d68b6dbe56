import { bodyOf, milliseconds } from './mutations.ts';
import { PAGES } from '../../src/logic/index.ts';
import type { FactName } from '../../src/logic/facts.ts';
import { chartOf, FACT_NAMES, readFacts } from './charts.ts';

/**
 * Prints the best times of parsing a body, of reading from it what the pages of a call ask for, and of reading every
 * fact that there is (as /api/evaluate does). A process of its own: in jest's sandbox
 * every global costs a look-up, so that code is several times slower there and JSON.parse is not.
 */

const ROUNDS = 20;
const READS = 5;

/** What a call can ask for at most: the facts of all pages together. */
const OF_PAGES: readonly FactName[] = [...new Set(PAGES.flatMap((page) => page.reads))];

const bodies = [1000, 5000].map((count) => ({ count, body: JSON.stringify(bodyOf(count)) }));
const best = bodies.map(({ count }) => ({ count, parse: Infinity, call: Infinity, all: Infinity }));

// The sizes take turns, so that whatever else the machine does meets both; rubbish is collected in between.
for (let round = 0; round < ROUNDS; round += 1) {
  bodies.forEach(({ body }, at) => {
    const record = best[at];
    if (!record) return;
    globalThis.gc?.();
    let parsed: ReturnType<typeof bodyOf> = { entry: [] };
    const parse = milliseconds(() => (parsed = JSON.parse(body) as ReturnType<typeof bodyOf>));
    const chart = chartOf(parsed.entry.map(({ resource }) => resource));
    const timesOf = (names: readonly FactName[]): number[] => {
      globalThis.gc?.();
      return Array.from({ length: READS }, () => milliseconds(() => readFacts(chart, names)));
    };
    best[at] = {
      count: record.count,
      parse: Math.min(record.parse, parse),
      call: Math.min(record.call, ...timesOf(OF_PAGES)),
      all: Math.min(record.all, ...timesOf(FACT_NAMES)),
    };
  });
}

process.stdout.write(JSON.stringify(best));
