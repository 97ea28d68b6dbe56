import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { SAMPLES } from './path-samples.ts';
import type { AnyResource, JsonObject } from './json.ts';

/**
 * FHIRPath, compiled once at load with the R4 model. Expressions return scalars (fhirpath.js writes on the objects
 * that it returns) and run on the few resources that the index has picked out, never over a Bundle.
 */

let evaluations = 0;

/** How many expressions have been evaluated since the process began: the machine-independent measure of cost. */
export function evaluationCount(): number {
  return evaluations;
}

/** An expression bound to the types that it is meant for; of several resources, what it finds in each in turn. */
export type Path<Input extends JsonObject = AnyResource> = (input: Input | readonly Input[]) => readonly unknown[];

/**
 * Compiles an expression. fhirpath.js says nothing about a misspelt element, so each expression must find something
 * in a sample of each type that it is declared for; otherwise the start fails here.
 */
export function path(types: readonly string[], expression: string): Path {
  return checked(fhirpath.compile(expression, r4, { async: false }), types, expression);
}

/** The same from a data type on, such as a Quantity: for what is known to be one, at half the cost. */
export function pathWithin(type: string, expression: string): Path<JsonObject> {
  return checked(fhirpath.compile({ base: type, expression }, r4, { async: false }), [type], expression);
}

function checked(
  compiled: (input: unknown) => unknown[],
  types: readonly string[],
  expression: string,
): (input: unknown) => readonly unknown[] {
  for (const type of types) {
    const sample = SAMPLES[type];
    if (!sample || compiled(sample).length === 0)
      throw new Error(`FHIRPath finds nothing in a sample ${type}: ${expression}`);
  }
  return (input) => {
    evaluations += 1;
    try {
      return compiled(input);
    } catch {
      // The engine throws on shapes that no FHIR resource has, such as an extension that isn't a list.
      return [];
    }
  };
}
