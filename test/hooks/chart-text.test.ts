import { appAt } from '../app.ts';
import { bundle, condition, creatinine, draft, medication, RX, type Json } from '../patient.ts';
import { fire, hookCall, lenalidomide25, onLenalidomide, prefetchOf, TODAY, type Answer } from './calls.ts';
import { activeMarkup } from './card-rules.ts';

/**
 * Words of the chart in a detail are text and nothing else, whatever renders it (R-12, X-25, real clients 3.9).
 * Addresses: remark-gfm 4.0.1, the Sandbox's renderer, links bare ones after it has removed backslashes.
 */

const app = appAt(TODAY);

const TEXTS: readonly (readonly [string, string])[] = [
  ['HTML', '<img src=x onerror=1>'],
  ['a script', '<script>alert(1)</script>'],
  ['an HTML comment', '<!-- x'],
  ['entities', '&lt;b&gt; &#60;i&#62;'],
  ['a link', '[x](http://evil.example)'],
  ['a reference link', '[x][y]\n\n[y]: http://evil.example'],
  ['an image', '![x](http://evil.example/p.png)'],
  ['an address', 'see http://evil.example now'],
  ['a secure address', 'HTTPS://evil.example/a?b=c'],
  ['an address without scheme', 'www.evil.example'],
  ['a mail address', 'someone@evil.example'],
  ['an angle address', '<https://evil.example>'],
  ['a table', '| a |\n|---|\n| b |'],
  ['emphasis', '**b** _i_ ~~s~~ `c`'],
  ['a heading', '\n# H\n'],
  ['a setext heading', 'x\n===\ny\n---\n'],
  ['a list', '\n- a\n1. b\n'],
  ['a code block', '\n```\ncode\n```\n'],
  ['line separators', 'a\u2028b\u2029c\r\nd\u0085e'],
  ['control characters', 'a\u0000b\u001b[31mc'],
  ['10,000 characters', 'x'.repeat(10_000)],
  ['10,000 characters of markup', '<b>|'.repeat(2500)],
  ['an emoji across the cut', `${'x'.repeat(119)}😀😀`],
  ['placeholders', '{drug} {count, plural, other {#}} {{context.patientId}}'],
];

/** Where words of the chart reach a card. */
const PLACES: readonly (readonly [string, (text: string) => Json])[] = [
  [
    'name of an active drug',
    (text) => hookCall('patient-view', { prefetch: prefetchOf({ medications: [named(RX.lenalidomide10, text)] }) }),
  ],
  [
    'name of a drafted drug',
    (text) => hookCall('order-sign', { drafts: [{ ...lenalidomide25(), ...conceptOf(RX.lenalidomide25, text) }] }),
  ],
  [
    'name of an active antithrombotic',
    (text) =>
      hookCall('patient-view', {
        prefetch: prefetchOf({ medications: [named(RX.lenalidomide10, ''), named(RX.enoxaparin, text)] }),
      }),
  ],
  [
    'display of a coding',
    (text) =>
      hookCall('patient-view', {
        prefetch: prefetchOf({
          medications: [
            medication(
              RX.lenalidomide10,
              { value: 10 },
              { medicationCodeableConcept: { coding: [{ system: RXNORM, code: RX.lenalidomide10, display: text }] } },
            ),
          ],
        }),
      }),
  ],
  [
    'text of a problem',
    (text) =>
      hookCall('patient-view', {
        prefetch: prefetchOf(
          onLenalidomide({
            conditions: [
              condition('C90.00'),
              condition('I82.401', { code: { text, coding: [{ system: ICD10, code: 'I82.401' }] } }),
            ],
          }),
        ),
      }),
  ],
  [
    'text of race',
    (text) => hookCall('patient-view', { prefetch: { ...prefetchOf(onLenalidomide()), patient: patientOfRace(text) } }),
  ],
  ['unit text', (text) => hookCall('order-sign', { prefetch: { ...prefetchOf(), observations: withUnit(text) } })],
  ['dosage text', (text) => hookCall('order-sign', { drafts: [lenalidomide25({ dosageInstruction: [{ text }] })] })],
  [
    'date',
    (text) =>
      hookCall('order-sign', {
        prefetch: {
          ...prefetchOf(),
          observations: bundle([creatinine(1.2, { effectiveDateTime: `2026-11-15T${text}` })]),
        },
      }),
  ],
  ['ids', (text) => hookCall('order-sign', { drafts: [lenalidomide25({ id: text })] })],
];

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const ICD10 = 'http://hl7.org/fhir/sid/icd-10-cm';
const conceptOf = (code: string, text: string): Json => ({
  medicationCodeableConcept: { ...(text === '' ? {} : { text }), coding: [{ system: RXNORM, code }] },
});
const named = (code: string, text: string): Json =>
  medication(code, code === RX.enoxaparin ? null : { value: 10 }, conceptOf(code, text));

function patientOfRace(text: string): Json {
  const category = {
    url: 'ombCategory',
    valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2028-9', display: text },
  };
  const extension = [category, { url: 'text', valueString: text }];
  return {
    ...prefetchOf().patient,
    extension: [{ url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race', extension }],
  };
}

function withUnit(text: string): Json {
  const entries = prefetchOf().observations['entry'] as readonly { readonly resource: Json }[];
  return bundle(
    entries.map(({ resource }) => ({
      ...resource,
      valueQuantity: { ...(resource['valueQuantity'] as Json), unit: text },
    })),
  );
}

const problems = ({ cards }: Answer): string[] =>
  cards.flatMap(({ detail, summary }) => [...activeMarkup(detail), ...activeMarkup(summary)]);

describe.each(TEXTS.map(([what, text]) => ({ what, text })))('$what', ({ text }) => {
  test.each(PLACES)('as %s', async (place, body) => {
    const answer = await fire(app, body(text));
    const plain = await fire(app, body('plain'));
    expect(answer.status).toBe(200);
    expect(problems(answer)).toEqual([]);
    expect(answer.cards.every(({ detail }) => detail.length < 6000)).toBe(true);
    // Words must not make new lines of Markdown: the detail has as many as with a plain word.
    const lines = ({ cards }: Answer): number[] =>
      cards.map(({ detail }) => detail.split(/\r\n|[\n\r\u0085\u2028\u2029]/).length);
    if (!['dosage text', 'unit text', 'date'].includes(place)) expect(lines(answer)).toEqual(lines(plain));
  });
});

test.each(PLACES.slice(0, 6))(
  '%s reaches the detail (conventions: a finding carries the facts it was decided on)',
  async (_, body) => {
    const { cards } = await fire(app, body('Qwertzu'));
    expect(cards.some(({ detail }) => detail.includes('Qwertzu'))).toBe(true);
  },
);

test('a comparator of the laboratory comes out right (real clients 3.9: "<" before a digit)', async () => {
  const low = creatinine(0.4, {
    valueQuantity: { value: 0.4, comparator: '<', unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' },
  });
  const entries = prefetchOf().observations['entry'] as readonly { readonly resource: Json }[];
  const observations = bundle([...entries.slice(1).map(({ resource }) => resource), low]);
  const drafts = [draft(RX.lenalidomide, { value: 25 }, { id: 'x' })];
  const { cards } = await fire(app, hookCall('order-sign', { drafts, prefetch: { ...prefetchOf(), observations } }));
  expect(cards.map(({ detail }) => detail).join()).not.toMatch(/<[a-z/!]/i);
});
