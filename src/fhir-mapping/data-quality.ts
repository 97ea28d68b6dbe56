/** Why something in the chart wasn't used. Codes are stable; `detail` is English and holds no patient text. */
export type Issue =
  | 'unit-missing'
  | 'unit-unknown'
  | 'wrong-subject'
  | 'status-ignored'
  | 'unparsable'
  | 'value-implausible'
  | 'date-missing'
  | 'date-invalid'
  | 'date-future'
  | 'drug-unrecognised'
  | 'dose-unparsable'
  | 'conflicting-values'
  | 'not-established'
  | 'malformed'
  | 'value-absent'
  | 'interpretation-missing'
  | 'percent-not-concentration'
  | 'volume-missing'
  | 'bands-apart';

export interface QualityNote {
  readonly reference: string;
  readonly issue: Issue;
  readonly detail: string;
}

/** How many notes one patient may fill; the rest is counted, not listed. */
const MOST_NOTES = 500;

/** Collects notes, each once. */
export class QualityNotes {
  readonly #notes = new Map<string, QualityNote>();
  readonly #unread: (() => unknown)[] = [];

  add(reference: string, issue: Issue, detail: string): void {
    if (this.#notes.size < MOST_NOTES) this.#notes.set(`${reference}|${issue}|${detail}`, { reference, issue, detail });
  }

  /** Something that is read only when a page asks for it; what is noted then belongs to the list all the same. */
  later(read: () => unknown): void {
    this.#unread.push(read);
  }

  list(): readonly QualityNote[] {
    for (const read of this.#unread.splice(0)) read();
    return [...this.#notes.values()];
  }
}
