/** What is asked of an answer. */
interface Outgoing {
  readonly closed: boolean;
  readonly writableFinished: boolean;
  readonly once: (event: 'close', run: () => void) => unknown;
}

/** Runs something once an answer went out whole, or can't any more: its caller went away first. */
export function afterAnswer(response: Outgoing, run: (wentOut: boolean) => void): void {
  if (response.closed) setImmediate(run, response.writableFinished);
  else response.once('close', () => run(response.writableFinished));
}
