import type { OutcomeName } from '../../src/logic/outcome-facts.ts';
import { observation, type Json } from '../patient.ts';
import { answers, LOINC, mapped, SNOMED } from './charts.ts';

const FLAGS = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const flag = (code: string): Json => ({ interpretation: [{ coding: [{ system: FLAGS, code }] }] });
const coded = (system: string, code: string): Json => ({ valueCodeableConcept: { coding: [{ system, code }] } });
const words = (valueString: string): Json => ({ valueString });
const number = (value: number, more: Json = {}): Json => ({ valueQuantity: { value, unit: 'IU/mL' }, ...more });
const below = (high: number): Json => ({ referenceRange: [{ high: { value: high } }] });

const sent = (code: string, value: Json): Json => ({ ...observation(code, 0, ''), valueQuantity: undefined, ...value });

interface Read {
  readonly results: unknown;
  readonly issues: readonly string[];
}

function read(name: OutcomeName, list: readonly Json[]): Read {
  const { facts, issues } = mapped(list);
  const fact = facts[name];
  const results = fact.known ? fact.value.map(({ result }) => result).join(', ') : fact.missing[0]?.because;
  return { results, issues: issues() };
}

const HBSAG = '5196-1';
const ANTI_HBC = '22316-4';
const DNA = '42595-9';
const SIFE = '25700-6';

describe('one answer', () => {
  test.each([
    ['hepatitisBSurfaceAntigen', HBSAG, coded(SNOMED, '260385009'), 'negative', 'SNOMED negative'],
    ['hepatitisBSurfaceAntigen', HBSAG, coded(SNOMED, '10828004'), 'positive', 'SNOMED positive'],
    ['hepatitisBSurfaceAntigen', HBSAG, coded(LOINC, 'LA11883-8'), 'negative', 'LOINC not detected'],
    ['hepatitisBSurfaceAntigen', HBSAG, coded(SNOMED, '82334004'), 'indeterminate', 'SNOMED indeterminate'],
    ['hepatitisBSurfaceAntigen', HBSAG, words('Non-reactive'), 'negative', 'text'],
    ['hepatitisBSurfaceAntigen', HBSAG, words('NR'), 'negative', 'what laboratories write for it'],
    ['hepatitisBSurfaceAntigen', HBSAG, words('R'), 'positive', 'what laboratories write for it'],
    ['hepatitisBSurfaceAntigen', HBSAG, words('阴性'), 'negative', 'Chinese'],
    ['hepatitisBSurfaceAntigen', HBSAG, { valueCodeableConcept: { text: 'Positive' } }, 'positive', 'text only'],
    ['hepatitisBSurfaceAntigen', HBSAG, { valueBoolean: false }, 'negative', 'a boolean'],
    ['hepatitisBSurfaceAntigen', HBSAG, { valueBoolean: true }, 'positive', 'a boolean'],
    ['hepatitisBSurfaceAntigen', HBSAG, flag('NEG'), 'negative', 'a flag alone'],
    ['hepatitisBSurfaceAntigen', HBSAG, flag('POS'), 'positive', 'a flag alone'],
    ['hepatitisBSurfaceAntigen', HBSAG, { ...words('Reactive'), ...flag('A') }, 'positive', 'abnormal agrees'],
    ['hepatitisBSurfaceAntigen', HBSAG, { ...words('Reactive'), ...flag('NEG') }, 'indeterminate', 'contradiction'],
    ['hepatitisBCoreAntibody', ANTI_HBC, number(5, flag('POS')), 'positive', 'S/CO with its interpretation'],
    ['hepatitisBCoreAntibody', ANTI_HBC, number(5, flag('H')), 'positive', 'S/CO flagged high'],
    ['hepatitisBCoreAntibody', ANTI_HBC, number(0.1, flag('N')), 'negative', 'S/CO flagged normal'],
    [
      'hepatitisBCoreAntibody',
      ANTI_HBC,
      number(5, {
        interpretation: [...(flag('H')['interpretation'] as Json[]), ...(flag('N')['interpretation'] as Json[])],
      }),
      'indeterminate',
      'both flags',
    ],
    ['hepatitisBCoreAntibody', ANTI_HBC, number(0.9, below(1)), 'negative', 'just below the limit sent'],
    ['hepatitisBCoreAntibody', ANTI_HBC, number(1, below(1)), 'negative', 'at the limit sent'],
    ['hepatitisBCoreAntibody', ANTI_HBC, number(1.1, below(1)), 'positive', 'just above the limit sent'],
    ['hepatitisBDna', DNA, words('<20 IU/mL, not detected'), 'negative', 'words beside the number'],
    ['hepatitisCAntibody', '16128-1', words('Negative'), 'negative', 'text'],
    ['hivTest', '56888-1', words('Nonreactive'), 'negative', 'text'],
    ['antiMagAntibody', '17314-6', words('Positive'), 'positive', 'text'],
    ['circulatingPlasmaCellsOnSmear', '40743-7', words('Absent'), 'negative', 'text'],
    ['circulatingPlasmaCellsOnSmear', '40743-7', words('Present'), 'positive', 'text'],
    ['serumImmunofixation', SIFE, words('No monoclonal protein detected'), 'negative', 'narrative'],
    ['serumImmunofixation', SIFE, words('IgG kappa monoclonal band present'), 'positive', 'narrative'],
    ['serumImmunofixation', SIFE, words('未见单克隆条带'), 'negative', 'Chinese narrative'],
    ['serumImmunofixationKappa', '40635-5', words('Positive'), 'positive', 'one chain'],
    ['serumImmunofixationLambda', '40639-7', words('Negative'), 'negative', 'one chain'],
    ['urineImmunofixation', '13440-3', words('Negative'), 'negative', 'urine'],
    ['serumElectrophoresis', '12851-2', words('M-spike present'), 'positive', 'pattern'],
    ['urineElectrophoresis', '13438-7', words('No M-protein'), 'negative', 'pattern'],
    ['serumMProteinPresence', '94400-9', coded(LOINC, 'LA9633-4'), 'positive', 'present'],
    ['benceJonesPresence', '1928-1', words('阴性'), 'negative', 'Chinese'],
  ] as readonly (readonly [OutcomeName, string, Json, string, string])[])(
    '%s %s %j is %s: %s',
    (name, code, value, expected) => {
      expect(read(name, [sent(code, value)])).toEqual({ results: expected, issues: [] });
    },
  );

  test.each([
    ['hepatitisBDna', DNA, number(2000), 'interpretation-missing', 'a number alone is never positive'],
    ['hepatitisBCoreAntibody', ANTI_HBC, number(5), 'interpretation-missing', 'S/CO alone'],
    ['hepatitisBDna', DNA, words('<20 IU/mL'), 'interpretation-missing', 'detected or not, below the limit'],
    ['hepatitisBDna', DNA, { ...words('<20 IU/mL'), ...below(10) }, 'interpretation-missing', 'may be above 10'],
    [
      'hepatitisBCoreAntibody',
      ANTI_HBC,
      { ...number(5), referenceRange: [{ low: { value: 1 } }] },
      'interpretation-missing',
      'no upper limit',
    ],
    [
      'serumImmunofixation',
      SIFE,
      { valueQuantity: { value: 2, unit: 'g/dL' }, ...below(1) },
      'interpretation-missing',
      'a number is no pattern',
    ],
    ['serumImmunofixation', SIFE, words('See scanned report'), 'unparsable', 'nothing'],
    ['serumImmunofixation', SIFE, words('NR'), 'unparsable', 'not reported, perhaps'],
    ['hepatitisBSurfaceAntigen', HBSAG, {}, 'unparsable', 'nothing'],
    ['hepatitisBSurfaceAntigen', HBSAG, coded('urn:local', '260385009'), 'unparsable', 'a local code'],
    [
      'hepatitisBSurfaceAntigen',
      HBSAG,
      { ...words('Negative'), dataAbsentReason: { coding: [{ code: 'error' }] } },
      'value-absent',
      'the laboratory took it back',
    ],
  ] as readonly (readonly [OutcomeName, string, Json, string, string])[])(
    '%s %s %j is not read, %s: %s',
    (name, code, value, issue) => {
      expect(read(name, [sent(code, value)])).toEqual({ results: 'unreadable', issues: [issue] });
    },
  );

  test('no note holds the words of the report', () => {
    const { facts, notes } = mapped([sent(SIFE, words('John Doe: see scanned report'))]);
    expect(facts.serumImmunofixation.known).toBe(false);
    expect(JSON.stringify(notes())).not.toContain('John');
  });
});

