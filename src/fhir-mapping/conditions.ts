import { known, type Fact, type RecordedDiagnosis } from '../logic/facts.ts';
import type { Thresholds } from '../logic/thresholds.ts';
import type { ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { listAt, textAt, type AnyResource } from './json.ts';
import { ageStanding, conditionStanding, dateOf, entryEvidence, events, judge, presence } from './presence.ts';

/** One reader per fact that the problem list, the procedures or the devices carry. */

const PLASMA_CELL_DISORDERS: readonly Concept[] = [
  'multiple-myeloma',
  'smoldering-myeloma',
  'plasma-cell-leukemia',
  'solitary-plasmacytoma',
  'plasmacytoma',
  'extramedullary-plasmacytoma',
];

/** A plasma-cell neoplasm on the problem list, remission included. MGUS alone isn't one. */
export const readMyeloma = (index: ChartIndex): Fact<boolean> =>
  presence(index, { concept: 'multiple-myeloma', codes: PLASMA_CELL_DISORDERS, kinds: ['conditions'], when: 'ever' });

/** The most advanced diagnosis on the problem list; a Condition coded as both is the smoldering one (terminology, trap 11). */
export function readRecordedDiagnosis(index: ChartIndex): Fact<RecordedDiagnosis | null> {
  const established = (concept: Concept): AnyResource[] =>
    (index.byConcept.get(concept) ?? []).filter((resource) =>
      ['current', 'past'].includes(conditionStanding(index, resource)),
    );
  const smoldering = established('smoldering-myeloma');
  const active = [...established('multiple-myeloma'), ...established('plasma-cell-leukemia')];
  const groups: readonly (readonly [RecordedDiagnosis, readonly AnyResource[]])[] = [
    ['active-myeloma', active.filter((resource) => !smoldering.includes(resource))],
    ['smoldering-myeloma', smoldering],
    [
      'solitary-plasmacytoma',
      [
        ...established('solitary-plasmacytoma'),
        ...established('plasmacytoma'),
        ...established('extramedullary-plasmacytoma'),
      ],
    ],
    ['mgus', established('mgus')],
  ];
  const found = groups.find(([, resources]) => resources.length > 0);
  if (found)
    return known(
      found[0],
      found[1].map((resource) => entryEvidence('recorded-diagnosis', resource)),
    );
  const none = judge(index, { concept: 'recorded-diagnosis', kinds: ['conditions'], when: 'ever' }, []);
  return none.known ? known(null, none.evidence) : none;
}

/** Thromboses ever recorded; history codes and chronic ones count as past (I-1, I-2). */
export const readVteEvents = (index: ChartIndex) =>
  events(
    index,
    { concept: 'venous-thromboembolism', codes: ['venous-thromboembolism'], kinds: ['conditions'], when: 'ever' },
    ['chronic-venous-thromboembolism', 'history-of-venous-thromboembolism'],
  );

export const readFracture = (index: ChartIndex): Fact<boolean> =>
  presence(index, {
    concept: 'pelvic-hip-femur-fracture',
    codes: ['pelvic-hip-femur-fracture'],
    kinds: ['conditions'],
    when: 'current',
  });

export const readHit = (index: ChartIndex): Fact<boolean> =>
  presence(index, {
    concept: 'heparin-induced-thrombocytopenia',
    codes: ['heparin-induced-thrombocytopenia'],
    kinds: ['conditions'],
    when: 'ever',
  });

export const readActiveBleeding = (index: ChartIndex): Fact<boolean> =>
  presence(index, { concept: 'active-bleeding', codes: ['active-bleeding'], kinds: ['conditions'], when: 'current' });

/** Dialysis goes on for a while after the last recorded session: then it is open, not over. */
const DIALYSIS_OPEN_DAYS = 365;

/** Dependence on dialysis, or a session within the look-back for renal function. */
export const readDialysis = (index: ChartIndex, { dosingLookBackDays }: Thresholds): Fact<boolean> =>
  presence(index, {
    concept: 'dialysis',
    codes: ['dialysis-status', 'dialysis-procedure'],
    kinds: ['conditions', 'procedures'],
    when: 'current',
    procedureDays: dosingLookBackDays,
    openDays: DIALYSIS_OPEN_DAYS,
  });

/** Nobody records the removal of a line reliably: an insertion counts for a year, and leaves it open after that. */
const LINE_DAYS = 365;

export const readCentralLine = (index: ChartIndex): Fact<boolean> =>
  presence(index, {
    concept: 'central-venous-catheter',
    codes: ['central-venous-catheter'],
    kinds: ['procedures'],
    alsoFrom: ['conditions', 'devices'],
    when: 'current',
    procedureDays: LINE_DAYS,
    openDays: Infinity,
  });

const SURGICAL_PROCEDURE = '387713003';

/** Surgery within 90 days: Procedures categorised as surgical, or codes that the site has mapped (DEC-3). */
export function readRecentSurgery(index: ChartIndex, { surgeryLookBackDays }: Thresholds): Fact<boolean> {
  const mapped = index.byConcept.get('surgery') ?? [];
  const surgical = (index.byType.get('Procedure') ?? []).filter(
    (procedure) => mapped.includes(procedure) || isSurgical(procedure),
  );
  const done = surgical.filter((procedure) => ['completed', 'in-progress'].includes(textAt(procedure, 'status') ?? ''));
  return judge(
    index,
    { concept: 'surgery', kinds: ['procedures'], when: 'current' },
    done.map((resource) => ({
      resource,
      standing: ageStanding(index, dateOf(resource), {
        procedureDays: surgeryLookBackDays,
        openDays: surgeryLookBackDays,
      }),
    })),
  );
}

const isSurgical = (procedure: AnyResource): boolean =>
  listAt(procedure, 'category').some((category) =>
    listAt(category, 'coding').some((coding) => coding['code'] === SURGICAL_PROCEDURE),
  );
