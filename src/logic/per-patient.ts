/** Where a page's view of a patient holds the patient: several views, one patient. Pages don't see it. */
export const PATIENT: unique symbol = Symbol('patient');

/**
 * A derivation that several pages ask for, worked out once per patient and what else it is given, if anything. Facts
 * never change, so this is the same answer, sooner; what is kept goes when the patient's facts go.
 */
export function perPatient<F extends object, R, G = void>(
  derive: (facts: F, given: G) => R,
): (facts: F, given: G) => R {
  const kept = new WeakMap<object, { readonly given: G; readonly result: R }>();
  return (facts, given) => {
    const patient = (facts as { readonly [PATIENT]?: object })[PATIENT] ?? facts;
    const earlier = kept.get(patient);
    if (earlier && earlier.given === given) return earlier.result;
    const result = derive(facts, given);
    kept.set(patient, { given, result });
    return result;
  };
}
