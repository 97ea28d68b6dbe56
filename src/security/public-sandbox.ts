/**
 * The public CDS Hooks sandbox signs with a private key that is committed to its repository: its tokens prove nothing.
 * Facts of that client, as of November 2026.
 */
const ISSUER_HOST = 'sandbox.cds-hooks.org';
const KID = '44823f3d-0b01-4a6c-a80e-b9d3e8a7226f';
/** The x coordinate of the key: it is the same key under any `kid`. */
const KEY_X = 'dw_JGR8nB2I6XveNxUOl2qk699ZPLM2nYI5STSdiEl9avAkrm3CkfYMbrrjr8laB';

/** Whether a key is the one that everybody can sign with. */
export const isPublicKey = ({ kid, x }: { readonly kid?: unknown; readonly x?: unknown }): boolean =>
  kid === KID || x === KEY_X;

/** Whether an issuer or a key address is the public sandbox's, in any spelling of the host. */
export const isPublicSandbox = (url: string): boolean =>
  URL.canParse(url) && new URL(url).hostname.replace(/\.$/, '') === ISSUER_HOST;
