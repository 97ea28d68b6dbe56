import type { Express, Request, Response } from 'express';
import {
  BodyTooLarge,
  CdsError,
  InternalError,
  JsonMalformed,
  MediaTypeUnsupported,
  MethodNotAllowed,
  RequestInvalid,
} from './errors.ts';

/**
 * The one place where errors become answers: an OperationOutcome with code and correlation id, never a stack or a value.
 * The error that was answered.
 */
export function answerError(error: unknown, request: Request, response: Response): CdsError {
  const known = error instanceof CdsError ? error : fromExpress(error);
  const id = typeof request.id === 'string' ? request.id : 'none';
  if (known.status >= 500) request.log.error({ id, code: known.code, cause: describeCause(error) }, 'request failed');
  else request.log.info({ id, code: known.code, member: known.member }, 'request refused');
  if (response.headersSent) {
    response.destroy();
    return known;
  }
  if (known.status === 401) response.set('WWW-Authenticate', 'Bearer');
  if (known.status === 429 && !response.hasHeader('Retry-After')) response.set('Retry-After', '1');
  // The rest of a body that is late isn't waited for.
  if (known.status === 408) response.set('Connection', 'close');
  response.status(known.status).json(outcomeOf(known, id));
  return known;
}

/** What a caller gets to see of an error. */
export function outcomeOf({ code, issueType, message, member }: CdsError, id: string): object {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: issueType,
        details: { coding: [{ system: 'urn:myeloma-cds:error', code }], text: message },
        diagnostics: `Correlation id ${id}`,
        ...(member ? { expression: [member] } : {}),
      },
    ],
  };
}

/** Where a bug is, without what it was about: messages of thrown errors may quote data. */
function describeCause(error: unknown): { type: string; at: string | undefined } {
  const failure = error instanceof Error ? error : new Error('not an Error');
  return {
    type: failure.name,
    at: failure.stack
      ?.split('\n')
      .find((line) => line.trim().startsWith('at '))
      ?.trim(),
  };
}

/** What Express and its body parser throw. */
function fromExpress(error: unknown): CdsError {
  const type = (error as { type?: unknown }).type;
  const status = (error as { status?: unknown }).status;
  if (type === 'entity.too.large') return new BodyTooLarge('The body is larger than this server accepts.');
  if (type === 'entity.parse.failed') return new JsonMalformed('The body is not well-formed JSON.');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new MediaTypeUnsupported('The encoding of the body is not supported.');
  }
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new RequestInvalid('The request could not be read.', { cause: error });
  return new InternalError('The request could not be processed.', { cause: error });
}

/** 405 with `Allow` at every address that there is, for methods that it doesn't take. */
export function refuseOtherMethods(app: Express): void {
  app.all(
    [
      '/cds-services',
      '/cds-services/:id',
      '/cds-services/:id/feedback',
      '/api/governance/report',
      '/api/governance/cards/:id',
      '/api/governance/feedback',
      '/api/evaluate',
      '/api/evaluate/schema',
      '/health/live',
      '/health/ready',
      '/metrics',
    ],
    (request, response) => {
      const takesPost = /^\/(cds-services\/.+|api\/evaluate\/?)$/.test(request.path);
      response.set('Allow', takesPost ? 'POST, OPTIONS' : 'GET, OPTIONS');
      throw new MethodNotAllowed('This address does not take this method.');
    },
  );
}
