import { creatinine, condition, medication, RX, type Json } from '../patient.ts';
import { chartOf, readAll, resource, patient } from './charts.ts';
test('deep', () => {
  const out: string[] = [];
  for (const member of ['coding', 'extension', 'a', 'value', 'valueQuantity', 'repeat', 'contained']) {
    for (const arr of [false, true]) {
      let deep: unknown = 1;
      for (let i = 0; i < 20000; i++) deep = arr ? [{ [member]: deep }] : { [member]: deep };
      for (const at of ['code', 'subject', 'valueQuantity', 'extension', 'effectivePeriod', 'dosageInstruction', 'medicationReference', 'contained', 'category', 'medicationCodeableConcept', 'meta', 'birthDate', 'gender', 'type', 'clinicalStatus']) {
        for (const base of [creatinine(1), condition('C90.00'), medication(RX.lenalidomide, { value: 1 }), { resourceType: 'Device', id: 'd' }] as Json[]) {
          const t = performance.now();
          try { readAll(chartOf([{ ...base, [at]: deep }], { drafts: [resource({ ...base, [at]: deep })], patient: resource(patient({ [at]: deep })) })); } catch (e) { out.push(`${member} ${at} ${String(base['resourceType'])}: ${String(e).slice(0, 80)}`); }
          const ms = performance.now() - t; if (ms > 300) out.push(`${member} ${at} ${ms}`);
        }
      }
    }
  }
  console.log(out.join('\n') || 'NOTHING');
}, 120000);
test('long strings', () => {
  const out: string[] = [];
  const longs = ['a', ' ', '1', '/', '-', '.', ',', 'mg ', '1 mg ', 'days 1-', '第', '天', '(', 'every ', 'x 1', 'once ', '\n', '每', 'allerg', 'the', 'dexamethasone ', '1/2 '].map((s) => s.repeat(200000 / s.length));
  for (const long of longs) for (const pre of ['', 'days 1', '10 mg ', '21天', 'http:', 'heparin ']) {
    const s = pre + long + 'x';
    const list: Json[] = [
      { ...creatinine(1), effectiveDateTime: s }, { ...creatinine(1), valueQuantity: undefined, valueString: s }, { ...creatinine(1), valueQuantity: { value: 1, unit: s, comparator: s } }, { ...creatinine(1), valueQuantity: { value: s, unit: 'mg/dL' } },
      { ...creatinine(1), status: s }, { ...creatinine(1), code: { coding: [{ system: s, code: s }] }, subject: { reference: s } },
      { ...condition('C90.00'), clinicalStatus: { text: s }, onsetDateTime: s, code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: s }] } },
      medication(RX.lenalidomide, null, { dosageInstruction: [{ text: s }] }), medication(RX.lenalidomide, null, { medicationCodeableConcept: { text: s } }), medication(RX.lenalidomide, null, { medicationReference: { reference: s } }),
      medication(RX.lenalidomide, null, { dosageInstruction: [{ patientInstruction: s, timing: { code: { text: s }, repeat: { periodUnit: s, period: s } }, doseAndRate: [{ doseQuantity: { value: s, unit: s } }] }] }),
      medication(RX.lenalidomide, null, { medicationCodeableConcept: { coding: [{ display: s, system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: RX.dexamethasone }] } }),
      { resourceType: 'AllergyIntolerance', code: { text: s } },
    ];
    list.forEach((one, at) => { const t = performance.now(); try { readAll(chartOf([one], { drafts: [resource(one)], patient: resource(patient({ birthDate: s, gender: s })) })); } catch (e) { out.push(`${at} ${String(e)}`); } const ms = performance.now() - t; if (ms > 200) out.push(`${pre}|${long.slice(0, 8)} case ${at}: ${ms.toFixed(0)} ms`); });
  }
  console.log(out.join('\n') || 'NOTHING');
}, 300000);
