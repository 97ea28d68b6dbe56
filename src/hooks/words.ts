import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TYPE } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'yaml';
import type { Rule, Shown } from '../logic/rule.ts';
import type { Locale } from '../settings/settings.ts';

/** The words of the cards: YAML under `cards/`, read and compiled once at start. */

export const LOCALES: readonly Locale[] = ['en', 'zh-CN'];

/** A text ready to be filled. */
type Fill = (show: Readonly<Record<string, Shown>>) => string;

/** Every text of a locale by its key, such as `vte/prophylaxis.advice.upgrade.summary`. */
type Texts = ReadonlyMap<string, Fill>;

/** Texts by what they stand under, such as `shared.drugs`, and then by the last part of their key. */
type Lists = ReadonlyMap<string, Texts>;

export class Words {
  readonly #texts: ReadonlyMap<Locale, Texts>;
  readonly #lists: ReadonlyMap<Locale, Lists>;
  readonly #sources: ReadonlyMap<string, string>;

  constructor(texts: ReadonlyMap<Locale, Texts>, sources: ReadonlyMap<string, string>) {
    this.#texts = texts;
    this.#lists = new Map([...texts].map(([locale, all]) => [locale, listsOf(all)]));
    this.#sources = sources;
  }

  has(locale: Locale, key: string): boolean {
    return this.#texts.get(locale)?.has(key) === true;
  }

  /** A text with its placeholders filled. Throws for an unknown key or a missing value: both are checked at start. */
  say(locale: Locale, key: string, show: Readonly<Record<string, Shown>> = {}): string {
    const fill = this.#texts.get(locale)?.get(key);
    if (!fill) throw new Error(`cards/ has no ${locale} text ${key}`);
    return fill(show);
  }

  /** A text as written, placeholders and all: for documentation and tests. */
  template(locale: Locale, key: string): string {
    return this.#sources.get(`${locale}:${key}`) ?? '';
  }

  /** A name from a list of names (drugs, concepts), or the key itself where the list has none. */
  name(locale: Locale, list: string, key: string): string {
    return this.listed(locale, list, key) ?? key.replaceAll('-', ' ');
  }

  /** A name from a list of names, if the list has it. */
  listed(locale: Locale, list: string, key: string): string | undefined {
    return this.#lists.get(locale)?.get(`shared.${list}`)?.get(key)?.({});
  }

  /** The keys directly below a prefix, in the order of the file. */
  keysBelow(locale: Locale, prefix: string): readonly string[] {
    return [...(this.#lists.get(locale)?.get(prefix)?.keys() ?? [])];
  }
}

function listsOf(texts: Texts): Lists {
  const lists = new Map<string, Map<string, Fill>>();
  for (const [key, fill] of texts) {
    const at = key.lastIndexOf('.');
    const prefix = key.slice(0, at);
    const list = lists.get(prefix) ?? new Map<string, Fill>();
    lists.set(prefix, list.set(key.slice(at + 1), fill));
  }
  return lists;
}

/**
 * Parses a message. Nearly all hold nothing but text and plain placeholders, and those are joined from the parsed
 * parts: the library's own formatting costs fifty times as much, on every line of every card.
 */
function compile(text: string, locale: Locale): Fill {
  const message = new IntlMessageFormat(text, locale);
  const parts = message.getAst();
  if (!parts.every((part) => part.type === TYPE.literal || part.type === TYPE.argument)) {
    return (show) => String(message.format(show));
  }
  if (parts.every((part) => part.type === TYPE.literal)) {
    const said = parts.map((part) => part.value).join('');
    return () => said;
  }
  return (show) => {
    let said = '';
    for (const part of parts) {
      const value = part.type === TYPE.literal ? part.value : show[part.value];
      if (value === undefined) throw new Error(`a text lacks its value: ${text}`);
      said += String(value);
    }
    return said;
  };
}

const CARDS = fileURLToPath(new URL('../../cards/', import.meta.url));

/** Reads every card file; throws when a text doesn't parse. */
export function loadWords(folder: string = CARDS): Words {
  const texts = new Map<Locale, Map<string, Fill>>(LOCALES.map((locale) => [locale, new Map()]));
  const sources = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const [, path, locale] = /^(.+)\.(en|zh-CN)\.yaml$/.exec(file.replaceAll('\\', '/')) ?? [];
    if (path === undefined) continue;
    const content: unknown = parse(readFileSync(`${folder}/${file}`, 'utf8'));
    flatten(content, path, (key, text) => {
      texts.get(locale as Locale)?.set(key, compile(text, locale as Locale));
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
    ...rule.advises.flatMap((advice) => [
      `${rule.words}.advice.${advice}.summary`,
      `${rule.words}.advice.${advice}.detail`,
    ]),
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
