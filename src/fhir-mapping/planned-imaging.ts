import type { Modality } from '../logic/disease-facts.ts';
import type { Contrast, PlannedImaging } from '../logic/workup-facts.ts';
import { conceptsIn, referenceOf, type ChartIndex } from './chart-index.ts';
import { contrastNamed, isAngiography, plainText } from './contrast-text.ts';
import { namesOf } from './disease/documents.ts';
import { CODED, modalityNamed } from './disease/studies.ts';
import { listAt, objectAt, textAt, type AnyResource } from './json.ts';

/** The imaging orders of the session: kind and contrast, by code or by the words of the order. */

/** Every imaging order in hand that is recognised; the others concern no page. */
export function readPlannedImaging(index: ChartIndex): readonly PlannedImaging[] {
  const { selections } = index.chart;
  return index.drafts.filter(isImagingOrder).flatMap((order) => {
    const code = objectAt(order, 'code');
    const details = listAt(order, 'orderDetail');
    const concepts = conceptsIn([code, ...details], index.chart);
    const names = namesOf(code);
    const text = plainText([...names, ...details.flatMap(namesOf)]);
    const withIodine = concepts.has('ct-iv-contrast');
    const coded = CODED.find((modality) => concepts.has(modality as Parameters<typeof concepts.has>[0]));
    const modality = coded ?? kindNamed(names, text) ?? (withIodine ? 'ct' : undefined);
    if (modality === undefined) return [];
    const reference = referenceOf(order);
    return [
      {
        modality,
        contrast: withIodine ? 'iodinated' : agentOf(modality, contrastNamed(text)),
        label: names[0] ?? modality,
        reference,
        selected: selections === null || selections.includes(reference),
      },
    ];
  });
}

/** Whether a page may speak of an order: skeletal surveys and iodinated contrast (IM-5). */
export function concernsImagingPages(index: ChartIndex): boolean {
  return readPlannedImaging(index).some(
    ({ modality, contrast }) => modality === 'skeletal-survey' || contrast === 'iodinated',
  );
}

const ENDED = new Set(['cancelled', 'entered-in-error', 'stopped', 'completed', 'revoked']);

const isImagingOrder = (order: AnyResource): boolean =>
  order.resourceType === 'ServiceRequest' &&
  !ENDED.has(textAt(order, 'status') ?? '') &&
  order['doNotPerform'] !== true;

function kindNamed(names: readonly string[], text: string): Modality | 'angiography' | undefined {
  const modality = modalityNamed(names);
  // "CT angiography" is a CT; an angiography by catheter has no modality of its own among the studies.
  return modality ?? (isAngiography(text) ? 'angiography' : undefined);
}

const MAGNETIC: ReadonlySet<string> = new Set(['whole-body-mri', 'spine-mri', 'pelvis-mri', 'mri']);
/** Neither a bone scan nor a plain film is given contrast into a vein. */
const WITHOUT: ReadonlySet<string> = new Set(['skeletal-survey', 'bone-scan', 'radiograph', 'whole-body-pet']);

/** Which agent the kind of study takes. */
function agentOf(modality: Modality | 'angiography', stated: 'with' | 'without' | 'not-stated'): Contrast {
  if (WITHOUT.has(modality) || stated === 'without') return 'none';
  if (modality === 'angiography') return 'iodinated';
  if (stated === 'not-stated') return 'not-stated';
  return MAGNETIC.has(modality) ? 'gadolinium' : 'iodinated';
}
