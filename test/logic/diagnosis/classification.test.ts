import { diagnosisClassification } from '../../../src/logic/diagnosis/classification.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import {
  AMYLOIDOSIS,
  focal,
  imaged,
  lab,
  marrow,
  provenPlasmacytoma,
  QUIET,
  recorded,
  study,
  treatedSince,
} from '../diseases.ts';
import { adviceOf, context, inBrief, unknownFact, type Stated } from '../facts.ts';

const said = (given: Stated, hook: Hook = 'patient-view') =>
  adviceOf(diagnosisClassification, { ...QUIET, ...given }, context(hook));

const smoldering = { ...recorded('smoldering-myeloma'), ...marrow(15) };
const unimaged = { imaging: unknownFact('imaging'), lyticLesions: unknownFact('lytic-lesion') };

describe('DIAGNOSIS-CLASSIFICATION (C-1 to C-4)', () => {
  test.each<{ given: Stated; expected: string | null; because: string }>([
    { given: {}, expected: 'info mgus', because: 'MGUS by record and data' },
    { given: smoldering, expected: 'info smoldering', because: 'smoldering by both' },
    {
      given: { ...recorded('active-myeloma'), ...marrow(15), ...lab('hemoglobin', 9) },
      expected: 'info active',
      because: 'active by both',
    },
    {
      given: { ...recorded('solitary-plasmacytoma'), ...provenPlasmacytoma(true) },
      expected: 'info plasmacytoma',
      because: 'plasmacytoma by both',
    },
    { given: { ...recorded(null), ...marrow(15) }, expected: 'info smoldering', because: 'nothing is recorded' },
    { given: { ...smoldering, ...unimaged }, expected: 'info imaging-needed', because: 'smoldering without imaging' },
    {
      given: { ...smoldering, ...imaged(study('skeletal-survey')) },
      expected: 'info imaging-needed',
      because: 'radiographs alone',
    },
    {
      given: { ...smoldering, ...imaged(study('pet-ct', { lysis: null })) },
      expected: null,
      because: 'PET/CT was done, its result is elsewhere',
    },
    {
      given: { ...recorded(null), ...marrow(15), ...imaged(study('pet-ct', { lysis: null })) },
      expected: 'info unclassified',
      because: 'the same, nothing recorded',
    },
    {
      given: { ...smoldering, calcium: unknownFact('calcium') },
      expected: 'info unclassified',
      because: 'smoldering without a calcium',
    },
    { given: { ...smoldering, ...treatedSince('2026-09-01') }, expected: null, because: 'treated' },
    { given: { ...unimaged }, expected: null, because: 'MGUS without imaging' },
    { given: { ...recorded(null), ...unimaged }, expected: null, because: 'no disease of the marrow' },
    { given: marrow(15), expected: null, because: 'the discrepancy is named by the other page' },
    {
      given: { ...recorded(null), ...lab('serumMProtein', 0), ...lab('freeKappa', 10) },
      expected: null,
      because: 'no evidence of a disease',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inBrief(said(given))).toEqual(expected === null ? [] : [expected]);
  });

  test('asks for the imaging that is missing', () => {
    const [advice] = said({ ...smoldering, ...unimaged });
    expect(advice?.suggestions).toEqual([
      expect.objectContaining({
        kind: 'service',
        item: 'order-pet-ct',
        service: expect.objectContaining({ code: '81555-5' }) as unknown,
      }),
    ]);
    expect(advice?.missing.map(({ concept }) => concept)).toEqual(['lytic-lesion', 'focal-lesions']);
  });

  test.each<{ given: Stated; note: string }>([
    { given: { ...recorded(null), ...marrow(15) }, note: 'not-recorded' },
    { given: recorded('smoldering-myeloma'), note: 'recorded-otherwise' },
    { given: { ...smoldering, courses: unknownFact('therapy-history', 'unanswered') }, note: 'therapy-unknown' },
    { given: { ...smoldering, ...marrow(15, { clonal: unknownFact('marrow-clonality') }) }, note: 'clonality-unknown' },
    {
      given: {
        ...recorded('solitary-plasmacytoma'),
        ...provenPlasmacytoma(true),
        ...imaged(study('pet-ct', { lysis: true }), study('whole-body-mri', { lesions: focal(1) })),
      },
      note: 'lysis-of-plasmacytoma',
    },
    { given: { ...smoldering, ...imaged(study('skeletal-survey')) }, note: 'radiographs-only' },
    { given: { ...smoldering, ...AMYLOIDOSIS }, note: 'amyloidosis' },
  ])('notes $note', ({ given, note }) => {
    expect(said(given)[0]?.notes?.map(({ key }) => key)).toContain(note);
  });
});
