import type { Drug, Evidence } from '../facts.ts';
import { judgedDrugs, namesOf, preventionGroup } from '../judged-drugs.ts';
import { defineRule, type Advice, type Hook, type Service, type SuggestedOrder, type View } from '../rule.ts';
import { drugEvidence } from '../scopes.ts';
import { SCREENING } from './citations.ts';
import { markersOf, positivesOf, type Marker, type MarkerState, type MarkerTest } from './hepatitis-b.ts';

const READS = [
  'selectedDrugs',
  'activeDrugs',
  'hepatitisBSurfaceAntigen',
  'hepatitisBCoreAntibody',
  'hepatitisBDna',
  'hepatitisB',
  'orderedTests',
] as const;
type Facts = View<(typeof READS)[number]>;
type Key =
  | 'positive'
  | 'core-positive'
  | 'recorded'
  | 'none-on-record'
  | 'one-missing'
  | 'pending'
  | 'unclear'
  | 'results-unread';

/** Hepatitis B test before daratumumab or carfilzomib (MYEL-F; F-5). */
export const hbvScreen = defineRule({
  id: 'HBV-SCREEN',
  words: 'infection/hbv-screen',
  topic: 'infection',
  group: 'order-prevention',
  cites: [SCREENING],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: [
    'positive',
    'core-positive',
    'recorded',
    'none-on-record',
    'one-missing',
    'pending',
    'unclear',
    'results-unread',
  ],
  notes: ['hiv-hcv'],
  suggests: ['order-surface-antigen', 'order-core-antibody'],

  decide(facts, { hook }) {
    const drugs = judgedDrugs(facts, hook).filter(isScreenedFor);
    return drugs.length === 0 ? null : judge(facts, drugs, hook);
  },
});

const isScreenedFor = ({ ingredient }: Drug): boolean => ['daratumumab', 'carfilzomib'].includes(ingredient);

/** What leaves the question open, what is said first. */
const OPEN = ['unread', 'absent', 'pending', 'unclear'] as const satisfies readonly Marker[];

function judge(facts: Facts, drugs: readonly Drug[], hook: Hook): Advice<Key> | null {
  const markers = markersOf(facts);
  const [surface, core] = markers;
  const say = sayingOf(drugs, markers, hook);
  const viremia = positivesOf(facts.hepatitisBDna);
  if (surface.marker === 'positive' || viremia.length > 0) return say('positive', 'warning', viremia);
  const recorded = facts.hepatitisB.known && facts.hepatitisB.value.length > 0;
  if (recorded) return say('recorded', 'warning', facts.hepatitisB.evidence);
  // What the surface antigen says is worth knowing then; the positive test isn't ordered again.
  if (core.marker === 'positive') return say('core-positive', surface.marker === 'negative' ? 'info' : 'warning');
  const open = OPEN.find((one) => markers.some(({ marker }) => marker === one));
  switch (open) {
    case 'unread':
      return say('results-unread', 'info');
    case 'absent':
      return say(markers.every(({ marker }) => marker === 'absent') ? 'none-on-record' : 'one-missing', 'warning');
    case undefined:
      return null;
    default:
      return say(open, 'info');
  }
}

type Say = (advice: Key, indicator: Advice<Key>['indicator'], more?: readonly Evidence[]) => Advice<Key>;

function sayingOf(drugs: readonly Drug[], markers: readonly MarkerState[], hook: Hook): Say {
  return (advice, indicator, more = []) => {
    const settled = ['positive', 'recorded'].includes(advice);
    const absent = markers.filter(({ marker }) => marker === 'absent');
    const lacking = absent.length > 0 ? absent : markers.filter(({ marker }) => OPEN.some((one) => one === marker));
    const measure = lacking.map(({ test }) => test).join('|');
    return {
      ...{ advice, indicator, group: preventionGroup(hook) },
      show: { drug: namesOf(drugs), ...(measure === '' ? {} : { measure }) },
      evidence: [...drugs.map(drugEvidence), ...markers.flatMap(({ evidence }) => evidence), ...more],
      missing: settled ? [] : markers.flatMap(({ missing }) => missing),
      notes: advice === 'none-on-record' ? [{ key: 'hiv-hcv' }] : [],
      suggestions: settled ? [] : absent.map(({ test }) => ORDERS[test]),
    };
  };
}

const laboratory = (code: string, display: string): Service => ({
  category: 'laboratory',
  system: 'loinc',
  code,
  display,
});

const ORDERS: Readonly<Record<MarkerTest, SuggestedOrder>> = {
  'hepatitis-b-surface-antigen': {
    kind: 'service',
    item: 'order-surface-antigen',
    service: laboratory('5196-1', 'Hepatitis B virus surface Ag [Presence] in Serum or Plasma by Immunoassay'),
  },
  'hepatitis-b-core-antibody': {
    kind: 'service',
    item: 'order-core-antibody',
    service: laboratory('13952-7', 'Hepatitis B virus core Ab [Presence] in Serum or Plasma by Immunoassay'),
  },
};
