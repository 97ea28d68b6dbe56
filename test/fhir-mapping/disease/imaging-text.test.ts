import { imagingInText } from '../../../src/fhir-mapping/disease/imaging-text.ts';
import { modalityNamed } from '../../../src/fhir-mapping/disease/studies.ts';
import { milliseconds } from '../mutations.ts';

const SIGNS = { met: '+', 'not-met': '-', unclear: '?', open: '', listed: '' } as const;

/** What a report says, in short: `+` there, `-` not there, `?` undecided. */
function inShort(text: string): string {
  const said = imagingInText(text).statements.flatMap(({ topic, answer }) =>
    SIGNS[answer] === '' || topic === 'region' ? [] : [`${topic}${SIGNS[answer]}`],
  );
  return [...new Set(said)].sort().join(' ');
}

type Row = readonly [text: string, expected: string, because: string];

const ENGLISH: readonly Row[] = [
  ['Multiple lytic lesions throughout the axial skeleton.', 'lytic+', 'named is found'],
  ['Lytic lesion in the left femur', 'lytic+', 'one'],
  ['Osteolytic lesions are seen in the skull', 'lytic+', 'seen'],
  ['Punched-out lesions of the calvarium', 'lytic+', 'the classical words'],
  ['Numerous lytic foci, unchanged compared with prior study', 'lytic+', 'a comparison'],
  ['No lytic lesion', 'lytic-', 'none'],
  ['No lytic lesions.', 'lytic-', 'none'],
  ['No evidence of lytic bone disease', 'lytic-', 'none'],
  ['No suspicious lytic lesions identified', 'lytic-', 'none'],
  ['No lytic or sclerotic lesions', 'lytic-', 'two kinds'],
  ['No focal lytic or blastic lesions are seen', 'lytic-', 'two kinds'],
  ['Negative for osteolytic lesions', 'lytic-', 'negative for'],
  ['Lytic lesions: none', 'lytic-', 'a table'],
  ['No osseous abnormality', 'boneDisease-', 'clean'],
  ['No acute osseous abnormality.', 'boneDisease-', 'clean'],
  ['No suspicious bone lesion.', 'boneDisease-', 'clean'],
  ['Osseous structures are unremarkable', 'bones-', 'clean'],
  ['Normal skeletal survey', 'bones-', 'clean'],
  ['No lytic lesions in the spine', 'lytic?', 'the rest isn’t spoken of'],
  ['No lytic lesions in the skull; lytic lesion at L3', 'lytic+ lytic?', 'one region without, one with'],
  ['No FDG-avid lytic lesions', 'otherLesion-', 'lesions without uptake remain possible'],
  ['FDG-avid focus in T8 without lysis', 'lytic? otherLesion?', 'a focus, and one region without lysis'],
  ['Hypermetabolic bone lesions', 'otherLesion?', 'uptake is no lysis (errata 44)'],
  ['No new lytic lesions', 'newLesion-', 'old ones remain possible'],
  ['New lytic lesion in T8 since prior study', 'lytic+ newLesion+', 'new, and lysis'],
  ['Possible new lytic lesion in T8', 'newLesion?', 'possible'],
  ['FDG-avid lytic lesions in T6 and the right femoral neck', 'lytic+', 'avid, and lysis'],
  ['Hypermetabolic lytic bone lesion of the sternum.', 'lytic+', 'uptake, and lysis'],
  ['Solitary FDG avid lytic lesion of L2. No other osseous lesion.', 'lytic+ otherLesion-', 'one'],
  ['Suspicious FDG-avid lytic lesion in the sacrum', 'lytic?', 'suspicious'],
  ['Possible FDG-avid lytic lesion in the sacrum', 'lytic?', 'possible'],
  ['No hypermetabolic lytic lesion is seen', 'otherLesion-', 'lesions without uptake remain possible'],
  ['No additional lytic lesions', 'otherLesion-', 'those already known remain'],
  ['New FDG-avid lesions', 'newLesion+', 'new'],
  ['No new lesions.', 'newLesion-', 'none'],
  ['Possible lytic lesion in the sacrum', 'lytic?', 'possible'],
  ['Suspicious lytic lesion in L2', 'lytic?', 'suspicious'],
  ['Lytic lesions cannot be excluded', 'lytic?', 'a double negation'],
  ['Indication: myeloma, rule out lytic lesions', '', 'a question'],
  ['History of lytic lesions', '', 'an older study'],
  ['Recommend skeletal survey for lytic lesions', '', 'a plan'],
  ['Low-dose CT is sensitive for lytic lesions such as those of myeloma', '', 'a lesson'],
  ['No fracture. Multiple lytic lesions.', 'lytic+', 'two sentences'],
  ['No fracture or lytic lesion.', 'lytic-', 'the negation holds for both'],
  ['No acute fracture, nor osteolysis', 'lytic-', 'the same'],
  ['No fracture, lytic lesion, or soft tissue mass.', 'lytic?', 'a list that is not read to its end'],
  ['No fracture and lytic lesion', 'lytic?', 'and may end the negation'],
  ['No fracture, but lytic lesion in T8', 'lytic+', 'but ends it'],
  ['Lytic lesions: no. Fracture: no.', 'lytic-', 'the answer after a colon'],
  ['Lytic lesions: yes', 'lytic+', 'the same'],
  ['CT to evaluate for lytic lesions', '', 'what it was done for'],
  ['Whole-body CT for detection of lytic lesions', '', 'the same'],
  ['PET/CT for evaluation of myeloma shows multiple lytic lesions', 'lytic+', 'the reason, then the finding'],
  ['No pathologic fracture, multiple lytic lesions', 'lytic+', 'the negation belongs to the fracture'],
  ['No pneumothorax, lytic lesion in rib', 'lytic?', 'a negation whose object isn’t known'],
  ['Degenerative changes of the spine', '', 'age'],
  ['Osteopenia and compression fracture of L1', '', 'osteoporosis is no myeloma bone disease'],
  ['Analysis of the paralytic ileus, catalytic', '', 'words within words'],
  ['Extramedullary disease in the liver', 'extramedullary+', 'named'],
  ['No extramedullary disease', 'extramedullary-', 'none'],
  ['No extraosseous lesions', 'extramedullary-', 'none'],
  ['Two focal lesions in the pelvis', 'focal+', 'MRI'],
  ['No focal lesions', 'focal-', 'MRI'],
  ['Liver: 12 mm focal lesion', '', 'of the liver'],
];

