import type { ServerResponse } from 'node:http';

/** Runs something once an answer went out whole, or can't any more: its caller went away first. */
export function afterAnswer(response: ServerResponse, run: (wentOut: boolean) => void): void {
  if (response.closed) setImmediate(run, response.writableFinished);
  else response.once('close', () => run(response.writableFinished));
}
