import type { PatientFacts } from '../../src/logic/facts.ts';
import { PAGES } from '../../src/logic/index.ts';
import { defineRule, type Hook, type Indicator, type Rule } from '../../src/logic/rule.ts';
import { known } from '../../src/logic/facts.ts';
import { runRules } from '../../src/logic/run-rules.ts';
import { context, facts, present, unknownFact } from './facts.ts';

type Decide = Rule['decide'];

const page = (id: string, decide: Decide, hooks: readonly Hook[] = ['patient-view']): Rule => ({
  id,
  words: 'none',
  topic: 'test',
  cites: [{ page: 'MYEL-1', specIds: [], label: 'test' }],
  hooks,
  reads: ['platelets'],
  advises: ['said'],
  notes: [],
  suggests: [],
  decide,
});

const says = (indicator: Indicator) => ({ advice: 'said', indicator, show: {}, evidence: [], missing: [] });
const run = (rules: readonly Rule[], hook: Hook = 'patient-view'): string[] =>
  runRules(rules, facts(), context(hook)).map((finding) => `${finding.rule.id} ${finding.kind}`);

describe('running pages', () => {
  const fails = page('FAILS', () => {
    throw new Error('a bug');
  });

  test.each<{ rules: readonly Rule[]; hook?: Hook; expected: readonly string[]; because: string }>([
    { rules: [], expected: [], because: 'no pages, no findings' },
    { rules: [page('A', () => null)], expected: [], because: 'null says nothing' },
    { rules: [page('A', () => [])], expected: [], because: 'neither does an empty list' },
    { rules: [page('A', () => says('info'))], expected: ['A advice'], because: 'one advice' },
    {
      rules: [page('A', () => [says('info'), says('info')])],
      expected: ['A advice', 'A advice'],
      because: 'a list is said one by one',
    },
    {
      rules: [
        page('A', () => says('info')),
        page('B', () => says('warning')),
        page('C', () => says('critical')),
        page('D', () => says('warning')),
        page('E', () => says('info')),
      ],
      expected: ['C advice', 'B advice', 'D advice', 'A advice', 'E advice'],
      because: 'the most urgent first, otherwise in the order of the registry',
    },
    {
      rules: [page('A', () => says('info')), fails, page('B', () => says('critical'))],
      expected: ['B advice', 'FAILS broken', 'A advice'],
      because: 'a page that throws is a warning, and the others still answer',
    },
    {
      rules: [
        page('A', () => says('info'), ['order-sign']),
        page('B', () => says('info'), ['patient-view', 'order-sign']),
      ],
      expected: ['B advice'],
      because: 'a page answers on its hooks only',
    },
    {
      rules: [
        page('A', () => says('info'), ['order-sign']),
        page('B', () => says('info'), ['patient-view', 'order-sign']),
      ],
      hook: 'order-sign',
      expected: ['A advice', 'B advice'],
      because: 'and on each of them',
    },
  ])('$because', ({ rules, hook, expected }) => {
    expect(run(rules, hook)).toEqual(expected);
  });

  test('a page that is not admitted is not run, and is asked about just before its turn', () => {
    const said: string[] = [];
    const rules = ['A', 'B', 'C'].map((id) =>
      page(id, () => {
        said.push(`${id} ran`);
        return says('info');
      }),
    );
    const admits = ({ id }: Rule): boolean => said.push(`${id}?`) > 0 && id !== 'B';
    const elsewhere = page('D', () => says('info'), ['order-sign']);
    const findings = runRules([...rules, elsewhere], facts(), context('patient-view'), admits);
    expect(findings.map(({ rule }) => rule.id)).toEqual(['A', 'C']);
    expect(said).toEqual(['A?', 'A ran', 'B?', 'C?', 'C ran']);
  });

  test('a broken page keeps its cause', () => {
    expect(runRules([fails], facts(), context('patient-view'))).toEqual([
      { kind: 'broken', rule: fails, cause: new Error('a bug') },
    ]);
  });

  test('a page sees the facts that it declared, the day, and nothing else', () => {
    const seen: string[] = [];
    const looks = page('A', (view, { hook }) => {
      for (const name in view) seen.push(name);
      seen.push(hook, view.asOf, String(view.platelets.known));
      return null;
    });
    run([looks]);
    expect(seen).toEqual(['asOf', 'platelets', 'patient-view', '2026-11-20', 'true']);
  });

  test('a fact is read when it is asked for, not before', () => {
    const asked: string[] = [];
    const lazy: PatientFacts = Object.defineProperty(facts(), 'platelets', {
      get: () => {
        asked.push('platelets');
        return facts().platelets;
      },
    });
    runRules([page('A', () => null)], lazy, context('patient-view'));
    expect(asked).toEqual([]);
    runRules([page('B', ({ platelets }) => (platelets.known ? null : says('info')))], lazy, context('patient-view'));
    expect(asked).toEqual(['platelets']);
  });
});

