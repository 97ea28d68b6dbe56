import { randomUUID } from 'node:crypto';
import type { Finding } from '../logic/rule.ts';
import { withoutEmpty } from './finding-data.ts';
import { fitCard } from './fit-card.ts';
import { card, cutSummary, dataOf, EXTENSION, TOPIC_SYSTEM, type Rendering } from './render.ts';
import type { Card, Coding } from './types.ts';

/** A card, and what it shows: each finding with the ids of its own suggestions. Nothing of the patient but the card. */
export interface DealtCard {
  readonly card: Card;
  readonly shows: readonly ShownFinding[];
}
export interface ShownFinding {
  readonly finding: Finding;
  readonly suggestions: readonly string[];
}

/**
 * The cards of an answer, most urgent first, each with the findings it shows and made to fit the client; findings of one
 * group share a card, what exceeds the limit is folded.
 */
export function dealCards(findings: readonly Finding[], rendering: Rendering): readonly DealtCard[] {
  return dealt(findings, rendering).map(({ card: made, shows }) => ({
    card: fitCard(made, rendering.profile, rendering.linkHosts),
    shows,
  }));
}

function dealt(findings: readonly Finding[], rendering: Rendering): readonly DealtCard[] {
  const shown = grouped(findings.filter((finding) => rendering.stateOf(finding.rule.id) === 'on'));
  const { mostCards } = rendering;
  if (shown.length <= mostCards) return shown.map((together) => cardOf(together, rendering));
  const apart = shown.slice(0, mostCards - 1);
  const rest = shown.slice(mostCards - 1).flat();
  return [
    ...apart.map((together) => cardOf(together, rendering)),
    { card: folded(rest, rendering), shows: rest.map((finding) => ({ finding, suggestions: [] })) },
  ];
}

/** Findings that one card shows, in the order of the most urgent among them. */
function grouped(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const cards: Finding[][] = [];
  const byGroup = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groupOf(finding);
    const together = group === undefined ? undefined : byGroup.get(group);
    if (together) {
      together.push(finding);
      continue;
    }
    const alone = [finding];
    cards.push(alone);
    if (group !== undefined) byGroup.set(group, alone);
  }
  return cards;
}

/** A check that broke stands by itself. */
const groupOf = (finding: Finding): string | undefined =>
  finding.kind === 'broken' ? undefined : (finding.group ?? finding.rule.group);

function cardOf(together: readonly Finding[], rendering: Rendering): DealtCard {
  const parts = together.map((finding) => ({ finding, card: card(finding, rendering) }));
  const [first, second] = parts;
  return {
    card: first && !second ? first.card : merged(parts, rendering),
    shows: parts.map(({ finding, card: { suggestions = [] } }) => ({
      finding,
      suggestions: suggestions.map(({ uuid }) => uuid),
    })),
  };
}

/**
 * Several things missing for one order, each with its own grounds and its own suggestion, on one card. The suggestions
 * don't exclude each other, whatever the client's cards do elsewhere, unless it knows no other way.
 */
function merged(together: readonly { finding: Finding; card: Card }[], rendering: Rendering): Card {
  const { words, locale } = rendering;
  const findings = together.map(({ finding }) => finding);
  const parts = together.map((part) => part.card);
  const names = findings.map(({ rule }) => words.say(locale, `${rule.words}.name`));
  const [group = ''] = findings.map(groupOf);
  const suggestions = parts.flatMap((part) => part.suggestions ?? []);
  const overrideReasons = [
    ...new Map(parts.flatMap((part) => (part.overrideReasons ?? []).map((one) => [one.code, one] as const))).values(),
  ];
  return {
    uuid: randomUUID(),
    summary: cutSummary(
      words.say(locale, `shared.groups.${group}.summary`, {
        count: findings.length,
        items: names.join(words.say(locale, 'shared.comma')),
      }),
    ),
    detail: parts.map((part, at) => `**${names[at] ?? ''}**\n\n${part.detail}`).join('\n\n'),
    indicator: parts[0]?.indicator ?? 'info',
    source: {
      label: words.say(locale, 'shared.source'),
      topic: topic(group, `shared.groups.${group}.name`, rendering),
    },
    ...(suggestions.length > 0 ? { suggestions, selectionBehavior: 'any' } : {}),
    ...(overrideReasons.length > 0 ? { overrideReasons } : {}),
    extension: { [EXTENSION]: findings.map((finding) => withoutEmpty(dataOf(finding, rendering))) },
  };
}

/** The topic of the card that folds what exceeds the limit. */
export const FOLDED_TOPIC = 'FURTHER-FINDINGS';

/** As the client knows it, frozen as those of the rules are. */
export const topicCode = (id: string): string => id.replaceAll('-', '').toUpperCase();

const topic = (code: string, name: string, { words, locale }: Rendering): Coding => ({
  system: TOPIC_SYSTEM,
  code: topicCode(code),
  display: words.say(locale, name),
});

/** One info card for everything beyond the limit, each finding with its own line and its own data. */
function folded(findings: readonly Finding[], rendering: Rendering): Card {
  const { words, locale } = rendering;
  const data = findings.map((finding) => dataOf(finding, rendering));
  return {
    uuid: randomUUID(),
    summary: words.say(locale, 'shared.folded', { count: findings.length }),
    detail: data
      .slice(0, MOST_FOLDED)
      .map((one) => `- ${one.summary}`)
      .join('\n'),
    indicator: 'info',
    source: {
      label: words.say(locale, 'shared.source'),
      topic: topic(FOLDED_TOPIC, 'shared.foldedName', rendering),
    },
    extension: { [EXTENSION]: data.slice(0, MOST_FOLDED).map(withoutEmpty) },
  };
}

const MOST_FOLDED = 50;
