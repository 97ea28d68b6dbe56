import type { Course } from '../../logic/therapy-facts.ts';
import { listAt, textAt, type AnyResource } from '../json.ts';

/** Why a drug was stopped, by the words or the FHIR code of `statusReason` (a list in statements and administrations). */

const PROGRESSION = /\bprogression\b|\bprogressed\b|\bprogressive disease\b|\brelaps\w*|疾病进展|病情进展|复发/i;
const TOXICITY =
  /\b(sintol|salg)\b|toxic|intoleran|adverse|side effect|neuropath|cytopenia|allerg|不良反应|毒性|不耐受|不能耐受|副作用|神经病变/i;
/** "no progression", "before progression": nothing is concluded from such words. */
const DENIED = /\b(no|not|non|without|before|until|prevent\w*|prior)\b|无|未|非|防/i;
const LONGEST_TEXT = 200;

export function stopReason(entry: AnyResource): Course['stoppedFor'] {
  if (entry['statusReason'] === undefined) return null;
  const texts = listAt(entry, 'statusReason').flatMap((concept) => [
    textAt(concept, 'text'),
    ...listAt(concept, 'coding').flatMap((coding) => [textAt(coding, 'display'), textAt(coding, 'code')]),
  ]);
  const told = texts.filter((text) => text !== undefined && text.length <= LONGEST_TEXT && !DENIED.test(text));
  if (told.some((text) => PROGRESSION.test(text ?? ''))) return 'progression';
  return told.some((text) => TOXICITY.test(text ?? '')) ? 'toxicity' : null;
}