describe('the registry', () => {
  test('defining a page adds nothing to it', () => {
    const rule = page('A', () => null);
    expect(defineRule(rule)).toBe(rule);
  });

  test('names the pages in their order', () => {
    expect(PAGES.map((one) => one.id)).toEqual([
      'LEN-RENAL-DOSE',
      'DARATUMUMAB-ROUTE-DOSE',
      'BONE-AGENT-RENAL',
      'ANTICOAGULANT-PLATELETS',
      'DIAGNOSIS-DISCREPANCY',
      'SMOLDERING-THERAPY',
      'STEM-CELL-TOXIC',
      'VTE-TREATMENT',
      'VTE-PROPHYLAXIS',
      'HBV-SCREEN',
      'TYPE-AND-SCREEN',
      'ZOSTER-PROPHYLAXIS',
      'HIGH-DOSE-DEX-PROPHYLAXIS',
      'HYPERCALCEMIA',
      'NEPHROTOXIC-DRUG',
      'CONTRAST-RENAL',
      'BONE-AGENT-MISSING',
      'BONE-AGENT-DENTAL',
      'SKELETAL-SURVEY',
      'DIAGNOSIS-CLASSIFICATION',
      'STAGING',
      'SMOLDERING-RISK',
      'PLASMACYTOMA-CARE',
      'WORKUP-GAPS',
      'RENAL-DISEASE',
      'RENAL-RECOVERY',
      'BORTEZOMIB-ROUTE',
      'BORTEZOMIB-FREQUENCY',
      'CARFILZOMIB-CARDIAC',
      'STEM-CELL-HARVEST',
      'INFECTION-PREVENTION',
      'ANEMIA-ESA',
      'FRAILTY',
      'CHART-INCOMPLETE',
    ]);
  });

  test.each(PAGES.map((rule) => ({ id: rule.id, rule })))(
    '$id cites an item, of a page or of our own decisions',
    ({ rule }) => {
      for (const citation of rule.cites) {
        expect(citation.page).toMatch(/^(MYEL-[A-J1-9]|none)$/);
        expect(citation.specIds).not.toHaveLength(0);
      }
    },
  );

  test.each<Hook>(['patient-view', 'order-select', 'order-sign'])('a patient in order hears nothing at %s', (hook) => {
    const documented = facts({
      lyticLesions: present('lytic-lesion'),
      diagnosisDate: known({ date: '2020-03-01', precision: 'day', from: 'onset' }, []),
      courses: known(
        [
          {
            ingredient: 'lenalidomide',
            from: '2020-03-20',
            to: '2022-03-20',
            lastSeen: '2022-03-20',
            status: 'completed',
            stoppedFor: null,
            dose: unknownFact('lenalidomide-dose'),
            route: 'oral',
            form: null,
            given: [],
            references: ['MedicationRequest/1'],
            sources: ['order'],
          },
        ],
        [],
      ),
      vaccinations: known(
        [{ vaccine: 'pneumococcal-conjugate-vaccine-20', date: '2024-10-01', reference: 'Immunization/1' }],
        [],
      ),
    });
    expect(runRules(PAGES, documented, context(hook))).toEqual([]);
  });
});
