import type { Finding, Indicator } from '../logic/rule.ts';
import type { Settings } from '../settings/settings.ts';
import { behaviorFor, type ClientProfile } from './profiles.ts';
import type { Card, Link } from './types.ts';

/** A rendered card made to fit the client that it goes to. */

const CONTENT_TYPE = 'com.epic.cdshooks.card.detail.content-type';

/** The same advice, as the client's profile can show it; `linkHosts`: where its links may lead. */
export function fitCard(card: Card, profile: ClientProfile, linkHosts: readonly string[]): Card {
  const { links: offered = [], ...rest } = card;
  const summary = narrow(card.summary, profile.widestSummary);
  // What is cut from the headline isn't lost.
  const detail = summary === card.summary ? card.detail : `${escaped(card.summary)}\n\n${card.detail}`;
  const links = offered.flatMap((link) => fitLink(link, profile, linkHosts));
  return {
    ...rest,
    summary,
    detail: profile.detail === 'plain' ? plainText(detail) : detail,
    ...(rest.selectionBehavior && { selectionBehavior: behaviorFor(profile, rest.selectionBehavior) }),
    ...(links.length > 0 && { links }),
    extension: {
      ...rest.extension,
      ...(profile.dialect === 'epic' && {
        [CONTENT_TYPE]: profile.detail === 'plain' ? 'text/plain' : 'text/markdown',
      }),
    },
  };
}

/** A finding as a client is shown it; `judged`: the indicator that its page gave, where that is another. */
export type Fitted = Finding & { readonly judged?: Indicator };

/** Critical is kept for orders where it interrupts: for rules that judge what is ordered. Most urgent first, as before. */
export function soften(findings: readonly Finding[], { critical }: ClientProfile): readonly Fitted[] {
  if (critical === 'any') return findings;
  const isKept = (finding: Finding): boolean =>
    finding.kind === 'advice' && finding.indicator === 'critical' && finding.rule.hooks.includes('order-sign');
  const softened = findings.map((finding) =>
    finding.kind === 'advice' && finding.indicator === 'critical' && !isKept(finding)
      ? { ...finding, indicator: 'warning' as const, judged: 'critical' as const }
      : finding,
  );
  return [...softened.filter(isKept), ...softened.filter((finding) => !isKept(finding))];
}

/** Hosts that links in cards may lead to: our own and the listed ones. */
export const linkHostsOf = ({ publicUrl, links }: Settings): readonly string[] => [
  ...(URL.canParse(publicUrl) ? [new URL(publicUrl).host] : []),
  ...links.hosts,
];

/** Only https, only to listed hosts; `appContext` only where the EHR hands it on, and with an app. */
function fitLink(link: Link, { links, appContext }: ClientProfile, hosts: readonly string[]): Link[] {
  const url = URL.canParse(link.url) ? new URL(link.url) : null;
  if (url?.protocol !== 'https:' || !hosts.includes(url.host) || !links.includes(link.type)) return [];
  const { appContext: context, ...plain } = link;
  return [appContext && link.type === 'smart' && context !== undefined ? { ...plain, appContext: context } : plain];
}

const ESCAPED = /\\([\\`*_[\]<>|~#!&])|\*\*/g;

/** Without our bold and without escapes; what a screen could still take for HTML or a link is pulled apart. */
export function plainText(markdown: string): string {
  return markdown
    .replace(ESCAPED, (_match, character: string | undefined) => character ?? '')
    .replace(/<(?=[a-z/!?])/gi, '< ')
    .replace(/\](?=[([:])/g, '] ');
}

/** Summaries are plain text already. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|~#!&]/g, '\\$&');

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const columns = (character: string): number => (WIDE.test(character) ? 2 : 1);

/** Cut at the last blank that fits, or where a script without blanks runs out of room. */
function narrow(text: string, widest: number | null): string {
  if (widest === null) return text;
  const characters = Array.from(text);
  if (characters.reduce((sum, one) => sum + columns(one), 0) <= widest) return text;
  let room = widest - 1;
  const end = characters.findIndex((one) => (room -= columns(one)) < 0);
  const cut = characters.slice(0, end).join('');
  const blank = cut.lastIndexOf(' ');
  return `${blank > cut.length / 2 ? cut.slice(0, blank) : cut}…`;
}
