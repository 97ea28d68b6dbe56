import { LONGEST_TEXT } from '../../../src/fhir-mapping/disease/narrative.ts';
import { probesInText } from '../../../src/fhir-mapping/disease/cytogenetic-text.ts';
import { milliseconds } from '../mutations.ts';

/** What a text says of each probe, in short: `+` present, `-` absent, `?` undecided; what says nothing is left out. */
function inShort(text: string, kind?: 'report' | 'result' | 'karyotype'): string {
  const SIGNS = { met: '+', 'not-met': '-', unclear: '?', open: '', listed: '' } as const;
  const said = probesInText(text, kind).answers.flatMap(({ probe, answer }) =>
    SIGNS[answer] === '' ? [] : [`${probe}${SIGNS[answer]}`],
  );
  return [...new Set(said)].sort().join(' ');
}

type Row = readonly [text: string, expected: string, because: string];

const PRESENT: readonly Row[] = [
  ['del(17p) detected', 'del17p+', 'the plainest form'],
  ['del(17p13) detected', 'del17p+', 'with band'],
  ['del(17)(p13.1) present', 'del17p+', 'chromosome and band apart'],
  ['DEL(17P): POSITIVE', 'del17p+', 'capitals'],
  ['17p deletion: detected', 'del17p+', 'words the other way round'],
  ['17p13.1 (TP53) deletion identified', 'del17p+', 'gene in between'],
  ['Deletion of 17p13 was identified in 45 % of nuclei', 'del17p+', 'with its share'],
  ['Loss of TP53 (17p13) detected in 30% of nuclei', 'del17p+', 'loss of the gene'],
  ['TP53 deletion in 85% of plasma cells', 'del17p+', 'a share without a word of answer, well above the limit'],
  ['del(17p) in 62 % of nuclei', 'del17p+', 'as laboratories write it'],
  ['del(17p) (20% of cells)', 'del17p+', 'at the limit for numerical changes'],
  ['del(17p): 124/200 nuclei', 'del17p+', 'a fraction'],
  ['Deletions of 13q14 and 17p13 were detected', 'del13q+ del17p+', 'one word for two places'],
  ['FISH showed t(4;14) and gain of 1q21', 'gain1q+ t414+', 'shown'],
  ['The study reveals t(11;14)(q13;q32)', 't1114+', 'revealed'],
  ['Positive for t(4;14)(p16.3;q32)', 't414+', 'positive for'],
  ['t(4;14) (FGFR3/IGH) fusion detected', 't414+', 'with genes'],
  ['FGFR3/IGH fusion was identified in 80% of cells', 't414+', 'genes only'],
  ['IGH::NSD2 rearrangement: positive', 't414+', 'the new notation'],
  ['t(14;16) translocation is present', 't1416+', 'IGH/MAF'],
  ['IGH/MAF fusion detected', 't1416+', 'MAF is not MAFB'],
  ['IGH/MAFB fusion detected', 't1420+', 'MAFB is not MAF'],
  ['t(14:20) detected', 't1420+', 'the typo of the guideline'],
  ['t(14,20) detected', 't1420+', 'a comma'],
  ['CCND1::IGH t(11;14)(q13;q32) fusion positive', 't1114+', 'venetoclax depends on it'],
  ['t (11 ; 14) detected in 92 %', 't1114+', 'blanks'],
  ['t(6;14)(p21;q32) was detected', 't614+', 'CCND3'],
  ['t(4;14) in 10% of cells', 't414+', 'at the limit for fusions'],
  ['1q gain detected', 'gain1q+', 'three copies or more; how many isn’t said'],
  ['Gain of 1q21 (CKS1B) was identified', 'gain1q+', 'the same'],
  ['gain(1)(q21) detected', 'gain1q+', 'bracketed'],
  ['1q21 gain (3 copies) detected', 'amp1q- gain1q+', 'three are no amplification'],
  ['1q21 amplification (4 copies)', 'amp1q+ gain1q+', 'four are'],
  ['1q21 amplification (3 copies) detected', 'amp1q- gain1q+', 'the count outranks the word'],
  ['amp(1q) detected', 'amp1q+ gain1q+', 'amplification is at least four'],
  ['1q21: 5 copies', 'amp1q+ gain1q+', 'a count without a word'],
  ['gain of 1q21, three copies, detected', 'amp1q- gain1q+', 'in letters'],
  ['1q gain with at least 4 copies', 'amp1q+ gain1q+', 'open above'],
  ['gain/amplification of 1q21 detected in 45% of plasma cells', 'gain1q+', 'either of the two'],
  ['1q21+ detected', 'gain1q+', 'short'],
  ['+1q detected', 'gain1q+', 'short, before'],
  ['del(1p32) detected', 'del1p+', 'CDKN2C'],
  ['CDKN2C deletion: positive', 'del1p+', 'by gene'],
  ['del(13q14): present', 'del13q+', 'RB1'],
  ['RB1 deletion detected in 88 % of cells', 'del13q+', 'by gene'],
  ['monosomy 13 detected', 'del13q+', 'the whole chromosome'],
  ['Monosomy 17 was detected', 'del17p+', 'loses 17p'],
  ['-17 detected', 'del17p+', 'short'],
  ['17p- detected', 'del17p+', 'short'],
  ['MYC rearrangement detected', 'mycRearranged+', 'break-apart probe'],
  ['t(8;14)(q24;q32) detected', 'mycRearranged+', 'its commonest form'],
  ['hyperdiploidy detected', 'hyperdiploidy+', 'in words'],
  ['TP53 mutation detected', 'tp53Mutation+', 'by sequencing'],
  ['TP53 mutated: positive', 'tp53Mutation+', 'by sequencing'],
  ['Positive for:\n- gain 1q\n- t(4;14)\nNegative for:\n- del(17p)', 'del17p- gain1q+ t414+', 'lists under headings'],
  ['Positive: 1q gain. Not detected: del(17p), t(4;14).', 'del17p- gain1q+ t414-', 'headings in a line'],
  ['17p13 deletion: 60% (cut-off 5%)', 'del17p+', 'above the limit of the method'],
  ['Loss of 17p13 was seen but no t(4;14)', 'del17p+ t414-', 'two thoughts'],
  ['del(17p)\nwas detected', 'del17p+', 'a wrapped line'],
  ['t(11;14) detected, otherwise normal', 't1114+', 'the rest is normal'],
  ['Abnormal result: myeloma with t(4;14)', 't414+', 'a diagnosis that names it'],
];

