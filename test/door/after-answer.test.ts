import { createServer, get, type ClientRequest, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAnswer } from '../../src/door/after-answer.ts';

/** Whether an answer reached its caller decides whether its cards count as shown. */

/** What `afterAnswer` says of an answer to a caller that waits or goes away. */
async function saidOf(leaves: boolean, answer: (response: ServerResponse, told: (is: boolean) => void) => void) {
  return new Promise<boolean>((resolve, reject) => {
    const server = createServer((_request, response) => {
      const told = (wentOut: boolean): void => {
        server.closeAllConnections();
        server.close(() => resolve(wentOut));
      };
      answer(response, told);
      if (leaves) caller?.destroy();
    });
    let caller: ClientRequest | undefined;
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      caller = get({ port, host: '127.0.0.1' }, (answered) => answered.resume());
      caller.on('error', () => undefined);
    });
  });
}

test.each([
  { leaves: false, wentOut: true, because: 'answered whole' },
  { leaves: true, wentOut: false, because: 'its caller went away before the answer' },
])('$because: $wentOut', async ({ leaves, wentOut }) => {
  const said = await saidOf(leaves, (response, told) => {
    afterAnswer(response, told);
    if (!leaves) response.end('x');
  });
  expect(said).toBe(wentOut);
});

test('gone already when it is asked: told all the same', async () => {
  const said = await saidOf(true, (response, told) => response.once('close', () => afterAnswer(response, told)));
  expect(said).toBe(false);
});
