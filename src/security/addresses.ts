import { BlockList, isIP } from 'node:net';

/**
 * What an IP address is to a server that must not be talked into reaching its own network (IANA special-purpose
 * registries). `forbidden` is reachable under no setting: link-local, metadata services, multicast, embedded IPv4.
 */
export type AddressKind = 'public' | 'private' | 'loopback' | 'forbidden';

type Subnet = readonly [network: string, prefix: number];

const LOOPBACK: readonly Subnet[] = [
  ['127.0.0.0', 8],
  ['::1', 128],
];

const PRIVATE: readonly Subnet[] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['fc00::', 7],
];

const FORBIDDEN: readonly Subnet[] = [
  ['0.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT; holds a cloud's metadata service
  ['168.63.129.16', 32], // a cloud's host agent, on a public address
  ['169.254.0.0', 16], // link-local; holds most clouds' metadata services
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3], // multicast, reserved, broadcast
  ['2001::', 23], // protocol assignments, Teredo
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4 carries an IPv4 address
  ['3fff::', 20],
  ['fd00:ec2::', 32], // metadata services inside the private range
  ['fd20:ce::', 32],
];

/** What may be public at all of IPv6; IPv4-mapped, IPv4-compatible, NAT64 and link-local lie outside. */
const GLOBAL_IPV6: readonly Subnet[] = [['2000::', 3]];

function listOf(subnets: readonly Subnet[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, familyOf(network));
  return list;
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

const LISTS = {
  forbidden: listOf(FORBIDDEN),
  loopback: listOf(LOOPBACK),
  private: listOf(PRIVATE),
  global: listOf(GLOBAL_IPV6),
};

/** The kind of an address in its usual text form; anything that is no address is forbidden. */
export function kindOf(address: string): AddressKind {
  const [plain = ''] = address.split('%');
  if (isIP(plain) === 0 || plain !== address) return 'forbidden';
  const family = familyOf(plain);
  // BlockList sees through ::ffff:a.b.c.d, which no DNS answer needs: such an address is refused whatever it holds.
  if (family === 'ipv6' && isMapped(plain)) return 'forbidden';
  if (LISTS.forbidden.check(plain, family)) return 'forbidden';
  if (LISTS.loopback.check(plain, family)) return 'loopback';
  if (LISTS.private.check(plain, family)) return 'private';
  return family === 'ipv4' || LISTS.global.check(plain, family) ? 'public' : 'forbidden';
}

const MAPPED = new BlockList();
MAPPED.addSubnet('0.0.0.0', 0, 'ipv4');
const isMapped = (address: string): boolean => MAPPED.check(address, 'ipv6');
