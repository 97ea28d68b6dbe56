import express from 'express';
import { pinoHttp } from 'pino-http';
import { pino } from 'pino';
import request from 'supertest';
import * as errors from '../src/errors.ts';
import { answerError } from '../src/operation-outcome.ts';

/** Issue 6.9: whatever is thrown, the caller gets a code and a correlation id; no stack, no message, no value. */

const SECRET = 'Zyxwvut-canary';
const thrower = (thrown: unknown): express.Express => {
  const app = express();
  app.use(pinoHttp({ logger: pino({ level: 'silent' }), genReqId: () => 'the-id' }));
  app.get('/', () => {
    throw thrown;
  });
  app.get('/later', async () => {
    await Promise.resolve();
    throw thrown;
  });
  app.use((error: unknown, asked: express.Request, response: express.Response, _next: express.NextFunction) =>
    answerError(error, asked, response),
  );
  return app;
};

type Constructor = new (message: string, options?: { cause?: unknown }) => errors.CdsError;
const CLASSES = Object.entries(errors).filter(([name]) => name !== 'CdsError') as unknown as [string, Constructor][];

test('there are as many as there are codes', () => {
  const codes = CLASSES.map(([, Class]) => new Class('words').code);
  expect(new Set(codes).size).toBe(CLASSES.length);
  expect(CLASSES.length).toBeGreaterThanOrEqual(15);
});

test.each(CLASSES)('%s: its status, its code, its own words, and nothing of its cause', async (_, Class) => {
  const error = new Class('plain words', { cause: new Error(`${SECRET} at /app/src/x.ts:1`) });
  for (const path of ['/', '/later']) {
    const { status, body, text } = await request(thrower(error)).get(path);
    expect(status).toBe(error.status);
    expect(body).toEqual({
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'error',
          code: error.issueType,
          details: { coding: [{ system: 'urn:myeloma-cds:error', code: error.code }], text: 'plain words' },
          diagnostics: 'Correlation id the-id',
        },
      ],
    });
    expect(text).not.toMatch(/canary|\.ts|\bat /);
  }
});

const hostile = Object.assign(new TypeError(SECRET), {
  status: 200,
  statusCode: 200,
  type: SECRET,
  expose: true,
  body: SECRET,
});
test.each<[string, unknown, number]>([
  ['a bug', new TypeError(`${SECRET} is not a function`), 500],
  ['a bug in a bug', new Error(SECRET, { cause: new Error(SECRET) }), 500],
  ['an aggregate', new AggregateError([new Error(SECRET)], SECRET), 500],
  ['a text', SECRET, 500],
  ['a number', 42, 500],
  ['an object', { message: SECRET, stack: SECRET }, 500],
  ['an object without prototype', Object.assign(Object.create(null) as object, { [SECRET]: SECRET }), 500],
  ['a list', [SECRET], 500],
  ['an error that says 200', hostile, 500],
  ['an error that says 418', Object.assign(new Error(SECRET), { status: 418 }), 400],
  ['an error that says 599', Object.assign(new Error(SECRET), { status: 599 }), 500],
  ['an error without a stack', Object.assign(new Error(SECRET), { stack: undefined }), 500],
])('%s: said to be one, and no more', async (_, thrown, expected) => {
  for (const path of ['/', '/later']) {
    const { status, text, body } = await request(thrower(thrown)).get(path);
    expect([status, (body as { resourceType: string }).resourceType]).toEqual([expected, 'OperationOutcome']);
    expect(text).not.toMatch(/canary|\.ts\b|\bat |TypeError|is not a function/);
  }
});
