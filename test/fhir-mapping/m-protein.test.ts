import { shownRange } from '../../src/logic/interval.ts';
import { condition, observation, type Json } from '../patient.ts';
import { mapped } from './charts.ts';

type Name = 'serumMProtein' | 'urineMProtein' | 'benceJonesProtein';

interface Read {
  readonly value: unknown;
  readonly issues: readonly string[];
}

function read(name: Name, list: readonly Json[]): Read {
  const { facts, issues } = mapped(list);
  const fact = facts[name];
  if (!fact.known) return { value: fact.missing[0]?.because, issues: issues() };
  const shown = fact.value.map((point) => (point.notDetected ? 'none' : String(shownRange(point.interval))));
  return { value: shown.join(', '), issues: issues() };
}

const DAY = '2026-11-10';
const at = (time: string): Json => ({ effectiveDateTime: `${DAY}T${time}:00Z` });
const gDl = (code: string, value: number, more: Json = {}): Json =>
  observation(code, value, 'g/dL', { ...at('08:00'), ...more });
const says = (code: string, valueString: string, more: Json = {}): Json => ({
  ...observation(code, 0, '', { ...at('08:00'), ...more }),
  valueQuantity: undefined,
  valueString,
});
const [WHOLE, BAND1, BAND2, BAND3, FRACTION, PRESENCE] = [
  '33358-3',
  '51435-6',
  '35559-4',
  '50796-2',
  '33647-9',
  '94400-9',
];
const panel = (...ids: readonly string[]): Json => ({
  resourceType: 'Observation',
  id: 'panel',
  status: 'final',
  code: { text: 'SPEP' },
  hasMember: ids.map((id) => ({ reference: `https://ehr.example.org/fhir/Observation/${id}/_history/2` })),
});

describe('serum', () => {
  test.each([
    [[gDl(WHOLE, 2.1)], '2.1', [], 'the whole'],
    [[observation(WHOLE, 21, 'g/L')], '2.1', [], 'SI'],
    [[gDl(BAND1, 2.1)], '2.1', [], 'one band'],
    [[gDl(BAND1, 0.1), gDl(BAND2, 0.2)], '0.3', [], 'two bands of one moment'],
    [[gDl(BAND1, 1), gDl(BAND2, 0.5), gDl(BAND3, 0.25)], '1.75', [], 'three'],
    [[gDl(BAND1, 1), observation(BAND2, 5, 'g/L', at('08:00'))], '1.5', [], 'in two units'],
    [[gDl(BAND1, 1), says(BAND2, '<0.2 g/dL')], '1–1.2', [], 'one below the limit of measurement'],
    [[gDl(BAND1, 1), says(BAND2, 'Not detected')], '1', [], 'no second one'],
    [[gDl(WHOLE, 1.5), gDl(BAND1, 1), gDl(BAND2, 0.5)], '1.5', [], 'the whole before its bands'],
    [[gDl(WHOLE, 1.5), gDl(BAND1, 1, at('09:00'))], '1.5', [], 'bands of that day add nothing'],
    [
      [gDl(BAND1, 1), gDl(BAND2, 0.5, at('09:00'))],
      'unreadable',
      ['bands-apart', 'bands-apart'],
      'two moments: half an M-protein would pass for a response',
    ],
    [
      [gDl(BAND1, 1, { id: 'a' }), gDl(BAND2, 0.5, { ...at('09:00'), id: 'b' }), panel('a', 'b')],
      '1.5',
      [],
      'two moments of one panel',
    ],
    [
      [
        gDl(BAND1, 1, { id: 'a' }),
        gDl(BAND2, 0.5, { ...at('09:00'), id: 'b' }),
        {
          resourceType: 'DiagnosticReport',
          id: 'r',
          status: 'final',
          result: [{ reference: 'Observation/a' }, { reference: 'Observation/b' }],
        },
      ],
      '1.5',
      [],
      'two moments of one report',
    ],
    [[gDl(BAND1, 1), gDl(BAND1, 1.1, at('16:00'))], '1, 1.1', [], 'two electrophoreses of one day'],
    [[gDl(BAND2, 0.5)], 'unreadable', ['bands-apart'], 'a second band without the first'],
    [[gDl(BAND1, 1), gDl(BAND3, 0.5)], 'unreadable', ['bands-apart', 'bands-apart'], 'a gap'],
    [
      [gDl(BAND1, 1), gDl(BAND2, 0.5, { valueQuantity: { value: 5 } })],
      'unreadable',
      ['unit-missing', 'bands-apart', 'bands-apart'],
      'one can’t be read',
    ],
    [[observation(FRACTION, 12, '%', at('08:00'))], 'absent', ['percent-not-concentration'], 'a share'],
    [
      [gDl(WHOLE, 1), observation(FRACTION, 12, '%', at('08:00'))],
      '1',
      ['percent-not-concentration'],
      'beside a share',
    ],
    [
      [observation(WHOLE, 12, '%', at('08:00'))],
      'unreadable',
      ['percent-not-concentration'],
      'a share under that code',
    ],
    [[says(WHOLE, 'Not detected')], 'none', [], 'text'],
    [[says(WHOLE, 'None seen')], 'none', [], 'text'],
    [[says(WHOLE, '未检出')], 'none', [], 'Chinese'],
    [
      [{ ...says(WHOLE, ''), valueString: undefined, valueCodeableConcept: { text: 'Not detected' } }],
      'none',
      [],
      'a concept',
    ],
    [
      [{ ...says(WHOLE, ''), valueString: undefined, interpretation: [{ coding: [{ code: 'ND' }] }] }],
      'none',
      [],
      'a flag',
    ],
    [[says(WHOLE, 'Detected')], 'unreadable', ['unparsable'], 'how much?'],
    [[says(PRESENCE, 'Negative')], 'none', [], 'the test for presence'],
    [[says(PRESENCE, 'Positive')], 'absent', [], 'present, and not measured'],
    [[says(PRESENCE, 'Negative'), gDl(WHOLE, 0.4, at('09:00'))], '0.4', [], 'measured that day'],
    [[says(PRESENCE, 'Negative'), says(PRESENCE, 'Positive', at('09:00'))], 'absent', [], 'both on one day'],
    [[says(WHOLE, 'Not detected'), says(PRESENCE, 'Positive')], 'unreadable', ['conflicting-values'], 'contradiction'],
    [[gDl(WHOLE, 0)], '0', [], 'a measured zero'],
  ] as readonly (readonly [readonly Json[], string, readonly string[], string])[])(
    '%# is %s %j: %s',
    (list, value, issues) => {
      const sorted = [...list].reverse();
      expect(read('serumMProtein', list)).toEqual({ value, issues: expect.arrayContaining([...issues]) as unknown });
      expect(read('serumMProtein', sorted).value).toBe(value);
      expect(read('serumMProtein', list).issues).toHaveLength(issues.length);
    },
  );

  test('the sum rests on each band', () => {
    const fact = mapped([gDl(BAND1, 1), gDl(BAND2, 0.5)]).facts.serumMProtein;
    expect(fact).toMatchObject({
      value: [{ reported: { unit: 'g/dL', interval: { low: 1.5 } } }],
      evidence: [{ concept: 'serum-m-protein-band-1' }, { concept: 'serum-m-protein-band-2' }],
    });
  });

  test('bands as components of one panel', () => {
    const component = [BAND1, BAND2].map((code) => ({
      code: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity: { value: 0.5, unit: 'g/dL' },
    }));
    const spep = { ...says('24351-9', ''), valueString: undefined, component };
    expect(read('serumMProtein', [spep])).toEqual({ value: '1', issues: [] });
  });
});

