import { setMaxListeners } from 'node:events';
import { isObject, listAt, textAt, type JsonObject } from './json.ts';

/** One FHIR server and one time box. */
export interface FhirAccess {
  /** Base URL without trailing slash; already checked against the allow-list. */
  readonly baseUrl: string;
  /** Reads JSON with the token that came for this server; throws for any other origin. */
  readonly read: (url: string, signal: AbortSignal) => Promise<unknown>;
  readonly timeoutMs: number;
  readonly maxPages: number;
}

/** What a search brought: all of it, or the part that could be had. */
export interface FetchResult {
  readonly body: JsonObject;
  readonly complete: boolean;
}

/** A client whose reads all end when the time box does. */
export class FhirClient {
  readonly #access: FhirAccess;
  readonly #deadline: AbortSignal;

  constructor(access: FhirAccess) {
    this.#access = access;
    this.#deadline = AbortSignal.timeout(access.timeoutMs);
    // Every read waits for it; how many there are is bounded by the keys and the pages.
    setMaxListeners(0, this.#deadline);
  }

  /** Reads an instance or the first page of a search, then its `next` pages on the same origin. Throws when it fails. */
  async fetch(path: string): Promise<FetchResult> {
    const first = await this.#get(`${this.#access.baseUrl}/${path}`);
    if (first['resourceType'] !== 'Bundle') return { body: first, complete: true };
    return this.#restOf(first);
  }

  async #restOf(first: JsonObject): Promise<FetchResult> {
    const entries = [...listAt(first, 'entry')];
    let next = nextLink(first);
    for (let page = 1; next !== undefined; page += 1) {
      const url = this.#sameOrigin(next);
      if (url === undefined || page >= this.#access.maxPages)
        return { body: { ...first, entry: entries }, complete: false };
      try {
        const more: JsonObject = await this.#get(url);
        if (more['resourceType'] !== 'Bundle') return { body: { ...first, entry: entries }, complete: false };
        entries.push(...listAt(more, 'entry'));
        next = nextLink(more);
      } catch {
        return { body: { ...first, entry: entries }, complete: false };
      }
    }
    return { body: { ...first, entry: entries }, complete: true };
  }

  /** Follows the pages of a Bundle that the client sent with a `next` link. */
  async complete(bundle: JsonObject): Promise<FetchResult> {
    return this.#restOf(bundle);
  }

  /** The id behind a relative reference, or an absolute one to this server; nothing for somewhere else. */
  idOn(type: string, reference: string): string | undefined {
    const own = `${this.#access.baseUrl}/`;
    const relative = reference.startsWith(own) ? reference.slice(own.length) : reference;
    const [namedType, id, history] = relative.split('/');
    return namedType === type && id !== undefined && (history === undefined || history === '_history') ? id : undefined;
  }

  async #get(url: string): Promise<JsonObject> {
    const data = await this.#access.read(url, this.#deadline);
    if (!isObject(data) || typeof data['resourceType'] !== 'string')
      throw new Error('the FHIR server did not answer with a resource');
    return data;
  }

  /** A `next` link as an absolute URL, or nothing when it leads elsewhere: the token stays on its origin. */
  #sameOrigin(link: string): string | undefined {
    try {
      const base = new URL(`${this.#access.baseUrl}/`);
      const url = new URL(link, base);
      return url.origin === base.origin && url.username === '' ? url.href : undefined;
    } catch {
      return undefined;
    }
  }
}

export function nextLink(bundle: JsonObject): string | undefined {
  return textAt(
    listAt(bundle, 'link').find((link) => link['relation'] === 'next'),
    'url',
  );
}