const ABSENT: readonly Row[] = [
  ['del(17p) not detected', 'del17p-', 'the plainest form'],
  ['del(17p): Not Detected', 'del17p-', 'a table'],
  ['No del(17p) detected', 'del17p-', 'negation before'],
  ['No evidence of del(17p) or t(4;14)', 'del17p- t414-', 'both'],
  ['Negative for t(4;14), t(14;16) and t(14;20)', 't1416- t1420- t414-', 'a list'],
  ['No t(4;14), t(14;16) or del(17p) detected', 'del17p- t1416- t414-', 'a list between "no" and "detected"'],
  ['neither del(17p) nor t(4;14) was detected', 'del17p- t414-', 'neither nor'],
  ['t(4;14), t(14;16), and del(17p) were not detected', 'del17p- t1416- t414-', 'a list before'],
  ['t(4;14) absent', 't414-', 'absent'],
  ['without evidence of t(4;14)', 't414-', 'without'],
  ['FISH did not show t(11;14)', 't1114-', 'did not show'],
  ['The sample lacks t(11;14)', 't1114-', 'lacks'],
  ['TP53/D17Z1: normal', 'del17p-', 'a place is normal'],
  ['17p13: normal signal pattern', 'del17p-', 'the same in words'],
  ['17p13.1: no deletion detected', 'del17p-', 'the change after the place'],
  ['17p within normal limits', 'del17p-', 'normal'],
  ['deletions of 13q14, 17p13 and 1p32 were not detected', 'del13q- del17p- del1p-', 'places in a list'],
  ['No deletion of 13q14 or 17p13', 'del13q- del17p-', 'places after the change'],
  ['1q gain not detected', 'amp1q- gain1q-', 'fewer than three are fewer than four'],
  ['Amplification of CKS1B not detected', 'amp1q-', 'three copies remain possible'],
  ['1q21: 2 copies', 'amp1q- gain1q-', 'two are normal'],
  ['CKS1B: normal', 'amp1q- gain1q-', 'the place'],
  ['TP53 mutation not detected', 'tp53Mutation-', 'sequencing'],
  ['MYC rearrangement: negative', 'mycRearranged-', 'probe'],
  ['del(17p) is negative (1.5 %, cut-off 10 %)', 'del17p-', 'the laboratory’s word, whatever the number'],
  ['del(17p) 0 %', 'del17p-', 'none of the cells'],
  ['del(17p) no longer detected', 'del17p-', 'at this date'],
  [
    'Probes: TP53/D17Z1, FGFR3/IGH, CKS1B. All probes were normal.',
    'amp1q- del17p- gain1q- t414-',
    'the panel names them',
  ],
  ['Panel includes del(17p) and t(4;14). FISH: no abnormalities detected.', 'del17p- t414-', 'likewise'],
  ['Not detected:\ndel(17p), t(4;14)', 'del17p- t414-', 'a heading and a line'],
  ['No evidence of del(17p),\nt(4;14) or t(14;16)', 'del17p- t1416- t414-', 'a list that is wrapped'],
  ['t(4;14): undetected; t(14;16): undetected', 't1416- t414-', 'semicolons within and without'],
];

