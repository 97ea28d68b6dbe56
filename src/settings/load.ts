import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';
import { isMap, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { SettingsInvalid } from '../errors.ts';
import { SETTINGS_SCHEMA } from './schema.ts';
import { clientProblems, unknownNames } from './client-problems.ts';
import { localKey, problemOf } from './local-codes.ts';
import { storeFrom } from './store-settings.ts';
import { governanceProblems } from './governance-problems.ts';
import {
  SANDBOX_SETTINGS,
  type ClientSettings,
  type KillSwitch,
  type RuleSettings,
  type Settings,
  type Suppression,
} from './settings.ts';
import type { Thresholds } from '../logic/thresholds.ts';

/** The file as written: every member optional. */
interface SettingsFile {
  readonly publicUrl?: string;
  readonly security?: {
    readonly jwks?: Partial<Settings['security']['jwks']>;
    readonly cors?: { readonly origins?: readonly string[] };
  } & Partial<Omit<Settings['security'], 'jwks' | 'corsOrigins'>>;
  readonly limits?: Partial<Settings['limits']>;
  readonly clients?: readonly ClientFile[];
  readonly links?: Partial<Settings['links']>;
  readonly openFhirServers?: readonly string[];
  readonly fhir?: Partial<Settings['fhir']>;
  readonly defaultRuleState?: Settings['defaultRuleState'];
  readonly rules?: RulesFile;
  readonly roles?: Settings['roles'];
  readonly killSwitch?: Partial<KillSwitch>;
  readonly sentinels?: Partial<Settings['sentinels']>;
  readonly thresholds?: Partial<Thresholds>;
  readonly codes?: Readonly<Record<string, string>>;
  readonly feedback?: Partial<Settings['feedback']>;
}

type RulesFile = Readonly<Record<string, Omit<RuleSettings, 'suppress'> & { readonly suppress?: SuppressionFile }>>;
type SuppressionFile = Partial<Suppression> & Pick<Suppression, 'hours'>;
type ClientFile = Partial<Omit<ClientSettings, 'rules'>> &
  Pick<ClientSettings, 'issuer' | 'fhirServers'> & { readonly rules?: RulesFile };

/** The environment variables that this software reads (contract, section 1). */
export type Environment = Readonly<Record<string, string | undefined>>;

const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(SETTINGS_SCHEMA);

/**
 * Settings from the YAML file named by `MYELOMA_CDS_CONFIG`, or the sandbox defaults; the environment overrides.
 * Throws `SettingsInvalid` with key and line.
 */
export function loadSettings(environment: Environment): Settings {
  const file = environment['MYELOMA_CDS_CONFIG'];
  const settings = file === undefined || file === '' ? SANDBOX_SETTINGS : settingsFrom(readText(file), file);
  return checkedForProduction(withEnvironment(settings, environment), environment);
}

/** What the environment adds must not undo what the file was checked for. */
function checkedForProduction(settings: Settings, environment: Environment): Settings {
  if (settings.security.auth === 'off' && environment['NODE_ENV'] === 'production')
    throw new SettingsInvalid('security.auth is "off", which NODE_ENV=production does not allow.');
  for (const { key, problem } of clientProblems(settings)) throw new SettingsInvalid(`${key.join('.')} ${problem}.`);
  return settings;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SettingsInvalid(`The settings file ${file} can't be read.`, { cause });
  }
}

/** Parses and checks a settings file; `name` appears in messages. */
export function settingsFrom(text: string, name: string): Settings {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw new SettingsInvalid(`${name}: ${broken.message}`);
  const content = contentOf(document, { name, lines });
  if (!validate(content)) {
    const problems = (validate.errors ?? []).map((error) => describe(error, document, { name, lines }));
    throw new SettingsInvalid([...new Set(problems)].join('\n'));
  }
  const file = content as SettingsFile;
  checkCodes(file, document, { name, lines });
  const settings = complete(file);
  checkMeaning(settings, document, { name, lines });
  return settings;
}

/** The document as data; an alias without anchor, or aliases that multiply, are refused with the line of the first. */
function contentOf(document: Document, place: Place): unknown {
  try {
    return document.toJS() ?? {};
  } catch (cause) {
    let line = 1;
    visit(document, {
      Alias: (_key, node) => {
        line = place.lines.linePos(node.range?.[0] ?? 0).line;
        return visit.BREAK;
      },
    });
    throw new SettingsInvalid(`${place.name}:${line}: an alias can't be resolved`, { cause });
  }
}

interface Place {
  readonly name: string;
  readonly lines: LineCounter;
}

function describe(error: ErrorObject, document: Document, place: Place): string {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const extra = error.params['additionalProperty'] as string | undefined;
  const key = extra === undefined ? path : [...path, extra];
  const allowed = error.params['allowedValues'] as readonly string[] | undefined;
  const problem =
    extra === undefined
      ? `${error.message ?? 'is invalid'}${allowed ? `: ${allowed.join(', ')}` : ''}`
      : 'is not a setting';
  return at(document, key, place, problem);
}

const unescapePointer = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

function at(document: Document, key: readonly string[], { name, lines }: Place, problem: string): string {
  return `${name}:${lineOf(document, key, lines)}: ${key.join('.') || 'the file'} ${problem}`;
}

