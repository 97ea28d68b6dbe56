import type { Hook } from '../../../src/logic/rule.ts';
import { smolderingTherapy } from '../../../src/logic/smoldering/therapy.ts';
import { lab, marrow, QUIET, recorded } from '../diseases.ts';
import {
  adviceOf,
  context,
  drug,
  inBrief,
  ordering,
  taking,
  UNKNOWN_DRUGS,
  unknownFact,
  type Stated,
} from '../facts.ts';

const SMOLDERING = { ...QUIET, ...recorded('smoldering-myeloma'), ...marrow(15) };
const said = (given: Stated, hook: Hook = 'order-sign') =>
  adviceOf(smolderingTherapy, { ...SMOLDERING, ...given }, context(hook));

const [lenalidomide, bortezomib, dexamethasone] = [drug('lenalidomide'), drug('bortezomib'), drug('dexamethasone')];

describe('SMOLDERING-THERAPY (SM-6)', () => {
  test.each<{ given: Stated; hook?: Hook; expected: string | null; because: string }>([
    { given: ordering(bortezomib), expected: 'warning not-listed', because: 'bortezomib' },
    { given: ordering(bortezomib), hook: 'order-select', expected: 'warning not-listed', because: 'at order-select' },
    { given: ordering(bortezomib), hook: 'patient-view', expected: null, because: 'not on opening the chart' },
    { given: ordering(lenalidomide), expected: null, because: 'lenalidomide alone' },
    { given: ordering(lenalidomide, dexamethasone), expected: 'warning not-listed', because: 'a combination' },
    {
      given: { ...ordering(dexamethasone), ...taking(lenalidomide) },
      expected: 'warning not-listed',
      because: 'dexamethasone added to active lenalidomide',
    },
    { given: ordering(dexamethasone), expected: null, because: 'a steroid has other uses' },
    { given: { ...ordering(dexamethasone), ...UNKNOWN_DRUGS }, expected: null, because: 'nor with no drug list' },
    { given: ordering(drug('aspirin')), expected: null, because: 'no drug for myeloma' },
    {
      given: { ...ordering(bortezomib), selectedDrugs: [] },
      hook: 'order-select',
      expected: null,
      because: 'not selected',
    },
    { given: { ...ordering(bortezomib), ...recorded('active-myeloma') }, expected: null, because: 'active on record' },
    { given: { ...ordering(bortezomib), ...recorded('mgus'), ...marrow(5) }, expected: null, because: 'MGUS' },
    {
      given: { ...ordering(bortezomib), ...recorded(null) },
      expected: 'warning not-listed',
      because: 'smoldering by the data, nothing recorded',
    },
    {
      given: { ...ordering(bortezomib), ...lab('hemoglobin', 9) },
      expected: 'info recorded-smoldering-data-active',
      because: 'the data say active',
    },
    {
      given: { ...ordering(bortezomib), ...recorded('mgus'), ...lab('hemoglobin', 9) },
      expected: null,
      because: 'MGUS on record, active by the data',
    },
  ])('$expected: $because', ({ given, hook, expected }) => {
    expect(inBrief(said(given, hook))).toEqual(expected === null ? [] : [expected]);
  });

  test('names the drugs, and that smoldering disease is unconfirmed', () => {
    const [advice] = said({ ...ordering(bortezomib, dexamethasone), calcium: unknownFact('calcium') });
    expect(advice?.show).toEqual({ drug: 'bortezomib|dexamethasone' });
    expect(advice?.notes).toEqual([{ key: 'unconfirmed' }]);
  });
});
