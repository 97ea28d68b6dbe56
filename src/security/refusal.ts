/** Why a token was refused: for the log and the metrics; the caller learns none of it. */
export type RefusalReason =
  | 'no-token'
  | 'malformed'
  | 'algorithm'
  | 'type'
  | 'critical-header'
  | 'key-id'
  | 'client-unknown'
  | 'keys-unavailable'
  | 'key-unknown'
  | 'signature'
  | 'claims'
  | 'time'
  | 'audience'
  | 'subject'
  | 'token-id'
  | 'replayed';

/** What of a token may be said in a log. Issuer is the settings' own; the rest comes from a verified token only. */
export interface RefusalContext {
  readonly issuer?: string;
  readonly tenant?: string | undefined;
  readonly tokenId?: string;
}

export class TokenRefused extends Error {
  readonly reason: RefusalReason;
  readonly context: RefusalContext;

  constructor(reason: RefusalReason, context: RefusalContext = {}) {
    super(`token refused: ${reason}`);
    this.reason = reason;
    this.context = context;
  }
}
