import type { Rule } from '../logic/rule.ts';
import type { HookRequest } from './types.ts';

/** What Epic's requests say besides the standard (docs/clients.md, "Epic"). */

/**
 * Epic calls an address that isn't exactly the registered one without prefetch, token and drafts. To read that as a
 * patient without data would be silence where advice is due.
 */
export const isStripped = ({ hook, prefetch = {}, fhirAuthorization, context }: HookRequest): boolean =>
  Object.keys(prefetch).length === 0 &&
  fhirAuthorization === undefined &&
  (hook === 'patient-view' || context.draftOrders === undefined);

const FHIR_VERSION = 'com.epic.cdshooks.request.fhir-version';

/** The client id may be registered for an older FHIR, whose resources would be half understood. */
export const isOlderFhir = ({ extension }: HookRequest): boolean => {
  const version = extension?.[FHIR_VERSION];
  return version === 'STU3' || version === 'DSTU2';
};

const TRIGGER = 'com.epic.cdshooks.request.bpa-trigger-action';

type Subset = (rule: Rule) => boolean;

const DIAGNOSIS_TOPICS = ['diagnosis', 'staging', 'smoldering', 'plasmacytoma', 'work-up', 'data-quality'];
const ofDiagnosis: Subset = ({ topic }) => DIAGNOSIS_TOPICS.includes(topic);
const ofOrders: Subset = ({ topic, hooks }) => hooks.includes('order-sign') || topic === 'data-quality';

/**
 * Epic's own triggers that come as patient-view: where a diagnosis is entered, what is said of diagnoses; where orders
 * are entered or signed, what is said of therapy. All others hear all, an opened chart (60) and unknown numbers alike.
 */
const SUBSETS: ReadonlyMap<string, Subset> = new Map([
  ['6', ofDiagnosis],
  ['7', ofDiagnosis],
  ['18', ofOrders],
  ['23', ofOrders],
]);

/** The pages for the native trigger of a patient-view; all of them for any other request. */
export function pagesFor({ hook, extension }: HookRequest, pages: readonly Rule[]): readonly Rule[] {
  const trigger = extension?.[TRIGGER];
  if (hook !== 'patient-view' || (typeof trigger !== 'string' && typeof trigger !== 'number')) return pages;
  const subset = SUBSETS.get(String(trigger));
  return subset ? pages.filter(subset) : pages;
}
