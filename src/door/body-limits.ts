import { BodyTooDeep, BodyTooLarge } from '../errors.ts';
import type { Limits } from '../settings/limits.ts';

type Bounds = Pick<Limits, 'depth' | 'stringLength' | 'entries'>;

/**
 * Refuses a parsed body that nests too deeply (400), or holds too long a text or too many Bundle entries (413). One walk,
 * about a fourteenth of what parsing costs; its recursion is bounded by the depth that it checks.
 */
export function checkBody(body: unknown, bounds: Bounds): void {
  if (typeof body === 'string') checkText(body, bounds);
  if (typeof body !== 'object' || body === null) return;
  const entries = walk(body, bounds, bounds.depth);
  if (entries > bounds.entries)
    throw new BodyTooLarge(`The Bundles of the request hold more than ${bounds.entries} entries.`);
}

/** The number of Bundle entries below a value. */
function walk(value: object, bounds: Bounds, levels: number): number {
  if (levels === 0) throw new BodyTooDeep(`The body is nested more than ${bounds.depth} levels deep.`);
  if (Array.isArray(value)) return walkAll(value, bounds, levels);
  let entries = 0;
  // Bodies come from JSON.parse: every enumerable member is their own.
  for (const name in value) {
    const member: unknown = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof member === 'string') checkText(member, bounds);
    else if (typeof member === 'object' && member !== null) {
      entries += walk(member, bounds, levels - 1);
      if (name === 'entry' && Array.isArray(member)) entries += member.length;
    }
  }
  return entries;
}

function walkAll(values: readonly unknown[], bounds: Bounds, levels: number): number {
  let entries = 0;
  for (const one of values) {
    if (typeof one === 'string') checkText(one, bounds);
    else if (typeof one === 'object' && one !== null) entries += walk(one, bounds, levels - 1);
  }
  return entries;
}

function checkText(text: string, { stringLength }: Bounds): void {
  if (text.length > stringLength)
    throw new BodyTooLarge(`The body holds a text of more than ${stringLength} characters.`);
}
