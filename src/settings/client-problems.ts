import { PREFETCH_KEYS } from '../fhir-mapping/queries.ts';
import { ORDERABLES } from '../hooks/orderables.ts';
import { isLoopback } from '../security/loopback.ts';
import { isPublicKey, isPublicSandbox } from '../security/public-sandbox.ts';
import type { ClientSettings, Settings } from './settings.ts';

/** A setting that would leave the server open, or a client without any way in. */
export interface Problem {
  readonly key: readonly string[];
  readonly problem: string;
}

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** What is wrong with the clients while tokens are checked; nothing of them is used for trust while they are not. */
export function clientProblems(settings: Settings): readonly Problem[] {
  if (settings.security.auth === 'off') return [];
  return settings.clients.flatMap((client, number) => {
    const earlier = settings.clients.slice(0, number);
    const problem = keyProblem(client, settings) ?? twinProblem(client, earlier) ?? sandboxProblem(client, settings);
    return problem === undefined ? [] : [{ key: ['clients', String(number), ...problem[0]], problem: problem[1] }];
  });
}

type Found = readonly [key: readonly string[], problem: string] | undefined;

function keyProblem({ jku, jwks }: ClientSettings, { security }: Settings): Found {
  if (jku === undefined && jwks === undefined)
    return [['issuer'], 'has neither jku nor jwks, so none of its tokens could be checked'];
  if (jwks?.keys.some((key) => PRIVATE_MEMBERS.some((member) => Object.hasOwn(key, member))) === true)
    return [['jwks'], 'holds a private or symmetric key: only public keys belong here'];
  if (jku === undefined) return undefined;
  if (!URL.canParse(jku)) return [['jku'], 'is not a URL'];
  const url = new URL(jku);
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    return [['jku'], 'has a user name, a password or a fragment'];
  if (url.protocol === 'http:' && !(isLoopback(url) && security.allowInsecureLoopback))
    return [['jku'], 'must be https (http only on loopback, with security.allowInsecureLoopback)'];
  return undefined;
}

/** Two entries that one token could mean would leave it to chance whose settings apply. */
function twinProblem(client: ClientSettings, earlier: readonly ClientSettings[]): Found {
  const twin = earlier.find(
    ({ issuer, jku, tenants }) =>
      issuer === client.issuer &&
      jku === client.jku &&
      (tenants.length === 0 ? client.tenants.length === 0 : tenants.some((tenant) => client.tenants.includes(tenant))),
  );
  return twin && [['issuer'], 'is there twice with the same jku and tenants'];
}

function sandboxProblem({ issuer, jku, jwks }: ClientSettings, { publicUrl }: Settings): Found {
  if (URL.canParse(publicUrl) && isLoopback(new URL(publicUrl))) return undefined;
  const trusted = isPublicSandbox(issuer) || isPublicSandbox(jku ?? '') || jwks?.keys.some(isPublicKey) === true;
  return trusted
    ? [
        ['issuer'],
        'is the public CDS Hooks sandbox or has its key, which anybody can sign with: trust it on loopback only',
      ]
    : undefined;
}

/** Names of ours that a client's maps use and that there aren't: prefetch keys, orders. */
export function unknownNames({ prefetchAliases, orderables = {} }: ClientSettings): readonly Problem[] {
  const keys: readonly string[] = PREFETCH_KEYS;
  return [
    ...Object.entries(prefetchAliases)
      .filter(([, key]) => !keys.includes(key))
      .map(([alias, key]) => ({
        key: ['prefetchAliases', alias],
        problem: `stands for ${key}, which is no prefetch key`,
      })),
    ...Object.keys(orderables)
      .filter((order) => !Object.hasOwn(ORDERABLES, order))
      .map((order) => ({
        key: ['orderables', order],
        problem: 'is no order that a card offers (see the build sheet)',
      })),
  ];
}