const NO_ANSWER: readonly Row[] = [
  ['FISH for del(17p) pending', '', 'no result yet'],
  ['del(17p): pending. t(4;14): not detected', 't414-', 'one is'],
  ['will test for t(4;14)', '', 'a plan'],
  ['Recommend FISH for del(17p), t(4;14), t(14;16)', '', 'a plan'],
  ['If del(17p) is detected, refer for a trial', '', 'a condition'],
  ['FISH to rule out del(17p)', '', 'a question'],
  ['Indication: r/o t(11;14)', '', 'a question'],
  ['del(17p): insufficient plasma cells', '', 'failed is not negative'],
  ['TP53/D17Z1 probe failed', '', 'failed'],
  ['t(4;14) not performed', '', 'not done is not "not detected"'],
  ['t(4;14) could not be evaluated', '', 'failed'],
  ['No result for del(17p)', '', '"no" that isn’t about the probe'],
  ['History of del(17p) detected in 2020', '', 'an older result, of another day'],
  ['Previously positive for t(4;14)', '', 'the same'],
  ['Known t(4;14)', '', 'the same'],
  ['Mother with del(17p)', '', 'not the patient'],
  ['del(17p) is associated with poor prognosis', '', 'a lesson'],
  ['High-risk markers include del(17p), t(4;14) and t(14;16)', '', 'a lesson'],
  ['The assay is designed to detect del(17p) and t(4;14)', '', 'the method'],
  ['Probes used: TP53/D17Z1, CKS1B', '', 'the method, without a result'],
  ['46,XX[20]', '', 'a normal karyotype'],
  ['Normal female karyotype 46,XX', '', 'never makes a probe negative'],
  ['Karyotype: no del(17p) seen', '', 'G-banding misses it'],
  ['Conventional cytogenetics 46,XY[20]. del(17p) not detected.', '', 'a report of metaphases alone'],
  ['FISH negative. No abnormality detected.', '', 'names no probe'],
  ['FISH panel normal', '', 'names no probe'],
  ['No monosomy 17', '', 'the arm may be lost alone'],
  ['monosomy 13 not detected', '', 'the same'],
  ['t(8;14) not detected', '', 'other partners of MYC remain'],
  ['non-hyperdiploid karyotype', '', 'not the word'],
  ['', '', 'nothing'],
  ['Patient is 17 years old, 13 cm, 1 quart', '', 'no probe at all'],
  ['Hemoglobin 9.8, t 4, 14 days ago', '', 'numbers'],
  ['IgG kappa myeloma, ISS stage II', '', 'another subject'],
  ['无法评估17p缺失', '', 'the Chinese for "none" within another word'],
  ['t(4;14)未见疗效', 't414?', '"not seen" about something else'],
  ['Specimen 17P-2024 received', '', 'an accession number says nothing'],
];

