import { shownRange } from '../../src/logic/interval.ts';
import type { LaboratoryName } from '../../src/logic/laboratory-facts.ts';
import { creatinine, observation, type Json } from '../patient.ts';
import { LOINC, mapped } from './charts.ts';

/** Forms in which laboratories send a value, each as one Observation. */

interface Read {
  readonly value: unknown;
  readonly issues: readonly string[];
}

function read(name: LaboratoryName, results: readonly Json[]): Read {
  const { facts, issues } = mapped(results);
  const fact = facts[name];
  if (!fact.known) return { value: fact.missing[0]?.because, issues: issues() };
  return { value: fact.value.map(({ interval }) => shownRange(interval)).join(', '), issues: issues() };
}

const sent = (code: string, value: Json): Json => ({ ...observation(code, 0, ''), valueQuantity: undefined, ...value });
const q = (value: unknown, unit?: string): Json => ({ value, ...(unit === undefined ? {} : { unit }) });
const flag = (code: string, system = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'): Json => ({
  interpretation: [{ coding: [{ system, code }] }],
});

const MARROW = '11118-7';
const ECOG = '89247-1';
const FLC_RATIO = '48378-4';
const CREATININE = '2160-0';

describe('forms of a value', () => {
  test.each([
    ['marrowPlasmaCells', MARROW, { valueString: '50-70 %' }, '50–70', 'a range is an interval'],
    ['marrowPlasmaCells', MARROW, { valueString: '50 to 70%' }, '50–70', 'in words'],
    ['marrowPlasmaCells', MARROW, { valueString: '50～70%' }, '50–70', 'full-width tilde, usual in China'],
    ['marrowPlasmaCells', MARROW, { valueString: '>=60 %' }, '≥60', 'a comparator'],
    ['marrowPlasmaCells', MARROW, { valueString: 'GT 45 %' }, '>45', 'in letters'],
    ['marrowPlasmaCells', MARROW, { valueString: 'lt 5%' }, '<5', 'small letters'],
    ['marrowPlasmaCells', MARROW, { valueString: '大于60%' }, '>60', 'Chinese'],
    ['marrowPlasmaCells', MARROW, { valueRange: { low: q(50, '%'), high: q(70, '%') } }, '50–70', 'valueRange'],
    ['marrowPlasmaCells', MARROW, { valueRange: { low: q(60, '%') } }, '≥60', 'no upper end'],
    ['marrowPlasmaCells', MARROW, { valueRange: { high: q(10), low: q(5, '%') } }, '5–10', 'one unit for both'],
    ['marrowPlasmaCells', MARROW, { valueRange: { high: q(10, '%') } }, '≤10', 'no lower end'],
    ['marrowPlasmaCells', MARROW, { valueCodeableConcept: { text: '30 %' } }, '30', 'athenahealth'],
    [
      'marrowPlasmaCells',
      MARROW,
      { valueCodeableConcept: { coding: [{ display: '30 %' }] } },
      '30',
      'only the display of a code',
    ],
    ['creatinineSeries', CREATININE, { valueString: 'LT 0.1 mg/dL' }, '<0.1', 'a comparator in letters'],
    ['creatinineSeries', CREATININE, { valueQuantity: { ...q(0.4, 'mg/dL') }, ...flag('<') }, '<0.4', 'off scale low'],
    ['creatinineSeries', CREATININE, { valueQuantity: { ...q(20, 'mg/dL') }, ...flag('>') }, '>20', 'off scale high'],
    ['creatinineSeries', CREATININE, { valueQuantity: { ...q(2, 'mg/dL') }, ...flag('H') }, '2', 'high is only a flag'],
    [
      'creatinineSeries',
      CREATININE,
      { valueQuantity: q(2, 'mg/dL'), ...flag('<', 'urn:local') },
      '2',
      'a local flag is none',
    ],
    ['ecog', ECOG, { valueInteger: 1 }, '1', 'mCODE'],
    ['ecog', ECOG, { valueInteger: 0 }, '0', 'the best grade'],
    ['ecog', ECOG, { valueQuantity: q(2, '{score}') }, '2', 'a score'],
    ['ecog', ECOG, { valueQuantity: q(2) }, '2', 'a score needs no unit'],
    [
      'ecog',
      ECOG,
      { valueCodeableConcept: { coding: [{ system: LOINC, code: 'LA9625-0' }] } },
      '3',
      'the LOINC answer',
    ],
    ['flcRatio', FLC_RATIO, { valueQuantity: q(12.5) }, '12.5', 'MIMIC sends ratios without unit'],
    ['flcRatio', FLC_RATIO, { valueQuantity: q(12.5, 'Ratio') }, '12.5', 'a word for none'],
    ['flcRatio', FLC_RATIO, { valueQuantity: q(12.5, '1') }, '12.5', 'UCUM one'],
    ['flcRatio', FLC_RATIO, { valueString: '12.5' }, '12.5', 'as text'],
    ['flcRatio', FLC_RATIO, { valueString: '>1000' }, '>1000', 'as text'],
    ['flcRatio', FLC_RATIO, { valueRatio: { numerator: q(25), denominator: q(2) } }, '12.5', 'valueRatio'],
    [
      'flcRatio',
      FLC_RATIO,
      { valueRatio: { numerator: q(25, 'mg/L'), denominator: q(2, 'mg/L') } },
      '12.5',
      'of like units',
    ],
    [
      'urineProteinCreatinineRatio',
      '2890-2',
      { valueRatio: { numerator: q(300, 'mg'), denominator: q(1, 'g') } },
      '33.9354',
      'of mass to mass',
    ],
    ['inr', '6301-6', { valueQuantity: q(2.4) }, '2.4', 'MIMIC sends INR without unit'],
    ['inr', '6301-6', { valueQuantity: q(2.4, 'INR') }, '2.4', 'its name as unit'],
    ['karnofsky', '89243-0', { valueQuantity: q(80, '%') }, '80', 'usually written as a percentage'],
  ] as readonly (readonly [LaboratoryName, string, Json, string, string])[])(
    '%s %s %j is %s: %s',
    (name, code, value, expected) => {
      expect(read(name, [sent(code, value)])).toEqual({ value: expected, issues: [] });
    },
  );

  const absent = (code?: string): Json => ({ dataAbsentReason: code ? { coding: [{ code }] } : { text: 'John Doe' } });
  test.each([
    ['marrowPlasmaCells', MARROW, { valueQuantity: q(30) }, 'unit-missing', 'never guessed'],
    ['marrowPlasmaCells', MARROW, { valueQuantity: q(0.3, '{ratio}') }, 'unit-unknown', 'a ratio is no percentage'],
    ['marrowPlasmaCells', MARROW, { valueInteger: 30 }, 'unit-missing', 'an integer has no unit'],
    ['marrowPlasmaCells', MARROW, { valueString: 'increased' }, 'unparsable', 'words'],
    ['marrowPlasmaCells', MARROW, { valueString: 'Not detected' }, 'unparsable', 'zero only where that is meant'],
    ['marrowPlasmaCells', MARROW, { valueRange: { low: q(70, '%'), high: q(50, '%') } }, 'unparsable', 'upside down'],
    ['marrowPlasmaCells', MARROW, { valueRange: { low: q(1, '%'), high: q(5, 'mg') } }, 'unparsable', 'two units'],
    ['marrowPlasmaCells', MARROW, { valueRange: {} }, 'unparsable', 'nothing'],
    ['marrowPlasmaCells', MARROW, { valueString: '50-170 %' }, 'value-implausible', 'more than all'],
    ['flcRatio', FLC_RATIO, { valueQuantity: q(12, '%') }, 'percent-not-concentration', 'a ratio in per cent'],
    ['flcRatio', FLC_RATIO, { valueRatio: { numerator: q(1), denominator: q(160) } }, 'unparsable', 'a titre'],
    ['flcRatio', FLC_RATIO, { valueRatio: { numerator: q(1), denominator: q(0) } }, 'unparsable', 'by zero'],
    ['flcRatio', FLC_RATIO, { valueRatio: { numerator: q(1) } }, 'unparsable', 'half a ratio'],
    ['flcRatio', FLC_RATIO, { valueString: '1:160' }, 'unit-unknown', 'a titre'],
    [
      'urineProteinCreatinineRatio',
      '2890-2',
      { valueQuantity: q(0.3, 'Ratio') },
      'unit-unknown',
      'of what to what isn’t said',
    ],
    ['ecog', ECOG, { valueInteger: 7 }, 'value-implausible', 'no such grade'],
    ['ecog', ECOG, { valueCodeableConcept: { coding: [{ code: 'LA9625-0' }] } }, 'unparsable', 'a code of no system'],
    ['creatinineSeries', CREATININE, { valueQuantity: [q(1, 'mg/dL'), q(2, 'mg/dL')] }, 'unparsable', 'a list'],
    ['creatinineSeries', CREATININE, { ...absent('masked') }, 'value-absent', 'Oracle masks'],
    ['creatinineSeries', CREATININE, { ...absent('error') }, 'value-absent', 'Oracle fails'],
    ['creatinineSeries', CREATININE, { ...absent() }, 'value-absent', 'without a code'],
    [
      'creatinineSeries',
      CREATININE,
      { valueQuantity: q(2, 'mg/dL'), ...absent('error') },
      'value-absent',
      'a value beside the reason is not to be trusted',
    ],
  ] as readonly (readonly [LaboratoryName, string, Json, string, string])[])(
    '%s %s %j is not used, %s: %s',
    (name, code, value, issue) => {
      expect(read(name, [sent(code, value)])).toEqual({ value: 'unreadable', issues: [issue] });
    },
  );

  test('the note on an absent value holds no text of the chart', () => {
    const { facts, notes } = mapped([sent(CREATININE, absent())]);
    expect(facts.creatinine.known).toBe(false);
    expect(JSON.stringify(notes())).not.toContain('John');
  });

  test('a masked newer value hides the older one from nobody: it is used, and the newer one noted', () => {
    const older = creatinine(1.2, { days: 9 });
    const { facts, notes } = mapped([older, { ...sent(CREATININE, absent('masked')), id: 'new' }]);
    expect(facts.creatinine).toMatchObject({ known: true, value: { interval: { low: 1.2 } } });
    expect(notes()).toEqual([
      {
        reference: 'Observation/new',
        issue: 'value-absent',
        detail: expect.stringContaining('masked') as unknown,
      },
    ]);
  });
});

