import type { Status } from '../../src/logic/criterion.ts';
import { assessDiagnosis, type CriterionName } from '../../src/logic/diagnosis.ts';
import { DEFAULT_THRESHOLDS } from '../../src/logic/thresholds.ts';
import { facts, unknownFact, type Stated } from './facts.ts';
import { focal, imaged, QUIET, study } from './diseases.ts';

const diagnosis = (stated: Stated) => assessDiagnosis(facts({ ...QUIET, ...stated }), DEFAULT_THRESHOLDS);
const statusOf = (name: CriterionName, stated: Stated): Status => diagnosis(stated).criteria[name].status;

describe('imaging (C-1d, C-1g, DEC-10, errata 44)', () => {
  test.each<{ given: Stated; bone: Status; mri: Status; because: string }>([
    { given: imaged(study('pet-ct', { lysis: true })), bone: 'met', mri: 'unknown', because: 'lysis on PET/CT' },
    { given: imaged(study('whole-body-ct')), bone: 'not-met', mri: 'not-met', because: 'a clean CT' },
    {
      given: imaged(study('pet-ct', { clean: false })),
      bone: 'not-met',
      mri: 'unknown',
      because: 'an avid focus without lysis',
    },
    { given: imaged(study('skeletal-survey')), bone: 'not-met', mri: 'unknown', because: 'radiographs alone' },
    {
      given: imaged(study('skeletal-survey'), study('whole-body-ct', { lysis: null })),
      bone: 'unknown',
      mri: 'unknown',
      because: 'a CT that can not be read, beside clean radiographs',
    },
    { given: { ...imaged(), imaging: unknownFact('imaging') }, bone: 'unknown', mri: 'unknown', because: 'nothing' },
    {
      given: imaged(study('whole-body-mri', { lysis: null, clean: true })),
      bone: 'unknown',
      mri: 'not-met',
      because: 'a clean MRI excludes no lysis',
    },
    {
      given: imaged(study('pet-ct'), study('whole-body-mri', { lesions: focal(2, 5) })),
      bone: 'not-met',
      mri: 'met',
      because: 'two lesions of 5 mm',
    },
    {
      given: imaged(study('pet-ct'), study('whole-body-mri', { lesions: focal(2, 4.9) })),
      bone: 'not-met',
      mri: 'not-met',
      because: 'the smaller of two is 4.9 mm',
    },
    {
      given: imaged(study('pet-ct'), study('whole-body-mri', { lesions: focal(3, 4.9) })),
      bone: 'not-met',
      mri: 'unknown',
      because: 'the smallest of three is 4.9 mm',
    },
    {
      given: imaged(study('pet-ct'), study('whole-body-mri', { lesions: focal(1, 10, { comparator: '>=' }) })),
      bone: 'not-met',
      mri: 'unknown',
      because: 'at least one lesion',
    },
    {
      given: imaged(study('pet-ct'), study('whole-body-mri', { lysis: null, clean: false })),
      bone: 'not-met',
      mri: 'unknown',
      because: 'an MRI that can not be read',
    },
    {
      given: imaged(study('pet-ct'), study('whole-body-mri', { lesions: focal(1) })),
      bone: 'not-met',
      mri: 'not-met',
      because: 'a single lesion',
    },
    {
      given: imaged(study('pet-ct'), study('spine-mri', { lesions: focal(3, null) })),
      bone: 'not-met',
      mri: 'unknown',
      because: 'three lesions of unknown size',
    },
    {
      given: imaged(study('whole-body-ct', { date: null })),
      bone: 'unknown',
      mri: 'unknown',
      because: 'a CT without a date excludes nothing',
    },
  ])('bone $bone, MRI $mri: $because', ({ given, bone, mri }) => {
    expect([statusOf('bone', given), statusOf('mriLesions', given)]).toEqual([bone, mri]);
  });
});
