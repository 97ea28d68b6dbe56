import { probesInText } from '../../../src/fhir-mapping/disease/cytogenetic-text.ts';

/** What a text says of each probe, in short: `+` present, `-` absent, `?` undecided; what says nothing is left out. */
export function inShort(text: string, kind?: 'report' | 'result' | 'karyotype'): string {
  const SIGNS = { met: '+', 'not-met': '-', unclear: '?', open: '', listed: '' } as const;
  const said = probesInText(text, kind).answers.flatMap(({ probe, answer }) =>
    SIGNS[answer] === '' ? [] : [`${probe}${SIGNS[answer]}`],
  );
  return [...new Set(said)].sort().join(' ');
}
