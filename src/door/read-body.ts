import express, { type RequestHandler } from 'express';
import { MediaTypeUnsupported, RequestTimeout } from '../errors.ts';
import type { Limits } from '../settings/limits.ts';
import { checkBody } from './body-limits.ts';
import { stagesOf } from './request-watch.ts';

const JSON_TYPES = ['application/json', 'application/fhir+json', 'application/json+fhir'];

/** Reads a JSON body within its limits: media type 415, bytes, entries and texts 413, depth 400, time 408. */
export function readBody(limits: () => Limits): RequestHandler[] {
  const { bodyBytes } = limits();
  return [
    requireJson,
    inTime(express.json({ limit: bodyBytes, type: JSON_TYPES, strict: false }), limits),
    check(limits),
  ];
}

const requireJson: RequestHandler = (request, _response, next) => {
  if (request.is(JSON_TYPES) === false || request.headers['content-type'] === undefined) {
    throw new MediaTypeUnsupported('Send JSON (application/json).');
  }
  next();
};

const check =
  (limits: () => Limits): RequestHandler =>
  (request, _response, next) => {
    checkBody(request.body, limits());
    next();
  };

/** Ends the wait for a body that trickles in; what still comes of it goes nowhere. */
function inTime(parse: RequestHandler, limits: () => Limits): RequestHandler {
  return (request, response, next) => {
    const read = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new RequestTimeout('The request did not arrive in time.')),
        limits().requestSeconds * 1000,
      );
      parse(request, response, (error?: unknown) => {
        clearTimeout(timer);
        if (error === undefined) resolve();
        else reject(error instanceof Error ? error : new Error('not an Error'));
      });
    });
    stagesOf(request)('parse', () => read).then(() => next(), next);
  };
}
