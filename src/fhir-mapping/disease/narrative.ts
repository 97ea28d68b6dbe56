/** Report text before any pattern: capped, of one spelling, in lines that are sentences. */

/** Nobody writes more than this about one examination; of a longer text the first and the last part are read. */
export const LONGEST_TEXT = 16_384;

export interface Narrative {
  readonly text: string;
  /** Whether the middle was left out. */
  readonly cut: boolean;
}

/** Lower case, ASCII brackets and digits, one kind of dash; wrapped lines are joined, lists stand on one line. */
export function narrative(written: string): Narrative {
  const cut = written.length > LONGEST_TEXT;
  const half = LONGEST_TEXT / 2;
  const kept = cut ? `${written.slice(0, half)}\n${written.slice(-half)}` : written;
  const plain = kept
    .normalize('NFKC')
    .slice(0, 2 * LONGEST_TEXT)
    .toLowerCase()
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ');
  return { text: joined(plain.split('\n')), cut };
}

const BULLET = /^(?:[*•·▪◦]|- |\d{1,2}[.)] )\s?/;
/** A line that can't end a sentence, or can't begin one. */
const GOES_ON =
  /(?:[,、(/]|\b(?:a|and|are|by|for|from|in|no|not|nor|of|or|the|to|was|were|is|with|without)|及|和|与|或)$/;
/** Characters of the longest word of `GOES_ON`, and the one before it. */
const LONGEST_LINK = 9;
const CONTINUES = /^(?:and|are|detected|for|identified|in|is|not|nor|of|or|seen|was|were) /;

function joined(lines: readonly string[]): string {
  const out: string[] = [];
  let listing = false;
  for (const raw of lines) {
    const line = raw.trim();
    if (line === '') {
      listing = false;
      continue;
    }
    const isItem = BULLET.test(line);
    const item = line.replace(BULLET, '');
    const last = out.at(-1) ?? '';
    const opens = last.endsWith(':');
    if (out.length > 0 && !isItem && (opens || GOES_ON.test(last.slice(-LONGEST_LINK)) || CONTINUES.test(line))) {
      out[out.length - 1] = `${last} ${line}`;
    } else if (isItem && (opens || listing)) {
      out[out.length - 1] = `${last}${opens ? ' ' : ', '}${item}`;
      listing = true;
    } else {
      out.push(item);
      listing = false;
    }
  }
  return out.join('\n');
}
