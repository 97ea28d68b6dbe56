import { runService, type CallContext } from '../../src/hooks/run-service.ts';
import { servicesFor } from '../../src/hooks/services.ts';
import type { Finding, Rule } from '../../src/logic/rule.ts';
import { SANDBOX_SETTINGS } from '../../src/settings/settings.ts';
import { WORDS } from '../app.ts';
import { findingsOf, hookCall, lenalidomide25, TODAY } from './calls.ts';
import { problemsOf } from './card-rules.ts';

/** Design: a page that throws becomes a `broken` finding, shown as one neutral line; the others still answer. */

const SECRET = 'Zyxwvut of bed 7';
const service = servicesFor(SANDBOX_SETTINGS).get('myeloma-order-sign');

/** The service as it is, with the decision of one page replaced by an accident. */
function withAccident(id: string): { pages: readonly Rule[] } {
  const accident = (): never => {
    throw new Error(SECRET);
  };
  return { pages: (service?.pages ?? []).map((page) => (page.id === id ? { ...page, decide: accident } : page)) };
}

const found: Finding[] = [];
const call = (locale: CallContext['locale']): CallContext => ({
  settings: SANDBOX_SETTINGS,
  words: WORDS,
  now: () => new Date(`${TODAY}T12:00:00Z`),
  locale,
  onFindings: (_service, findings) => void found.push(...findings),
  pseudonym: () => 'pseudonym',
});

test.each((service?.pages ?? []).flatMap(({ id }) => (['en', 'zh-CN'] as const).map((locale) => ({ id, locale }))))(
  '$id broken, in $locale: one line says so, the rest is as ever',
  async ({ id, locale }) => {
    if (!service) throw new Error('no service');
    found.length = 0;
    const whole = await runService(service, hookCall('order-sign'), call(locale));
    const answer = await runService({ ...service, ...withAccident(id) }, hookCall('order-sign'), call(locale));
    const broken = answer.cards.filter((card) =>
      findingsOf({ cards: [card] }).some(({ advice }) => advice === 'broken'),
    );
    expect(broken.length).toBe(1);
    expect(broken[0]?.indicator).not.toBe('critical');
    const others = answer.cards.filter((card) => !broken.includes(card)).map(({ summary }) => summary);
    const expected = whole.cards
      .filter((card) => findingsOf({ cards: [card] })[0]?.ruleId !== id)
      .map(({ summary }) => summary);
    expect(others).toEqual(expected);
    expect(problemsOf(JSON.stringify(answer), { drafts: [lenalidomide25()], patientId: 'p1' })).toEqual([]);
    expect(JSON.stringify(answer)).not.toMatch(/Zyxwvut|Error:|\.ts:/);
    expect(found.some(({ kind }) => kind === 'broken')).toBe(true);
  },
);
