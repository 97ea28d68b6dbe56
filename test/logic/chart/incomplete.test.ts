import { chartIncomplete } from '../../../src/logic/chart/incomplete.ts';
import type { ChartKind } from '../../../src/logic/facts.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import {
  absent,
  adviceOf,
  context,
  drug,
  inBrief,
  ordering,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

const noMyeloma = { myeloma: absent('multiple-myeloma') };
const myelomaUnknown = { myeloma: unknownFact('multiple-myeloma', 'unanswered') };
const enoxaparin = drug('enoxaparin', { mg: 40 });
const unread = (...unreadKinds: readonly ChartKind[]): Stated => ({ unreadKinds });
const advised = (given: Stated, hook: Hook = 'patient-view') => adviceOf(chartIncomplete, given, context(hook));

describe('a chart that could not be read whole (DEC-1)', () => {
  test.each<{ given: Stated; hook?: Hook; kinds: string | null; because: string }>([
    { given: {}, kinds: null, because: 'all of it was read' },
    { given: unread('conditions'), kinds: 'conditions', because: 'no problem list' },
    { given: unread('observations'), kinds: 'observations', because: 'no observations' },
    { given: unread('medications'), kinds: 'medications', because: 'no drug list' },
    {
      given: unread('medications', 'procedures', 'conditions'),
      kinds: 'conditions|medications',
      because: 'only what every check needs is named',
    },
    { given: unread('procedures', 'allergies', 'devices'), kinds: null, because: 'the rest is said where it matters' },
    { given: { ...unread('observations'), ...noMyeloma }, kinds: null, because: 'not in myeloma care' },
    {
      given: { ...unread('observations'), ...noMyeloma, ...taking(drug('lenalidomide')) },
      kinds: 'observations',
      because: 'a drug for myeloma is myeloma care',
    },
    {
      given: { ...unread('conditions'), ...myelomaUnknown },
      kinds: 'conditions',
      because: 'myeloma itself may be what could not be read',
    },
    {
      given: { ...unread('medications'), ...noMyeloma, ...UNKNOWN_DRUGS },
      kinds: 'medications',
      because: 'or its drugs',
    },
    {
      given: { ...unread('conditions'), ...myelomaUnknown, ...ordering(enoxaparin) },
      hook: 'order-sign',
      kinds: 'conditions',
      because: 'an anticoagulant is ordered, and whether for a myeloma patient is unknown',
    },
    {
      given: { ...unread('conditions'), ...myelomaUnknown, ...ordering(drug('doxorubicin')) },
      hook: 'order-select',
      kinds: 'conditions',
      because: 'so with chemotherapy at order-select',
    },
    {
      given: { ...unread('conditions'), ...myelomaUnknown, ...ordering(drug('epoetin'), drug('clopidogrel')) },
      hook: 'order-sign',
      kinds: null,
      because: 'an order that no page judges needs no chart',
    },
    {
      given: { ...unread('conditions'), ...myelomaUnknown, plannedDrugs: [enoxaparin] },
      hook: 'order-select',
      kinds: null,
      because: 'nor does one selected earlier',
    },
    {
      given: { ...unread('observations'), ...ordering(enoxaparin) },
      hook: 'order-sign',
      kinds: null,
      because: 'in myeloma care the page of the order names what it lacks',
    },
    {
      given: { ...unread('conditions'), ...noMyeloma, ...ordering(enoxaparin) },
      hook: 'order-sign',
      kinds: null,
      because: 'an order for another patient than one of myeloma',
    },
  ])('$kinds: $because', ({ given, hook, kinds }) => {
    const advice = advised(given, hook);
    expect(inBrief(advice)).toEqual(kinds === null ? [] : ['info kinds-unread']);
    expect(advice.map(({ show }) => show)).toEqual(kinds === null ? [] : [{ kinds }]);
  });

  test('names each kind as missing because it was not answered', () => {
    expect(advised(unread('medications', 'conditions'))[0]?.missing).toEqual([
      { concept: 'conditions', because: 'unanswered' },
      { concept: 'medications', because: 'unanswered' },
    ]);
  });
});
