import { evaluationCount, path, pathWithin } from '../../src/fhir-mapping/paths.ts';
import { resource } from './charts.ts';

describe('FHIRPath expressions', () => {
  test.each([
    { types: ['Observation'], expression: 'valeu.ofType(Quantity).value', because: 'a misspelt element' },
    { types: ['Observation'], expression: 'value.ofType(Quantity).valeu', because: 'a misspelt element, deeper' },
    {
      types: ['Observation'],
      expression: "code.coding.where(system = 'x').code",
      because: 'finds nothing in the sample',
    },
    { types: ['Observation', 'Patient'], expression: 'status', because: 'a Patient has no status' },
    { types: ['Nonsense'], expression: 'id', because: 'no sample of that type' },
    { types: ['Observation'], expression: 'value..unit', because: 'no FHIRPath' },
  ])('the start fails on $expression: $because', ({ types, expression }) => {
    expect(() => path(types, expression)).toThrow();
  });

  test.each([
    { json: { valueQuantity: { value: 1.2 } }, found: [1.2], because: 'there' },
    { json: { valueString: '1.2' }, found: [], because: 'another type of value' },
    { json: {}, found: [], because: 'not there' },
  ])('$found: $because', ({ json, found }) => {
    const value = path(['Observation'], 'value.ofType(Quantity).value');
    expect(value(resource({ resourceType: 'Observation', ...json }))).toEqual(found);
  });

  test.each([
    { type: 'Quantity', expression: 'valeu', because: 'a misspelt element' },
    { type: 'Nonsense', expression: 'value', because: 'no sample of that type' },
  ])('the start fails on $expression of a $type: $because', ({ type, expression }) => {
    expect(() => pathWithin(type, expression)).toThrow();
  });

  test.each([
    { quantities: { value: 1.2, unit: 'mg' }, found: [1.2], because: 'there' },
    { quantities: { value: '1.2' }, found: ['1.2'], because: 'as sent' },
    { quantities: { unit: 'mg' }, found: [], because: 'not there' },
    { quantities: [{ value: 2 }, { value: 1 }], found: [2, 1], because: 'of each in turn' },
  ])('within a Quantity, $found: $because', ({ quantities, found }) => {
    expect(pathWithin('Quantity', 'value')(quantities)).toEqual(found);
  });

  test('every evaluation is counted, compiling is not', () => {
    const before = evaluationCount();
    const status = path(['Observation'], 'status');
    expect(evaluationCount()).toBe(before);
    status(resource({ resourceType: 'Observation' }));
    status(resource({ resourceType: 'Observation' }));
    expect(evaluationCount()).toBe(before + 2);
  });
});