describe('panels', () => {
  const part = (code: string, value: Json): Json => ({ code: { coding: [{ system: LOINC, code }] }, ...value });
  const flc = (more: Json = {}): Json => ({
    ...sent('57778-3', {}),
    id: 'panel',
    component: [
      part('36916-5', { valueQuantity: q(33, 'mg/L'), referenceRange: [{ low: q(3.3), high: q(19.4) }] }),
      part('33944-0', { valueQuantity: q(1, 'mg/dL') }),
      part('48378-4', { valueQuantity: q(3.3) }),
      { valueQuantity: q(7) },
      'rubbish',
    ],
    ...more,
  });

  test('each component is a result of its own, under the reference of the panel', () => {
    const { facts, issues } = mapped([flc()]);
    expect([facts.freeKappa, facts.freeLambda, facts.flcRatio]).toMatchObject([
      {
        value: [{ interval: { low: 33 }, range: { low: 3.3, high: 19.4 } }],
        evidence: [{ reference: 'Observation/panel' }],
      },
      { value: [{ interval: { low: 10 }, reported: { unit: 'mg/dL', interval: { low: 1 } } }] },
      { value: [{ interval: { low: 3.3 } }] },
    ]);
    expect(issues()).toEqual([]);
  });

  test.each([
    [{ status: 'preliminary' }, ['status-ignored']],
    [{ subject: { reference: 'Patient/p2' } }, ['wrong-subject']],
    [{ effectiveDateTime: undefined }, ['date-missing']],
    [{ component: 'rubbish' }, []],
    [{ component: [{ code: { coding: 7 } }, null, []] }, []],
  ])('what holds for the panel holds for its parts: %j', (more, expected) => {
    const { facts, issues } = mapped([flc(more)]);
    expect(facts.freeKappa.known).toBe(false);
    expect(issues()).toEqual(expected);
  });

  test('a component says for itself that it has no value', () => {
    const component = [part('36916-5', { dataAbsentReason: { coding: [{ code: 'not-performed' }] } })];
    expect(read('freeKappa', [flc({ component })])).toEqual({ value: 'unreadable', issues: ['value-absent'] });
  });

  test('a panel without a value of its own is no error; one with a value is a result', () => {
    const panel = sent('33358-3', { hasMember: [{ reference: 'Observation/x' }] });
    expect(read('serumMProtein', [panel])).toEqual({ value: 'absent', issues: [] });
    expect(read('serumMProtein', [{ ...panel, valueQuantity: q(2, 'g/dL') }])).toEqual({ value: '2', issues: [] });
    expect(mapped([{ ...creatinine(1), valueQuantity: undefined, hasMember: [{}] }]).facts.creatinine.known).toBe(
      false,
    );
  });
});

