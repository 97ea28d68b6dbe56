import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'yaml';
import type { Rule, Shown } from '../logic/rule.ts';
import type { Locale } from '../settings/settings.ts';

/** The words of the cards: YAML under `cards/`, read and compiled once at start. */

export const LOCALES: readonly Locale[] = ['en', 'zh-CN'];

/** Every text of a locale by its key, such as `vte/prophylaxis.advice.upgrade.summary`. */
type Texts = ReadonlyMap<string, IntlMessageFormat>;

export class Words {
  readonly #texts: ReadonlyMap<Locale, Texts>;
  readonly #sources: ReadonlyMap<string, string>;

  constructor(texts: ReadonlyMap<Locale, Texts>, sources: ReadonlyMap<string, string>) {
    this.#texts = texts;
    this.#sources = sources;
  }

  has(locale: Locale, key: string): boolean {
    return this.#texts.get(locale)?.has(key) === true;
  }

  /** A text with its placeholders filled. Throws for an unknown key or a missing value: both are checked at start. */
  say(locale: Locale, key: string, show: Readonly<Record<string, Shown>> = {}): string {
    const message = this.#texts.get(locale)?.get(key);
    if (!message) throw new Error(`cards/ has no ${locale} text ${key}`);
    return String(message.format(show));
  }

  /** A text as written, placeholders and all: for documentation and tests. */
  template(locale: Locale, key: string): string {
    return this.#sources.get(`${locale}:${key}`) ?? '';
  }

  /** A name from a list of names (drugs, concepts), or the key itself where the list has none. */
  name(locale: Locale, list: string, key: string): string {
    return this.has(locale, `shared.${list}.${key}`) ? this.say(locale, `shared.${list}.${key}`) : key.replaceAll('-', ' ');
  }

  /** The keys directly below a prefix, in the order of the file. */
  keysBelow(locale: Locale, prefix: string): readonly string[] {
    const below = [...(this.#texts.get(locale)?.keys() ?? [])].filter((key) => key.startsWith(`${prefix}.`));
    return [...new Set(below.map((key) => key.slice(prefix.length + 1).split('.')[0] ?? ''))];
  }
}

const CARDS = fileURLToPath(new URL('../../cards/', import.meta.url));

/** Reads every card file; throws when a text doesn't parse. */
export function loadWords(folder: string = CARDS): Words {
  const texts = new Map<Locale, Map<string, IntlMessageFormat>>(LOCALES.map((locale) => [locale, new Map()]));
  const sources = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const [, path, locale] = /^(.+)\.(en|zh-CN)\.yaml$/.exec(file.replaceAll('\\', '/')) ?? [];
    if (path === undefined) continue;
    const content: unknown = parse(readFileSync(`${folder}/${file}`, 'utf8'));
    flatten(content, path, (key, text) => {
      texts.get(locale as Locale)?.set(key, new IntlMessageFormat(text, locale));
      sources.set(`${String(locale)}:${key}`, text);
    });
  }
  return new Words(texts, sources);
}

function flatten(node: unknown, key: string, put: (key: string, text: string) => void): void {
  if (typeof node !== 'object' || node === null) return put(key, String(node));
  for (const [member, child] of Object.entries(node)) flatten(child, `${key}.${member}`, put);
}

/** Every key that a page needs its card files to have. */
export function keysOf(rule: Rule): readonly string[] {
  return [
    `${rule.words}.name`,
    ...rule.advises.flatMap((advice) => [`${rule.words}.advice.${advice}.summary`, `${rule.words}.advice.${advice}.detail`]),
    ...rule.notes.map((note) => `${rule.words}.notes.${note}`),
    ...rule.suggests.map((item) => `${rule.words}.suggestions.${item}`),
  ];
}

/** Throws at start when a page has advice that one of the languages has no words for. */
export function checkWords(words: Words, rules: readonly Rule[]): void {
  for (const locale of LOCALES) {
    const lacking = rules.flatMap(keysOf).filter((key) => !words.has(locale, key));
    if (lacking.length > 0) throw new Error(`cards/ lacks ${locale} texts: ${lacking.join(', ')}`);
  }
}
