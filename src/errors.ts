/** Every error that a caller can see: a stable code, an HTTP status, and words without patient data. */
export abstract class CdsError extends Error {
  abstract readonly code: ErrorCode;
  abstract readonly status: number;
  /** OperationOutcome.issue.code (FHIR IssueType). */
  abstract readonly issueType: string;
  /** The member of the request that is at fault, such as `context.patientId`. */
  readonly member: string | undefined;

  constructor(message: string, options: { cause?: unknown; member?: string } = {}) {
    super(message, { cause: options.cause });
    this.member = options.member;
  }
}

export type ErrorCode =
  | 'request-invalid'
  | 'json-malformed'
  | 'unauthenticated'
  | 'service-unknown'
  | 'not-found'
  | 'method-not-allowed'
  | 'data-unavailable'
  | 'request-stripped'
  | 'hook-not-served'
  | 'body-too-large'
  | 'body-too-deep'
  | 'request-timeout'
  | 'headers-too-large'
  | 'media-type-unsupported'
  | 'fhir-version-unsupported'
  | 'too-many-requests'
  | 'not-ready'
  | 'store-unavailable'
  | 'settings-invalid'
  | 'internal-error';

export class RequestInvalid extends CdsError {
  override readonly code = 'request-invalid';
  override readonly status = 400;
  override readonly issueType = 'invalid';
}

export class JsonMalformed extends CdsError {
  override readonly code = 'json-malformed';
  override readonly status = 400;
  override readonly issueType = 'structure';
}

/** No token, or one that isn't believed. Always the same words: the reason is in the log. */
export class Unauthenticated extends CdsError {
  override readonly code = 'unauthenticated';
  override readonly status = 401;
  override readonly issueType = 'login';
}

export class FhirVersionUnsupported extends CdsError {
  override readonly code = 'fhir-version-unsupported';
  override readonly status = 400;
  override readonly issueType = 'not-supported';
}

export class ServiceUnknown extends CdsError {
  override readonly code = 'service-unknown';
  override readonly status = 404;
  override readonly issueType = 'not-found';
}

export class NotFound extends CdsError {
  override readonly code = 'not-found';
  override readonly status = 404;
  override readonly issueType = 'not-found';
}

export class MethodNotAllowed extends CdsError {
  override readonly code = 'method-not-allowed';
  override readonly status = 405;
  override readonly issueType = 'not-supported';
}

/** Required data is neither in the prefetch nor to be had from the FHIR server. */
export class DataUnavailable extends CdsError {
  override readonly code = 'data-unavailable';
  override readonly status = 412;
  override readonly issueType = 'incomplete';
}

/** Epic called an address that isn't letter by letter the registered one, and sent neither data nor a way to them. */
export class RequestStripped extends CdsError {
  override readonly code = 'request-stripped';
  override readonly status = 412;
  override readonly issueType = 'incomplete';
}

/** The client's profile has no such hook. An empty answer would read as advice. */
export class HookNotServed extends CdsError {
  override readonly code = 'hook-not-served';
  override readonly status = 404;
  override readonly issueType = 'not-supported';
}

export class BodyTooLarge extends CdsError {
  override readonly code = 'body-too-large';
  override readonly status = 413;
  override readonly issueType = 'too-long';
}

export class BodyTooDeep extends CdsError {
  override readonly code = 'body-too-deep';
  override readonly status = 400;
  override readonly issueType = 'structure';
}

/** The request didn't arrive in the time that it has. */
export class RequestTimeout extends CdsError {
  override readonly code = 'request-timeout';
  override readonly status = 408;
  override readonly issueType = 'timeout';
}

export class HeadersTooLarge extends CdsError {
  override readonly code = 'headers-too-large';
  override readonly status = 431;
  override readonly issueType = 'too-long';
}

export class MediaTypeUnsupported extends CdsError {
  override readonly code = 'media-type-unsupported';
  override readonly status = 415;
  override readonly issueType = 'not-supported';
}

/** More requests, or more at the same time, than one client has; `Retry-After` says when to come again. */
export class TooManyRequests extends CdsError {
  override readonly code = 'too-many-requests';
  override readonly status = 429;
  override readonly issueType = 'throttled';
}

export class NotReady extends CdsError {
  override readonly code = 'not-ready';
  override readonly status = 503;
  override readonly issueType = 'transient';
}

/** Feedback or the report can't be had for now: the store is down or its queue is full. Advice goes on. */
export class StoreUnavailable extends CdsError {
  override readonly code = 'store-unavailable';
  override readonly status = 503;
  override readonly issueType = 'transient';
}

/** The settings file is wrong: the start stops, naming key and line. */
export class SettingsInvalid extends CdsError {
  override readonly code = 'settings-invalid';
  override readonly status = 500;
  override readonly issueType = 'invalid';
}

export class InternalError extends CdsError {
  override readonly code = 'internal-error';
  override readonly status = 500;
  override readonly issueType = 'exception';
}
