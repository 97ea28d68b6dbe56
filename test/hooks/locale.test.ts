import { settingsFrom } from '../../src/settings/load.ts';
import { appAt } from '../app.ts';
import { fire, hookCall, TODAY } from './calls.ts';

/** Design: locale from Accept-Language, else the client's, else en. Contract 1: `language` when the request states none. */

const URL = 'https://ehr.example.org/fhir';
const clientSpeaking = (language: string) =>
  settingsFrom(
    `security: { auth: off }\nclients: [{ issuer: x, fhirServers: [${URL}], language: ${language} }]`,
    'test',
  );

interface Row {
  readonly header: string | undefined;
  /** Without a client, and for a client whose language is zh-CN. */
  readonly alone: 'en' | 'zh-CN';
  readonly chinese: 'en' | 'zh-CN';
  readonly because: string;
}

const ROWS: readonly Row[] = [
  { header: undefined, alone: 'en', chinese: 'zh-CN', because: 'none stated' },
  { header: 'en', alone: 'en', chinese: 'en', because: 'stated' },
  { header: 'en-US,en;q=0.9', alone: 'en', chinese: 'en', because: 'what browsers send' },
  { header: 'zh', alone: 'zh-CN', chinese: 'zh-CN', because: 'stated' },
  { header: 'zh-CN', alone: 'zh-CN', chinese: 'zh-CN', because: 'stated' },
  { header: 'ZH-cn', alone: 'zh-CN', chinese: 'zh-CN', because: 'case does not matter' },
  { header: 'zh-TW', alone: 'zh-CN', chinese: 'zh-CN', because: 'the nearest there are words for' },
  { header: 'zh-Hans-CN', alone: 'zh-CN', chinese: 'zh-CN', because: 'script subtag' },
  { header: 'fr', alone: 'en', chinese: 'zh-CN', because: 'none that there are words for' },
  { header: 'fr, zh;q=0.8, en;q=0.5', alone: 'zh-CN', chinese: 'zh-CN', because: 'the best that there are words for' },
  { header: 'en;q=0.2, zh;q=0.8', alone: 'zh-CN', chinese: 'zh-CN', because: 'weights count' },
  { header: 'zh;q=0, en', alone: 'en', chinese: 'en', because: 'zero is a refusal' },
  { header: 'en;q=0', alone: 'en', chinese: 'zh-CN', because: 'zero is a refusal' },
  { header: '*', alone: 'en', chinese: 'zh-CN', because: 'states none' },
  { header: '', alone: 'en', chinese: 'zh-CN', because: 'states none' },
  { header: ';;q=x,,', alone: 'en', chinese: 'zh-CN', because: 'nonsense states none' },
  { header: 'x'.repeat(8000), alone: 'en', chinese: 'zh-CN', because: 'nonsense states none' },
];

const languageOf = (text: string): string => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en');

test.each(ROWS)('Accept-Language $header: $because', async ({ header, alone, chinese }) => {
  const headers: Record<string, string> = header === undefined ? {} : { 'Accept-Language': header };
  const plain = await fire(appAt(TODAY), hookCall('order-sign'), undefined, headers);
  const client = await fire(
    appAt(TODAY, clientSpeaking('zh-CN')),
    hookCall('order-sign', { more: { fhirServer: URL } }),
    undefined,
    headers,
  );
  for (const [answer, expected] of [
    [plain, alone],
    [client, chinese],
  ] as const) {
    expect(answer.cards.length).toBe(2);
    const texts = answer.cards.flatMap((card) => [
      card.summary,
      card.detail,
      card.source.label,
      card.source.topic.display,
      ...(card.suggestions ?? []).flatMap(({ label, actions }) => [
        label,
        ...actions.map(({ description }) => description),
      ]),
      ...(card.overrideReasons ?? []).map(({ display }) => display),
    ]);
    if (expected === 'en') expect(texts.filter((text) => languageOf(text) !== 'en')).toEqual([]);
    else
      expect(
        answer.cards.filter(({ summary, detail }) => languageOf(summary) !== 'zh-CN' || languageOf(detail) !== 'zh-CN'),
      ).toEqual([]);
  }
});

test('the language changes words only: same rules, codes and topics', async () => {
  const [english, chinese] = await Promise.all(
    ['en', 'zh-CN'].map((language) =>
      fire(appAt(TODAY), hookCall('order-sign'), undefined, { 'Accept-Language': language }),
    ),
  );
  const fixed = (answer: typeof english) =>
    answer?.cards.map(({ indicator, source, overrideReasons, suggestions }) => [
      indicator,
      source.topic.code,
      overrideReasons?.map(({ code }) => code),
      suggestions?.map(({ actions }) => actions.map(({ type, resource }) => [type, resource?.['resourceType']])),
    ]);
  expect(fixed(chinese)).toEqual(fixed(english));
});
