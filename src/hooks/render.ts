import { randomUUID } from 'node:crypto';
import type { Advice, Finding, Rule, Shown } from '../logic/rule.ts';
import type { RuleState, SelectionBehavior } from '../settings/settings.ts';
import { byHandBlock, commonBlocks, guidelineLine, type Speaker } from './blocks.ts';
import { categoryOf, findingData, withoutEmpty, type FindingData } from './finding-data.ts';
import { offerOf, type Ordering } from './suggestions.ts';
import type { Words } from './words.ts';
import type { Card, Coding } from './types.ts';

/** Finding + locale + client -> Card. Can't fail: the words were checked at start. */

export interface Rendering extends Ordering {
  /** Hosts that links may lead to. */
  readonly linkHosts: readonly string[];
  readonly mostCards: number;
  readonly stateOf: (ruleId: string) => RuleState;
}

export const EXTENSION = 'org.myeloma-cds.finding';
export const TOPIC_SYSTEM = 'urn:myeloma-cds:rule';
const OVERRIDE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';
/** CDS Hooks asks for fewer than 140 characters. */
const LONGEST_SUMMARY = 139;

/** A summary cut where clients would refuse it. */
export const cutSummary = (text: string): string =>
  text.length > LONGEST_SUMMARY ? `${text.slice(0, LONGEST_SUMMARY - 1)}…` : text;

/** Values ready to be said; made once for a card, whose summary, detail and labels all show the same. */
type Spoken = Readonly<Record<string, Shown>>;

/** The one-line statement of a finding. */
export function summaryOf(finding: Finding, speaker: Speaker, show: Spoken = spokenBy(finding, speaker)): string {
  const { words, locale } = speaker;
  const { rule } = finding;
  if (finding.kind === 'broken') {
    return words.say(locale, 'shared.broken', { name: words.say(locale, `${rule.words}.name`) });
  }
  return cutSummary(words.say(locale, `${rule.words}.advice.${finding.advice}.summary`, show));
}

/** Values as words need them: drugs and schedules by name, numbers rounded. */
function spoken(show: Advice<string>['show'], speaker: Speaker): Spoken {
  const said: Record<string, Shown> = {};
  for (const [name, value] of Object.entries(show)) said[name] = spokenValue(name, value, speaker);
  return said;
}

const NOTHING: Spoken = {};

const spokenBy = (finding: Finding, speaker: Speaker): Spoken =>
  finding.kind === 'advice' ? spoken(finding.show, speaker) : NOTHING;

/** Lists of names: where they are found, and what stands between two of them. */
const NAMED: Readonly<Record<string, { readonly list: string; readonly between: string }>> = {
  drug: { list: 'drugs', between: 'and' },
  agent: { list: 'drugs', between: 'and' },
  schedule: { list: 'schedules', between: 'or' },
  doses: { list: 'shortSchedules', between: 'or' },
  kinds: { list: 'kinds', between: 'and' },
  measure: { list: 'measures', between: 'and' },
  diagnosis: { list: 'diagnoses', between: 'or' },
  events: { list: 'events', between: 'and' },
  factors: { list: 'riskFactors', between: 'and' },
  tests: { list: 'concepts', between: 'and' },
};

function spokenValue(name: string, value: Shown, { words, locale }: Speaker): Shown {
  if (typeof value === 'number') return Number(value.toFixed(2));
  if (typeof value !== 'string') return value;
  if (value === 'not-applicable') return words.say(locale, 'shared.notApplicable');
  const named = NAMED[name];
  if (!named) return value.replace(' to ', words.say(locale, 'shared.to'));
  const names = value.split('|').map((one) => words.name(locale, named.list, one));
  return names.join(words.say(locale, `shared.${named.between}`));
}

/** A finding as data, with its summary in words. */
export function dataOf(
  finding: Finding,
  rendering: Speaker & Pick<Rendering, 'stateOf'>,
  show: Spoken = spokenBy(finding, rendering),
): FindingData {
  return findingData(finding, summaryOf(finding, rendering, show), rendering.stateOf(finding.rule.id));
}

/** The card of one finding. */
export function card(finding: Finding, rendering: Rendering): Card {
  const { rule } = finding;
  const show = spokenBy(finding, rendering);
  const data = dataOf(finding, rendering, show);
  const { suggestions, byHand } = offerOf(finding, data.summary, show, rendering);
  const { source, ...reasons } = frameOf(rule, rendering);
  return {
    uuid: randomUUID(),
    summary: data.summary,
    detail: detailOf(finding, rendering, { show, byHand }),
    indicator: data.indicator,
    source,
    ...(suggestions.length > 0 ? { suggestions, selectionBehavior: behaviorOf(rule, rendering) } : {}),
    ...reasons,
    extension: { [EXTENSION]: withoutEmpty(data) },
  };
}

const behaviorOf = ({ suggestsSeveral }: Rule, { profile }: Rendering): SelectionBehavior =>
  suggestsSeveral ? 'any' : profile.selectionBehavior;

interface Said {
  readonly show: Spoken;
  /** Orders that the card can't offer as suggestions. */
  readonly byHand: readonly string[];
}

function detailOf(finding: Finding, rendering: Rendering, { show, byHand }: Said): string {
  const { rule } = finding;
  const { words, locale } = rendering;
  const guideline = guidelineLine(rendering, rule, categoryOf(finding));
  if (finding.kind === 'broken') return [words.say(locale, 'shared.brokenDetail'), guideline].join('\n\n');
  const notes = (finding.notes ?? []).map(
    (note) =>
      `- ${words.say(locale, `${rule.words}.notes.${note.key}`, note.show ? { ...show, ...spoken(note.show, rendering) } : show)}`,
  );
  const advice = words.say(locale, `${rule.words}.advice.${finding.advice}.detail`, show);
  return [
    advice,
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    ...byHandBlock(rendering, byHand),
    ...commonBlocks(rendering, finding),
    guideline,
  ].join('\n\n');
}

/** What all cards of a rule have in common in one language: words and codes, nothing of a patient. */
type Frame = Pick<Card, 'source' | 'overrideReasons'>;

/** Frames by words and then by language and rule: made for the first card of a rule. */
const FRAMES = new WeakMap<Words, Map<string, Frame>>();

function frameOf(rule: Rule, speaker: Speaker): Frame {
  const { words, locale } = speaker;
  const frames = FRAMES.get(words) ?? new Map<string, Frame>();
  FRAMES.set(words, frames);
  const key = `${locale} ${rule.id}`;
  const known = frames.get(key);
  if (known) return known;
  const overrideReasons = overridesOf(rule, speaker);
  const frame: Frame = {
    source: { label: words.say(locale, 'shared.source'), topic: topicOf(rule, speaker) },
    ...(overrideReasons.length > 0 ? { overrideReasons } : {}),
  };
  frames.set(key, frame);
  return frame;
}

/** Frozen per rule: overrides and suppression at the client hang on it. */
function topicOf(rule: Rule, { words, locale }: Speaker): Coding {
  return { system: TOPIC_SYSTEM, code: rule.id.replaceAll('-', ''), display: words.say(locale, `${rule.words}.name`) };
}

function overridesOf(rule: Rule, { words, locale }: Speaker): readonly Coding[] {
  const prefix = `${rule.words}.overrideReasons`;
  return words
    .keysBelow(locale, prefix)
    .map((code) => ({ system: OVERRIDE_SYSTEM, code, display: words.say(locale, `${prefix}.${code}`) }));
}
