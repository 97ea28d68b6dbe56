import { PROBES, type Probe } from '../../../src/logic/disease-facts.ts';
import { daysAgo, type Json } from '../../patient.ts';
import { answers, mapped, outcome } from '../charts.ts';
import { ABSENT, answer, attached, component, loinc, PRESENT, report, result, text } from './reports.ts';

/** Probes that are known, in short; the rest is unknown. */
function inShort(resources: readonly Json[]): string {
  const { cytogenetics } = mapped(resources).facts;
  return PROBES.flatMap((probe) => {
    const fact = cytogenetics[probe];
    return fact.known ? [`${probe}${fact.value ? '+' : '-'}`] : [];
  }).join(' ');
}

const FISH = loinc('50659-2');
const VARIANT = loinc('69548-6');
const gene = (name: string): Json => component(loinc('48018-6'), { valueCodeableConcept: { text: name } });
const band = (name: string): Json => component(loinc('48001-2'), { valueCodeableConcept: { text: name } });
const copies = (value: number): Json => component(loinc('82155-3'), { valueQuantity: { value, code: '1' } });
const change = (display: string): Json =>
  component(loinc('48019-4'), { valueCodeableConcept: { coding: [{ display }] } });
const iscn = (words: string): Json => component(loinc('81291-7'), { valueString: words });