const UNCLEAR: readonly Row[] = [
  ['del(17p) 3 % (below cut-off)', 'del17p?', 'under the limit of the method'],
  ['del(17p) detected in 3% of nuclei (below the cutoff)', 'del17p?', 'seen, and under the limit'],
  ['17p13 deletion: 3% (cut-off 5%)', 'del17p?', 'the limit as a number'],
  ['del(17p) in 19 % of nuclei', 'del17p?', 'just under, without a word'],
  ['t(4;14) in 9% of cells', 't414?', 'just under for fusions'],
  ['del(17p) <5 %', 'del17p?', 'an upper bound'],
  ['del(17p) equivocal', 'del17p?', 'equivocal'],
  ['possible t(4;14)', 't414?', 'possible'],
  ['del(17p) cannot be excluded', 'del17p?', 'a double negation'],
  ['t(4;14)?', 't414?', 'a question'],
  ['del(17p)', 'del17p?', 'a name alone in a report'],
  ['FISH: del(17p), t(4;14), 1q gain', 'amp1q? del17p? gain1q? t414?', 'tested or found?'],
  ['No growth in culture, del(17p) detected', 'del17p?', '"no" about something else'],
  ['t(4;14) myeloma now MRD negative', 't414?', '"negative" about something else'],
  ['t(4;14), immunofixation negative', 't414?', '"negative" about something else'],
  ['del(17p) with serum negative', 'del17p?', '"negative" about something else'],
  ['No abnormality such as del(17p) was detected', '', 'an example is no statement'],
  ['All probes normal except del(17p)', 'del17p?', 'an exception'],
  ['Nothing other than t(11;14) was detected', 't1114?', 'an exception'],
  ['17p(-)', 'del17p?', 'the sign may be the deletion'],
  ['17p13 positive', 'del17p?', 'positive for what?'],
  ['TP53/D17Z1: abnormal', 'del17p?', 'a gain is abnormal too'],
  ['Detected: del(17p), t(4;14) not detected', 'del17p? t414?', 'before and after disagree'],
  ['del(17p) detected, not detected', 'del17p?', 'a contradiction'],
  ['del(17p) 62 %, negative', 'del17p?', 'number and word disagree'],
  ['No t(4;14), del(17p) detected in 40 % of nuclei', 'del17p? t414?', 'whose number?'],
  ['1q21 gain, 3-4 copies, detected', 'amp1q? gain1q+', 'at the border'],
];

