import type { HistoryEvent, HistoryName } from '../../src/logic/history-facts.ts';
import { condition, daysAgo, type Json } from '../patient.ts';
import { mapped, SNOMED, SUBJECT } from './charts.ts';

const worded = (text: string, more: Json = {}): Json => condition('x', { code: { text }, ...more });
const eventsOf = (list: readonly Json[], name: HistoryName): readonly HistoryEvent[] => {
  const fact = mapped(list).facts[name];
  return fact.known ? fact.value : [];
};

describe('details', () => {
  const SEVERE = { severity: { coding: [{ system: SNOMED, code: '24484000' }] } };
  test.each<{ entry: Json; expected: Partial<HistoryEvent>; because: string }>([
    { entry: condition('G62.0', SEVERE), expected: { severity: 'severe', grade: 3 }, because: 'severity coded' },
    {
      entry: condition('G62.0', { severity: { text: 'Moderate' } }),
      expected: { severity: 'moderate', grade: 2 },
      because: 'severity in words',
    },
    { entry: worded('Peripheral neuropathy, grade 2'), expected: { grade: 2 }, because: 'grade in words' },
    { entry: worded('Peripheral neuropathy G1'), expected: { grade: 1 }, because: 'short' },
    { entry: worded('Peripheral neuropathy, CTCAE grade III'), expected: { grade: 3 }, because: 'Roman' },
    { entry: worded('周围神经病变2级'), expected: { grade: 2 }, because: 'Chinese' },
    { entry: worded('周围神经病变Ⅱ度'), expected: { grade: 2 }, because: 'Chinese with a Roman numeral' },
    {
      entry: worded('Severe neuropathy, grade 2'),
      expected: { severity: 'severe', grade: 2 },
      because: 'the grade goes before the word',
    },
    { entry: condition('95662005'), expected: { neuropathy: ['sensory'] }, because: 'SNOMED sensory' },
    { entry: condition('95663000'), expected: { neuropathy: ['motor'] }, because: 'SNOMED motor' },
    { entry: condition('3900008'), expected: { neuropathy: ['sensory', 'motor'] }, because: 'SNOMED both' },
    { entry: condition('G61.81'), expected: { neuropathy: ['demyelinating'] }, because: 'CIDP' },
    { entry: condition('G6181'), expected: { neuropathy: ['demyelinating'] }, because: 'CIDP without the dot' },
    {
      entry: worded('Painful length-dependent sensory neuropathy'),
      expected: { neuropathy: ['sensory', 'painful', 'length-dependent'] },
      because: 'in words',
    },
    { entry: worded('Non-length-dependent neuropathy'), expected: {}, because: 'a denial says no kind' },
    { entry: worded('感觉性周围神经病变'), expected: { neuropathy: ['sensory'] }, because: 'Chinese' },
    { entry: condition('G62.9'), expected: {}, because: 'nothing stated' },
    {
      entry: worded('Neuropathy grade 2 hands, grade 3 feet'),
      expected: {},
      because: 'two grades are none',
    },
    { entry: condition('G62.9', { severity: { text: 'x'.repeat(400) } }), expected: {}, because: 'a story' },
    { entry: condition('G62.9', { severity: { text: 'mild to moderate' } }), expected: {}, because: 'two severities' },
  ])('neuropathy $expected: $because', ({ entry, expected }) => {
    const [event] = eventsOf([entry], 'peripheralNeuropathy');
    const { severity, grade, neuropathy } = event ?? {};
    expect({ severity, grade, neuropathy }).toEqual({
      severity: undefined,
      grade: undefined,
      neuropathy: undefined,
      ...expected,
    });
  });

  test.each([
    { entry: worded('AKI stage 3'), name: 'acuteKidneyInjury', grade: 3, because: 'in words' },
    { entry: worded('Acute kidney injury, KDIGO 2'), name: 'acuteKidneyInjury', grade: 2, because: 'KDIGO' },
    { entry: worded('急性肾损伤3期'), name: 'acuteKidneyInjury', grade: 3, because: 'Chinese' },
    {
      entry: condition('N17.9', { stage: [{ summary: { text: 'KDIGO stage 1' } }] }),
      name: 'acuteKidneyInjury',
      grade: 1,
      because: 'Condition.stage',
    },
    { entry: condition('N17.9'), name: 'acuteKidneyInjury', grade: undefined, because: 'not stated' },
    { entry: condition('N18.4'), name: 'chronicKidneyDisease', grade: 4, because: 'the leaf says it' },
    { entry: condition('N1831'), name: 'chronicKidneyDisease', grade: 3, because: 'the leaf without the dot' },
    { entry: worded('CKD stage 3b'), name: 'chronicKidneyDisease', grade: 3, because: 'in words' },
    { entry: worded('慢性肾脏病4期'), name: 'chronicKidneyDisease', grade: 4, because: 'Chinese' },
  ] as const)('$name grade $grade: $because', ({ entry, name, grade }) => {
    expect(eventsOf([entry], name)[0]?.grade).toBe(grade);
  });

  const assessment = (more: Json): Json => ({
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    subject: SUBJECT,
    code: { text: 'CTCAE peripheral sensory neuropathy' },
    effectiveDateTime: daysAgo(3),
    ...more,
  });
  test.each([
    { more: { valueInteger: 2 }, expected: 2, because: 'an integer' },
    { more: { valueCodeableConcept: { text: 'Grade 3' } }, expected: 3, because: 'a grade in words' },
    { more: { valueString: 'grade 1' }, expected: 1, because: 'a string' },
    { more: { valueInteger: 0 }, expected: undefined, because: 'grade 0 is none' },
    { more: { valueString: 'normal' }, expected: undefined, because: 'an examination is no finding' },
    { more: { valueInteger: 7 }, expected: undefined, because: 'no such grade' },
    { more: { valueInteger: 2, status: 'preliminary' }, expected: undefined, because: 'not final' },
    { more: { valueInteger: 2, dataAbsentReason: { text: 'x' } }, expected: undefined, because: 'no value' },
  ])('an Observation with $more: $expected, $because', ({ more, expected }) => {
    expect(eventsOf([assessment(more)], 'peripheralNeuropathy')[0]?.grade).toBe(expected);
  });
});
