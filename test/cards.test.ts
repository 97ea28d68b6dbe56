import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'yaml';
import { summaryOf } from '../src/hooks/render.ts';
import { checkWords, keysOf } from '../src/hooks/words.ts';
import { PAGES } from '../src/logic/index.ts';
import type { Finding } from '../src/logic/rule.ts';
import { WORDS } from './app.ts';

/** The words: both languages, the same keys and placeholders, nothing unused, nothing too long (design, "Words"). */

type Locale = 'en' | 'zh-CN';
const LOCALES: readonly Locale[] = ['en', 'zh-CN'];

const FILES = readdirSync('cards', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.yaml'))
  .sort();
const NAMES = [...new Set(FILES.map((file) => file.replace(/\.(en|zh-CN)\.yaml$/, '')))];

function flat(node: unknown, key = ''): [string, string][] {
  if (typeof node !== 'object' || node === null) return [[key, String(node)]];
  return Object.entries(node).flatMap(([name, child]) => flat(child, key === '' ? name : `${key}.${name}`));
}
const texts = (name: string, locale: Locale): ReadonlyMap<string, string> =>
  new Map(flat(parse(readFileSync(`cards/${name}.${locale}.yaml`, 'utf8'))));

/** The names of the placeholders of an ICU message, nested ones included. */
function placeholders(text: string, locale: Locale): string[] {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (typeof node === 'object' && node !== null) {
      const { type, value } = node as { type?: unknown; value?: unknown };
      // 0 is literal text, 7 is "#": all other kinds name an argument.
      if (typeof type === 'number' && type !== 0 && type !== 7 && typeof value === 'string') names.add(value);
      Object.values(node).forEach(walk);
    }
  };
  walk(new IntlMessageFormat(text, locale, undefined, { captureLocation: false }).getAst());
  return [...names].sort();
}

test('every file is there in both languages', () => {
  expect(FILES).toEqual(NAMES.flatMap((name) => LOCALES.map((locale) => `${name}.${locale}.yaml`)).sort());
  expect(() => checkWords(WORDS, PAGES)).not.toThrow();
});

