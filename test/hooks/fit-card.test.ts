import { readFileSync } from 'node:fs';
import { escapeChartText } from '../../src/hooks/escape.ts';
import { fitCard, linkHostsOf, plainText, soften } from '../../src/hooks/fit-card.ts';
import { profileOf, type ClientProfile } from '../../src/hooks/profiles.ts';
import type { Card, Link } from '../../src/hooks/types.ts';
import { PAGES } from '../../src/logic/index.ts';
import type { Finding, Hook, Indicator, Rule } from '../../src/logic/rule.ts';
import { SANDBOX_SETTINGS, type ClientSettings } from '../../src/settings/settings.ts';
import { client } from '../profile-answers.ts';

/** A rendered card made to fit its client: links, plain text, narrow panes, what may interrupt (PR-18, PR-41). */

const card = (more: Partial<Card>): Card => ({
  uuid: 'u',
  summary: 'Short',
  detail: 'Detail',
  indicator: 'info',
  source: { label: 'l', topic: { system: 's', code: 'c', display: 'd' } },
  extension: {},
  ...more,
});
const of = (name: ClientSettings['profile'], more: Partial<ClientProfile> = {}): ClientProfile => ({
  ...profileOf(client(name), false),
  ...more,
});
const HOSTS = ['cds.example.org'];

describe('links', () => {
  const absolute: Link = { label: 'a', url: 'https://cds.example.org/x', type: 'absolute' };
  const smart: Link = { label: 's', url: 'https://cds.example.org/app/launch', type: 'smart', appContext: 'e1' };
  const bare: Link = { label: 's', url: 'https://cds.example.org/app/launch', type: 'smart' };
  test.each<{ name: ClientSettings['profile']; link: Link; expected: Link | undefined; because: string }>([
    { name: 'generic', link: absolute, expected: absolute, because: 'every EHR opens a page' },
    { name: 'generic', link: smart, expected: undefined, because: 'an app must be registered' },
    { name: 'epic', link: smart, expected: smart, because: 'appContext is handed on' },
    { name: 'oracle', link: smart, expected: bare, because: 'without appContext' },
    { name: 'oracle', link: absolute, expected: absolute, because: 'registered links' },
    { name: 'athena', link: smart, expected: undefined, because: 'not documented' },
    { name: 'sandbox', link: smart, expected: smart, because: 'everything' },
    { name: 'sandbox', link: bare, expected: bare, because: 'no context to hand on' },
    { name: 'epic', link: { ...absolute, appContext: 'e1' }, expected: absolute, because: 'only apps have a context' },
    { name: 'epic', link: { ...absolute, url: 'https://evil.example.org/x' }, expected: undefined, because: 'host' },
    {
      name: 'epic',
      link: { ...absolute, url: 'https://cds.example.org.evil.org/' },
      expected: undefined,
      because: 'host',
    },
    { name: 'epic', link: { ...absolute, url: 'https://cds.example.org:8443/' }, expected: undefined, because: 'port' },
    {
      name: 'epic',
      link: { ...absolute, url: 'https://cds.example.org@evil.org/' },
      expected: undefined,
      because: 'user',
    },
    { name: 'epic', link: { ...absolute, url: 'http://cds.example.org/x' }, expected: undefined, because: 'not https' },
    { name: 'epic', link: { ...absolute, url: 'javascript:alert(1)' }, expected: undefined, because: 'not https' },
    { name: 'epic', link: { ...absolute, url: 'cds.example.org/x' }, expected: undefined, because: 'no URL' },
  ])('$name: $link.type $link.url ($because)', ({ name, link, expected }) => {
    expect(fitCard(card({ links: [link] }), of(name), HOSTS).links).toEqual(expected && [expected]);
  });

  test('hosts: the public address and the listed ones', () => {
    const settings = { ...SANDBOX_SETTINGS, publicUrl: 'https://cds.example.org/base', links: { hosts: ['x.org'] } };
    expect(linkHostsOf(settings)).toEqual(['cds.example.org', 'x.org']);
    expect(linkHostsOf({ ...settings, publicUrl: '' })).toEqual(['x.org']);
  });
});

