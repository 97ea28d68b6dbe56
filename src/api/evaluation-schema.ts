import { WORKUP_SCHEMA } from './workup-schema.ts';

/** JSON Schema of the evaluation (contract, section 3), published at `GET /api/evaluate/schema`. */

const NOT_YET = 'Not yet implemented: always unknown, null or empty in this version.';

const nullable = (type: string) => ({ type: [type, 'null'] }) as const;
const list = (items: object) => ({ type: 'array', items }) as const;
const oneOf = (...values: readonly (string | null)[]) => ({ enum: values }) as const;
const ref = (name: string) => ({ $ref: `#/$defs/${name}` }) as const;
const STATUS = oneOf('met', 'not-met', 'unknown');

/** An object whose members are all required and none other allowed. */
const closed = (properties: Readonly<Record<string, object>>, description?: string) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
  ...(description === undefined ? {} : { description }),
});

const number = { type: 'number' };
const text = { type: 'string' };

const evidence = {
  type: 'object',
  additionalProperties: false,
  required: ['concept', 'value', 'stale'],
  properties: {
    concept: text,
    value: { type: ['number', 'string'] },
    comparator: text,
    unit: text,
    date: text,
    reference: text,
    stale: { type: 'boolean' },
    method: text,
    searched: closed(
      { kind: text, entries: { type: 'integer' } },
      'For an absence: what was searched, and how many entries it has.',
    ),
  },
};

const missing = {
  type: 'object',
  additionalProperties: false,
  required: ['concept', 'because'],
  properties: {
    concept: text,
    because: oneOf(
      'absent',
      'stale',
      'unreadable-unit',
      'unreadable',
      'conflicting',
      'unanswered',
      'imprecise',
      'unconfirmed',
    ),
    date: text,
  },
};

const criterion = closed({ status: STATUS, evidence: list(ref('evidence')), missing: list(ref('missing')) });
const scoreItem = closed({
  item: text,
  points: number,
  status: STATUS,
  min: number,
  max: number,
  evidence: list(ref('evidence')),
  missing: list(ref('missing')),
});
const stage = closed({ stage: oneOf('I', 'II', 'III', null), possible: list(oneOf('I', 'II', 'III')) });
const recommendation = (...values: readonly string[]) => closed({ recommendation: oneOf(...values, 'unknown') });

const diagnosis = closed({
  classification: {
    ...oneOf('active-myeloma', 'smoldering-myeloma', 'mgus', 'solitary-plasmacytoma', 'indeterminate', 'no-evidence'),
    description: 'What the values before any treatment say; the recorded diagnosis stands beside it.',
  },
  recorded: oneOf('active-myeloma', 'smoldering-myeloma', 'mgus', 'solitary-plasmacytoma', null),
  criteria: closed(
    Object.fromEntries(
      ['clonalMarrowOrPlasmacytoma', 'calcium', 'renal', 'anemia', 'bone', 'marrow60', 'flcRatio100', 'mriLesions'].map(
        (name) => [name, ref('criterion')],
      ),
    ),
  ),
});

const response = closed(
  {
    category: oneOf('sCR', 'CR', 'VGPR', 'PR', 'MR', 'SD', 'PD', null),
    confirmed: { type: 'boolean' },
    parameter: oneOf('serum-m-protein', 'urine-m-protein', 'flc', 'marrow', 'plasmacytoma', null),
    atLeast: nullable('string'),
    bestConfirmed: nullable('string'),
    clinicalRelapse: STATUS,
    changeFromBaselinePct: nullable('number'),
    changeFromNadirPct: nullable('number'),
  },
  NOT_YET,
);

const renal = closed({
  crcl: closed({
    value: nullable('number'),
    unit: { const: 'mL/min' },
    method: oneOf('cockcroft-gault', 'measured', null),
    possible: list(number),
    evidence: list(ref('evidence')),
    missing: list(ref('missing')),
  }),
  egfr: closed({
    value: nullable('number'),
    method: oneOf('reported', 'ckd-epi-2021', null),
    evidence: list(ref('evidence')),
    missing: list(ref('missing')),
  }),
  category: oneOf('none', 'mild', 'moderate', 'severe', 'dialysis', 'unknown'),
  renalDisease: STATUS,
});

const vte = closed({
  impede: closed({ min: number, max: number, items: list(ref('scoreItem')) }),
  saved: closed(
    {
      applicable: nullable('boolean'),
      min: nullable('number'),
      max: nullable('number'),
      items: list(ref('scoreItem')),
    },
    'Applies only with an IMiD planned or active; null when that is unknown.',
  ),
  impedeWithoutProphylaxisCredit: { ...nullable('number'), description: 'Null while an unknown item leaves a range.' },
  impedeWithoutRace: { ...nullable('number'), description: 'Null while an unknown item leaves a range.' },
  recommendation: oneOf('aspirin', 'anticoagulant', 'continue-current', 'none', 'unknown'),
});