const CHINESE: readonly Row[] = [
  ['多发溶骨性破坏', 'lytic+', 'several'],
  ['颅骨见多发穿凿样骨质破坏', 'lytic+', 'the classical words'],
  ['未见溶骨性破坏', 'lytic-', 'none'],
  ['未见明确骨质破坏', 'boneDisease-', 'no definite destruction'],
  ['未见骨折及溶骨性病变', 'lytic-', 'neither of the two'],
  ['未见骨折、溶骨性破坏', 'lytic-', 'the same'],
  ['未见骨折，多发溶骨性破坏', 'lytic+', 'the negation belongs to the fracture'],
  ['溶骨性病变：无', 'lytic-', 'the answer after a colon'],
  ['了解有无溶骨性病变', '', 'a question'],
  ['腰3椎体溶骨性病变，余未见异常', 'lytic+', 'the rest is clean'],
  ['未见明显骨质破坏征象', 'boneDisease-', 'the same'],
  ['骨质未见明显异常', 'bones-', 'clean'],
  ['可疑溶骨性病变', 'lytic?', 'suspicious'],
  ['溶骨性病变待排', 'lytic?', 'to be excluded'],
  ['建议排除溶骨性破坏', '', 'a plan'],
  ['既往溶骨性破坏', '', 'history'],
  ['腰椎未见溶骨性破坏', 'lytic?', 'one region'],
  ['新发溶骨性病灶', 'lytic+ newLesion+', 'new, and lysis'],
  ['未见髓外病变', 'extramedullary-', 'none'],
  ['髓外浆细胞瘤', 'extramedullary+', 'named'],
  ['退行性改变', '', 'age'],
];

describe.each([
  ['English', ENGLISH],
  ['Chinese', CHINESE],
] as const)('imaging in text: %s', (_, rows) => {
  test.each(rows)('%j: %s (%s)', (text, expected) => {
    expect(inShort(text)).toBe(expected);
  });
});

