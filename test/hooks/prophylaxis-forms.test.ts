import { appAt } from '../app.ts';
import { bundle, creatinine, daysAgo, draft, medication, RX, TODAY, type Json } from '../patient.ts';
import { findingsOf, fire, hookCall, prefetchOf, type Key } from './calls.ts';

/** Prophylaxis as charts hold it, beside an order that needs it (MYEL-F; F-6): what counts, and what doesn't. */

const app = appAt(TODAY);
const SUBJECT = { reference: 'Patient/p1' };
const bortezomib = draft(RX.bortezomib, { value: 2.3, period: 1, periodUnit: 'wk' }, { id: 'draft-bortezomib' });
const pulse = draft(RX.dexamethasone, null, {
  id: 'draft-dexamethasone',
  dosageInstruction: [{ text: '40 mg by mouth on days 1-4 and 9-12 of a 28-day cycle' }],
});

async function advised(rule: string, orders: readonly Json[], chart: Partial<Record<Key, readonly Json[]>>) {
  const own = Object.fromEntries(Object.entries(chart).map(([key, list]) => [key, bundle(list)]));
  const base = prefetchOf({ medications: [], observations: [creatinine(0.8)] });
  const answer = await fire(app, hookCall('order-sign', { drafts: orders, prefetch: { ...base, ...own } }));
  return findingsOf(answer).find(({ ruleId }) => ruleId === rule);
}

const named = (text: string, more: Json = {}): Json => ({
  resourceType: 'MedicationRequest',
  id: 'prophylaxis',
  status: 'active',
  intent: 'order',
  subject: SUBJECT,
  authoredOn: daysAgo(20),
  medicationCodeableConcept: { text },
  dosageInstruction: [{ text: '1 tablet twice daily' }],
  ...more,
});
const byReference = (display: string): Json => {
  const medicationReference = { reference: 'Medication/eMed', display };
  return named('', { medicationCodeableConcept: undefined, medicationReference });
};
const statement = (status: string): Json => ({
  resourceType: 'MedicationStatement',
  id: 'statement',
  status,
  subject: SUBJECT,
  medicationCodeableConcept: { text: 'Acyclovir 400 mg tablet' },
  effectivePeriod: { start: daysAgo(60) },
});
const allergy: Json = {
  resourceType: 'AllergyIntolerance',
  id: 'allergy',
  clinicalStatus: { coding: [{ code: 'active' }] },
  verificationStatus: { coding: [{ code: 'confirmed' }] },
  patient: SUBJECT,
  code: { text: 'Acyclovir' },
};

describe('an antiviral beside bortezomib', () => {
  test.each<{ chart: Partial<Record<Key, readonly Json[]>>; missing: boolean; because: string }>([
    { chart: {}, missing: true, because: 'none' },
    { chart: { medications: [medication('281', { value: 400, frequency: 2 })] }, missing: false, because: 'RxNorm' },
    { chart: { medications: [medication('73645', { value: 500 })] }, missing: false, because: 'valacyclovir' },
    {
      chart: { medications: [byReference('acyclovir (ZOVIRAX) 400 mg tablet')] },
      missing: false,
      because: 'Epic, by reference',
    },
    {
      chart: { medications: [named('valACYclovir 500 mg oral tablet', { reportedBoolean: true })] },
      missing: false,
      because: 'Oracle, in mixed case',
    },
    { chart: { medications: [named('阿昔洛韦片 0.4g')] }, missing: false, because: 'Chinese' },
    { chart: { medications: [named('Aciclovir 400 mg Tabletten')] }, missing: false, because: 'as Europe spells it' },
    { chart: { medicationStatements: [statement('active')] }, missing: false, because: 'reported by the patient' },
    { chart: { medicationStatements: [statement('stopped')] }, missing: true, because: 'reported as stopped' },
    {
      chart: { medicationHistory: [named('Acyclovir 400 mg tablet', { status: 'completed' })] },
      missing: true,
      because: 'completed',
    },
    {
      chart: { medicationHistory: [named('Acyclovir 400 mg tablet', { status: 'stopped' })] },
      missing: true,
      because: 'stopped',
    },
    {
      chart: { medications: [named('Acyclovir 400 mg tablet', { status: 'entered-in-error' })] },
      missing: true,
      because: 'entered in error',
    },
    {
      chart: { medications: [named('Acyclovir 400 mg tablet', { doNotPerform: true })] },
      missing: true,
      because: 'not to be given',
    },
    {
      chart: { medications: [named('Acyclovir 5 % topical cream')] },
      missing: true,
      because: 'a cream protects nobody',
    },
    { chart: { medications: [named('Oseltamivir 75 mg capsule')] }, missing: true, because: 'another virus' },
  ])('$because: missing $missing', async ({ chart, missing }) => {
    const finding = await advised('ZOSTER-PROPHYLAXIS', [bortezomib], chart);
    expect(finding?.advice).toBe(missing ? 'missing' : undefined);
  });

  test('one in the same drafts is enough', async () => {
    const both = [bortezomib, draft('281', { value: 400, frequency: 2 }, { id: 'draft-acyclovir' })];
    expect(await advised('ZOSTER-PROPHYLAXIS', both, {})).toBeUndefined();
  });

  test('an allergy leaves it missing, and no antiviral is offered', async () => {
    const finding = await advised('ZOSTER-PROPHYLAXIS', [bortezomib], { allergies: [allergy] });
    expect(finding?.advice).toBe('missing');
    const own = { ...prefetchOf({ medications: [], observations: [creatinine(0.8)] }), allergies: bundle([allergy]) };
    const { cards } = await fire(app, hookCall('order-sign', { drafts: [bortezomib], prefetch: own }));
    const labels = cards.flatMap(({ suggestions = [] }) => suggestions.map(({ label }) => label));
    expect(labels.filter((label) => /clovir/i.test(label))).toEqual([]);
  });
});

describe('high-dose dexamethasone: pneumocystis, zoster and fungi', () => {
  const zoster = named('Valacyclovir 500 mg tablet', { id: 'z' });
  const fungi = named('Fluconazole 200 mg tablet', { id: 'f' });
  test.each<{ chart: readonly Json[]; expected: string | undefined; because: string }>([
    { chart: [], expected: 'missing', because: 'none' },
    { chart: [zoster, fungi, named('Bactrim DS 800-160 mg tablet')], expected: undefined, because: 'a brand' },
    { chart: [zoster, fungi, named('sulfamethoxazole-trimethoprim 800-160 mg')], expected: undefined, because: 'both' },
    { chart: [zoster, fungi, named('复方磺胺甲噁唑片')], expected: undefined, because: 'Chinese' },
    { chart: [zoster, fungi, named('Atovaquone 750 mg/5 mL suspension')], expected: undefined, because: 'atovaquone' },
    { chart: [zoster, fungi, named('Dapsone 5 % gel')], expected: 'missing', because: 'a gel protects nobody' },
    { chart: [zoster, fungi], expected: 'missing', because: 'nothing against pneumocystis' },
  ])('$because: $expected', async ({ chart, expected }) => {
    const finding = await advised('HIGH-DOSE-DEX-PROPHYLAXIS', [pulse], { medications: chart });
    expect(finding?.advice).toBe(expected);
  });
});