describe('urine', () => {
  const mgDl = (code: string, value: number, more: Json = {}): Json =>
    observation(code, value, 'mg/dL', { ...at('08:00'), ...more });
  const volume = (value: number, unit: string, more: Json = {}): Json =>
    observation('3167-4', value, unit, { ...at('08:00'), ...more });
  const [MASS, CONCENTRATION, SECOND, SHARE] = ['42482-0', '51436-4', '51438-0', '42483-8'];

  test.each([
    [[observation(MASS, 350, 'mg/24hr')], '350', [], 'MIMIC'],
    [[observation(MASS, 0.35, 'g/(24.h)')], '350', [], 'LOINC’s unit'],
    [[mgDl(CONCENTRATION, 20)], 'unreadable', ['volume-missing'], 'no volume'],
    [[mgDl(CONCENTRATION, 20), volume(1500, 'mL')], '300', [], 'with the volume of its collection'],
    [[mgDl(CONCENTRATION, 20), volume(1.5, 'L/(24.h)')], '300', [], 'volume per time'],
    [[mgDl(CONCENTRATION, 20), volume(1500, 'mL/24h')], '300', [], 'volume per time'],
    [
      [mgDl(CONCENTRATION, 20), volume(1500, 'mL', at('09:00'))],
      'unreadable',
      ['volume-missing'],
      'another collection',
    ],
    [
      [mgDl(CONCENTRATION, 20, { id: 'a' }), volume(1500, 'mL', { ...at('09:00'), id: 'b' }), panel('a', 'b')],
      '300',
      [],
      'of one panel',
    ],
    [[mgDl(CONCENTRATION, 20), mgDl(SECOND, 10), volume(1500, 'mL')], '450', [], 'two bands'],
    [[mgDl(SECOND, 10), volume(1500, 'mL')], 'unreadable', ['bands-apart'], 'a second band alone'],
    [[observation(MASS, 350, 'mg/24hr', at('08:00')), mgDl(CONCENTRATION, 20)], '350', [], 'the amount itself'],
    [[says(CONCENTRATION, 'Not detected')], 'none', [], 'nothing needs no volume'],
    [[says(MASS, 'Not detected')], 'none', [], 'nothing'],
    [[mgDl(CONCENTRATION, 20), volume(1500, 'L')], 'unreadable', ['value-implausible', 'volume-missing'], 'a pond'],
    [[observation(SHARE, 12, '%', at('08:00'))], 'absent', ['percent-not-concentration'], 'a share'],
    [[mgDl(CONCENTRATION, 20), { ...says('3167-4', '1.5-2 L') }], '300–400', [], 'a range of volumes'],
  ] as readonly (readonly [readonly Json[], string, readonly string[], string])[])(
    '%# is %s %j: %s',
    (list, value, issues) => {
      expect(read('urineMProtein', list)).toEqual({ value, issues });
    },
  );

  test.each([
    [[observation('46084-0', 0.5, 'g/d')], '500', []],
    [[observation('17793-1', 500, 'mg/L', at('08:00')), volume(2000, 'mL')], '1000', []],
    [[observation('1929-9', 500, 'mg/L', at('08:00'))], 'unreadable', ['volume-missing']],
  ])('Bence Jones %#: %s', (list, value, issues) => {
    expect(read('benceJonesProtein', list)).toEqual({ value, issues });
  });

  test('the product rests on both', () => {
    const fact = mapped([mgDl(CONCENTRATION, 20), volume(1500, 'mL')]).facts.urineMProtein;
    expect(fact.evidence.map(({ concept }) => concept)).toEqual(['urine-m-protein-concentration', 'urine-volume-24h']);
  });
});

