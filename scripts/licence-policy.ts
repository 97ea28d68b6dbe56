import type { ProductionPackage } from './production-packages.ts';

/** Licences that a hospital may run without further thought: attribution at most. */
export const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

/** Read by a person, by package: the text may differ in the next version, so that one must be read again. */
export const REVIEWED: Readonly<Record<string, string>> = {
  'fhirpath@5.2.2': 'BSD with its own disclaimer, of the U.S. National Library of Medicine; its notice is reproduced',
  '@lhncbc/ucum-lhc@7.1.10': 'as fhirpath, and notices of Regenstrief for UCUM and LOINC, which are in NOTICE',
  'argparse@2.0.1': 'Python-2.0: permissive, a notice to be kept',
};

/** What is wrong with a package's licence, or null. Of several to choose from, one that is allowed is enough. */
export function licenceProblem({ name, version, licence }: ProductionPackage): string | null {
  const choices = licence.replace(/^\(|\)$/g, '').split(' OR ');
  if (choices.some((one) => ALLOWED.has(one))) return null;
  return Object.hasOwn(REVIEWED, `${name}@${version}`) ? null : `${name}@${version}: ${licence}`;
}
