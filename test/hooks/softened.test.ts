import { materialOf } from '../../src/hooks/material.ts';
import { soften } from '../../src/hooks/fit-card.ts';
import { profileOf } from '../../src/hooks/profiles.ts';
import { recognise } from '../../src/hooks/suppression.ts';
import { PAGES } from '../../src/logic/index.ts';
import type { Finding, Indicator } from '../../src/logic/rule.ts';
import { SANDBOX_SETTINGS } from '../../src/settings/settings.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import { client } from '../profile-answers.ts';

/** A profile takes urgency from how a finding is shown, not from what a site may hide (PR-35, PR-41). */

const [page] = PAGES;
if (!page) throw new Error('no page');
const rule = { ...page, hooks: ['patient-view'] } as const;
const finding = (indicator: Indicator): Finding =>
  ({ kind: 'advice', rule, advice: 'a', indicator, show: {}, evidence: [], missing: [] }) as unknown as Finding;
const oracle = client('oracle');
const softened = (indicator: Indicator) => soften([finding(indicator)], profileOf(oracle, false));

test.each<{ indicator: Indicator; critical: boolean; hidden: number; because: string }>([
  { indicator: 'critical', critical: false, hidden: 0, because: 'shown as a warning, it is critical all the same' },
  { indicator: 'critical', critical: true, hidden: 1, because: 'the site says so' },
  { indicator: 'warning', critical: false, hidden: 1, because: 'a warning of the page' },
])('$indicator, suppress.critical $critical: $hidden hidden ($because)', async ({ indicator, critical, hidden }) => {
  const suppress = { hours: 1, after: ['overridden'], critical } as const;
  const call = {
    client: oracle,
    service: 'myeloma-patient-view',
    user: 'Practitioner/1',
    patientId: 'p1',
    encounterId: undefined,
    fhirServer: undefined,
  };
  const recognised = await recognise(softened(indicator), call, {
    settings: { ...SANDBOX_SETTINGS, rules: { [rule.id]: { state: 'on', suppress } } },
    pseudonym: createPseudonym(null),
    now: () => new Date(),
    answered: (asked) => Promise.resolve(new Set(asked.map(({ id }) => id))),
  });
  expect([...recognised.values()].filter(({ suppressed }) => suppressed)).toHaveLength(hidden);
});

test('a warning that turned critical is other news, though both are shown as warnings', () => {
  const [was, is] = [...softened('warning'), ...softened('critical')];
  if (was?.kind !== 'advice' || is?.kind !== 'advice') throw new Error('no advice');
  expect([was.indicator, is.indicator]).toEqual(['warning', 'warning']);
  expect(materialOf(was)).not.toBe(materialOf(is));
});
