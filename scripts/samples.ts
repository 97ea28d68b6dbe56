import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A sample patient: a whole hook request, and the day that its dates are relative to. */
export interface SamplePatient {
  readonly name: string;
  readonly title: string;
  readonly titleZh: string;
  readonly asOf: string;
  readonly shape: string;
  readonly request: { readonly hook: string } & Record<string, unknown>;
}

const FOLDER = fileURLToPath(new URL('../test/patients/', import.meta.url));
const MS_PER_DAY = 86_400_000;

export function samplePatients(): SamplePatient[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => ({
    name: file.replace(/\.json$/, ''),
    ...(JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Omit<SamplePatient, 'name'>),
  }));
}

/** The same request with every date moved so that `asOf` becomes today: results stay as fresh as they were meant. */
export function asOfToday(sample: SamplePatient, today: Date): SamplePatient['request'] {
  const shift = Math.round((Date.parse(today.toISOString().slice(0, 10)) - Date.parse(sample.asOf)) / MS_PER_DAY);
  const text = JSON.stringify(sample.request).replace(
    /"(\d{4}-\d{2}-\d{2})(T[^"]*)?"/g,
    (_whole, day: string, time = '') => {
      const moved = new Date(Date.parse(day) + shift * MS_PER_DAY).toISOString().slice(0, 10);
      return `"${moved}${String(time)}"`;
    },
  );
  return JSON.parse(text) as SamplePatient['request'];
}
