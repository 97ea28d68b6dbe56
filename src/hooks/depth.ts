import { RequestInvalid } from '../errors.ts';

/** Deeper than any FHIR resource nests; recursion over more would exhaust the stack. */
const MOST_LEVELS = 64;

/** Throws `RequestInvalid` for a value nested too deeply. Walks without recursion. */
export function checkDepth(value: unknown, member: string): void {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS)
      throw new RequestInvalid(`${member} is nested more than ${MOST_LEVELS} levels deep.`, { member });
    const below: unknown[] = [];
    for (const one of level) {
      if (typeof one === 'object' && one !== null) for (const child of Object.values(one)) below.push(child);
    }
    level = below;
  }
}
