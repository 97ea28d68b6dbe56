/** Where a page's view of a patient holds the patient: several views, one patient. Pages don't see it. */
export const PATIENT: unique symbol = Symbol('patient');

/** Where a patient's facts hold what was derived from them. */
const DERIVED = Symbol('derived');

interface Derived {
  readonly given: unknown;
  readonly result: unknown;
}

interface Keeper {
  readonly [PATIENT]?: object;
  readonly [DERIVED]?: Map<unknown, Derived>;
}

/**
 * A derivation that several pages ask for, worked out once per patient and what else it is given, if anything. Facts
 * never change, so this is the same answer, sooner; what is kept goes when the patient's facts go.
 */
export function perPatient<F extends object, R, G = void>(
  derive: (facts: F, given: G) => R,
): (facts: F, given: G) => R {
  return (facts, given) => {
    const kept = derivedOf(facts);
    const earlier = kept.get(derive);
    // Under the key `derive` nothing but its results is ever kept.
    if (earlier && earlier.given === given) return earlier.result as R;
    const result = derive(facts, given);
    kept.set(derive, { given, result });
    return result;
  };
}

/**
 * On the facts themselves: what a WeakMap holds, V8 keeps until the next full collection, with every patient whose facts
 * it refers to. Not enumerable: a copy of the facts with another value derives anew.
 */
function derivedOf(facts: Keeper): Map<unknown, Derived> {
  const patient: Keeper = facts[PATIENT] ?? facts;
  const kept = patient[DERIVED];
  if (kept) return kept;
  const made = new Map<unknown, Derived>();
  Object.defineProperty(patient, DERIVED, { value: made });
  return made;
}
