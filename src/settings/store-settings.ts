import { SettingsInvalid } from '../errors.ts';
import type { Settings } from './settings.ts';

/** At 32 characters a secret is as long as the hash that it keys. */
const SHORTEST_KEY = 32;

/** `DATABASE_URL` and `PSEUDONYM_KEY`, or `SettingsInvalid`. Neither message shows the value: both hold secrets. */
export function storeFrom(
  environment: Readonly<Record<string, string | undefined>>,
  { url, pseudonymKey }: Settings['store'],
): Settings['store'] {
  const given = environment['DATABASE_URL'] || url;
  if (!/^(postgres(ql)?:\/\/|file:).+/.test(given))
    throw new SettingsInvalid('DATABASE_URL is neither postgres://… nor file:…');
  const key = environment['PSEUDONYM_KEY'] || pseudonymKey;
  if (key !== null && key.length < SHORTEST_KEY)
    throw new SettingsInvalid(`PSEUDONYM_KEY is shorter than ${SHORTEST_KEY} characters.`);
  return { url: given, pseudonymKey: key };
}
