import type { FocalLesions, ImagingStudy, Modality } from '../../logic/disease-facts.ts';
import { known, unknown, type Evidence, type Fact } from '../../logic/facts.ts';
import { span } from '../../logic/interval.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { presence } from '../presence.ts';
import { membersOf, noDocument } from './documents.ts';
import { BONE_TOPICS, saidBy, type Said } from './imaging-reports.ts';
import type { ImagingTopic } from './imaging-text.ts';
import { atLeastCount, measuredFocal } from './lengths.ts';
import { studiesOf, type Study } from './studies.ts';
import type { Statement } from './statements.ts';

/** DEC-3, DEC-10, C-1d, C-1g: what imaging shows, study by study. */

/** Studies of the whole skeleton: only these can exclude. */
const WHOLE: ReadonlySet<Modality> = new Set(['whole-body-ct', 'pet-ct', 'skeletal-survey', 'whole-body-mri']);
/** C-1d is radiography, CT or PET/CT (errata 44). */
const LYTIC: ReadonlySet<Modality> = new Set(['whole-body-ct', 'pet-ct', 'skeletal-survey', 'ct', 'radiograph']);
const MRI: ReadonlySet<Modality> = new Set(['whole-body-mri', 'spine-mri', 'pelvis-mri', 'mri']);
/** Studies of one region count for what they show only. */
const REGIONAL: ReadonlySet<Modality> = new Set(['ct', 'mri', 'radiograph']);

export function readImaging(index: ChartIndex): Fact<readonly ImagingStudy[]> {
  const studies = studiesOf(index)
    .map((study) => studyOf(index, study))
    .filter((study) => !REGIONAL.has(study.modality) || findings(study).some((finding) => finding.known));
  if (studies.length === 0) return unknown([noDocument(index, 'imaging')]);
  return known(
    studies,
    studies.map(({ modality, date, reference }) => evidence('imaging', modality, { date, reference })),
  );
}

const findings = (study: ImagingStudy): readonly Fact<unknown>[] => [
  study.lyticLesions,
  study.focalLesions,
  study.extramedullary,
  study.newLesion,
];

/** Lysis in the problem list or in any study; none when a CT or PET/CT of the whole body, the newest, shows none (DEC-10). */
export function readLyticLesions(index: ChartIndex, imaging: Fact<readonly ImagingStudy[]>): Fact<boolean> {
  const listed = presence(index, {
    concept: 'lytic-lesion',
    codes: ['lytic-lesion'],
    kinds: ['conditions'],
    when: 'ever',
  });
  if (listed.known && listed.value) return listed;
  const studies = imaging.known ? imaging.value : [];
  const seen = studies.filter(({ lyticLesions }) => lyticLesions.known && lyticLesions.value);
  if (seen.length > 0)
    return known(
      true,
      seen.flatMap(({ lyticLesions }) => lyticLesions.evidence),
    );
  const newest = studies.filter(({ modality }) => modality === 'whole-body-ct' || modality === 'pet-ct').at(-1);
  return newest?.lyticLesions ?? unknown([noDocument(index, 'lytic-lesion')]);
}

function studyOf(index: ChartIndex, study: Study): ImagingStudy {
  const { modality, day, resources } = study;
  const reference = resources.map(referenceOf)[0] ?? '';
  const said = resources.map((resource) => saidBy(index, resource));
  const statements = said.flatMap((one) => one.statements);
  const place = { date: day, reference };
  const find = (concept: string, topics: readonly ImagingTopic[], more: Partial<Asked> = {}): Fact<boolean> =>
    settle({
      concept,
      place,
      statements: statements.filter(({ topic }) => topics.includes(topic)),
      excludes: true,
      ...more,
    });
  const isWhole = WHOLE.has(modality);
  const lytic = find('lytic-lesion', ['lytic'], { excludes: isWhole });
  const bone = find('bone-disease', ['boneDisease', 'bones'], { excludes: isWhole });
  const other = statements.some(
    ({ topic, answer }) => topic === 'otherLesion' && (answer === 'met' || answer === 'unclear'),
  );
  const focal = MRI.has(modality)
    ? focalOf(index, study, said)
    : unknown([{ concept: 'focal-lesions', because: 'absent' }]);
  const none = (fact: Fact<boolean>): boolean => fact.known && !fact.value;
  const isClean = isWhole && !other && !statements.some(contradicts);
  // "No osseous abnormality" leaves no lysis either.
  const lyticLesions = !lytic.known && none(bone) && isClean ? bone : lytic;
  return {
    modality,
    date: day,
    reference,
    lyticLesions: LYTIC.has(modality) ? lyticLesions : unknown([{ concept: 'lytic-lesion', because: 'absent' }]),
    cleanSkeleton: cleanOf(lytic, bone, isClean && (none(bone) || none(lytic))),
    focalLesions: focal,
    extramedullary: find('extramedullary-disease', ['extramedullary']),
    newLesion: find('new-lesion', ['newLesion']),
  };
}

