import { assessBoneAgents } from '../../../src/logic/bone/bone-function.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/logic/thresholds.ts';
import { facts, measured, present, unknownFact, type Stated } from '../facts.ts';

const crcl = (value: number, comparator?: '<' | '>' | '>='): Stated => ({
  measuredClearance: measured(value, 'mL/min', comparator ? { comparator } : {}),
});
const unknownClearance = { creatinine: unknownFact('serum-creatinine', 'stale') };
const onDialysis = { dialysis: present('dialysis') };

describe('results.dosing', () => {
  test.each<{ given: Stated; expected: readonly [number | null, string, string, string]; because: string }>([
    { given: crcl(60.1), expected: [4, 'standard', 'standard', 'standard'], because: 'above 60' },
    { given: crcl(60), expected: [3.5, 'reduced', 'standard', 'standard'], because: '60' },
    { given: crcl(49.9), expected: [3.3, 'reduced', 'standard', 'standard'], because: '49.9' },
    { given: crcl(39.9), expected: [3, 'reduced', 'standard', 'standard'], because: '39.9' },
    { given: crcl(30), expected: [3, 'reduced', 'standard', 'standard'], because: '30' },
    {
      given: crcl(29.9),
      expected: [null, 'not-recommended', 'extended-infusion', 'monitor-calcium'],
      because: '29.9',
    },
    {
      given: { ...crcl(80), ...onDialysis },
      expected: [null, 'not-recommended', 'extended-infusion', 'monitor-calcium'],
      because: 'dialysis',
    },
    { given: unknownClearance, expected: [null, 'unknown', 'unknown', 'unknown'], because: 'nothing known' },
    { given: crcl(60, '<'), expected: [null, 'unknown', 'unknown', 'unknown'], because: '<60' },
    { given: crcl(50, '>='), expected: [null, 'unknown', 'standard', 'standard'], because: '>=50' },
  ])('$because', ({ given, expected }) => {
    const { zoledronicAcid, pamidronate, denosumab } = assessBoneAgents(facts(given), DEFAULT_THRESHOLDS);
    expect([
      zoledronicAcid.doseMg,
      zoledronicAcid.recommendation,
      pamidronate.recommendation,
      denosumab.recommendation,
    ]).toEqual(expected);
  });
});
