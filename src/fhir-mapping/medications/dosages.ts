import { listAt, type AnyResource, type JsonObject } from '../json.ts';

/** The dosages of an entry, whatever its type: `dosageInstruction` of what is ordered, `dosage` of what is taken or given. */
export function dosagesOf(entry: AnyResource): readonly JsonObject[] {
  const ordered = listAt(entry, 'dosageInstruction');
  const taken = listAt(entry, 'dosage');
  return taken.length === 0 ? ordered : [...ordered, ...taken];
}