describe('plain text', () => {
  test.each([
    { text: '**Data reviewed**\n- Platelets: 210', expected: 'Data reviewed\n- Platelets: 210', because: 'our bold' },
    { text: 'a\n\nb', expected: 'a\n\nb', because: 'paragraphs stay' },
    { text: 'CrCl <30, Hb > 8', expected: 'CrCl <30, Hb > 8', because: 'comparisons stay' },
    { text: `- ${escapeChartText('50% *de novo*')}`, expected: '- 50% *de novo*', because: 'escapes go' },
    { text: escapeChartText('<img src=x onerror=y>'), expected: '< img src=x onerror=y>', because: 'no tag' },
    { text: escapeChartText('</script><!-- x'), expected: '< /script>< !-- x', because: 'no tag, no comment' },
    { text: escapeChartText('[x](javascript:y)'), expected: '[x] (javascript:y)', because: 'no link' },
    { text: escapeChartText('![x](y)'), expected: '![x] (y)', because: 'no image' },
    { text: escapeChartText('[x]: y'), expected: '[x] : y', because: 'no reference' },
    { text: escapeChartText('a\\*b'), expected: 'a\\*b', because: 'a backslash of the chart stays' },
  ])('$text ($because)', ({ text, expected }) => {
    expect(plainText(text)).toBe(expected);
  });

  test.each(['\\', '*', '<', '](', '\\\\*', '**\\'])('is linear in its input: %s', (piece) => {
    const started = performance.now();
    plainText(piece.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('a narrow pane', () => {
  const fit = (summary: string): Card => fitCard(card({ summary }), of('oracle'), []);
  test.each([
    { summary: 'x'.repeat(80), expected: 'x'.repeat(80), because: 'just fits' },
    { summary: 'x'.repeat(81), expected: `${'x'.repeat(79)}…`, because: 'just does not, and has no blank' },
    {
      summary: `${'word '.repeat(15)}and a long end`,
      expected: `${'word '.repeat(14)}word and…`,
      because: 'at a blank',
    },
    { summary: '肾'.repeat(40), expected: '肾'.repeat(40), because: 'two columns each' },
    { summary: '肾'.repeat(41), expected: `${'肾'.repeat(39)}…`, because: 'two columns each' },
    { summary: '', expected: '', because: 'nothing' },
  ])('$summary ($because)', ({ summary, expected }) => {
    expect(fit(summary).summary).toBe(expected);
  });

  test('what is cut stands in the detail, and other profiles cut nothing', () => {
    const summary = `${'word '.repeat(16)}*end*`;
    expect(fit(summary).detail).toBe(`${summary}\n\nDetail`);
    expect(fitCard(card({ summary }), of('oracle', { detail: 'markdown' }), []).detail).toContain('\\*end\\*');
    expect(fitCard(card({ summary }), of('generic'), [])).toMatchObject({ summary, detail: 'Detail' });
  });
});

describe('what may interrupt', () => {
  const [base] = PAGES;
  const finding = (id: string, indicator: Indicator, hooks: readonly Hook[]): Finding => ({
    kind: 'advice',
    rule: { ...(base as Rule), id, hooks },
    advice: 'x',
    indicator,
    show: {},
    evidence: [],
    missing: [],
  });
  const broken: Finding = { kind: 'broken', rule: base as Rule, cause: null };
  const findings = [
    finding('VIEW', 'critical', ['patient-view']),
    finding('ORDER', 'critical', ['patient-view', 'order-sign']),
    broken,
    finding('DUE', 'warning', ['patient-view']),
  ];
  const shown = (profile: ClientProfile): string[] =>
    soften(findings, profile).map((one) => (one.kind === 'broken' ? 'broken' : `${one.rule.id} ${one.indicator}`));

  test('Oracle: critical only for what is ordered or given, most urgent first', () => {
    expect(shown(of('oracle'))).toEqual(['ORDER critical', 'VIEW warning', 'broken', 'DUE warning']);
  });

  test('all others: as found', () => {
    for (const name of ['generic', 'epic', 'athena', 'sandbox'] as const)
      expect(soften(findings, of(name))).toBe(findings);
  });

  test('no page interrupts where no order is judged: every one that says critical judges orders', () => {
    const critical = PAGES.filter(({ words }) => readFileSync(`src/logic/${words}.ts`, 'utf8').includes("'critical'"));
    expect(critical.length).toBeGreaterThan(2);
    expect(critical.filter(({ hooks }) => !hooks.includes('order-sign'))).toEqual([]);
  });
});