describe('series', () => {
  const at = (days: number, text: string): Json => ({ ...sent(HBSAG, words(text)), ...observationDate(days) });
  const observationDate = (days: number): Json => {
    const { effectiveDateTime } = observation(HBSAG, 0, '', { days });
    return { effectiveDateTime };
  };

  test.each([
    [[at(2, 'Positive'), at(9, 'Negative')], 'negative, positive', [], 'oldest first'],
    [[at(2, 'Negative'), at(2, 'Negative')], 'negative', [], 'the same twice'],
    [
      [at(2, 'Negative'), at(2, 'Positive')],
      'indeterminate',
      ['conflicting-values', 'conflicting-values'],
      'two of one moment that differ',
    ],
    [[at(9, 'Negative'), at(2, 'pending')], 'negative', ['unparsable'], 'the newer one is noted'],
  ])('%#: %s, %j', (list, expected, issues) => {
    expect(read('hepatitisBSurfaceAntigen', list)).toEqual({ results: expected, issues });
  });

  test('none, and the last that can’t be read', () => {
    const list = [at(2, 'pending'), at(9, 'pending')];
    expect(mapped(list).facts.hepatitisBSurfaceAntigen).toMatchObject({
      missing: [{ because: 'unreadable', date: String(list[0]?.['effectiveDateTime']).slice(0, 10) }],
    });
    expect(read('hivTest', []).results).toBe('absent');
    const { facts } = mapped([], { answers: answers({ observations: 'unanswered' }) });
    expect(facts.hivTest).toMatchObject({ missing: [{ because: 'unanswered' }] });
  });

  test('the heading of a panel is no result', () => {
    const panel = sent('24351-9', { hasMember: [{ reference: 'Observation/x' }] });
    expect(read('serumElectrophoresis', [panel])).toEqual({ results: 'absent', issues: [] });
  });

  test('the evidence says what it says, in our words', () => {
    const fact = mapped([{ ...sent(SIFE, words('IgG kappa band present')), id: 'i' }]).facts.serumImmunofixation;
    expect(fact.evidence).toMatchObject([
      { concept: 'serum-immunofixation', value: 'positive', reference: 'Observation/i', stale: false },
    ]);
  });
});
