import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The container's hardening, read off its files (issue 6.9, PR-53): a step back fails here. */

interface Instruction {
  readonly name: string;
  readonly text: string;
}
type Stage = readonly Instruction[];

/** Instructions of a Dockerfile by stage; continued lines joined, comments out. What comes before the first FROM is stage 0. */
function stagesOf(text: string): readonly Stage[] {
  const lines = text.replace(/\\\n/g, ' ').split('\n');
  const instructions = lines
    .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line.trim()))
    .flatMap((match) => (match ? [{ name: match[1] ?? '', text: match[2] ?? '' }] : []));
  return instructions.reduce<Instruction[][]>(
    (stages, one) => {
      if (one.name === 'FROM') stages.push([]);
      stages.at(-1)?.push(one);
      return stages;
    },
    [[]],
  );
}

const all = (stage: Stage, name: string): string[] => stage.filter((one) => one.name === name).map(({ text }) => text);
const one = (stage: Stage, name: string): string => {
  const found = all(stage, name);
  expect(found.length).toBe(1);
  return found[0] ?? '';
};

const read = (file: string): string => readFileSync(join(process.cwd(), file), 'utf8');
const [before = [], ...stages] = stagesOf(read('docker/Dockerfile'));
const last = stages.at(-1) ?? [];
const SECRET = /password|passwd|secret|token|api_?key|private_?key|pseudonym_key|redis_url|postgres(ql)?:\/\//i;

describe('the image', () => {
  test('has stages: what builds is not what runs', () => {
    expect(stages.length).toBeGreaterThanOrEqual(3);
    expect(all(last, 'COPY').some((text) => text.startsWith('--from=production /app/node_modules'))).toBe(true);
    expect(all(last, 'RUN').join()).not.toMatch(/npm (ci|i|install)\b|apt|curl|wget/);
  });

  test('rests on one base, named to the patch or by digest', () => {
    const image = /^NODE_IMAGE=(\S+)$/.exec(one(before, 'ARG'))?.[1] ?? '';
    expect(image).toMatch(/^node:\d+\.\d+\.\d+-[a-z0-9-]+-slim(@sha256:[0-9a-f]{64})?$/);
    expect(stages.map((stage) => one(stage, 'FROM').split(' ')[0])).toEqual(stages.map(() => '${NODE_IMAGE}'));
  });

  test('is of a Node that the package runs on', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const [major, minor] = /node:(\d+)\.(\d+)/.exec(one(before, 'ARG'))?.slice(1).map(Number) ?? [];
    expect(engines.node).toBe('>=20.19 <21 || >=22.12');
    expect(major === 20 ? Number(minor) >= 19 : Number(major) > 22 || Number(minor) >= 12).toBe(true);
  });

  test.each(stages.map((stage, number) => ({ stage, number })))(
    'stage $number runs no scripts of packages',
    ({ stage }) => {
      const installs = all(stage, 'RUN').filter((text) => text.includes('npm ci'));
      expect(installs.filter((text) => !text.includes('--ignore-scripts'))).toEqual([]);
      expect(all(stage, 'RUN').filter((text) => /npm (i|install|update)\b/.test(text))).toEqual([]);
    },
  );

  test('what runs has production packages only, and nothing to install more with', () => {
    const production = stages.find((stage) => one(stage, 'FROM').endsWith('AS production')) ?? [];
    expect(all(production, 'RUN').join()).toContain('npm ci --omit=dev --ignore-scripts');
    expect(all(last, 'RUN').join()).toContain('rm -rf /usr/local/lib/node_modules');
  });

  test('runs as a user without name, by number, in a group by number', () => {
    expect(one(last, 'USER')).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/);
    const position = (name: string): number => last.findIndex((instruction) => instruction.name === name);
    // Nothing is copied or run after the user changed: the program belongs to root.
    expect(last.slice(position('USER')).filter(({ name }) => ['COPY', 'ADD', 'RUN'].includes(name))).toEqual([]);
    expect(all(last, 'COPY').join()).not.toContain('--chown');
  });

  test('starts node itself, so that it hears SIGTERM', () => {
    expect(JSON.parse(one(last, 'CMD'))).toEqual(['node', '--max-semi-space-size=32', 'dist/server.js']);
    expect(all(last, 'ENTRYPOINT')).toEqual([]);
  });

  test('has a health check that needs no shell and no further tool', () => {
    const check = one(last, 'HEALTHCHECK');
    expect(check).toMatch(/--timeout=\d+s/);
    expect((JSON.parse(check.slice(check.indexOf('['))) as string[]).slice(0, 2)).toEqual(['node', '-e']);
    expect(check).toContain('/health/ready');
  });

  test('holds no secret, and copies only what it names', () => {
    const values = stages.flatMap((stage) => [...all(stage, 'ENV'), ...all(stage, 'ARG'), ...all(stage, 'LABEL')]);
    expect([...values, ...all(before, 'ARG')].filter((text) => SECRET.test(text))).toEqual([]);
    const copied = stages.flatMap((stage) => all(stage, 'COPY'));
    expect(copied.filter((text) => /^(\.|\/|\*)\s/.test(text))).toEqual([]);
    expect(stages.flatMap((stage) => all(stage, 'ADD'))).toEqual([]);
  });
});

test.each(['.git', 'node_modules', 'dist', 'test', 'data', 'reports', 'coverage', '.env*', '*.pem', '*.key', '*.db'])(
  'the build never sees %s',
  (path) => {
    expect(read('.dockerignore').split('\n')).toContain(path);
  },
);

interface ComposeService {
  readonly image?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly privileged?: boolean;
  readonly network_mode?: string;
  readonly pid?: string;
  readonly user?: string;
  readonly mem_limit?: string;
  readonly pids_limit?: number;
  readonly stop_grace_period?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
}
const composed = readdirSync(join(process.cwd(), 'docker'))
  .filter((file) => /^compose.*\.ya?ml$/.test(file))
  .flatMap((file) => {
    const { services } = parse(read(join('docker', file))) as { services: Record<string, ComposeService> };
    return Object.entries(services).map(([name, service]) => ({ file, name, service }));
  });

test('there is something composed', () => expect(composed.length).toBeGreaterThan(0));

describe.each(composed)('$file: $name', ({ service }) => {
  test('no rights beyond those of the process', () => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect([service.cap_add, service.privileged, service.network_mode, service.pid]).toEqual(Array(4).fill(undefined));
    // Docker's own seccomp profile stays.
    expect(service.security_opt?.join()).not.toContain('unconfined');
    expect(service.user ?? '65532').toMatch(/^[1-9]/);
  });

  test('bounded in memory and processes, and given the time to drain', () => {
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.pids_limit).toBeGreaterThan(0);
    expect(Number(/^(\d+)s$/.exec(service.stop_grace_period ?? '')?.[1])).toBeGreaterThan(10);
  });

  test('reached from this machine only, without secrets, without the host in it', () => {
    expect((service.ports ?? []).filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(SECRET.test(JSON.stringify(service.environment ?? {}))).toBe(false);
    expect((service.volumes ?? []).filter((volume) => /^[./~]|docker\.sock/.test(volume))).toEqual([]);
    if (service.image !== undefined) expect(service.image).toMatch(/:[\w.-]*\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?$/);
  });
});
