import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { productionPackages } from './production-packages.ts';

/**
 * `npm run sbom -- [FILE]` writes the bill of materials of the product, CycloneDX JSON by npm itself, from the lockfile.
 * Made twice, it is the same to the byte: no time of making, a serial number from its content.
 */

interface Sbom {
  serialNumber: string;
  components: { readonly name: string; readonly version: string }[];
  dependencies: { readonly ref: string; dependsOn?: string[] }[];
  readonly metadata: { timestamp?: string; readonly component: { name: string; 'bom-ref': string } };
}

const [file = 'reports/sbom.cdx.json'] = process.argv.slice(2);
const made = execFileSync(
  process.platform === 'win32' ? 'npm.cmd' : 'npm',
  ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'],
  { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] },
);
const sbom = JSON.parse(made) as Sbom;
// Not by --omit=dev, which leaves out also what the product shares with the tools.
const ours = new Set(productionPackages().map(({ name, version }) => `${name}@${version}`));
sbom.components = sbom.components.filter(({ name, version }) => ours.has(`${name}@${version}`));
sbom.dependencies = sbom.dependencies
  .filter(({ ref }) => ours.has(ref) || ref === sbom.metadata.component['bom-ref'])
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => ours.has(one)) }));
delete sbom.metadata.timestamp;
// npm takes the name of the folder.
sbom.metadata.component.name = (JSON.parse(readFileSync('package.json', 'utf8')) as { name: string }).name;
sbom.serialNumber = '';
const hash = createHash('sha256').update(JSON.stringify(sbom)).digest('hex');
// As version 8: a UUID of one's own making (RFC 9562).
sbom.serialNumber = `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
