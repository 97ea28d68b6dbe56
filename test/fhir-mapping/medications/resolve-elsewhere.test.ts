import { indexChart } from '../../../src/fhir-mapping/chart-index.ts';
import { resolveDrug } from '../../../src/fhir-mapping/medications/resolve.ts';
import type { Json } from '../../patient.ts';
import { chartOf, resource, RXNORM, SNOMED, SUBJECT } from '../charts.ts';

const order = (more: Json): Json => ({
  resourceType: 'MedicationRequest',
  id: 'm1',
  status: 'active',
  subject: SUBJECT,
  ...more,
});
const coded = (coding: Json): Json => order({ medicationCodeableConcept: { coding: [coding] } });
const worded = (text: string): Json => order({ medicationCodeableConcept: { text } });
const rx = (code: string, display?: string): Json => ({ system: RXNORM, code, display });
const referring = (reference: string): Json => order({ medicationReference: { reference } });
const resolved = (one: Json, others: readonly Json[] = []) =>
  resolveDrug(indexChart(chartOf([one, ...others])), resource(one));

describe('products that act elsewhere are not counted', () => {
  const route = (code: string, display: string): Json => ({
    dosageInstruction: [{ route: { coding: [{ system: SNOMED, code, display }] } }],
  });
  const form = {
    resourceType: 'Medication',
    id: 'f',
    code: { coding: [rx('3264')] },
    form: { text: 'Ophthalmic suspension' },
  };

  test.each([
    { order: worded('dexamethasone 0.1 % ophthalmic suspension'), because: 'eye' },
    { order: worded('dexamethasone eye drops'), because: 'eye, in plain words' },
    { order: worded('ciprofloxacin-dexamethasone otic'), because: 'ear' },
    { order: worded('dexamethasone 0.5 mg/5 mL mouthwash'), because: 'mouth' },
    { order: worded('ketoconazole 2 % cream'), because: 'skin' },
    { order: worded('ketoconazole 2 % shampoo'), because: 'scalp' },
    { order: worded('heparin lock flush 100 unit/mL'), because: 'line' },
    { order: worded('heparin, porcine (PF) 10 unit/mL flush'), because: 'line' },
    { order: worded('地塞米松滴眼液'), because: 'eye, Chinese' },
    { order: worded('妥布霉素地塞米松眼膏'), because: 'eye ointment, Chinese' },
    { order: worded('复方地塞米松乳膏'), because: 'cream, Chinese' },
    { order: worded('肝素钠封管注射液'), because: 'line, Chinese' },
    { order: worded('酮康唑洗剂 ketoconazole'), because: 'lotion, Chinese' },
    { order: coded(rx('205669')), because: 'Maxidex by code alone' },
    { order: coded(rx('226343')), because: 'ophthalmic solution by code alone' },
    { order: coded(rx('854181')), because: 'Ozurdex by code alone' },
    { order: coded(rx('2045409')), because: 'Dexycu (into the eye) by code alone' },
    { order: coded(rx('106336')), because: 'ketoconazole shampoo by code alone' },
    { order: coded(rx('608844')), because: 'Nizoral shampoo by code alone' },
    { order: coded(rx('3264', 'Dexamethasone Ophthalmic')), because: 'ingredient code, form in the display' },
    { order: { ...coded(rx('3264')), ...route('54485002', 'Ophthalmic route') }, because: 'ophthalmic by route' },
    { order: { ...coded(rx('3264')), ...route('6064005', 'Topical route') }, because: 'topical by route' },
    { order: referring('Medication/f'), because: 'ophthalmic by Medication.form' },
  ])('$because', ({ order: one }) => {
    expect(resolved(one, [form])).toBeNull();
  });

  test.each([
    { order: worded('dexamethasone 4 mg oral tablet'), because: 'oral' },
    { order: worded('dexamethasone 0.5 mg/5 mL elixir'), because: 'oral solution' },
    { order: worded('dexamethasone injection'), because: 'injection' },
    { order: { ...coded(rx('3264')), ...route('26643006', 'Oral route') }, because: 'oral by route' },
  ])('counted: $because', ({ order: one }) => {
    expect(resolved(one)?.ingredient).toBe('dexamethasone');
  });
});
