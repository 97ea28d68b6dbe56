import type { Modality } from '../../logic/disease-facts.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { objectAt, listAt, textAt, type AnyResource } from '../json.ts';
import { documentDay, isUsable, namesOf } from './documents.ts';
import { perChart } from '../per-chart.ts';
import { observationsNamed } from './names.ts';

/** Which resources are an imaging study that was done, and of which kind. */

export interface Study {
  readonly modality: Modality;
  readonly day: string | null;
  readonly resources: readonly AnyResource[];
}

/** Kinds that have codes. */
export const CODED: readonly Modality[] = [
  'whole-body-ct',
  'pet-ct',
  'whole-body-pet',
  'whole-body-mri',
  'spine-mri',
  'pelvis-mri',
  'skeletal-survey',
  'bone-scan',
] as const;

const WHOLE = '(?:whole[- ]?body|total[- ]?body|全身)';
const MRI = '(?:\\bmri?\\b|magnetic resonance|磁共振|核磁)';

/** By name, where the code isn't known; the first that fits. */
const NAMED: readonly { readonly modality: Modality; readonly pattern: RegExp }[] = [
  { modality: 'pet-ct', pattern: /\bpet ?[/+-]? ?ct\b|\bct ?[/+-] ?pet\b|pet[/-]?ct/ },
  { modality: 'whole-body-mri', pattern: new RegExp(`${WHOLE}.{0,30}${MRI}|${MRI}.{0,30}${WHOLE}`) },
  { modality: 'whole-body-ct', pattern: new RegExp(`${WHOLE}.{0,30}\\bct|\\bct.{0,30}${WHOLE}|\\bwbld-?ct\\b`) },
  { modality: 'whole-body-ct', pattern: /全身.{0,10}ct|低剂量.{0,4}全身/ },
  {
    modality: 'skeletal-survey',
    pattern: /(?:skeletal|bone|osseous) survey|metastatic survey|全身骨.{0,6}(?:x线|平片|x光)/,
  },
  { modality: 'bone-scan', pattern: /bone (?:scan|scintigra)|骨扫描|骨显像/ },
  {
    modality: 'spine-mri',
    pattern: new RegExp(`${MRI}.{0,30}(?:spine|cervical|thoracic|lumbar|脊柱|椎)|(?:spine|脊柱|椎).{0,20}${MRI}`),
  },
  { modality: 'pelvis-mri', pattern: new RegExp(`${MRI}.{0,30}(?:pelvi|骨盆|盆腔)|(?:pelvi|骨盆|盆腔).{0,20}${MRI}`) },
  { modality: 'whole-body-pet', pattern: /\bpet\b.{0,30}(?:whole|body|thigh|fdg|scan)|whole[- ]?body.{0,10}\bpet\b/ },
  { modality: 'mri', pattern: new RegExp(MRI) },
  { modality: 'ct', pattern: /\bct\b(?!\/ng)|computed tomography|ct(?:平扫|增强|检查)/ },
  { modality: 'radiograph', pattern: /\bx-?rays?\b|\bxr\b|radiograph|平片|x线|x光/ },
];

const LONGEST_NAME = 200;

/** The kind of study that a name tells; a name that is about something else tells none. */
export function modalityNamed(names: readonly string[]): Modality | undefined {
  const text = names.join(' | ').slice(0, LONGEST_NAME).normalize('NFKC').slice(0, LONGEST_NAME).toLowerCase();
  // Nearly every name in a chart is of something else.
  if (!/ct|mr|magnet|pet|x-?ray|xr|surv|scan|scint|radiog|tomog|磁|骨|平片|x线|x光/.test(text)) return undefined;
  return NAMED.find(({ pattern }) => pattern.test(text))?.modality;
}

/** Every study that was done; resources of one kind and day are one study. Oldest first, undated before all. */
export const studiesOf = perChart(findStudies);

function findStudies(index: ChartIndex): readonly Study[] {
  const byCode = new Map<AnyResource, Modality>();
  for (const modality of CODED)
    for (const resource of index.byConcept.get(modality as Parameters<typeof index.byConcept.get>[0]) ?? [])
      byCode.set(resource, modality);
  const candidates = ['DiagnosticReport', 'ImagingStudy', 'Procedure'].flatMap((type) => index.byType.get(type) ?? []);
  const observations = new Set([...coded('Observation', byCode), ...observationsNamed(index, isImaging)]);
  const groups = new Map<string, { modality: Modality; day: string | null; resources: AnyResource[] }>();
  for (const resource of [...candidates, ...observations]) {
    const modality = byCode.get(resource) ?? modalityNamed(studyNames(resource));
    if (modality === undefined || !wasDone(index, resource)) continue;
    const day = documentDay(resource);
    const key = `${modality} ${day ?? referenceOf(resource)}`;
    const group = groups.get(key) ?? { modality, day, resources: [] };
    group.resources.push(resource);
    groups.set(key, group);
  }
  return [...groups.entries()]
    .sort(([a, { day: one }], [b, { day: other }]) => `${one ?? ''} ${a}`.localeCompare(`${other ?? ''} ${b}`))
    .map(([, group]) => ({ ...group, resources: [...group.resources].sort(reportsFirst) }));
}

const reportsFirst = (a: AnyResource, b: AnyResource): number => rank(a).localeCompare(rank(b));
const rank = (resource: AnyResource): string =>
  `${resource.resourceType === 'DiagnosticReport' ? 0 : 1} ${referenceOf(resource)}`;

function studyNames(resource: AnyResource): readonly string[] {
  if (resource.resourceType !== 'ImagingStudy') return namesOf(objectAt(resource, 'code'));
  const description = textAt(resource, 'description');
  const procedures = listAt(resource, 'procedureCode').flatMap(namesOf);
  return description === undefined ? procedures : [description, ...procedures];
}

const coded = (type: string, byCode: ReadonlyMap<AnyResource, Modality>): AnyResource[] =>
  [...byCode.keys()].filter(({ resourceType }) => resourceType === type);

/** An Observation of imaging without a known code: its name says so. */
const isImaging = (name: string): boolean =>
  /mri|magnet|\bct\b|\bpet\b|surv|lytic|骨|磁|病灶/i.test(name) && modalityNamed([name]) !== undefined;

/** Plans, cancelled orders and studies under way aren't studies. */
function wasDone(index: ChartIndex, resource: AnyResource): boolean {
  const status = textAt(resource, 'status');
  if (resource.resourceType === 'Procedure') return status === 'completed' && !isFuture(index, resource);
  if (resource.resourceType === 'ImagingStudy') return status === 'available' && !isFuture(index, resource);
  return isUsable(index, resource);
}

function isFuture(index: ChartIndex, resource: AnyResource): boolean {
  const day = documentDay(resource);
  if (day === null || day <= index.chart.clock.latest) return false;
  index.quality.add(referenceOf(resource), 'date-future', 'dated after the day of the evaluation');
  return true;
}
