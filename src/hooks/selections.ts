import { referenceOf } from '../fhir-mapping/chart-index.ts';
import type { AnyResource } from '../fhir-mapping/json.ts';

/**
 * The drafts that selections name, as `Type/id`: relative, absolute or versioned references, or a bare id that only one
 * draft has. Null when they name nothing in the drafts: then they can't narrow them, and all are judged.
 */
export function resolveSelections(
  selections: readonly string[],
  drafts: readonly AnyResource[],
): readonly string[] | null {
  const references = new Set(drafts.map(referenceOf));
  const byId = new Map<string, string[]>();
  for (const reference of references) {
    const id = reference.slice(reference.indexOf('/') + 1);
    byId.set(id, [...(byId.get(id) ?? []), reference]);
  }
  const selected = selections.flatMap((selection) => {
    const reference = (selection.split('/_history/')[0] ?? selection).split('/').slice(-2).join('/');
    if (references.has(reference)) return [reference];
    const sameId = byId.get(selection) ?? [];
    return sameId.length === 1 ? sameId : [];
  });
  return selected.length === 0 && selections.length > 0 ? null : selected;
}
