/**
 * What the words of an entry say of a disease or a procedure, for entries without a known code (DEC-3). Conservative:
 * another person's disease, a denial, a risk or a test is no finding; a suspicion leaves the question open.
 */

/** `stated`: it is there. `past`: it was there. `open`: suspected. `denied`: the words speak of it, and not as a finding. */
export type Said = 'stated' | 'past' | 'open' | 'denied';

/** How an entry names something; `apart` are words that make it something else. */
export interface Named {
  readonly named: RegExp;
  readonly apart?: RegExp;
}

/** A name longer than this is a story, and isn't read. */
export const LONGEST_NAME = 300;

const FAMILY =
  /\b(family|fhx|fh|father|mother|sister|brother|parents?|sibling|son|daughter|aunt|uncle|grandmother|grandfather|donor)\b|家族|父亲|母亲|兄弟|姐妹|供者/;
const NO_FINDING =
  /\b(risk|screening|screen|prophylaxis|prophylactic|prevention|exposure|vaccine|vaccination|immunization|counseling|education|surveillance)\b|风险|筛查|预防|接触史|疫苗|宣教/;
const DENIED_BEFORE =
  /\b(no|not|without|denies|denied|negative for|absence of|absent|free of|never|excluded|ruled out|unlikely|cancelled|declined|refused)\b|无(?!症状|痛|力)|未见|未发现|未出现|未行|未做|否认|已?排除|没有|拒绝/;
const DENIED_AFTER =
  /\b(ruled out|excluded|negative|absent|not (found|seen|present|detected|done|performed|indicated)|none|denied|cancelled|declined|refused)\b|已排除|阴性|未见|未行|未做|拒绝/;
const OPEN_BEFORE =
  /\b(rule out|r\/o|possible|possibly|probable|suspected|suspicion|suspicious|concern for|question of|query|evaluate|evaluation|workup|work-up|differential|presumed|likely)\b|[?？]|待排|疑|可能|考虑|拟诊|待查/;
const OPEN_AFTER =
  /[?？]|\b(suspected|possible|probable|vs|versus|not established|unconfirmed|to be ruled out)\b|待排|待除外|可能|待查/;
const PAST_BEFORE =
  /\b(history|hx|h\/o|previous|previously|prior|past|old|healed|former|s\/p|status post|sequelae? of)\b|既往|曾|陈旧/;
const PAST_AFTER = /\b(resolved|history|healed|sequelae?|in the past|old)\b|病史|史|已愈|治愈|痊愈|陈旧/;

/** A sentence by what stands before the name and after it, the strongest first. */
const SAYINGS: readonly (readonly [Said, before: RegExp, after: RegExp])[] = [
  ['denied', FAMILY, FAMILY],
  ['denied', NO_FINDING, NO_FINDING],
  ['open', /\b(rule out|r\/o)\b|待排/, /to be ruled out|待排/],
  ['denied', DENIED_BEFORE, DENIED_AFTER],
  ['open', OPEN_BEFORE, OPEN_AFTER],
  ['past', PAST_BEFORE, PAST_AFTER],
];

const STRENGTH: readonly Said[] = ['stated', 'past', 'open', 'denied'];

/** A name as it is read: sentence by sentence, in lower case. A story has none. */
export interface Name {
  readonly label: string;
  readonly sentences: readonly string[];
}

export const nameOf = (label: string): Name => ({
  label,
  sentences: label.length > LONGEST_NAME ? [] : label.toLowerCase().split(/[.;。；\n]/),
});

/** What a text says of something; undefined when it doesn't name it, or is too long to be a name. */
export const saidOf = (text: string, named: Named): Said | undefined => saidIn(nameOf(text), named);

/** The same for a name that several are looked for in. */
export function saidIn({ label, sentences }: Name, { named, apart }: Named): Said | undefined {
  if (!sentences.some((sentence) => named.test(sentence)) || apart?.test(label)) return undefined;
  const said = sentences.flatMap((sentence) => saidInSentence(sentence, named) ?? []);
  return STRENGTH.find((one) => said.includes(one));
}

function saidInSentence(sentence: string, named: RegExp): Said | undefined {
  const match = named.exec(sentence);
  if (!match) return undefined;
  const before = sentence.slice(0, match.index);
  const after = sentence.slice(match.index + match[0].length);
  return SAYINGS.find(([, first, second]) => first.test(before) || second.test(after))?.[0] ?? 'stated';
}
