import type request from 'supertest';

/** The body of an answer as it came, whatever its type. */
export const textOf = async (asked: request.Test): Promise<string> => {
  const answer = await asked.buffer(true).parse((response, done) => {
    let all = '';
    response.on('data', (chunk: Buffer) => (all += chunk.toString()));
    response.on('end', () => done(null, all));
  });
  return answer.body as string;
};