const contradicts = ({ topic, answer }: Statement<ImagingTopic>): boolean =>
  BONE_TOPICS.has(topic) && (answer === 'met' || answer === 'unclear');

function cleanOf(lytic: Fact<boolean>, bone: Fact<boolean>, clean: boolean): Fact<boolean> {
  const diseased = [lytic, bone].find((fact) => fact.known && fact.value);
  if (diseased) return known(false, diseased.evidence);
  if (clean) return known(true, [...lytic.evidence, ...bone.evidence]);
  return unknown([{ concept: 'bone-disease', because: 'unreadable' }], [...lytic.evidence, ...bone.evidence]);
}

interface Asked {
  readonly concept: string;
  readonly place: { readonly date: string | null; readonly reference: string };
  readonly statements: Said['statements'];
  /** Whether the study saw enough to exclude. */
  readonly excludes: boolean;
}

/** Found anywhere is found; excluded only where nothing speaks against it. */
function settle({ concept, place, statements, excludes }: Asked): Fact<boolean> {
  const told = statements.filter(({ answer }) => answer === 'met' || answer === 'not-met' || answer === 'unclear');
  const shown = (list: Said['statements']): Evidence[] =>
    list.map(({ words, reference }) => evidence(concept, words, { ...place, reference }));
  const found = told.filter(({ answer }) => answer === 'met');
  if (found.length > 0) return known(true, shown(found));
  const date = place.date === null ? {} : { date: place.date };
  if (told.length === 0) return unknown([{ concept, because: 'absent', ...date }]);
  if (told.some(({ answer }) => answer === 'unclear') || !excludes)
    return unknown([{ concept, because: 'unreadable', ...date }], shown(told));
  return known(false, shown(told));
}

function evidence(concept: string, value: string, place: { date: string | null; reference: string }): Evidence {
  const { date, reference } = place;
  return { concept, value, ...(date === null ? {} : { date }), reference, stale: false };
}

/** C-1g: the report's words, else the lesions that were measured one by one. */
function focalOf(index: ChartIndex, { day, resources }: Study, said: readonly Said[]): Fact<FocalLesions> {
  const concept = 'focal-lesions';
  const place = { date: day, reference: resources.map(referenceOf)[0] ?? '' };
  const told = said.flatMap(({ focal }) => focal ?? []);
  const measured = resources
    .flatMap((resource) => [resource, ...membersOf(index, resource, 'result')])
    .flatMap(measuredFocal);
  const counts = [...told, ...measured].map((one) => one.count);
  const sizes = [...told, ...measured].flatMap(({ size }) => size ?? []);
  if (counts.length === 0) return unknown([{ concept, because: 'absent', ...(day === null ? {} : { date: day }) }]);
  const explicit = told.length > 0 || measured.some(({ single }) => !single);
  const count = explicit
    ? counts
        .filter((_, at) => at < told.length || measured[at - told.length]?.single === false)
        .reduce((a, b) => span(a, b))
    : atLeastCount(measured.length);
  const size = sizes.length === 0 ? null : sizes.reduce((a, b) => span(a, b));
  const shown = `${count.low}${count.high === count.low ? '' : count.high === Infinity ? '+' : `-${count.high}`}`;
  return known({ count, size }, [evidence(concept, shown, place)]);
}
