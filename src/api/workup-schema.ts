const text = { type: 'string' } as const;
const list = (items: object) => ({ type: 'array', items }) as const;

/** JSON Schema of `results.workup`. */
export const WORKUP_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['applies', 'done', 'missing', 'untestedProbes'],
  properties: {
    applies: {
      enum: ['met', 'not-met', 'unknown'],
      description: 'Whether the disorder is suspected, newly diagnosed or not treated yet; the lists stand either way.',
    },
    done: list({
      type: 'object',
      additionalProperties: false,
      required: ['item', 'date', 'reference'],
      properties: { item: text, date: text, reference: text },
    }),
    missing: list({
      type: 'object',
      additionalProperties: false,
      required: ['item', 'because', 'tests'],
      properties: {
        item: text,
        because: text,
        date: { type: 'string', description: 'Of a test too old to belong to this work-up.' },
        tests: { ...list(text), description: 'What the item lacks: a panel counts by its members.' },
      },
    }),
    untestedProbes: { ...list(text), description: 'Probes of the FISH panel that no result answers for.' },
  },
} as const;
