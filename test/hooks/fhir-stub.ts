import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import type { Json, PatientParts } from '../patient.ts';
import { onLenalidomide, prefetchOf, type Key } from './calls.ts';

/** A FHIR server on loopback that answers as told and remembers who asked for what. */

export type Handler = (request: Request, response: Response) => void;

export interface Call {
  readonly path: string;
  readonly query: string;
  readonly authorization: string | undefined;
}

const TYPE_OF_KEY: Readonly<Record<Key, string>> = {
  patient: 'Patient',
  conditions: 'Condition',
  observations: 'Observation',
  medications: 'MedicationRequest',
  procedures: 'Procedure',
  allergies: 'AllergyIntolerance',
  devices: 'Device',
  reports: 'DiagnosticReport',
  serviceRequests: 'ServiceRequest',
  administrations: 'MedicationAdministration',
  dispenses: 'MedicationDispense',
  medicationHistory: 'MedicationRequest',
  medicationStatements: 'MedicationStatement',
};

/** Past orders are a key of their own, of the same type as the active ones. */
const isFor = (key: Key, query: string): boolean =>
  TYPE_OF_KEY[key] !== 'MedicationRequest' || query.includes('status=completed') === (key === 'medicationHistory');

export class FhirStub {
  readonly calls: Call[] = [];
  mostAtOnce = 0;
  #open = 0;
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `${this.origin}/fhir`;
  }

  /** How often a key's read or search was made. */
  called(key: Key): number {
    return this.calls.filter(({ path, query }) => path.split('/')[2] === TYPE_OF_KEY[key] && isFor(key, query)).length;
  }

  note(request: Request, response: Response): void {
    const [path = '', query = ''] = request.originalUrl.split('?');
    this.calls.push({ path, query, authorization: request.headers.authorization });
    this.#open += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#open);
    response.on('close', () => (this.#open -= 1));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Serves a chart; `special` answers some keys, or any other path below `/fhir`, differently. */
export async function fhirStub(
  parts: PatientParts = onLenalidomide(),
  special: Readonly<Record<string, Handler>> = {},
): Promise<FhirStub> {
  const app = express();
  const server = createServer(app);
  const stub = new FhirStub(server);
  app.use((request, response, next) => {
    stub.note(request, response);
    next();
  });
  const chart = prefetchOf(parts);
  for (const [path, handler] of Object.entries(special)) if (path.startsWith('/')) app.get(path, handler);
  for (const key of Object.keys(TYPE_OF_KEY) as Key[]) {
    const path = key === 'patient' ? '/fhir/Patient/:id' : `/fhir/${TYPE_OF_KEY[key]}`;
    const answer = special[key] ?? send(key === 'patient' ? chart.patient : { ...chart[key], type: 'searchset' });
    app.get(path, (request, response, next) => {
      const query = request.originalUrl.split('?')[1] ?? '';
      if (isFor(key, query)) answer(request, response);
      else next();
    });
  }
  app.use(
    (_request, response) =>
      void response
        .status(404)
        .type('application/fhir+json')
        .send(JSON.stringify(outcome('error', 'not-found'))),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return stub;
}

export const send =
  (body: unknown, status = 200): Handler =>
  (_request, response) =>
    void response.status(status).type('application/fhir+json').send(JSON.stringify(body));

export const after =
  (milliseconds: number, handler: Handler): Handler =>
  (request, response) =>
    void setTimeout(() => handler(request, response), milliseconds);

export const outcome = (severity: string, code = 'exception', diagnostics = 'as told'): Json => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, diagnostics }],
});

/** What Epic sends for an empty search. */
export const epicEmpty = (severity = 'warning'): Json => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: 0,
  entry: [
    {
      fullUrl: 'urn:uuid:1',
      resource: outcome(severity, 'processing', 'Resource request returns no results.'),
      search: { mode: 'outcome' },
    },
  ],
});

export const page = (resources: readonly Json[], next?: string): Json => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...(next === undefined
    ? {}
    : {
        link: [
          { relation: 'self', url: 'x' },
          { relation: 'next', url: next },
        ],
      }),
  ...(resources.length === 0 ? {} : { entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })) }),
});

/** A token of the kind that must never be seen anywhere else. */
export const TOKEN = 'secret-fhir-token-7391';

export const authorization = (more: Json = {}): Json => ({
  access_token: TOKEN,
  token_type: 'Bearer',
  expires_in: 300,
  scope: 'patient/*.read',
  subject: 'myeloma-cds',
  ...more,
});