describe('cytogenetics', () => {
  test.each<readonly [string, readonly Json[], string]>([
    [
      'a FISH report in LOINC, in its conclusion',
      [report(FISH, { conclusion: 'del(17p) detected. t(4;14) not detected.' })],
      'del17p+ t414-',
    ],
    ['a report attached as plain text', [report(FISH, attached('t(11;14) detected in 80 % of cells'))], 't1114+'],
    [
      'an attachment that is no text',
      [report(FISH, { presentedForm: [{ contentType: 'application/pdf', data: 'ZGVsKDE3cCkgZGV0ZWN0ZWQ=' }] })],
      '',
    ],
    ['a conclusion code', [report(FISH, { conclusionCode: [{ text: 't(4;14) positive' }] })], 't414+'],
    ['a report with a local code only', [report(text('MM FISH PANEL'), { conclusion: '1q gain detected' })], 'gain1q+'],
    [
      'a pathology report',
      [report(loinc('33721-2'), { conclusion: '60% plasma cells. FISH: t(14;16) positive.' })],
      't1416+',
    ],
    [
      'an Observation with a value in words',
      [result(FISH, { valueString: 'del(17p) present in 45 % of nuclei' })],
      'del17p+',
    ],
    [
      'an Observation with nothing but names',
      [result(FISH, { valueString: 't(4;14)(p16;q32), 1q21 gain' })],
      't414+ gain1q+',
    ],
    ['a note', [result(FISH, { note: [{ text: 'No evidence of del(17p)' }] })], 'del17p-'],
    [
      'a local Observation named after the probe, answered by code',
      [result(text('FISH del(17p)'), PRESENT)],
      'del17p+',
    ],
    ['absent', [result(text('FISH t(4;14)'), ABSENT)], 't414-'],
    ['not detected', [result(text('t(14;16) IGH/MAF'), answer('LA11883-8'))], 't1416-'],
    ['positive in words', [result(text('1q21 gain'), { valueString: 'Positive' })], 'gain1q+'],
    [
      'a share well above the limit',
      [result(text('del(17p)'), { valueQuantity: { value: 62, code: '%' } })],
      'del17p+',
    ],
    ['a share under it', [result(text('del(17p)'), { valueQuantity: { value: 3, code: '%' } })], ''],
    ['a number without a unit', [result(text('del(17p)'), { valueQuantity: { value: 62 } })], ''],
    [
      'an interpretation',
      [
        result(text('t(11;14)'), {
          interpretation: [
            { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'POS' }] },
          ],
        }),
      ],
      't1114+',
    ],
    [
      'a local "ND" is no interpretation',
      [result(text('t(11;14)'), { interpretation: [{ coding: [{ system: 'urn:local', code: 'ND' }] }] })],
      '',
    ],
    ['no value, and why', [result(text('t(11;14)'), { dataAbsentReason: { text: 'failed' } })], ''],
    [
      'a panel with components',
      [
        result(loinc('62367-8'), {
          component: [
            component(text('del(17p)'), ABSENT),
            component(text('TP53/D17Z1'), { valueString: 'Normal' }),
            component(text('t(4;14) FGFR3/IGH'), PRESENT),
          ],
        }),
      ],
      'del17p- t414+',
    ],
    ['a signal formula', [result(loinc('62356-1'), { valueString: 'nuc ish(TP53x1,D17Z1x2)[60/200]' })], 'del17p+'],
    ['a normal karyotype', [result(loinc('33893-9'), { valueString: '46,XX[20]' })], ''],
    ['a karyotype that misses', [result(loinc('33893-9'), { valueString: 'del(17p) not detected' })], ''],
    [
      'a karyotype that shows',
      [result(loinc('33893-9'), { valueString: '45,XY,-13,t(14;16)(q32;q23)[4]/46,XY[16]' })],
      't1416+ del13q+',
    ],
    [
      'a variant: TP53 with one copy',
      [result(VARIANT, { ...PRESENT, component: [gene('TP53'), copies(1)] })],
      'del17p+',
    ],
    [
      'a variant: TP53 with copy number loss',
      [result(VARIANT, { ...PRESENT, component: [gene('TP53'), change('copy_number_loss')] })],
      'del17p+',
    ],
    [
      'a variant: the loss is absent',
      [result(VARIANT, { ...ABSENT, component: [gene('TP53'), change('copy_number_loss')] })],
      'del17p-',
    ],
    [
      'a variant: the band',
      [result(VARIANT, { ...PRESENT, component: [band('17p13.1'), change('copy number loss')] })],
      'del17p+',
    ],
    ['a variant: two copies of TP53', [result(VARIANT, { component: [gene('TP53'), copies(2)] })], 'del17p-'],
    [
      'a variant: CKS1B with three copies',
      [result(VARIANT, { ...PRESENT, component: [gene('CKS1B'), copies(3)] })],
      'gain1q+ amp1q-',
    ],
    [
      'a variant: CKS1B with five',
      [result(VARIANT, { ...PRESENT, component: [gene('CKS1B'), copies(5)] })],
      'gain1q+ amp1q+',
    ],
    [
      'a variant: a mutation of TP53',
      [
        result(VARIANT, {
          ...PRESENT,
          component: [gene('TP53'), component(loinc('48005-3'), { valueCodeableConcept: { text: 'p.Arg175His' } })],
        }),
      ],
      'tp53Mutation+',
    ],
    ['a variant: none in TP53', [result(VARIANT, { ...ABSENT, component: [gene('TP53')] })], 'tp53Mutation-'],
    ['a variant: a fusion by genes', [result(VARIANT, { ...PRESENT, component: [gene('IGH::FGFR3')] })], 't414+'],
    [
      'a variant: a fusion by two genes',
      [result(VARIANT, { ...PRESENT, component: [gene('CCND1'), gene('IGH')] })],
      't1114+',
    ],
    ['a variant: by formula', [result(VARIANT, { ...PRESENT, component: [iscn('t(14;20)(q32;q12)')] })], 't1420+'],
    ['a variant of another gene', [result(VARIANT, { ...PRESENT, component: [gene('BRCA2')] })], ''],
    ['a variant without an answer', [result(VARIANT, { component: [gene('TP53'), change('copy_number_loss')] })], ''],
    ['preliminary', [report(FISH, { status: 'preliminary', conclusion: 'del(17p) detected' })], ''],
    ['entered in error', [report(FISH, { status: 'entered-in-error', conclusion: 'del(17p) detected' })], ''],
    ['of the future', [report(FISH, { days: -3, conclusion: 'del(17p) detected' })], ''],
    ['undated', [report(FISH, { effectiveDateTime: undefined, conclusion: 'del(17p) detected' })], 'del17p+'],
    ['ten years old', [report(FISH, { days: 3650, conclusion: 'del(17p) detected' })], 'del17p+'],
    [
      'another patient’s',
      [report(FISH, { subject: { reference: 'Patient/p2' }, conclusion: 'del(17p) detected' })],
      '',
    ],
  ])('%s', (_, resources, expected) => {
    expect(inShort(resources)).toBe(expected);
  });

  test('the newest result of each probe wins, whatever its order', () => {
    const old = report(FISH, { days: 900, conclusion: 'del(17p) not detected; t(4;14) detected' });
    const late = report(FISH, { days: 3, conclusion: 'del(17p) detected' });
    expect(inShort([old, late])).toBe('del17p+ t414+');
    expect(inShort([late, old])).toBe('del17p+ t414+');
  });

  test('a newer failed or planned test leaves the older result', () => {
    const old = report(FISH, { days: 900, conclusion: 't(4;14) detected' });
    expect(inShort([old, report(FISH, { days: 3, conclusion: 't(4;14) insufficient' })])).toBe('t414+');
    expect(inShort([old, report(FISH, { days: 3, conclusion: 'FISH for t(4;14) pending' })])).toBe('t414+');
  });

  test('a newer result that can’t be read does not', () => {
    const old = report(FISH, { days: 900, conclusion: 'del(17p) not detected' });
    const late = report(FISH, { id: 'late', days: 3, conclusion: 'del(17p) 3 % (below cut-off)' });
    const { facts, notes } = mapped([old, late]);
    expect(outcome(facts.cytogenetics.del17p)).toBe('unreadable');
    expect(notes()).toContainEqual(
      expect.objectContaining({ reference: 'DiagnosticReport/late', issue: 'unparsable' }),
    );
  });

  test('two results of one day that differ are in conflict', () => {
    const { facts, issues } = mapped([
      report(FISH, { conclusion: 'del(17p) detected' }),
      result(text('del(17p)'), ABSENT),
    ]);
    expect(outcome(facts.cytogenetics.del17p)).toBe('conflicting');
    expect(issues()).toContain('conflicting-values');
  });

  test('evidence says when, where and what was read, and no more of the report', () => {
    const one = report(FISH, {
      id: 'r',
      days: 4,
      conclusion: 'Jane Roe, born 1955: del(17p) detected in 62 % of nuclei.',
    });
    expect(mapped([one]).facts.cytogenetics.del17p.evidence).toEqual([
      {
        concept: 'fish-del-17p',
        value: 'del(17p): detected 62 %',
        date: daysAgo(4),
        reference: 'DiagnosticReport/r',
        stale: false,
      },
    ]);
  });

  test('results that a report refers to count, in the chart and contained', () => {
    const inner = result(text('interpretation'), { id: 'i', valueString: 't(4;14) detected' });
    const other = result(text('interpretation'), { id: 'o', valueString: 't(11;14) detected' });
    const links = [
      { reference: '#i' },
      { reference: 'Observation/o' },
      { reference: 'Observation/none' },
      { reference: 7 },
    ];
    expect(inShort([report(FISH, { contained: [inner], result: links }), other])).toBe('t414+ t1114+');
  });

  test.each([
    { answered: answers(), because: 'absent' },
    { answered: answers({ reports: 'unanswered' }), because: 'unanswered' },
    { answered: answers({ observations: 'partial' }), because: 'unanswered' },
  ])('without any result it is $because', ({ answered, because }) => {
    expect(outcome(mapped([], { answers: answered }).facts.cytogenetics.t414)).toBe(because);
  });

  test('a long report is read at both ends, and that is noted', () => {
    const conclusion = `del(17p) detected. ${'x '.repeat(20_000)}. t(4;14) not detected.`;
    const { facts, notes } = mapped([report(FISH, { conclusion })]);
    expect([facts.cytogenetics.del17p, facts.cytogenetics.t414].map(outcome)).toEqual([true, false]);
    expect(notes().map(({ detail }) => detail)).toContain('long text, read in part');
  });

  test('site codes', () => {
    const local = { coding: [{ system: 'urn:lab', code: 'FSH1' }] };
    const { facts } = mapped([result(local, { valueString: 'del(17p) detected' })], {
      localCodes: new Map([['urn:lab|FSH1', 'fish']]),
    });
    expect(outcome(facts.cytogenetics['del17p' satisfies Probe])).toBe(true);
  });
});
