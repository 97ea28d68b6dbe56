import type { Card } from '../../src/hooks/types.ts';
import { DEFAULT_LIMITS } from '../../src/settings/limits.ts';
import { appAt } from '../app.ts';
import { draft, platelets, RX, type Json } from '../patient.ts';
import { findingsOf, fire, hookCall, lenalidomide25, prefetchOf, rulesOf, TODAY } from './calls.ts';
import { problemsOf } from './card-rules.ts';

/** Contract 1 and 4: at most `limits.cards` on any hook, the last of them folding the rest into one info card. */

const withLimit = (cards: number) => appAt(TODAY, { limits: { ...DEFAULT_LIMITS, cards } });

/** Four findings: overdose (critical), full-dose apixaban with platelets 30 (critical), and two warnings or infos. */
const drafts: readonly Json[] = [
  lenalidomide25(),
  draft(RX.apixaban, { value: 5, frequency: 2 }, { id: 'draft-apixaban' }),
  draft(RX.lenalidomide, null, { id: 'draft-unreadable' }),
  draft(RX.rivaroxaban, null, { id: 'draft-rivaroxaban' }),
];
const entries = prefetchOf().observations['entry'] as readonly { readonly resource: Json }[];
const observations = prefetchOf({
  observations: [...entries.map(({ resource }) => resource), platelets(30, { days: 1 })],
}).observations;
const body = hookCall('order-sign', { drafts, prefetch: { ...prefetchOf(), observations } });

const isFolded = ({ source }: Card): boolean => source.topic.code === 'FURTHERFINDINGS';

test('control: four findings without a limit in the way', async () => {
  const answer = await fire(withLimit(10), body);
  expect([answer.cards.length, answer.cards.some(isFolded)]).toEqual([4, false]);
  expect(answer.cards.slice(0, 2).map(({ indicator }) => indicator)).toEqual(['critical', 'critical']);
});

test.each([
  { limit: 1, apart: 0, because: 'all folded into the only card' },
  { limit: 2, apart: 1, because: 'the most urgent apart' },
  { limit: 3, apart: 2, because: 'two apart' },
  { limit: 4, apart: 4, because: 'as many as allowed: nothing to fold' },
  { limit: 6, apart: 4, because: 'fewer than allowed' },
])('limits.cards $limit: $because', async ({ limit, apart }) => {
  const all = await fire(withLimit(10), body);
  const answer = await fire(withLimit(limit), body);
  const shown = answer.cards.filter((card) => !isFolded(card));
  const folded = answer.cards.filter(isFolded);
  expect(answer.cards.length).toBeLessThanOrEqual(limit);
  expect(shown.map(({ summary }) => summary)).toEqual(all.cards.slice(0, apart).map(({ summary }) => summary));
  expect(folded.map(({ indicator }) => indicator)).toEqual(apart < 4 ? ['info'] : []);
  expect(answer.cards.slice(0, -1).some(isFolded)).toBe(false);
  expect([...rulesOf(answer)].sort()).toEqual([...rulesOf(all)].sort());
  for (const card of folded) {
    expect(card.detail).toContain(all.cards[apart]?.summary ?? 'nothing');
    expect(findingsOf({ cards: [card] }).length).toBe(4 - apart);
    expect(card.suggestions).toBeUndefined();
  }
  expect(problemsOf(answer.text, { drafts, patientId: 'p1' }, limit)).toEqual([]);
});

test.each(['en', 'zh-CN'])('the folded card speaks %s', async (language) => {
  const { cards } = await fire(withLimit(1), body, undefined, { 'Accept-Language': language });
  expect(/\p{Script=Han}/u.test(`${cards[0]?.summary}${cards[0]?.source.topic.display}`)).toBe(language === 'zh-CN');
  expect(cards[0]?.summary).toContain('4');
});

test('every hook has the limit', async () => {
  const chart = {
    ...prefetchOf(),
    observations,
    medications: prefetchOf({ medications: drafts.map((one) => ({ ...one, status: 'active' })) }).medications,
  };
  for (const hook of ['patient-view', 'order-select', 'order-sign'] as const) {
    const call = hookCall(hook, { drafts, prefetch: chart });
    expect((await fire(withLimit(2), call)).cards.length).toBeLessThanOrEqual(2);
  }
});
