import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALLOWED, licenceProblem, REVIEWED } from '../scripts/licence-policy.ts';
import { productionPackages } from '../scripts/production-packages.ts';

/** What the product is made of (issue 6.9, PR-52): pinned, whole, licensed, listed. */

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
}
interface LockedPackage extends Partial<Pick<Manifest, 'dependencies' | 'devDependencies' | 'engines'>> {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}
const json = (file: string): unknown => JSON.parse(readFileSync(join(process.cwd(), file), 'utf8'));
const manifest = json('package.json') as Manifest;
const lock = json('package-lock.json') as {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const { '': root = {}, ...others } = lock.packages;
const locked = Object.entries(others);

test('every dependency is one exact version', () => {
  const { dependencies, devDependencies, overrides } = manifest;
  const all = Object.entries({ ...dependencies, ...devDependencies, ...overrides });
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  expect(all.length).toBeGreaterThan(30);
});

test('the lockfile is of this manifest', () => {
  const { dependencies, devDependencies, engines } = manifest;
  expect(root).toMatchObject({ dependencies, devDependencies, engines });
  expect(lock.lockfileVersion).toBe(3);
  for (const [name, version] of Object.entries(dependencies))
    expect(others[`node_modules/${name}`]?.version).toBe(version);
});

test('every package has the hash of what is installed, and comes from the registry', () => {
  expect(
    locked.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? '')).map(([path]) => path),
  ).toEqual([]);
  const elsewhere = locked.filter(
    ([, { resolved, link }]) =>
      link === true || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
  );
  expect(elsewhere).toEqual([]);
});

test('no package of the product runs a script when it is installed; of the tools, these want to', () => {
  const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true);
  expect(scripted.filter(([, { dev }]) => dev !== true)).toEqual([]);
  expect(scripted.map(([path]) => path.replace('node_modules/', '')).sort()).toEqual([
    '@parcel/watcher',
    '@swc/core',
    'esbuild',
    'unrs-resolver',
  ]);
});

test('installing and starting runs nothing but the build', () => {
  const hooks = Object.keys(manifest.scripts).filter((name) => /^(pre|post)?(install|prepare|publish)/.test(name));
  expect([hooks, manifest.scripts['prestart']]).toEqual([[], 'npm run --silent build']);
});

describe('licences', () => {
  test('all are allowed, or were read', () => {
    expect(
      productionPackages()
        .map(licenceProblem)
        .filter((problem) => problem !== null),
    ).toEqual([]);
  });

  test('what was read is still there, in the version that was read', () => {
    const present = productionPackages().map(({ name, version }) => `${name}@${version}`);
    expect(Object.keys(REVIEWED).filter((one) => !present.includes(one))).toEqual([]);
  });

  test.each([
    { licence: 'MIT', passes: true },
    { licence: 'WTFPL OR ISC', passes: true },
    { licence: '(MIT OR GPL-3.0-only)', passes: true },
    { licence: 'MIT AND GPL-3.0-only', passes: false },
    { licence: 'GPL-3.0-only', passes: false },
    { licence: 'AGPL-3.0', passes: false },
    { licence: 'SSPL-1.0', passes: false },
    { licence: 'UNLICENSED', passes: false },
    { licence: 'SEE LICENSE IN LICENSE.md', passes: false },
    { licence: 'none given', passes: false },
    { licence: 'constructor', passes: false },
  ])('$licence: $passes', ({ licence, passes }) => {
    expect(licenceProblem({ name: 'x', version: '1.0.0', licence }) === null).toBe(passes);
  });

  test('none that is allowed asks for source', () => {
    expect([...ALLOWED].filter((one) => /GPL|MPL|EPL|SSPL|CDDL|EUPL|OSL|CC-BY/.test(one))).toEqual([]);
  });

  test('docs/licences.md lists each', () => {
    const listed = readFileSync(join(process.cwd(), 'docs/licences.md'), 'utf8');
    const absent = productionPackages().filter(({ name, version }) => !listed.includes(`| ${name} | ${version} |`));
    expect(absent).toEqual([]);
  });
});

test('the bill of materials: CycloneDX, every package with its hash, the same when it is made again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
  const make = (name: string): string => {
    const file = join(folder, name);
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/sbom.ts', file]);
    return readFileSync(file, 'utf8');
  };
  const [first, again] = [make('a.json'), make('b.json')];
  rmSync(folder, { recursive: true });
  expect(again).toBe(first);
  const sbom = JSON.parse(first) as {
    bomFormat: string;
    serialNumber: string;
    metadata: { component: { name: string; licenses: unknown } };
    dependencies: unknown[];
    components: { name: string; version: string; purl: string; hashes: { alg: string }[] }[];
  };
  expect(sbom).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { component: { name: 'myeloma-cds', licenses: [{ license: { id: 'Apache-2.0' } }] } },
  });
  expect(sbom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  const named = sbom.components.map(({ name, version }) => `${name}@${version}`);
  const expected = productionPackages().map(({ name, version }) => `${name}@${version}`);
  expect([...new Set(named)].sort()).toEqual([...expected].sort());
  expect(sbom.dependencies.length).toBe(new Set(named).size + 1);
  expect(
    sbom.components.filter(({ purl, hashes }) => !purl.startsWith('pkg:npm/') || hashes[0]?.alg !== 'SHA-512'),
  ).toEqual([]);
});
