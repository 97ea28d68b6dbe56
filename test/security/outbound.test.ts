import type { LookupAddress } from 'node:dns';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import {
  createOutbound,
  OutboundError,
  type OutboundOptions,
  type OutboundReason,
} from '../../src/security/outbound.ts';
import { keyServer, type KeyServer } from './key-server.ts';

/** PR-46: what may be reached, against real servers on loopback that would answer. */

let server: KeyServer;
let elsewhere: KeyServer;
beforeEach(async () => {
  [server, elsewhere] = [await keyServer(), await keyServer()];
  server.answer({ here: true });
});
afterEach(() => Promise.all([server.close(), elsewhere.close()]));

const port = (): string => new URL(server.url).port;
const at = (host: string): string => `http://${host}:${port()}/x`;

type Resolver = NonNullable<OutboundOptions['lookup']>;
/** A name server that answers each time with the next of these; the last answer is repeated. */
const resolving = (...answers: readonly (readonly string[])[]): Resolver => {
  let asked = 0;
  return ((_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) => {
    const found = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    done(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as Resolver;
};

interface Try {
  readonly url?: string;
  readonly within?: string;
  readonly options?: Partial<OutboundOptions>;
  readonly bearer?: string;
  readonly mostBytes?: number;
  readonly timeout?: number;
}

const refused: string[] = [];
beforeEach(() => void (refused.length = 0));

/** What a read brought: the body, or the reason why not. */
async function tried(one: Try): Promise<unknown> {
  const { url = server.url, options, bearer, mostBytes = 10_000, timeout = 2000 } = one;
  const outbound = createOutbound({
    allowLoopback: true,
    privateHosts: [],
    onRefused: (reason, origin) => void refused.push(`${reason} ${origin}`),
    ...options,
  });
  try {
    const signal = AbortSignal.timeout(timeout);
    return await outbound({ url, within: one.within ?? url, accept: 'application/json', bearer, mostBytes, signal });
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    expect(Object.keys(error).sort()).toEqual(['reason', 'status']);
    expect(error.cause).toBeUndefined();
    return error.reason;
  }
}

const strict = { allowLoopback: false } as const;

const URLS: readonly (readonly [string, () => Try, unknown])[] = [
  ['loopback where it is allowed', () => ({}), { here: true }],
  ['loopback by name', () => ({ url: at('localhost') }), { here: true }],
  ['loopback where it is not', () => ({ options: strict }), 'insecure'],
  ['http', () => ({ url: 'http://ehr.example.org/x' }), 'insecure'],
  ['loopback as a number', () => ({ url: at('2130706433'), options: strict }), 'insecure'],
  ['loopback by https, as a number', () => ({ url: 'https://2130706433/x', options: strict }), 'address-not-allowed'],
  ['loopback by https, octal', () => ({ url: 'https://0177.0.0.1/x', options: strict }), 'address-not-allowed'],
  ['loopback by https, hexadecimal', () => ({ url: 'https://0x7f.1/x', options: strict }), 'address-not-allowed'],
  ['loopback by https, short', () => ({ url: 'https://127.1/x', options: strict }), 'address-not-allowed'],
  [
    'loopback by https, full width digits',
    () => ({ url: 'https://１２７.0.0.1/x', options: strict }),
    'address-not-allowed',
  ],
  ['loopback by https, IPv6', () => ({ url: 'https://[::1]/x', options: strict }), 'address-not-allowed'],
  ['loopback by https, IPv4-mapped', () => ({ url: 'https://[::ffff:127.0.0.1]/x' }), 'address-not-allowed'],
  ['loopback, IPv4-mapped', () => ({ url: at('[::ffff:127.0.0.1]') }), 'insecure'],
  ['another loopback address', () => ({ url: at('127.0.0.2') }), 'insecure'],
  ['another loopback address by https', () => ({ url: 'https://127.0.0.2/x' }), 'address-not-allowed'],
  ['every address of this machine', () => ({ url: 'https://0.0.0.0/x' }), 'address-not-allowed'],
  ['a metadata service', () => ({ url: 'https://169.254.169.254/latest' }), 'address-not-allowed'],
  [
    'a metadata service, though listed',
    () => ({ url: 'https://169.254.169.254/x', options: { privateHosts: ['169.254.169.254'] } }),
    'address-not-allowed',
  ],
  ['a metadata service as a number', () => ({ url: 'https://2852039166/x' }), 'address-not-allowed'],
  [
    'a metadata service, IPv6',
    () => ({ url: 'https://[fd00:ec2::254]/x', options: { privateHosts: ['[fd00:ec2::254]'] } }),
    'address-not-allowed',
  ],
  ['a private network', () => ({ url: 'https://10.0.0.1/x' }), 'address-not-allowed'],
  ['another origin than allowed', () => ({ url: elsewhere.url, within: server.url }), 'origin-not-allowed'],
  [
    'another host name for the same machine',
    () => ({ url: at('localhost'), within: server.url }),
    'origin-not-allowed',
  ],
  ['another scheme', () => ({ url: server.url.replace('http', 'https'), within: server.url }), 'origin-not-allowed'],
  ['a user name', () => ({ url: server.url.replace('http://', 'http://x@') }), 'url-invalid'],
  ['a password', () => ({ url: server.url.replace('http://', 'http://:x@') }), 'url-invalid'],
  [
    'a host that looks like a user name',
    () => ({ url: `${server.origin}@127.0.0.1:1/`, within: server.url }),
    'url-invalid',
  ],
  ['a file', () => ({ url: 'file:///etc/passwd' }), 'insecure'],
  ['data', () => ({ url: 'data:application/json,{}' }), 'insecure'],
  ['ftp', () => ({ url: 'ftp://127.0.0.1/x' }), 'insecure'],
  ['a path without host', () => ({ url: '/x' }), 'url-invalid'],
  ['nothing', () => ({ url: '' }), 'url-invalid'],
];

test.each(URLS)('%s', async (_, one, expected) => {
  expect(await tried(one())).toEqual(expected);
  expect(server.requests.length).toBe(typeof expected === 'string' ? 0 : 1);
  expect(elsewhere.requests).toEqual([]);
  expect(refused.length).toBe(typeof expected === 'string' ? 1 : 0);
});

/** A name of a listed EHR; the port is that of a real server on loopback, which would answer any of them. */
const NAMES: readonly (readonly [string, readonly (readonly string[])[], Partial<OutboundOptions>, OutboundReason])[] =
  [
    ['loopback', [['127.0.0.1']], {}, 'address-not-allowed'],
    ['loopback, IPv6', [['::1']], {}, 'address-not-allowed'],
    ['loopback, IPv4-mapped', [['::ffff:127.0.0.1']], {}, 'address-not-allowed'],
    [
      'loopback, though listed as private',
      [['127.0.0.1']],
      { privateHosts: ['ehr.example.org'] },
      'address-not-allowed',
    ],
    ['a metadata service', [['169.254.169.254']], {}, 'address-not-allowed'],
    ['a private network', [['10.1.2.3']], {}, 'address-not-allowed'],
    [
      'a private network that another host may use',
      [['10.1.2.3']],
      { privateHosts: ['other.example.org'] },
      'address-not-allowed',
    ],
    ['a public and a private address', [['93.184.216.34', '10.1.2.3']], {}, 'address-not-allowed'],
    ['a private and a public address', [['10.1.2.3', '93.184.216.34']], {}, 'address-not-allowed'],
    ['a public address first, loopback when asked again', [['203.0.114.1'], ['127.0.0.1']], {}, 'timeout'],
    ['nothing', [[]], {}, 'address-not-allowed'],
  ];

test.each(NAMES)('a name that resolves to %s', async (_, answers, options, expected) => {
  const url = `https://ehr.example.org:${port()}/x`;
  const result = await tried({ url, options: { ...options, lookup: resolving(...answers) }, timeout: 300 });
  // A public address that isn't there is unreachable or silent, as the machine's network has it.
  expect(expected === 'timeout' ? ['timeout', 'network'] : [expected]).toContain(result);
  expect(server.requests).toEqual([]);
});

test('rebinding: the second answer is judged like the first, by the same client', async () => {
  const lookup = resolving(['10.1.2.3'], ['127.0.0.1']);
  const outbound = createOutbound({
    allowLoopback: true,
    privateHosts: ['ehr.example.org'],
    onRefused: () => undefined,
    lookup,
  });
  const read = (): Promise<unknown> => {
    const url = `https://ehr.example.org:${port()}/x`;
    return outbound({ url, within: url, accept: '*/*', mostBytes: 10, signal: AbortSignal.timeout(200) });
  };
  // The first is allowed and leads nowhere here.
  await expect(read()).rejects.toMatchObject({ reason: expect.stringMatching(/timeout|network/) });
  await expect(read()).rejects.toMatchObject({ reason: 'address-not-allowed' });
  expect(server.requests).toEqual([]);
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const ANSWERS: readonly (readonly [string, Handler, unknown])[] = [
  [
    'a redirect elsewhere',
    (_, response) => void response.writeHead(302, { Location: elsewhere.url }).end(),
    'redirect',
  ],
  [
    'a redirect that keeps the method',
    (_, response) => void response.writeHead(307, { Location: elsewhere.url }).end(),
    'redirect',
  ],
  ['a redirect to itself', (_, response) => void response.writeHead(301, { Location: '/other' }).end(), 'redirect'],
  ['a redirect without an address', (_, response) => void response.writeHead(302).end(), 'redirect'],
  [
    'a refresh in a header',
    (_, response) => void response.setHeader('Refresh', `0;url=${elsewhere.url}`).end('{}'),
    {},
  ],
  ['401', (_, response) => void response.writeHead(401).end('{}'), 'status'],
  ['500', (_, response) => void response.writeHead(500).end('{}'), 'status'],
  ['as many bytes as allowed', (_, response) => void response.end(JSON.stringify('x'.repeat(9998))), 'x'.repeat(9998)],
  ['one byte more', (_, response) => void response.end(JSON.stringify('x'.repeat(9999))), 'too-large'],
  [
    'a length that says too much, and little of it',
    (_, response) => void response.writeHead(200, { 'Content-Length': '99999999' }).write('{'),
    'timeout',
  ],
  ['a stream without end', endless, 'too-large'],
  ['a bomb: 30 kB of gzip, 30 MB unpacked', packed(gzipSync(Buffer.alloc(30_000_000, 32))), 'too-large'],
  ['a bomb within a bomb', packed(gzipSync(gzipSync(Buffer.alloc(30_000_000, 32))), 'gzip, gzip'), 'text'],
  ['gzip that is none', packed(Buffer.from('nonsense')), 'network'],
  ['a trickle', trickle, 'timeout'],
  ['silence', () => undefined, 'timeout'],
  ['a connection cut short', (request) => void request.socket.destroy(), 'network'],
  [
    'headers without end',
    (request) => void request.socket.write(`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(100_000)}`),
    'network',
  ],
  ['no HTTP', (request) => void request.socket.end('SSH-2.0-x\r\n'), 'network'],
];

function endless(_: IncomingMessage, response: ServerResponse): void {
  const timer = setInterval(() => response.write('x'.repeat(5000)), 5);
  response.on('close', () => clearInterval(timer));
}

function trickle(_: IncomingMessage, response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

function packed(body: Buffer, encoding = 'gzip'): Handler {
  return (_, response) => void response.setHeader('Content-Encoding', encoding).end(body);
}

test.each(ANSWERS)('%s', async (_, handler, expected) => {
  server.answer(handler);
  const started = performance.now();
  const result = await tried({ timeout: 700 });
  if (expected === 'text') expect(typeof result).toBe('string');
  else expect(result).toEqual(expected);
  expect(performance.now() - started).toBeLessThan(5000);
  expect([server.requests.length, elsewhere.requests.length]).toEqual([1, 0]);
});

test('a token goes to the origin it came for, and to no other', async () => {
  await tried({ bearer: 'secret' });
  await tried({ bearer: 'secret', url: elsewhere.url, within: server.url });
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer secret']);
  expect(elsewhere.requests).toEqual([]);
});

test('an empty token is none', async () => {
  await tried({ bearer: '' });
  expect(server.requests[0]?.headers.authorization).toBeUndefined();
});

test('proxies that the environment names are not asked', async () => {
  const before = process.env['http_proxy'];
  process.env['http_proxy'] = elsewhere.origin;
  expect(await tried({})).toEqual({ here: true });
  if (before === undefined) delete process.env['http_proxy'];
  else process.env['http_proxy'] = before;
  expect(elsewhere.requests).toEqual([]);
});

test('a private host that is listed is connected to; a name is asked for once per connection', async () => {
  let asked = 0;
  const lookup = ((name: string, options: object, done: (error: null, found: LookupAddress[]) => void) => {
    asked += 1;
    resolving(['10.255.255.1'])(name, options, done as never);
  }) as Resolver;
  const url = `https://ehr.example.org:${port()}/x`;
  const result = await tried({ url, options: { privateHosts: ['EHR.example.org'], lookup }, timeout: 200 });
  expect(['timeout', 'network']).toContain(result);
  expect([asked, refused]).toEqual([1, []]);
});
