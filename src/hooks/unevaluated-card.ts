import { randomUUID } from 'node:crypto';
import type { Finding, Rule } from '../logic/rule.ts';
import type { DealtCard } from './card-list.ts';
import { withoutEmpty } from './finding-data.ts';
import { fitCard } from './fit-card.ts';
import { dataOf, EXTENSION, TOPIC_SYSTEM, type Rendering } from './render.ts';
import type { Card } from './types.ts';

const MOST_NAMED = 50;

/**
 * The cards with one more, before those that only inform, that names the checks which were not reached in time: their
 * silence must not look like "all clear". Without such checks, the cards as they are.
 */
export function withUnevaluated(
  dealt: readonly DealtCard[],
  notEvaluated: readonly Rule[],
  rendering: Rendering,
): readonly DealtCard[] {
  if (notEvaluated.length === 0) return dealt;
  const firstInfo = dealt.findIndex(({ card }) => card.indicator === 'info');
  const at = firstInfo === -1 ? dealt.length : firstInfo;
  return [...dealt.slice(0, at), unevaluatedCard(notEvaluated, rendering), ...dealt.slice(at)];
}

function unevaluatedCard(rules: readonly Rule[], rendering: Rendering): DealtCard {
  const { words, locale } = rendering;
  const named = rules.slice(0, MOST_NAMED);
  const data = named.map((rule) => dataOf(broken(rule), rendering));
  const card: Card = {
    uuid: randomUUID(),
    summary: words.say(locale, 'shared.unevaluated', { count: rules.length }),
    detail: [
      words.say(locale, 'shared.unevaluatedDetail'),
      named.map((rule) => `- ${words.say(locale, `${rule.words}.name`)}`).join('\n'),
    ].join('\n\n'),
    indicator: 'warning',
    source: {
      label: words.say(locale, 'shared.source'),
      topic: {
        system: TOPIC_SYSTEM,
        code: 'NOTEVALUATED',
        display: words.say(locale, 'shared.unevaluatedName'),
      },
    },
    extension: { [EXTENSION]: data.map(withoutEmpty) },
  };
  return { shows: [], card: fitCard(card, rendering.profile, rendering.linkHosts) };
}

/** A check that wasn't made is told as one that couldn't be completed. */
const broken = (rule: Rule): Finding => ({ kind: 'broken', rule, cause: null });
