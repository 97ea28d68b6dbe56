import type { Report, ReportRow } from '../store/report.ts';

/** The governance report as CSV, NDJSON and a table for the terminal. */

type Column = readonly [name: string, value: (row: ReportRow) => string | number];

const rounded = (share: number | null): string => (share === null ? '' : share.toFixed(3));

const COLUMNS: readonly Column[] = [
  ['rule', ({ rule }) => rule],
  ['client', ({ client }) => client],
  ['evaluated', ({ evaluated }) => evaluated],
  ['fired', ({ fired }) => fired],
  ['silent', ({ silent }) => silent],
  ['accepted', ({ accepted }) => accepted],
  ['overridden', ({ overridden }) => overridden],
  [
    'overrideReasons',
    ({ overrideReasons }) =>
      Object.entries(overrideReasons)
        .map((one) => one.join(' '))
        .join('; '),
  ],
  ['unanswered', ({ unanswered }) => unanswered],
  ['unknown', ({ unknown }) => unknown],
  ['unknownRate', ({ unknownRate }) => rounded(unknownRate)],
  ['latencyMedianMs', ({ latencyMs }) => latencyMs?.median ?? ''],
  ['latencyP95Ms', ({ latencyMs }) => latencyMs?.p95 ?? ''],
  ['marks', ({ marks }) => marks.join(' ')],
  ['pilot', ({ pilot }) => pilot],
  ['suppressed', ({ suppressed }) => suppressed],
];

/** RFC 4180. */
export function reportCsv({ rows }: Report): string {
  const lines = [
    COLUMNS.map(([name]) => csvField(name)),
    ...rows.map((row) => COLUMNS.map(([, value]) => csvField(value(row)))),
  ];
  return lines.map((fields) => `${fields.join(',')}\r\n`).join('');
}

/** Spreadsheets run what begins like a formula, also behind blanks: an apostrophe makes it text. */
export function csvField(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const inert = /^\s*[=+\-@|%\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",;\r\n\t']/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** One row per line. */
export const reportNdjson = ({ rows }: Report): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** For a terminal: columns side by side, control characters out. */
export function reportTable({ from, to, rows, unmatchedFeedback }: Report): string {
  const lines = [COLUMNS.map(([name]) => name), ...rows.map((row) => COLUMNS.map(([, value]) => plain(value(row))))];
  const widths = COLUMNS.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const table = lines.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [`${from} to ${to}; feedback on unknown cards: ${unmatchedFeedback}`, '', ...table, ''].join('\n');
}

const plain = (value: string | number): string => String(value).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