describe.each(NAMES)('cards/%s', (name) => {
  const [english, chinese] = [texts(name, 'en'), texts(name, 'zh-CN')];

  test('has the same keys in both languages, in the same order', () => {
    expect([...chinese.keys()]).toEqual([...english.keys()]);
  });

  test('has the same placeholders in both languages', () => {
    const differing = [...english].filter(
      ([key, text]) => placeholders(text, 'en').join() !== placeholders(chinese.get(key) ?? '', 'zh-CN').join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test.each(LOCALES)('has no blank text, no HTML, no table, no link in %s', (locale) => {
    // A number of years has no unit to name.
    const bad = [...texts(name, locale)]
      .filter(([key]) => key !== 'units.a')
      .filter(([, text]) => text.trim() === '' || text === 'null' || /<[a-z/!]|\||\]\(|https?:|www\./i.test(text));
    expect(bad).toEqual([]);
  });

  test('is Chinese in Chinese and English in English', () => {
    const han = /\p{Script=Han}/u;
    expect([...english].filter(([, text]) => han.test(text))).toEqual([]);
    const neutral = /^[\d\s\p{P}\p{S}A-Za-z{}]*$/u;
    const untranslated = [...chinese].filter(
      ([key, text]) => !han.test(text) && text === english.get(key) && !neutral.test(text),
    );
    expect(untranslated).toEqual([]);
  });
});

describe.each(PAGES.map((rule) => ({ id: rule.id, rule })))('$id', ({ rule }) => {
  const prefix = `${rule.words}.`;
  const needed = keysOf(rule).map((key) => key.slice(prefix.length));

  test.each(LOCALES)('has every key that the page can say, and no other, in %s', (locale) => {
    const keys = [...texts(rule.words, locale).keys()].filter((key) => !key.startsWith('overrideReasons.'));
    expect(keys.filter((key) => !needed.includes(key))).toEqual([]);
    expect(needed.filter((key) => !keys.includes(key))).toEqual([]);
  });

  test('offers two to five override reasons of the vocabulary (checklist 4.9)', () => {
    const codes = [...texts(rule.words, 'en').keys()]
      .filter((key) => key.startsWith('overrideReasons.'))
      .map((key) => key.slice('overrideReasons.'.length));
    const known =
      'cds-not-applicable cds-suboptimal-context recipient-disagrees-evidence recipient-concerns-outcomes does-not-align-preferences not-convenient-feasible action-completed patient-contraindication patient-refuses too-costly-uncovered service-not-available recipient-does-not-understand';
    expect(codes.filter((code) => !known.split(' ').includes(code))).toEqual([]);
    expect(codes.length).toBeGreaterThanOrEqual(2);
    expect(codes.length).toBeLessThanOrEqual(5);
  });
});

test('a page file that belongs to no page is not there', () => {
  expect(NAMES.filter((name) => name !== 'shared' && !PAGES.some(({ words }) => words === name))).toEqual([]);
});

/** The longest that a page can put in: all rows of the table, ranges of scores, the longest names. */
const EXTREMES = {
  schedule: 'no-adjustment|moderate|severe|dialysis',
  doses: 'no-adjustment|moderate|severe|dialysis',
  maxDose: 10,
  ordered: 37.5,
  clearance: '18 / 139',
  impede: '-7 to 24',
  saved: '-3 to 8',
  impedeWithoutCredit: '-7 to 24',
  impedeWithoutRace: '-7 to 24',
  kinds: 'conditions|observations|medications',
  platelets: 1999.25,
  limits: '4 / 3.5 / 3.3 / 3',
  calcium: '13.25–14.75 mmol/L',
  count: 27,
  total: 28,
  tests: 'complete-blood-count|history-and-physical|quantitative-immunoglobulins|whole-body-ct-or-pet',
  date: '2026-11-20',
  agent: 'fondaparinux',
  measure: 'pneumocystis|zoster|antifungal',
  perCycle: '160–1000',
  limit: 160,
  daily: 40,
  days: 365,
  several: 2,
  months: 12,
  iss: 'I_II_III',
  riss: 'I_II_III',
  fish: 'unknown',
  changes: 'del(17p), t(4;14), t(14;16)',
  recorded: 'ISS III, R-ISS III',
  age: 104,
  points: '1–2',
  marrow: '10–59.5',
  noMarrow: 'yes',
  radiotherapy: 'yes',
  imaging: 'yes',
  laboratory: 'yes',
  kind: 'corrected',
  site: 'extraosseous',
  diagnosis: 'solitary-plasmacytoma',
  events: 'calcium|renal|anemia|bone|marrow60|flcRatio100|mriLesions',
  factors: 'marrow20|mProtein2|flcRatio20',
} as const;

/** What a single advice can show at most, where that is less than everything (MYEL-J: one row, or rows with a limit). */
const ROWS: Readonly<
  Record<string, { readonly schedule: string; readonly doses: string; readonly clearance: string }>
> = {
  above: { schedule: 'dialysis', doses: 'dialysis', clearance: '18' },
  'above-either-row': { schedule: 'moderate|severe|dialysis', doses: 'moderate|severe|dialysis', clearance: '18 / 59' },
};

const finding = (rule: (typeof PAGES)[number], advice: string, drug: string): Finding => ({
  kind: 'advice',
  rule,
  advice,
  indicator: 'info',
  show: { ...EXTREMES, ...ROWS[advice], drug },
  evidence: [],
  missing: [],
});

const ADVICE = PAGES.flatMap((rule) =>
  rule.advises.flatMap((advice) => LOCALES.map((locale) => ({ id: rule.id, rule, advice, locale }))),
);

test.each(ADVICE)(
  '$id $advice in $locale: the longest summary is at most 139 characters, uncut (R-11)',
  ({ rule, advice, locale }) => {
    const drugs =
      rule.id === 'ANTICOAGULANT-PLATELETS'
        ? ['fondaparinux', 'enoxaparin']
        : ['lenalidomide', 'pomalidomide', 'lenalidomide|thalidomide'];
    for (const drug of drugs) {
      const summary = summaryOf(finding(rule, advice, drug), { words: WORDS, locale });
      expect(summary.length).toBeLessThanOrEqual(139);
      expect(summary).not.toMatch(/…$|[{}\n]/);
    }
  },
);

test.each(ADVICE)('$id $advice in $locale: whatever is put in, at most 139 characters', ({ rule, advice, locale }) => {
  const everything = [
    'liposomal-doxorubicin',
    'idecabtagene-vicleucel',
    'belantamab-mafodotin',
    'ciltacabtagene-autoleucel',
    'cyclophosphamide',
    'methylprednisolone',
  ].join('|');
  expect(summaryOf(finding(rule, advice, everything), { words: WORDS, locale }).length).toBeLessThanOrEqual(139);
});

test.each(PAGES.flatMap((rule) => LOCALES.map((locale) => ({ id: rule.id, rule, locale }))))(
  '$id in $locale: the line for a broken check fits too',
  ({ rule, locale }) => {
    expect(summaryOf({ kind: 'broken', rule, cause: null }, { words: WORDS, locale }).length).toBeLessThanOrEqual(139);
  },
);

test.each(ADVICE)(
  '$id $advice in $locale: every placeholder is one that the pages fill',
  ({ rule, advice, locale }) => {
    const own = texts(rule.words, locale);
    const used = ['summary', 'detail'].flatMap((part) =>
      placeholders(own.get(`advice.${advice}.${part}`) ?? '', locale),
    );
    expect(used.filter((name) => !(name in EXTREMES) && name !== 'drug')).toEqual([]);
  },
);