const dosing = closed({
  lenalidomide: closed({
    maxDailyMg: {
      ...nullable('number'),
      description: 'Mean per dosing day. Null: no renal adjustment, or the row is not known.',
    },
    schedule: nullable('string'),
    ordered: closed({ meanDailyMg: nullable('number') }),
    status: oneOf('above', 'within', 'unknown', 'not-ordered'),
  }),
  zoledronicAcid: closed({
    doseMg: { ...nullable('number'), description: 'One dose. Null: not recommended, or the band is not known.' },
    recommendation: oneOf('standard', 'reduced', 'not-recommended', 'unknown'),
  }),
  pamidronate: recommendation('standard', 'extended-infusion'),
  denosumab: recommendation('standard', 'monitor-calcium'),
});

const courseStatus = oneOf('active', 'completed', 'stopped', 'unknown');
const lineSource = oneOf('recorded', 'inferred', 'unknown');

const finding = {
  type: 'object',
  additionalProperties: false,
  required: [
    'ruleId',
    'specIds',
    'page',
    'topic',
    'indicator',
    'category',
    'preference',
    'summary',
    'evidence',
    'missing',
    'state',
  ],
  properties: {
    ruleId: { type: 'string', pattern: '^[A-Z0-9]+(-[A-Z0-9]+)*$' },
    specIds: list(text),
    page: text,
    topic: text,
    advice: text,
    indicator: oneOf('info', 'warning', 'critical'),
    category: oneOf('1', '2A', '2B', '3'),
    preference: nullable('string'),
    summary: { type: 'string', maxLength: 139 },
    evidence: list(ref('evidence')),
    missing: list(ref('missing')),
    notes: list(text),
    scores: { type: 'object', additionalProperties: closed({ min: number, max: number }) },
    state: oneOf('on', 'silent'),
  },
};

export const EVALUATION_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:myeloma-cds:evaluation',
  title: 'Evaluation of one patient against the guideline',
  ...closed({
    guideline: closed({ name: text, version: text }),
    software: closed({ name: text, version: text }),
    asOf: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    patient: text,
    results: closed({
      diagnosis,
      smolderingRisk: closed({
        level: {
          ...oneOf('high', 'low', 'unknown'),
          description: 'Unknown also where active myeloma or a solitary plasmacytoma is on record.',
        },
        factors: closed({ marrow20: ref('criterion'), mProtein2: ref('criterion'), flcRatio20: ref('criterion') }),
      }),
      staging: closed({ iss: stage, riss: stage, highRiskFish: oneOf('high', 'standard', 'unknown') }),
      response,
      renal,
      vte,
      dosing,
      exposure: closed({
        agents: list({
          type: 'object',
          additionalProperties: false,
          required: ['agent', 'class', 'from', 'to', 'status', 'refractory', 'refractorySource', 'courses'],
          properties: {
            agent: text,
            class: text,
            from: { ...nullable('string'), description: 'The first day of the first course; null: undated.' },
            to: {
              ...nullable('string'),
              description: 'The last day. Null while active, or when the end is not recorded.',
            },
            status: courseStatus,
            refractory: oneOf('yes', 'no', 'unknown'),
            refractorySource: { ...oneOf('recorded', 'inferred', null), description: 'Null while unknown.' },
            courses: list(closed({ from: nullable('string'), to: nullable('string'), status: courseStatus })),
          },
        }),
        priorLines: closed(
          { value: nullable('number'), source: lineSource },
          'Without the line under way, unless the disease has progressed on it.',
        ),
        linesOfTherapy: closed({ value: nullable('number'), source: lineSource }, 'With the line under way.'),
      }),
      regimens: closed(
        { setting: text, recognised: nullable('object'), eligible: list({}), excluded: list({}), unknown: list({}) },
        NOT_YET,
      ),
      mgrs: closed(
        {
          suspected: STATUS,
          biopsy: oneOf('recommended', 'consider', 'defer', 'unknown'),
          eGFRSlopePerYear: nullable('number'),
        },
        NOT_YET,
      ),
      mgns: closed({ suspicion: oneOf('high', 'low', 'unknown') }, NOT_YET),
      poems: closed({ diagnosis: STATUS, criteria: { type: 'object' } }, NOT_YET),
      workup: WORKUP_SCHEMA,
      monitoring: closed({ phase: text, overdue: list({}) }, NOT_YET),
    }),
    findings: list(ref('finding')),
    dataQuality: list(closed({ reference: text, issue: text, detail: text })),
  }),
  $defs: { evidence, missing, criterion, scoreItem, finding },
} as const;
