import type { Logger } from 'pino';
import { ServiceUnknown, StoreUnavailable } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { readFeedback, type FeedbackContext } from './feedback.ts';
import { isServiceId } from './services.ts';

/** What the client is told: how many entries were taken, and what was wrong with the others. */
export interface FeedbackAnswer {
  readonly taken: number;
  readonly refused?: readonly { readonly member: string | undefined; readonly message: string }[];
}

/**
 * Reads feedback and hands it to the store. It is answered once it is taken in; whether its cards are known is seen in
 * the report. Throws `ServiceUnknown`, `RequestInvalid`, and `StoreUnavailable` when the store is down for so long that
 * there is no room left: the client keeps it then, and sends it again.
 */
export function receiveFeedback(
  body: unknown,
  context: FeedbackContext & { readonly log: Logger },
  store: Store,
): FeedbackAnswer {
  const { service, log } = context;
  if (!isServiceId(service)) throw new ServiceUnknown('There is no service of this id.');
  const { records, refused } = readFeedback(body, context);
  if (!store.receive(records)) throw new StoreUnavailable('Feedback can not be taken now; send it again later.');
  if (refused.length === 0) return { taken: records.length };
  log.info({ service, taken: records.length, refused: refused.length }, 'feedback refused in part');
  return { taken: records.length, refused: refused.map(({ member, message }) => ({ member, message })) };
}
