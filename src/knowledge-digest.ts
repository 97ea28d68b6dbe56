import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What decides what a card says: the pages, the code tables and readers, the rendering, the words. */
const FOLDERS = ['logic', 'fhir-mapping', 'hooks', '../cards'] as const;
const HERE = fileURLToPath(new URL('./', import.meta.url));

let digest: string | undefined;

/**
 * SHA-256 (hex) of everything that advice comes from, as this process runs it: two servers with the same digest and
 * settings give the same answer to the same request (PR-33, PR-58). Compiled and source files have digests of their own.
 */
export function knowledgeDigest(): string {
  digest ??= digestOf(HERE, FOLDERS);
  return digest;
}

/** Over path and content of each file, in the order of the paths; line ends don't count. */
export function digestOf(root: string, folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    const paths = files.map((file) => join(file.parentPath, file.name)).sort();
    for (const path of paths) {
      const name = path.slice(root.length).replaceAll('\\', '/');
      const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
      hash.update(`${name}\0${text.length}\0${text}`);
    }
  }
  return hash.digest('hex');
}
