import { draft, medication, RX, type Json } from '../../patient.ts';
import { mapped, resource } from '../charts.ts';

const aspirin = (more: Json): Json => medication(RX.aspirin, null, more);
const UNREADABLE: Json = { dosageInstruction: [{ text: 'as directed' }] };
const TWO_ROUTES: Json = { dosageInstruction: [{ route: { text: 'Oral' } }, { route: { text: 'IV' } }] };

/** A dose or route is read only when a page asks for it; what can't be read belongs to the notes either way. */
describe('noted though no page asked', () => {
  test.each([
    { fact: 'activeDrugs', order: aspirin(UNREADABLE), issues: ['dose-unparsable'], because: 'an active order' },
    { fact: 'activeDrugs', order: aspirin({ ...UNREADABLE, status: 'stopped' }), issues: [], because: 'a past order' },
    {
      fact: 'courses',
      order: aspirin({ ...UNREADABLE, status: 'stopped' }),
      issues: ['date-missing', 'dose-unparsable'],
      because: 'a past course',
    },
    {
      fact: 'plannedDrugs',
      order: draft(RX.aspirin, null, UNREADABLE),
      issues: ['dose-unparsable'],
      because: 'a draft',
    },
    {
      fact: 'courses',
      order: aspirin({ ...TWO_ROUTES, status: 'stopped' }),
      issues: ['conflicting-values', 'date-missing', 'dose-unparsable'],
      because: 'two routes',
    },
  ] as const)('$because: $issues', ({ fact, order, issues }) => {
    const { facts, issues: noted } = mapped([order], { drafts: [resource(order)] });
    expect(facts[fact]).toBeDefined();
    expect([...noted()].sort()).toEqual(issues);
    // Listed twice, each is there once.
    expect(noted()).toHaveLength(issues.length);
  });
});