describe('the type', () => {
  const SIFE = '25700-6';
  const type = (list: readonly Json[]): unknown => {
    const fact = mapped(list).facts.mProteinType;
    return fact.known ? [fact.value.heavy, fact.value.light] : fact.missing[0]?.because;
  };

  test.each([
    [[says(SIFE, 'IgG kappa monoclonal band present')], ['igg', 'kappa'], 'immunofixation'],
    [[says('13348-8', 'IgA lambda')], ['iga', 'lambda'], 'the identifier'],
    [[says('13440-3', 'Monoclonal kappa light chain present')], [null, 'kappa'], 'urine: the light chain only'],
    [[says(SIFE, 'IgG kappa present'), says('13440-3', 'IgG kappa present')], ['igg', 'kappa'], 'both'],
    [[says('40635-5', 'Positive')], [null, 'kappa'], 'one chain'],
    [[says('40639-7', 'Positive')], [null, 'lambda'], 'the other chain'],
    [[says('40639-7', 'Negative')], 'absent', 'not that chain'],
    [[condition('285421005')], ['igg', null], 'IgG myeloma'],
    [[condition('285420006')], ['iga', null], 'IgA myeloma'],
    [[condition('313427003')], ['none', 'lambda'], 'lambda light-chain myeloma'],
    [[condition('414553000')], ['none', 'kappa'], 'kappa light-chain myeloma'],
    [[condition('277579002')], ['none', null], 'light-chain myeloma'],
    [[condition('285421005'), says(SIFE, 'IgG lambda')], ['igg', 'lambda'], 'one completes the other'],
    [
      [
        condition('C90.00', {
          code: {
            coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'C90.00' }],
            text: 'IgG kappa multiple myeloma',
          },
        }),
      ],
      ['igg', 'kappa'],
      'the words of the problem list',
    ],
    [[condition('285421005', { verification: 'refuted' })], 'absent', 'refuted'],
    [[condition('285421005'), says(SIFE, 'IgA kappa')], 'conflicting', 'two heavy chains'],
    [[says(SIFE, 'IgG kappa'), says('40639-7', 'Positive')], 'conflicting', 'two light chains'],
    [[condition('313427003'), says(SIFE, 'IgG lambda')], 'conflicting', 'light chains only, or not'],
    [[says(SIFE, 'No IgG kappa band')], 'absent', 'denied'],
    [[condition('C90.00')], 'absent', 'myeloma of no stated type'],
    [[], 'absent', 'nothing'],
  ] as readonly (readonly [readonly Json[], unknown, string])[])('%# is %j: %s', (list, expected) => {
    expect(type(list)).toEqual(expected);
  });

  test('the evidence of a contradiction names both', () => {
    const { evidence } = mapped([condition('285421005'), says(SIFE, 'IgA kappa')]).facts.mProteinType;
    expect(evidence.map(({ value }) => value)).toEqual(['IgA kappa', 'IgG']);
  });
});