describe('focal lesions: number and size', () => {
  test.each([
    ['two focal lesions > 5 mm', '2 to 2', '(5 to Infinity)', 'C-1g'],
    ['Two focal lesions measuring 6 and 8 mm', '2 to 2', '[6 to 8]', 'both sizes'],
    ['3 focal lesions, each at least 5 mm', '3 to 3', '[5 to Infinity)', 'a lower bound'],
    ['Multiple focal lesions up to 12 mm', '2 to Infinity', '[0 to 12]', 'the largest says nothing of the others'],
    ['Two new focal lesions: T11 9 mm and left iliac bone 12 mm', '2 to 2', '[9 to 12]', 'new, each with its place'],
    ['Two focal lesions, L1 12 mm, T8 4 mm', '2 to 2', '[4 to 12]', 'the smaller one counts'],
    ['Three focal lesions in T10 and L2', '3 to 3', 'none', 'levels are no sizes'],
    ['No new focal lesions', 'none', 'none', 'old ones remain possible'],
    ['A single focal lesion of 1.2 cm', '1 to 1', '[12 to 12]', 'centimetres'],
    ['more than one focal lesion', '2 to Infinity', 'none', 'in words'],
    ['at least 3 focal lesions < 5 mm', '3 to Infinity', '[0 to 5)', 'small ones'],
    ['No focal lesions', '0 to 0', 'none', 'none'],
    ['Possible two focal lesions', 'none', 'none', 'not decided'],
    ['focal lesions', 'none', 'none', 'no number'],
    ['多发局灶性病变，最大 8 mm', '2 to Infinity', '[0 to 8]', 'Chinese'],
    ['2个局灶性病灶，大于5 mm', '2 to 2', '(5 to Infinity)', 'Chinese'],
  ])('%j: %s, %s (%s)', (text, count, size) => {
    const { focal } = imagingInText(text);
    const shown = focal?.size;
    expect(focal ? `${focal.count.low} to ${focal.count.high}` : 'none').toBe(count);
    expect(
      shown ? `${shown.lowOpen ? '(' : '['}${shown.low} to ${shown.high}${shown.highOpen ? ')' : ']'}` : 'none',
    ).toBe(size);
  });
});

describe('the kind of study by name', () => {
  test.each([
    ['low dose whole body CT', 'whole-body-ct'],
    ['CT WHOLE BODY LOW DOSE WO CONTRAST', 'whole-body-ct'],
    ['WBLDCT', 'whole-body-ct'],
    ['全身低剂量CT', 'whole-body-ct'],
    ['NM PET/CT SKULL BASE TO MID THIGH', 'pet-ct'],
    ['PET-CT 全身显像', 'pet-ct'],
    ['Whole-body MRI', 'whole-body-mri'],
    ['全身磁共振', 'whole-body-mri'],
    ['MRI Lumbar spine W/O contrast', 'spine-mri'],
    ['腰椎MRI', 'spine-mri'],
    ['MR Pelvis', 'pelvis-mri'],
    ['XR Skeletal Survey', 'skeletal-survey'],
    ['Bone scan', 'bone-scan'],
    ['CT chest', 'ct'],
    ['XR femur', 'radiograph'],
    ['MRI focal lesions', 'mri'],
    ['Hemoglobin', undefined],
    ['CT/NG NAAT', undefined],
    ['Creatinine', undefined],
    ['', undefined],
  ])('%j: %s', (name, modality) => {
    expect(modalityNamed([name])).toBe(modality);
  });
});

test.each([
  'lytic '.repeat(4000),
  'new '.repeat(9000),
  'no suspicious '.repeat(5000),
  'focal '.repeat(9000),
  '1'.repeat(60_000) + ' focal lesions',
  'liver ' + 'a'.repeat(60_000),
  `mri ${'x'.repeat(60_000)}`,
  '溶'.repeat(60_000),
])('hostile text costs no more than its length: %#', (text) => {
  expect(milliseconds(() => [imagingInText(text), modalityNamed([text])])).toBeLessThan(400);
});
