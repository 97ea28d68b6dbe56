import { DEFAULT_THRESHOLDS, type Thresholds } from '../logic/thresholds.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';

export type Locale = 'en' | 'zh-CN';
/** `silent`: evaluated and recorded, not shown. `pilot`: shown to those who take part, silent for others. */
export type RuleState = 'on' | 'pilot' | 'silent' | 'off';
export type SelectionBehavior = 'any' | 'at-most-one';

/** What a rule does at a site. */
export interface RuleSettings {
  readonly state: RuleState;
  /** Who sees it in pilot: user ids (`Practitioner/123`), and roles (a resource type of user ids, or one of `roles`). */
  readonly pilot?: { readonly users?: readonly string[]; readonly roles?: readonly string[] };
  /** Whether an answered card comes again; without it, always. */
  readonly suppress?: Suppression;
}

/** When a finding that was answered is not shown again to the same user, for the same patient and encounter. */
export interface Suppression {
  readonly hours: number;
  /** `order-select`: shown there, so not again at signing. */
  readonly after: readonly ('accepted' | 'overridden' | 'order-select')[];
  /** True: critical findings too. */
  readonly critical: boolean;
}

/** What is switched off at once, whatever the states say. */
export interface KillSwitch {
  readonly all: boolean;
  readonly rules: readonly string[];
  /** Service ids. */
  readonly services: readonly string[];
  /** Issuers. */
  readonly clients: readonly string[];
}

/** One trusted EHR tenant. */
export interface ClientSettings {
  readonly issuer: string;
  /** Where its keys are published; a token that names another address is refused. */
  readonly jku?: string;
  /** Keys exchanged out of band; with a `jku` beside them nothing is fetched. */
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  /** Accepted as `aud` besides the called URL. */
  readonly audiences: readonly string[];
  /** What `sub` of its tokens must be: the client's id at the EHR. Left out: any, or none. */
  readonly subject?: string;
  /** When not empty, the token's tenant is one of them. */
  readonly tenants: readonly string[];
  readonly fhirServers: readonly string[];
  readonly profile: 'generic' | 'epic' | 'oracle' | 'athena' | 'sandbox';
  /** One that the profile doesn't take gives way to the profile's own. */
  readonly selectionBehavior: SelectionBehavior;
  /** Instead of the profile's: how this site's screen renders `detail`. */
  readonly detail?: 'markdown' | 'plain';
  /** An order that cards offer (`ORDERABLES`) -> the site's code for it. */
  readonly orderables?: Readonly<Record<string, string>>;
  /** This client's override codes -> reasons of ours, before those of `feedback.reasons`. */
  readonly reasons?: Readonly<Record<string, string>>;
  readonly prefetchAliases: Readonly<Record<string, string>>;
  readonly language: Locale;
  /** In place of the site's, rule by rule. */
  readonly rules?: Readonly<Record<string, RuleSettings>>;
  /** True: nothing is shown to this client, all is recorded; how a new client starts. */
  readonly silent?: boolean;
}

/** The settings in force, complete with defaults. */
export interface Settings {
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly security: {
    readonly auth: 'required' | 'off';
    /** Signature algorithms (JWA names), asymmetric only. */
    readonly algorithms: readonly string[];
    /** True: discovery needs a token too. */
    readonly protectDiscovery: boolean;
    readonly jwks: { readonly cacheSeconds: number; readonly cooldownSeconds: number };
    /** Longest life of a token, and longest time since it was issued. */
    readonly maxTokenAgeSeconds: number;
    readonly clockSkewSeconds: number;
    /** Redis out of reach: `memory` answers and remembers tokens per process, `refuse` answers 401. */
    readonly replayStoreDown: 'memory' | 'refuse';
    readonly allowInsecureLoopback: boolean;
    /** Hosts of the settings that may have a private address (RFC 1918, RFC 4193). */
    readonly privateHosts: readonly string[];
    /** Null: any origin (sandbox mode). */
    readonly corsOrigins: readonly string[] | null;
  };
  readonly limits: Limits;
  /** Hosts that links in cards may point to, besides the public address. */
  readonly links: { readonly hosts: readonly string[] };
  readonly clients: readonly ClientSettings[];
  readonly openFhirServers: readonly string[];
  readonly fhir: { readonly timeoutMs: number; readonly maxPages: number };
  readonly defaultRuleState: Exclude<RuleState, 'pilot'>;
  readonly rules: Readonly<Record<string, RuleSettings>>;
  /** Name of a role -> user ids, for pilots. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly killSwitch: KillSwitch;
  /** Minutes between two runs of the sentinel patients; 0: at start only. */
  readonly sentinels: { readonly everyMinutes: number };
  readonly thresholds: Thresholds;
  readonly codes: ReadonlyMap<string, string>;
  /** Shared by replicas; a secret, never logged. Null: each process remembers for itself. */
  readonly redisUrl: string | null;
  readonly feedback: {
    readonly retentionDays: number;
    /** Whether free-text comments are kept; they may name a patient. */
    readonly comments: boolean;
    /** A client's reason code or category -> a reason of ours. */
    readonly reasons: Readonly<Record<string, string>>;
  };
  /** Both from the environment only. */
  readonly store: {
    /** `postgres://…` or `file:…`. */
    readonly url: string;
    /** The secret of the pseudonyms; null: made at start. */
    readonly pseudonymKey: string | null;
  };
  /** True without a settings file: open to any browser, no authentication. */
  readonly sandbox: boolean;
}

/** What holds when nothing is configured: a sandbox on this machine. */
export const SANDBOX_SETTINGS: Settings = {
  publicUrl: 'http://localhost:3000',
  host: '0.0.0.0',
  port: 3000,
  logLevel: 'info',
  security: {
    auth: 'off',
    algorithms: ['RS384', 'ES384'],
    protectDiscovery: false,
    jwks: { cacheSeconds: 600, cooldownSeconds: 30 },
    maxTokenAgeSeconds: 3600,
    clockSkewSeconds: 60,
    replayStoreDown: 'memory',
    allowInsecureLoopback: true,
    privateHosts: [],
    corsOrigins: null,
  },
  limits: DEFAULT_LIMITS,
  links: { hosts: [] },
  clients: [],
  openFhirServers: [],
  fhir: { timeoutMs: 3000, maxPages: 20 },
  defaultRuleState: 'on',
  rules: {},
  roles: {},
  killSwitch: { all: false, rules: [], services: [], clients: [] },
  sentinels: { everyMinutes: 60 },
  thresholds: DEFAULT_THRESHOLDS,
  codes: new Map(),
  redisUrl: null,
  feedback: { retentionDays: 730, comments: false, reasons: {} },
  store: { url: 'file:data/myeloma-cds.db', pseudonymKey: null },
  sandbox: true,
};
