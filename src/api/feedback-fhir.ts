import type { FeedbackEntry } from '../store/feedback-pages.ts';
import { instant, type TextForm } from './feedback-text.ts';

/**
 * Feedback as FHIR R4: a Bundle (collection) of AuditEvents. An AuditEvent says who did what, when and where, to what;
 * GuidanceResponse, the other candidate, says what a service answered and has no place for what a user made of it.
 */
export const feedbackAsFhir: TextForm = {
  type: 'application/fhir+json',
  async *write(pages, { comments, at }) {
    let before = `{"resourceType":"Bundle","type":"collection","timestamp":"${at.toISOString()}"`;
    let separator = ',"entry":[';
    let after = '}';
    for await (const page of pages) {
      const entries = page.map((entry) => {
        const text = `${separator}${JSON.stringify({ resource: auditEvent(entry, comments) })}`;
        separator = ',';
        return text;
      });
      yield before + entries.join('');
      before = '';
      after = ']}';
    }
    yield before + after;
  },
};

const SYSTEM = 'urn:myeloma-cds';
const coding = (kind: string, code: string, display: string) => ({ system: `${SYSTEM}:${kind}`, code, display });

const ACTIONS = { accepted: 'Suggestion accepted', overridden: 'Card overridden' } as const;

/** One entry: agent is the user (a pseudonym), source the client, entity the card with what it advised. */
function auditEvent(entry: FeedbackEntry, comments: boolean) {
  const { id, card, user, action, location, at, receivedAt } = entry;
  return {
    resourceType: 'AuditEvent',
    id,
    type: coding('audit-event', 'cds-feedback', 'Feedback on decision support'),
    subtype: [coding('feedback', action, ACTIONS[action])],
    action: 'E',
    period: { start: instant(at), end: instant(at) },
    recorded: instant(receivedAt),
    outcome: '0',
    agent: [
      {
        ...(user === null ? { name: 'unknown' } : { who: { identifier: { system: `${SYSTEM}:user`, value: user } } }),
        requestor: true,
      },
    ],
    source: { site: location, observer: { display: 'myeloma-cds' } },
    entity: [
      {
        what: { identifier: { system: `${SYSTEM}:card`, value: card } },
        type: {
          system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type',
          code: '2',
          display: 'System Object',
        },
        detail: detailsOf(entry, comments),
      },
    ],
  };
}

function detailsOf({ service, interventions, feedback, comment }: FeedbackEntry, comments: boolean) {
  const details: readonly (readonly [type: string, value: string | null])[] = [
    ['service', service],
    ...interventions.flatMap(
      ({ rule, page, advice }) =>
        [
          ['intervention', rule],
          ['page', page],
          ['advice', advice],
        ] as const,
    ),
    ['feedback', feedback],
    ['comment', comments ? comment : null],
  ];
  return details.flatMap(([type, value]) => (value === null ? [] : [{ type, valueString: value }]));
}