const CHINESE: readonly Row[] = [
  ['未检测到17p缺失', 'del17p-', 'not detected'],
  ['未检出del(17p)、t(4;14)', 'del17p- t414-', 'a list'],
  ['t(4;14) 阴性', 't414-', 'negative'],
  ['t(4;14)阳性', 't414+', 'positive'],
  ['1q21 扩增阳性', 'gain1q+', 'the Chinese word doesn’t tell three copies from four'],
  ['1q21扩增（4个拷贝）', 'amp1q+ gain1q+', 'a count'],
  ['1q21扩增阴性', 'amp1q- gain1q-', 'neither'],
  ['17p缺失（-）', 'del17p-', 'a sign in full width'],
  ['17p-（+）', 'del17p+', 'a deletion, positive'],
  ['17p、13q 未见异常', 'del13q- del17p-', 'places that are normal'],
  ['未见异常', '', 'names no probe'],
  ['FISH未见异常', '', 'names no probe'],
  ['17p缺失未检测', '', 'not tested is not "not detected"'],
  ['未行t(4;14)检测', '', 'not done'],
  ['建议完善FISH：17p缺失、t(4;14)', '', 'a plan'],
  ['拟行1q21扩增检测', '', 'a plan'],
  ['待回报：del(17p)', '', 'pending'],
  ['标本不足，17p缺失无法判断', '', 'failed'],
  ['既往t(4;14)阳性', '', 'history'],
  ['可疑17p缺失', 'del17p?', 'suspicious'],
  ['17p缺失不除外', 'del17p?', 'not excluded'],
  ['检测到t(11;14)，占细胞的65%', 't1114+', 'found, with its share'],
  ['在62%的细胞中检测到17p缺失', 'del17p+', 'the share first'],
  ['t(11；14)阳性率 65%', 't1114+', 'a full-width semicolon'],
  ['17号染色体短臂缺失阳性', 'del17p+', 'in words'],
  ['TP53基因缺失：阳性', 'del17p+', 'by gene'],
  ['TP53突变阴性', 'tp53Mutation-', 'mutation'],
  ['TP53突变：检出', 'tp53Mutation+', 'mutation'],
  ['13q14缺失：阳性；17p13缺失：阴性', 'del13q+ del17p-', 'both in a line'],
  ['IGH/FGFR3融合阳性，IGH/MAF融合阴性', 't1416- t414+', 'both in a line'],
  ['1q21获得阳性，17p缺失阴性，t(14;16)阴性', 'del17p- gain1q+ t1416-', 'three in a line'],
  ['染色体核型：46,XX[20]，未见17p缺失', '', 'a karyotype'],
  ['17p缺失提示预后不良', '', 'a lesson'],
  ['MYC重排阴性', 'mycRearranged-', 'MYC'],
  ['超二倍体：阳性', 'hyperdiploidy+', 'hyperdiploidy'],
  ['非超二倍体', '', 'not the word'],
  ['1p32缺失：未检出', 'del1p-', 'the answer after'],
  ['无17p缺失', 'del17p-', 'none'],
  ['17p缺失与t(4;14)均为阴性', 'del17p- t414-', 'both'],
];

const FORMULAS: readonly Row[] = [
  ['nuc ish(TP53x1,D17Z1x2)[60/200]', 'del17p+', 'one copy in 30 % of the cells'],
  ['nuc ish(TP53x1,D17Z1x2)[20/200]', 'del17p+', 'at a tenth'],
  ['nuc ish(TP53x1,D17Z1x2)[19/200]', 'del17p?', 'just under a tenth'],
  ['nuc ish(TP53x1,D17Z1x2)', 'del17p+', 'without a share'],
  ['nuc ish(TP53,D17Z1)x1[80/200]', 'del17p+', 'the whole chromosome'],
  ['nuc ish(TP53,D17Z1)x2[200]', 'del17p-', 'two of each'],
  ['nuc ish 17p13.1(TP53x1)[50/100]', 'del17p+', 'with the band before'],
  ['nuc ish(TP53x1~2)[50/100]', 'del17p?', 'one or two'],
  ['nuc ish(FGFR3,IGH)x3(FGFR3 con IGHx2)[80/100]', 't414+', 'a fusion'],
  ['nuc ish(FGFR3,IGH)x2[200]', 't414-', 'apart'],
  ['nuc ish(FGFR3x3,IGHx3)[50/200]', 't414?', 'more signals, and no word of fusion'],
  ['nuc ish(IGHx3,MAFx3)(IGH con MAFx2)[50/100]', 't1416+', 'MAF'],
  ['nuc ish(IGHx3,MAFBx3)(IGH con MAFBx2)[50/100]', 't1420+', 'MAFB'],
  ['nuc ish(CCND1,IGH)x3(CCND1 con IGHx2)[90/100]', 't1114+', 'CCND1'],
  ['nuc ish(CDKN2Cx2,CKS1Bx3)[45/100]', 'amp1q- del1p- gain1q+', 'three copies'],
  ['nuc ish(CDKN2Cx1,CKS1Bx4)[45/100]', 'amp1q+ del1p+ gain1q+', 'four, and 1p lost'],
  ['nuc ish(CKS1Bx3~5)[45/100]', 'amp1q? gain1q+', 'three to five'],
  ["nuc ish(5'MYCx2,3'MYCx2)(5'MYC sep 3'MYCx1)[40/100]", 'mycRearranged+', 'parted'],
  ['nuc ish(RB1x1,LAMP1x2)[70/100]', 'del13q+', 'RB1'],
  ['45,XY,-13,del(17)(p13),t(4;14)(p16;q32)[5]/46,XY[15]', 'del13q+ del17p+ t414+', 'an abnormal karyotype'],
  ['45,XX,-17[4]/46,XX[16]', 'del17p+', 'monosomy 17'],
  ['47,XY,+1q,?del(17)(p13)[3]', 'gain1q+', 'a question mark in the formula'],
  ['54,XY,+3,+5,+7,+9,+11,+15,+19,+21[8]', 'hyperdiploidy+', '54 chromosomes'],
  ['47,XX,+8[3]/46,XX[17]', '', '47 are not hyperdiploid'],
  ['46,XX[20]. nuc ish(TP53,D17Z1)x2[200]', 'del17p-', 'FISH beside a normal karyotype'],
];

