import { readFileSync } from 'node:fs';

/** A package of the lockfile that the product is installed with; other platforms' builds included. */
export interface ProductionPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json says: an SPDX expression, or a sentence. */
  readonly licence: string;
}

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
}

/** Read off the lockfile, so that nothing needs to be installed; by name, then version. */
export function productionPackages(lockfile = 'package-lock.json'): readonly ProductionPackage[] {
  const { packages } = JSON.parse(readFileSync(lockfile, 'utf8')) as { packages: Readonly<Record<string, Locked>> };
  const all = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version = '', license = 'none given' }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
    }));
  const byKey = new Map(all.map((one) => [`${one.name}@${one.version}`, one]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