/** The line of the key itself, or of the nearest parent that has one. */
function lineOf(document: Document, key: readonly string[], lines: LineCounter): number {
  for (let depth = key.length; depth > 0; depth -= 1) {
    const parent = depth === 1 ? document.contents : document.getIn(key.slice(0, depth - 1).map(indexed), true);
    const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === key[depth - 1]) : undefined;
    const range = (pair?.key as { range?: readonly number[] } | undefined)?.range;
    if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
  }
  return 1;
}

const indexed = (part: string): string | number => (/^\d+$/.test(part) ? Number(part) : part);

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

function complete(file: SettingsFile): Settings {
  const base = SANDBOX_SETTINGS;
  return {
    ...base,
    sandbox: false,
    publicUrl: withoutSlash(file.publicUrl ?? base.publicUrl),
    security: completeSecurity(file.security),
    limits: { ...base.limits, ...file.limits },
    links: { ...base.links, ...file.links },
    clients: (file.clients ?? []).map(completeClient),
    openFhirServers: (file.openFhirServers ?? []).map(withoutSlash),
    fhir: { ...base.fhir, ...file.fhir },
    defaultRuleState: file.defaultRuleState ?? base.defaultRuleState,
    rules: completeRules(file.rules ?? {}),
    roles: file.roles ?? {},
    killSwitch: { ...base.killSwitch, ...file.killSwitch },
    sentinels: { ...base.sentinels, ...file.sentinels },
    thresholds: { ...base.thresholds, ...file.thresholds },
    codes: new Map(Object.entries(file.codes ?? {}).map(([key, concept]) => [localKey(key), concept])),
    feedback: { ...base.feedback, ...file.feedback },
  };
}

/** A file without a word of security means the strict choice; the sandbox's open ones are for no file at all. */
function completeSecurity(file: SettingsFile['security']): Settings['security'] {
  const { cors, jwks, ...given } = file ?? {};
  return {
    ...SANDBOX_SETTINGS.security,
    auth: 'required',
    allowInsecureLoopback: false,
    ...given,
    jwks: { ...SANDBOX_SETTINGS.security.jwks, ...jwks },
    corsOrigins: cors?.origins ?? [],
  };
}

function completeRules(rules: RulesFile): Settings['rules'] {
  return Object.fromEntries(
    Object.entries(rules).map(([id, { suppress, ...rule }]) => [
      id,
      { ...rule, ...(suppress ? { suppress: { ...SUPPRESSION, ...suppress } } : {}) },
    ]),
  );
}

const SUPPRESSION: Omit<Suppression, 'hours'> = { after: ['accepted', 'overridden'], critical: false };

function completeClient({ rules, ...client }: ClientFile): ClientSettings {
  return {
    profile: 'generic',
    audiences: [],
    tenants: [],
    selectionBehavior: 'any',
    prefetchAliases: {},
    language: 'en',
    ...client,
    ...(rules ? { rules: completeRules(rules) } : {}),
    fhirServers: client.fhirServers.map(withoutSlash),
  };
}

/** Local codes map to something a page asks for, and contradict neither each other nor the tables. */
function checkCodes(file: SettingsFile, document: Document, place: Place): void {
  Object.entries(file.codes ?? {}).forEach((entry, number, entries) => {
    const problem = problemOf(entry, entries.slice(0, number));
    if (problem !== null) throw new SettingsInvalid(at(document, ['codes', entry[0]], place, problem));
  });
}

/** What a schema can't say: rule ids and prefetch keys exist, and every client can be told by its keys. */
function checkMeaning(settings: Settings, document: Document, place: Place): void {
  settings.clients.forEach((client, number) => {
    const [found] = unknownNames(client);
    if (found) throw new SettingsInvalid(at(document, ['clients', String(number), ...found.key], place, found.problem));
  });
  for (const { key, problem } of [...governanceProblems(settings), ...clientProblems(settings)]) {
    throw new SettingsInvalid(at(document, key, place, problem));
  }
}

function withEnvironment(settings: Settings, environment: Environment): Settings {
  const port =
    environment['PORT'] === undefined || environment['PORT'] === '' ? settings.port : Number(environment['PORT']);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new SettingsInvalid('PORT is not a port number.');
  const publicUrl = environment['PUBLIC_URL'];
  if (publicUrl && !(/^https?:\/\//.test(publicUrl) && URL.canParse(publicUrl)))
    throw new SettingsInvalid('PUBLIC_URL is not an http or https URL.');
  const fallbackUrl = settings.sandbox ? `http://localhost:${port}` : settings.publicUrl;
  return {
    ...settings,
    port,
    host: environment['HOST'] || settings.host,
    publicUrl: withoutSlash(publicUrl || fallbackUrl),
    logLevel: environment['LOG_LEVEL'] || settings.logLevel,
    redisUrl: redisUrlOf(environment),
    store: storeFrom(environment, settings.store),
  };
}

/** Never quoted in a message: it may hold a password. */
function redisUrlOf({ REDIS_URL: url }: Environment): string | null {
  if (!url) return null;
  if (!/^rediss?:\/\/\S+$/.test(url)) throw new SettingsInvalid('REDIS_URL is not a redis or rediss URL.');
  return url;
}
