import request from 'supertest';
import { appAt, sample } from './app.ts';

describe('the line: from a real request to a real card', () => {
  test('lenalidomide 25 mg at a clearance of 42 mL/min gives the dose card and the prophylaxis card', async () => {
    const { request: body, asOf } = sample('us-core-woman-crcl-42');
    const { status, body: answer } = await request(appAt(asOf)).post('/cds-services/myeloma-order-select').send(body);
    expect(status).toBe(200);
    console.log(JSON.stringify(answer, null, 1));
  });
});
