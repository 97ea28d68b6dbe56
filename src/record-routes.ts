import { pipeline } from 'node:stream/promises';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { callerOf } from './authentication.ts';
import { explainCard } from './api/card-explanation.ts';
import { feedbackExport } from './api/feedback-export.ts';
import { governanceReport } from './api/governance-report.ts';
import { reasonCodesOf } from './hooks/feedback.ts';
import { receiveFeedback } from './hooks/receive-feedback.ts';
import type { Words } from './hooks/words.ts';
import { clientName } from './settings/client-name.ts';
import type { Settings } from './settings/settings.ts';
import type { Pseudonym } from './store/pseudonym.ts';
import type { Store } from './store/store.ts';

/** What feedback and the report need of the server. */
export interface RecordParts {
  readonly settings: Settings;
  readonly words: Words;
  readonly log: Logger;
  readonly store: Store;
  readonly pseudonym: Pseudonym;
  readonly now: () => Date;
}

/** What comes back of the cards, and the report on it. */
export function addRecordRoutes(
  app: Express,
  { guard, body }: { readonly guard: RequestHandler[]; readonly body: RequestHandler[] },
  parts: RecordParts,
): void {
  const reasonCodes = reasonCodesOf(parts.words);
  app.post('/cds-services/:id/feedback', body, (request: Request, response: Response) => {
    const service = String(request.params['id']);
    const context = {
      ...parts,
      settings: settingsFor(request, parts),
      reasonCodes,
      service,
      client: nameOf(request),
    };
    response.json(receiveFeedback(request.body, context, parts.store));
  });
  app.get('/api/governance/report', guard, async (request: Request, response: Response) => {
    const { type, text } = await governanceReport(request.query, nameOf(request), parts);
    response.set('Cache-Control', 'no-store').type(type).send(text);
  });
  app.get('/api/governance/cards/:id', guard, async (request: Request, response: Response) => {
    const explanation = await explainCard(String(request.params['id']), nameOf(request), parts);
    response.set('Cache-Control', 'no-store').json(explanation);
  });
  app.get('/api/governance/feedback', guard, async (request: Request, response: Response) => {
    const keepsComments = parts.settings.feedback.comments;
    const { type, pieces } = await feedbackExport(request.query, nameOf(request), { ...parts, keepsComments });
    response.set('Cache-Control', 'no-store').type(type);
    // Half an export must not look like a whole one: when the pieces end early, the connection breaks.
    await pipeline(pieces, response).catch(() => request.log.warn({ id: request.id }, 'an export was cut short'));
  });
}

/** Override codes are each site's own, so the caller's map goes before the one for all. */
function settingsFor(request: Request, { settings }: RecordParts): Pick<Settings, 'feedback'> {
  const { feedback } = settings;
  return { feedback: { ...feedback, reasons: { ...feedback.reasons, ...callerOf(request)?.reasons } } };
}

/** The client whose token was checked, by its name; null while authentication is off. */
function nameOf(request: Request): string | null {
  const caller = callerOf(request);
  return caller ? clientName(caller) : null;
}
