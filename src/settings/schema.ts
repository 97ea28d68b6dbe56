import { LIMITS_SCHEMA } from './limits.ts';

/** JSON Schema of the settings file (contract, section 1). An unknown or ill-typed key stops the start. */

const strings = { type: 'array', items: { type: 'string', minLength: 1 } } as const;
const url = { type: 'string', pattern: '^https?://[^\\s/]+' } as const;
const urls = { type: 'array', items: url } as const;
const object = <P extends object>(properties: P) =>
  ({ type: 'object', additionalProperties: false, properties }) as const;
const count = { type: 'integer', minimum: 0 } as const;
/** A client's override code or category -> a reason of the cards. */
const reasons = {
  type: 'object',
  additionalProperties: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$' },
} as const;

/** Suppression for longer than a week would outlive what anybody remembers of the card. */
const suppress = {
  ...object({
    hours: { type: 'number', exclusiveMinimum: 0, maximum: 168 },
    after: { type: 'array', minItems: 1, items: { enum: ['accepted', 'overridden', 'order-select'] } },
    critical: { type: 'boolean' },
  }),
  required: ['hours'],
} as const;
const user = { type: 'string', pattern: '^[A-Z][A-Za-z]+/[^/\\s]+$' } as const;
const rules = {
  type: 'object',
  additionalProperties: {
    ...object({
      state: { enum: ['on', 'pilot', 'silent', 'off'] },
      pilot: object({ users: { type: 'array', items: user }, roles: strings }),
      suppress,
    }),
    required: ['state'],
  },
} as const;

const client = {
  type: 'object',
  additionalProperties: false,
  required: ['issuer', 'fhirServers'],
  properties: {
    issuer: { type: 'string', minLength: 1 },
    jku: url,
    jwks: { type: 'object', required: ['keys'], properties: { keys: { type: 'array', items: { type: 'object' } } } },
    audiences: strings,
    subject: { type: 'string', minLength: 1 },
    tenants: strings,
    fhirServers: urls,
    profile: { enum: ['generic', 'epic', 'oracle', 'athena', 'sandbox'] },
    selectionBehavior: { enum: ['any', 'at-most-one'] },
    detail: { enum: ['markdown', 'plain'] },
    orderables: { type: 'object', additionalProperties: { type: 'string', pattern: '^\\S(.{0,98}\\S)?$' } },
    reasons,
    prefetchAliases: { type: 'object', additionalProperties: { type: 'string' } },
    language: { enum: ['en', 'zh-CN'] },
    rules,
    silent: { type: 'boolean' },
  },
} as const;

export const SETTINGS_SCHEMA = {
  $id: 'urn:myeloma-cds:settings',
  ...object({
    publicUrl: url,
    security: object({
      auth: { enum: ['required', 'off'] },
      algorithms: {
        type: 'array',
        minItems: 1,
        items: { enum: ['RS384', 'ES384', 'RS256', 'ES256', 'RS512', 'ES512', 'PS384'] },
      },
      protectDiscovery: { type: 'boolean' },
      jwks: object({ cacheSeconds: count, cooldownSeconds: count }),
      maxTokenAgeSeconds: { type: 'integer', minimum: 1, maximum: 86_400 },
      clockSkewSeconds: { type: 'integer', minimum: 0, maximum: 60 },
      replayStoreDown: { enum: ['memory', 'refuse'] },
      allowInsecureLoopback: { type: 'boolean' },
      privateHosts: strings,
      cors: object({ origins: strings }),
    }),
    limits: object(LIMITS_SCHEMA),
    links: object({ hosts: strings }),
    clients: { type: 'array', items: client },
    openFhirServers: urls,
    fhir: object({ timeoutMs: { type: 'integer', minimum: 1 }, maxPages: { type: 'integer', minimum: 1 } }),
    defaultRuleState: { enum: ['on', 'silent', 'off'] },
    rules,
    roles: { type: 'object', additionalProperties: { type: 'array', items: user } },
    killSwitch: object({ all: { type: 'boolean' }, rules: strings, services: strings, clients: strings }),
    sentinels: object({ everyMinutes: { type: 'integer', minimum: 0, maximum: 1440 } }),
    thresholds: object({
      dosingLookBackDays: { type: 'integer', minimum: 1 },
      weightLookBackDays: { type: 'integer', minimum: 1 },
      surgeryLookBackDays: { type: 'integer', minimum: 1 },
      clearanceWeight: { enum: ['actual', 'ideal', 'adjusted'] },
      raceInVteScores: { type: 'boolean' },
      transplantCandidate: { enum: [true, false, 'unknown'] },
      transplantAgeLimit: { type: ['integer', 'null'], minimum: 18 },
      courseGapDays: count,
      lineGapDays: count,
      lineAdditionDays: count,
      maintenanceDays: count,
      highDoseDexamethasoneMgPerCycle: { type: 'number', exclusiveMinimum: 0 },
      highDoseDexamethasoneMgPerDay: { type: 'number', exclusiveMinimum: 0 },
      highDoseDexamethasoneDays: { type: 'integer', minimum: 1 },
      recurrentInfections: { type: 'integer', minimum: 1 },
      infectionLookBackDays: { type: 'integer', minimum: 1 },
      monitoringLookBackDays: { type: 'integer', minimum: 1 },
      boneAgentMonths: { type: 'integer', minimum: 1 },
      boneTherapyMonths: { type: 'integer', minimum: 1 },
      harvestMonths: { type: 'integer', minimum: 1 },
      ldhUpperLimit: { type: ['number', 'null'], exclusiveMinimum: 0 },
      hemoglobinLowerLimitFemale: { type: ['number', 'null'], minimum: 8, maximum: 18 },
      hemoglobinLowerLimitMale: { type: ['number', 'null'], minimum: 8, maximum: 18 },
    }),
    codes: { type: 'object', additionalProperties: { type: 'string', minLength: 1 } },
    feedback: object({
      retentionDays: count,
      comments: { type: 'boolean' },
      reasons,
    }),
  }),
} as const;