describe('a series as a list', () => {
  test('results of which some have no number are read one by one', () => {
    const list = [
      creatinine(1, { days: 9 }),
      creatinine(2, { days: 8, valueQuantity: { value: [3, 4], unit: 'mg/dL' } }),
      creatinine(3, { days: 7, valueQuantity: { value: '1.5', unit: 'mg/dL' } }),
      creatinine(4, { days: 6, valueQuantity: undefined, valueString: '4 mg/dL' }),
    ];
    expect(read('creatinineSeries', list)).toEqual({ value: '1, 1.5, 4', issues: ['unparsable'] });
  });

  test('a value of two types is not taken for its neighbour’s', () => {
    const list = [
      creatinine(1, { days: 9, valueString: 'see note' }),
      creatinine(2, { days: 8, value: 5 }),
      creatinine(3, { days: 7 }),
    ];
    expect(['1, 2, 3', '2, 3', '1, 3']).toContain(read('creatinineSeries', list).value);
  });
});

describe('urea', () => {
  test.each([
    ['22664-7', q(10, 'mmol/L'), '28.01', 'molar'],
    ['3091-6', q(60.055, 'mg/dL'), '28.01', 'mass'],
    ['3094-0', q(28, 'mg/dL'), '28', 'urea nitrogen itself'],
    ['14937-7', q(10, 'mmol/L'), '28.01', 'urea nitrogen, molar'],
  ])('%s %j is %s mg/dL of urea nitrogen: %s', (code, valueQuantity, expected) => {
    expect(read('ureaNitrogen', [sent(code, { valueQuantity })])).toEqual({ value: expected, issues: [] });
  });

  test('is shown as it was sent and compared as urea nitrogen', () => {
    const fact = mapped([sent('22664-7', { valueQuantity: q(10, 'mmol/L') })]).facts.ureaNitrogen;
    expect(fact).toMatchObject({
      value: [{ reported: { unit: 'mg/dL', interval: { low: 28.01 } } }],
      evidence: [{ concept: 'urea', value: 10, unit: 'mmol/L' }],
    });
  });
});
