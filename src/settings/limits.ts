/** What one request, one client and this process may use. */
export interface Limits {
  /** Of a body once unpacked. */
  readonly bodyBytes: number;
  /** Per client; 0: no limit. */
  readonly requestsPerMinute: number;
  /** Of an answer, the folded one included. */
  readonly cards: number;
  /** Requests of one client at the same time; 0: no limit. */
  readonly concurrentRequests: number;
  /** Bodies of more than a megabyte, or of unknown size, at the same time in this process; one client has half of them. */
  readonly largeBodies: number;
  /** Entries of all Bundles of a request together. */
  readonly entries: number;
  /** Levels of objects and arrays. */
  readonly depth: number;
  /** Characters of one text, such as an attached document. */
  readonly stringLength: number;
  readonly headerBytes: number;
  /** From the first byte of a request to its last. */
  readonly requestSeconds: number;
  /** Milliseconds for the pages of one request; those that are not reached are named in the answer. */
  readonly evaluationMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 10_485_760,
  requestsPerMinute: 0,
  cards: 6,
  concurrentRequests: 100,
  largeBodies: 16,
  entries: 20_000,
  depth: 100,
  stringLength: 8_388_608,
  headerBytes: 32_768,
  requestSeconds: 60,
  evaluationMs: 1500,
};

const atLeast = (minimum: number) => ({ type: 'integer', minimum }) as const;

/** JSON Schema of the same, as the settings file has it. */
export const LIMITS_SCHEMA = {
  bodyBytes: atLeast(1024),
  requestsPerMinute: atLeast(0),
  cards: atLeast(1),
  concurrentRequests: atLeast(0),
  largeBodies: atLeast(2),
  entries: atLeast(1),
  depth: { type: 'integer', minimum: 20, maximum: 1000 },
  stringLength: atLeast(1000),
  headerBytes: { type: 'integer', minimum: 8192, maximum: 1_048_576 },
  requestSeconds: atLeast(1),
  evaluationMs: atLeast(1),
} as const satisfies Readonly<Record<keyof Limits, object>>;
