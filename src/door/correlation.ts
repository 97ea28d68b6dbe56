import { randomUUID } from 'node:crypto';

/** Headers as Node gives them. */
type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Which trace a caller's request belongs to (W3C Trace Context). */
export interface TraceParent {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

const TRACE_PARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The `traceparent` of a request, if it is a valid one. `tracestate` is dropped: it is free text of others. */
export function traceParentOf({ traceparent }: Headers): TraceParent | undefined {
  const [, traceId, spanId, flags] = typeof traceparent === 'string' ? (TRACE_PARENT.exec(traceparent) ?? []) : [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

const REQUEST_ID = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/**
 * What a request is called in the log, in its answer and in its errors: the caller's `x-request-id` if it is a UUID or
 * 32 hexadecimal digits, else the trace it belongs to, else a new UUID. Anything else could be a name or a number of a
 * patient, and would be kept in the log.
 */
export function correlationId(headers: Headers): string {
  const given = headers['x-request-id'];
  if (typeof given === 'string' && REQUEST_ID.test(given)) return given.toLowerCase();
  return traceParentOf(headers)?.traceId ?? randomUUID();
}
