import type { Card, Suggestion } from '../../src/hooks/types.ts';
import type { Json } from '../patient.ts';

/** Every rule of the protocol that a card answer can break (checklist 2.1 and 4, contract 4). Returns what is broken. */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const URGENCY = ['critical', 'warning', 'info'];
const TOP = ['cards', 'systemActions', 'extension'];
const REASON_SYSTEM = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';
/** 4.9: the categories and the clinical starter set. */
const REASONS = [
  'cds-not-applicable',
  'cds-suboptimal-context',
  'recipient-disagrees-evidence',
  'recipient-concerns-outcomes',
  'does-not-align-preferences',
  'not-convenient-feasible',
  'action-completed',
  'patient-contraindication',
  'patient-refuses',
  'too-costly-uncovered',
  'service-not-available',
  'recipient-does-not-understand',
];

/** J-2: where a message holds null, an empty string, an empty list or an empty object. */
export function empties(value: unknown, path = '$'): string[] {
  if (value === null || value === '') return [path];
  if (typeof value !== 'object') return [];
  const members = Object.entries(value);
  if (members.length === 0) return path === '$.cards' ? [] : [path];
  return members.flatMap(([name, child]) => empties(child, `${path}.${name}`));
}

const check = (holds: boolean, problem: string): string[] => (holds ? [] : [problem]);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** What no renderer of Markdown may meet in a detail: HTML, tables, links, and leftovers of a program. */
export function activeMarkup(detail: string): string[] {
  const unescaped = detail.replace(/\\[!-/:-@[-`{-~]/g, '');
  // remark-gfm links bare addresses after it has removed the escapes, so the escapes alone don't help.
  const asRead = detail.replace(/\\([!-/:-@[-`{-~])/g, '$1');
  return [
    ...check(!/<[a-z/!?]/i.test(unescaped), 'HTML (R-12)'),
    ...check(!unescaped.includes('|'), 'table pipe (real clients 4)'),
    ...check(!/\[[^\]]*\]\(/.test(unescaped), 'link (X-25)'),
    ...check(!/!\[/.test(unescaped), 'image (X-25)'),
    ...check(!/`/.test(unescaped), 'code'),
    ...check(!/https?:\/\/|www\.[a-z0-9]|ftp:\/\//i.test(asRead), 'address that becomes a link (X-25)'),
    ...check(!/[\w.+-]+@[\w-]+\.[a-z]/i.test(asRead), 'mail address that becomes a link (X-25)'),
    ...check(!/\b(NaN|undefined|Infinity)\b|\[object /.test(detail), 'leftover of a program'),
    ...check(!/\p{Cs}/u.test(detail), 'half a character'),
  ];
}

export interface Sent {
  readonly drafts: readonly Json[];
  readonly patientId: string;
}

export function problemsOf(text: string, sent: Sent, mostCards = 6): string[] {
  const answer = JSON.parse(text) as { readonly cards: readonly Card[] };
  const { cards } = answer;
  const uuids = cards.flatMap((card) => [card.uuid, ...(card.suggestions ?? []).map(({ uuid }) => uuid)]);
  const ranks = cards.map((card) => URGENCY.indexOf(card.indicator));
  const sorted = ranks.every((rank, at) => at === 0 || rank >= (ranks[at - 1] ?? 0));
  return [
    ...check(
      Object.keys(answer).every((member) => TOP.includes(member)),
      'R-3: unknown top-level member',
    ),
    ...empties(answer).map((path) => `J-2: ${path} is empty`),
    ...check(new Set(uuids).size === uuids.length, 'R-10: uuid used twice'),
    ...check(cards.length <= mostCards, 'contract 4: too many cards'),
    ...check(sorted, 'contract 4: most urgent first'),
    ...cards.flatMap((card, at) => cardProblems(card, sent).map((problem) => `card ${at}: ${problem}`)),
  ];
}

function cardProblems(card: Card, sent: Sent): string[] {
  const { topic } = card.source;
  const reasons = card.overrideReasons ?? [];
  const finding = card.extension['org.myeloma-cds.finding'];
  const ruleId = Array.isArray(finding) ? undefined : String((finding as Json)['ruleId']);
  return [
    ...check(UUID.test(card.uuid), 'R-10: uuid'),
    ...check(isText(card.summary) && card.summary.length <= 139 && !/[\r\n]/.test(card.summary), 'R-11: summary'),
    ...check(
      !/\b(NaN|undefined|Infinity)\b|\[object |\{\w+\}/.test(card.summary),
      `R-11: leftover of a program: ${card.summary}`,
    ),
    ...check(isText(card.detail), 'R-12: detail'),
    ...activeMarkup(card.detail).map((problem) => `detail: ${problem}`),
    ...check(URGENCY.includes(card.indicator), 'R-13: indicator'),
    ...check(isText(card.source.label), 'R-14: source.label'),
    ...check(
      /^[A-Za-z0-9]{1,100}$/.test(topic.code) && topic.system === 'urn:myeloma-cds:rule' && isText(topic.display),
      'R-20: topic',
    ),
    ...check(ruleId === undefined || topic.code === ruleId.replaceAll('-', ''), 'contract 4: topic is the rule'),
    ...check(
      (card.suggestions === undefined) === (card.selectionBehavior === undefined),
      'R-15: selectionBehavior iff suggestions',
    ),
    ...check(
      card.selectionBehavior === undefined || ['any', 'at-most-one'].includes(card.selectionBehavior),
      'R-16: selectionBehavior',
    ),
    ...check(
      reasons.every(
        ({ code, system, display }) => REASONS.includes(code) && system === REASON_SYSTEM && isText(display),
      ),
      'R-17: overrideReasons',
    ),
    ...check(new Set(reasons.map(({ code }) => code)).size === reasons.length, 'R-17: a reason twice'),
    ...check(
      Object.keys(card.extension).every((key) => key.includes('.')),
      '4.8: extension key',
    ),
    ...(card.suggestions ?? []).flatMap((suggestion) => suggestionProblems(suggestion, sent)),
  ];
}

function suggestionProblems({ label, uuid, actions }: Suggestion, { drafts, patientId }: Sent): string[] {
  return [
    ...check(isText(label), 'R-30: label'),
    ...check(UUID.test(uuid), 'R-31: uuid'),
    ...check(Array.isArray(actions) && actions.length === 1, 'R-33: one action, as Epic wants'),
    ...actions.flatMap(({ type, description, resource, resourceId }) => {
      const sameDraft = drafts.some(
        (one) =>
          one['id'] !== undefined && one['id'] === resource?.['id'] && one['resourceType'] === resource['resourceType'],
      );
      const subject = (resource?.['subject'] as Json | undefined)?.['reference'];
      return [
        ...check(['create', 'update', 'delete'].includes(type), 'R-35: type'),
        ...check(isText(description), 'R-36: description'),
        ...check(
          (type === 'delete') === (resource === undefined) && (type === 'delete') === (resourceId !== undefined),
          'R-37, R-38: resource',
        ),
        ...check(type !== 'update' || sameDraft, 'R-37, R-39: an update targets a draft by its id'),
        ...check(type !== 'create' || resource?.['status'] === 'draft', 'R-39: a create is a draft'),
        ...check(type !== 'create' || subject === `Patient/${patientId}`, 'a create is for this patient'),
      ];
    }),
  ];
}
