import { routeInText } from '../../../src/fhir-mapping/medications/route-text.ts';
import type { Route } from '../../../src/logic/drugs.ts';
import { medication, RX, type Json } from '../../patient.ts';
import { mapped } from '../charts.ts';

describe('a route in words', () => {
  test.each<{ text: string; route: Route | undefined; because: string }>([
    { text: '1.3 mg/m2 IV push days 1, 4, 8, 11', route: 'intravenous', because: 'IV push' },
    { text: '1.3 mg/m2 I.V. weekly', route: 'intravenous', because: 'points' },
    { text: 'infuse intravenously over 30 minutes', route: 'intravenous', because: 'in full' },
    { text: '16 mg/kg IVPB', route: 'intravenous', because: 'piggyback' },
    { text: '1.3mg/m2 静脉注射 每周1次', route: 'intravenous', because: 'Chinese' },
    { text: '1.3 mg/m2 SC weekly', route: 'subcutaneous', because: 'SC' },
    { text: '1.3 mg/m2 subcut weekly', route: 'subcutaneous', because: 'subcut' },
    { text: 'inject sub-q weekly', route: 'subcutaneous', because: 'sub-q' },
    { text: '皮下注射', route: 'subcutaneous', because: 'Chinese' },
    { text: '10 mg PO daily', route: 'oral', because: 'PO' },
    { text: 'take by mouth', route: 'oral', because: 'in full' },
    { text: '口服', route: 'oral', because: 'Chinese' },
    { text: '0.5 mL IM once', route: 'intramuscular', because: 'IM' },
    { text: 'IV or SC', route: undefined, because: 'two routes' },
    { text: 'SC, not IV', route: 'subcutaneous', because: 'a warning against the other' },
    { text: '皮下注射，不可静脉给药', route: 'subcutaneous', because: 'a warning in Chinese' },
    { text: 'SC weekly; IV fluids 500 mL before', route: 'subcutaneous', because: 'fluids beside the drug' },
    { text: 'for stage IV disease', route: undefined, because: 'a stage' },
    { text: 'NYHA class IV', route: undefined, because: 'a class' },
    { text: 'weekly', route: undefined, because: 'not told' },
    { text: 'IV '.repeat(50_000), route: undefined, because: 'huge' },
  ])('$route: $because', ({ text, route }) => {
    expect(routeInText(text)).toBe(route);
  });
});

describe('the route of an order', () => {
  const read = (dosage: Json, name = 'bortezomib') => {
    const { facts, issues } = mapped([
      medication(RX.bortezomib, null, {
        medicationCodeableConcept: { text: name },
        dosageInstruction: [dosage],
      }),
    ]);
    return [facts.activeDrugs.known && facts.activeDrugs.value[0]?.route, issues().includes('conflicting-values')];
  };
  const IV = { coding: [{ system: 'http://snomed.info/sct', code: '47625008' }] };

  test.each<{ dosage: Json; name?: string; route: Route | null; note: boolean; because: string }>([
    { dosage: { route: IV, text: 'IV push' }, route: 'intravenous', note: false, because: 'code and words agree' },
    { dosage: { text: 'IV push' }, route: 'intravenous', note: false, because: 'words alone' },
    { dosage: { route: IV, text: 'give subcut' }, route: null, note: true, because: 'code and words differ' },
    { dosage: {}, name: 'bortezomib SQ injection 2.3 mg', route: 'subcutaneous', note: false, because: 'in the name' },
    {
      dosage: { route: IV },
      name: 'bortezomib SQ injection',
      route: 'intravenous',
      note: false,
      because: 'the dosage goes first',
    },
    { dosage: { text: 7, route: 'IV' }, route: null, note: false, because: 'wrong types' },
  ])('$route: $because', ({ dosage, name, route, note }) => {
    expect(read(dosage, name)).toEqual([route, note]);
  });
});
