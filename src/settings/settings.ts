import { DEFAULT_THRESHOLDS, type Thresholds } from '../logic/thresholds.ts';

export type Locale = 'en' | 'zh-CN';
export type RuleState = 'on' | 'silent' | 'off';
export type SelectionBehavior = 'any' | 'at-most-one';

/** One trusted EHR tenant. */
export interface ClientSettings {
  readonly issuer: string;
  readonly jku?: string;
  readonly fhirServers: readonly string[];
  readonly profile: 'generic' | 'epic' | 'oracle' | 'athena' | 'sandbox';
  readonly selectionBehavior: SelectionBehavior;
  readonly prefetchAliases: Readonly<Record<string, string>>;
  readonly language: Locale;
}

/** The settings in force, complete with defaults. */
export interface Settings {
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly security: {
    readonly auth: 'required' | 'off';
    readonly allowInsecureLoopback: boolean;
    /** Null: any origin (sandbox mode). */
    readonly corsOrigins: readonly string[] | null;
  };
  readonly limits: { readonly bodyBytes: number; readonly requestsPerMinute: number; readonly cards: number };
  readonly clients: readonly ClientSettings[];
  readonly openFhirServers: readonly string[];
  readonly fhir: { readonly timeoutMs: number; readonly maxPages: number };
  readonly defaultRuleState: RuleState;
  readonly rules: Readonly<Record<string, { readonly state: RuleState }>>;
  readonly thresholds: Thresholds;
  readonly codes: ReadonlyMap<string, string>;
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
  security: { auth: 'off', allowInsecureLoopback: true, corsOrigins: null },
  limits: { bodyBytes: 10_485_760, requestsPerMinute: 0, cards: 6 },
  clients: [],
  openFhirServers: [],
  fhir: { timeoutMs: 3000, maxPages: 20 },
  defaultRuleState: 'on',
  rules: {},
  thresholds: DEFAULT_THRESHOLDS,
  codes: new Map(),
  feedback: { retentionDays: 730, comments: false, reasons: {} },
  store: { url: 'file:data/myeloma-cds.db', pseudonymKey: null },
  sandbox: true,
};