describe.each([
  ['present', PRESENT],
  ['absent', ABSENT],
  ['no answer', NO_ANSWER],
  ['undecided', UNCLEAR],
  ['Chinese', CHINESE],
  ['formulas', FORMULAS],
] as const)('probes in text: %s', (_, rows) => {
  test.each(rows)('%j: %s (%s)', (text, expected) => {
    expect(inShort(text)).toBe(expected);
  });
});

describe('the value of one test', () => {
  test.each([
    ['t(4;14)(p16;q32)', 't414+', 'a name alone is what was found'],
    ['1q21 gain, del(13q)', 'del13q+ gain1q+', 'several'],
    ['17p13', 'del17p?', 'a place alone isn’t'],
    ['del(17p) pending', '', 'more than a name'],
    ['panel: del(17p), t(4;14)', 'del17p? t414?', 'more than names'],
  ] satisfies Row[])('%j: %s (%s)', (text, expected) => {
    expect(inShort(text, 'result')).toBe(expected);
  });

  test('a karyotype shows, and never rules out', () => {
    expect(inShort('del(17p) not detected; t(11;14) detected', 'karyotype')).toBe('t1114+');
  });
});

describe('hostile text', () => {
  test('is read in part when it is long: the first and the last words', () => {
    const long = `del(17p) detected.${' x'.repeat(LONGEST_TEXT)} t(4;14) not detected.`;
    expect(inShort(long)).toBe('del17p+ t414-');
    expect(probesInText(long).cut).toBe(true);
  });

  test.each([
    'del(17p) '.repeat(3000),
    'no '.repeat(9000),
    'del('.repeat(9000),
    '17p'.repeat(9000),
    ','.repeat(40_000),
    '\n'.repeat(40_000),
    'a,\n'.repeat(9000),
    '- a:\n'.repeat(9000),
    '1'.repeat(60_000),
    'nuc ish' + '(a'.repeat(20_000),
    'nuc ish' + '(tp53x1)'.repeat(4000),
    '46,x' + ','.repeat(60_000),
    `t(${' '.repeat(60_000)}4;14)`,
    '17p deletion not '.repeat(2000),
    '未'.repeat(60_000),
    `1q ${'gain '.repeat(9000)}`,
    'ﷺ'.repeat(60_000),
    '__proto__ constructor toString del(17p)',
  ])('costs no more than its length: %#', (text) => {
    expect(milliseconds(() => probesInText(text))).toBeLessThan(400);
  });
});
