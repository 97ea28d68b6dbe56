import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import axios, { AxiosError } from 'axios';
import { kindOf } from './addresses.ts';
import { isLoopback } from './loopback.ts';

/** What a read may reach and bring back. */
export interface OutboundRead {
  readonly url: string;
  /** The URL from the settings that allows this read: no other origin is reached, whatever `url` says. */
  readonly within: string;
  readonly accept: string;
  /** Sent to that origin only. */
  readonly bearer?: string | undefined;
  /** Of the body once unpacked. */
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

/** Reads JSON; throws `OutboundError`, which holds nothing of the request. */
export type Outbound = (read: OutboundRead) => Promise<unknown>;

export type OutboundReason =
  | 'url-invalid'
  | 'origin-not-allowed'
  | 'insecure'
  | 'address-not-allowed'
  | 'timeout'
  | 'redirect'
  | 'status'
  | 'too-large'
  | 'network';

/** Why a read brought nothing: a word and perhaps a status, never a URL, a header or a body. */
export class OutboundError extends Error {
  readonly reason: OutboundReason;
  readonly status: number | undefined;

  constructor(reason: OutboundReason, status?: number) {
    super(`outbound read failed: ${reason}`);
    this.reason = reason;
    this.status = status;
  }
}

export interface OutboundOptions {
  /** http and loopback addresses, for the names of this machine. */
  readonly allowLoopback: boolean;
  /** Hosts that may have a private address. */
  readonly privateHosts: readonly string[];
  /** Told of every read that the guard itself refused; the origin is one of the settings. */
  readonly onRefused: (reason: OutboundReason, origin: string) => void;
  /** Told of every other read that brought nothing. */
  readonly onFailed?: (reason: OutboundReason, origin: string) => void;
  /** The system's resolver; a test gives its own. */
  readonly lookup?: typeof systemLookup;
}

/** Idle connections are kept this long, as Node's own agent does. */
const IDLE_MS = 5000;
const MOST_SOCKETS_PER_HOST = 64;

/**
 * The one door to the network: https, listed origins, checked addresses, no redirects, no proxy of the environment,
 * bounded in size and time. Names are resolved and judged in the step that connects, so a second answer of the name
 * server can't replace the one that was judged.
 */
export function createOutbound(options: OutboundOptions): Outbound {
  const allowed = (hostname: string, address: string): boolean => mayConnect(hostname, address, options);
  const lookup = guardedLookup(options.lookup ?? systemLookup, allowed);
  const sockets = {
    keepAlive: true,
    scheduling: 'lifo',
    timeout: IDLE_MS,
    maxSockets: MOST_SOCKETS_PER_HOST,
    lookup,
  } as const;
  const http = axios.create({
    httpAgent: new HttpAgent(sockets),
    httpsAgent: new HttpsAgent({ ...sockets, rejectUnauthorized: true, minVersion: 'TLSv1.2' }),
    maxRedirects: 0,
    proxy: false,
    responseType: 'json',
  });
  return async ({ url, within, accept, bearer, mostBytes, signal }) => {
    try {
      const target = checkedUrl(url, within, options.allowLoopback);
      refuseLiteral(target, allowed);
      const headers = { Accept: accept, ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}) };
      const { data } = await http.get<unknown>(target.href, { headers, signal, maxContentLength: mostBytes });
      return data;
    } catch (error) {
      const failure = failureOf(error);
      const tell = GUARDED.has(failure.reason) ? options.onRefused : options.onFailed;
      tell?.(failure.reason, originOf(within));
      throw failure;
    }
  };
}

const GUARDED: ReadonlySet<OutboundReason> = new Set([
  'url-invalid',
  'origin-not-allowed',
  'insecure',
  'address-not-allowed',
  'redirect',
  'too-large',
]);

/** The URL in its normal form (2130706433 and 0177.1 become 127.0.0.1 here), if the settings allow its origin. */
function checkedUrl(url: string, within: string, allowLoopback: boolean): URL {
  if (!URL.canParse(url) || !URL.canParse(within)) throw new OutboundError('url-invalid');
  const target = new URL(url);
  if (target.username !== '' || target.password !== '') throw new OutboundError('url-invalid');
  if (target.origin !== new URL(within).origin) throw new OutboundError('origin-not-allowed');
  const secure = target.protocol === 'https:' || (target.protocol === 'http:' && allowLoopback && isLoopback(target));
  if (!secure) throw new OutboundError('insecure');
  return target;
}

/** A literal address is connected to without a look-up, so it is judged here. */
function refuseLiteral({ hostname }: URL, allowed: (hostname: string, address: string) => boolean): void {
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && !allowed(hostname, address)) throw new OutboundError('address-not-allowed');
}

function mayConnect(hostname: string, address: string, { allowLoopback, privateHosts }: OutboundOptions): boolean {
  switch (kindOf(address)) {
    case 'public':
      return true;
    case 'private':
      return privateHosts.some((host) => host.toLowerCase() === hostname);
    case 'loopback':
      return allowLoopback && isLoopback({ hostname });
    case 'forbidden':
      return false;
  }
}

/** Resolves a name and hands on its addresses only if all of them may be connected to. */
function guardedLookup(
  lookup: typeof systemLookup,
  allowed: (hostname: string, address: string) => boolean,
): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: readonly LookupAddress[]) => {
      if (error) return done(error, []);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => allowed(hostname, address)))
        return done(new OutboundError('address-not-allowed'), []);
      return options.all === true ? done(null, [...addresses]) : done(null, first.address, first.family);
    });
  };
}

/** What went wrong, without the request that axios hangs on its errors. */
function failureOf(error: unknown): OutboundError {
  if (error instanceof OutboundError) return error;
  const { code, message, response, cause } = error instanceof AxiosError ? error : new AxiosError();
  if (cause instanceof OutboundError) return cause;
  if (message.startsWith('maxContentLength')) return new OutboundError('too-large');
  if (code !== undefined && TIMEOUTS.has(code)) return new OutboundError('timeout');
  const status = response?.status ?? 0;
  if (status >= 300) return new OutboundError(status < 400 ? 'redirect' : 'status', status);
  return new OutboundError('network');
}

const TIMEOUTS: ReadonlySet<string> = new Set(['ERR_CANCELED', 'ECONNABORTED', 'ETIMEDOUT']);

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : 'none');
