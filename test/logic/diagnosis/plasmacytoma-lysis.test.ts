import { assessDiagnosis } from '../../../src/logic/diagnosis.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/logic/thresholds.ts';
import { focal, imaged, provenPlasmacytoma, QUIET, recorded, study } from '../diseases.ts';
import { facts, MEASURED_ON, type Stated } from '../facts.ts';

/** A plasmacytoma of bone is lytic itself (C-4): whether its lysis is an event of its own (C-1d). */

const PLASMACYTOMA = { ...QUIET, ...recorded('solitary-plasmacytoma'), ...provenPlasmacytoma(true) };
const lytic = study('pet-ct', { lysis: true });
const mri = (lesions?: ReturnType<typeof focal>, date = MEASURED_ON) =>
  study('whole-body-mri', { date, clean: null, ...(lesions ? { lesions } : {}) });

test.each<{ given: Stated; expected: string; because: string }>([
  { given: imaged(lytic), expected: 'indeterminate', because: 'the lysis may be the plasmacytoma itself' },
  { given: imaged(mri(focal(1)), lytic), expected: 'solitary-plasmacytoma', because: 'MRI shows the one lesion' },
  { given: imaged(mri(focal(0)), lytic), expected: 'solitary-plasmacytoma', because: 'MRI shows no second one' },
  { given: imaged(mri(focal(2)), lytic), expected: 'active-myeloma', because: 'two lesions are an event' },
  { given: imaged(mri(focal(2, 4)), lytic), expected: 'indeterminate', because: 'two lesions, if small' },
  { given: imaged(mri(focal(1), '2026-08-17'), lytic), expected: 'solitary-plasmacytoma', because: '90 days apart' },
  { given: imaged(mri(focal(1), '2026-08-16'), lytic), expected: 'indeterminate', because: '91 days apart' },
  { given: imaged(mri(), lytic), expected: 'indeterminate', because: 'an MRI that doesn’t say' },
  {
    given: imaged(mri(focal(1)), study('pet-ct', { lysis: true, date: null })),
    expected: 'indeterminate',
    because: 'a CT without a day may be a later one',
  },
  {
    given: { ...imaged(mri(focal(1)), lytic), ...recorded('mgus') },
    expected: 'active-myeloma',
    because: 'no plasmacytoma on record: lysis is lysis',
  },
])('$expected: $because', ({ given, expected }) => {
  expect(assessDiagnosis(facts({ ...PLASMACYTOMA, ...given }), DEFAULT_THRESHOLDS).classification).toBe(expected);
});
