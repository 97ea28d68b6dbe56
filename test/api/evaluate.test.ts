import { readFileSync } from 'node:fs';
import request from 'supertest';
import { appAt } from '../app.ts';
import { evaluation, medication, RX, TODAY, type Json } from '../patient.ts';
import { fire, hookCall, lenalidomide25, post, rulesOf } from '../hooks/calls.ts';
import { schemaProblems } from './schema.ts';

/** The response of `POST /api/evaluate` (contract 3). */

const app = appAt(TODAY);
const evaluated = async (body: Json, headers: Record<string, string> = {}): Promise<Json> =>
  JSON.parse((await post(app, '/api/evaluate', body, headers)).text) as Json;

/** Every member that contract 3 shows, by path. */
const MEMBERS = `guideline.name guideline.version software.name software.version asOf patient findings dataQuality
results.diagnosis.classification results.diagnosis.recorded results.diagnosis.criteria.clonalMarrowOrPlasmacytoma.status
results.diagnosis.criteria.calcium.evidence results.diagnosis.criteria.renal.missing results.diagnosis.criteria.anemia.status
results.diagnosis.criteria.bone.status results.diagnosis.criteria.marrow60.status results.diagnosis.criteria.flcRatio100.status
results.diagnosis.criteria.mriLesions.status results.smolderingRisk.level results.smolderingRisk.factors.marrow20
results.smolderingRisk.factors.mProtein2 results.smolderingRisk.factors.flcRatio20 results.staging.iss.stage results.staging.iss.possible
results.staging.riss.stage results.staging.riss.possible results.staging.highRiskFish results.response.category results.response.confirmed
results.response.parameter results.response.atLeast results.response.bestConfirmed results.response.clinicalRelapse
results.response.changeFromBaselinePct results.response.changeFromNadirPct results.renal.crcl.value results.renal.crcl.unit
results.renal.crcl.method results.renal.crcl.possible results.renal.egfr.value results.renal.egfr.method results.renal.category
results.renal.renalDisease results.vte.impede.min results.vte.impede.max results.vte.impede.items results.vte.saved.applicable
results.vte.saved.min results.vte.saved.max results.vte.saved.items results.vte.impedeWithoutProphylaxisCredit results.vte.impedeWithoutRace
results.vte.recommendation results.dosing.lenalidomide.maxDailyMg results.dosing.lenalidomide.schedule
results.dosing.lenalidomide.ordered.meanDailyMg results.dosing.lenalidomide.status results.dosing.zoledronicAcid.doseMg
results.dosing.zoledronicAcid.recommendation results.dosing.pamidronate.recommendation results.dosing.denosumab.recommendation
results.exposure.agents results.exposure.priorLines.value results.exposure.priorLines.source results.regimens.setting
results.regimens.recognised results.regimens.eligible results.regimens.excluded results.regimens.unknown results.mgrs.suspected
results.mgrs.biopsy results.mgrs.eGFRSlopePerYear results.mgns.suspicion results.poems.diagnosis results.poems.criteria
results.workup.done results.workup.missing results.monitoring.phase results.monitoring.overdue`.split(/\s+/);

function holds(value: unknown, path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return false;
  return rest.length === 0 || holds((value as Json)[first], rest.join('.'));
}

test.each([
  {
    what: 'a full chart',
    body: evaluation({ medications: [medication(RX.lenalidomide10, { value: 10 })] }, [lenalidomide25()]),
  },
  {
    what: 'the Patient alone',
    body: { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Patient', id: 'p1' } }] },
  },
])('every member is always there: $what', async ({ body }) => {
  const answer = await evaluated(body);
  expect(MEMBERS.filter((path) => !holds(answer, path))).toEqual([]);
  expect(schemaProblems(answer)).toEqual([]);
});

test('the values of the contract example, as far as this version computes them', async () => {
  const answer = await evaluated(evaluation({}, [lenalidomide25()]));
  expect(answer).toMatchObject({
    guideline: { name: 'NCCN Multiple Myeloma', version: '5.2022' },
    software: { name: 'myeloma-cds' },
    asOf: TODAY,
    patient: 'Patient/p1',
    results: {
      renal: { crcl: { unit: 'mL/min', method: 'cockcroft-gault' }, category: 'moderate' },
      dosing: {
        lenalidomide: { maxDailyMg: 10, schedule: '10 mg every 24 h', ordered: { meanDailyMg: 25 }, status: 'above' },
      },
      vte: { impede: { min: 4, max: 4 }, saved: { applicable: true, min: 0, max: 0 }, recommendation: 'anticoagulant' },
    },
  });
  const [finding] = answer['findings'] as Json[];
  expect(finding).toMatchObject({
    ruleId: 'LEN-RENAL-DOSE',
    page: 'MYEL-J',
    topic: 'renal',
    indicator: 'critical',
    category: '2A',
    preference: null,
    state: 'on',
  });
  expect(finding?.['specIds']).toEqual(expect.arrayContaining(['J-2']));
});

test('SAVED does not apply without an IMiD: min and max null (contract 3)', async () => {
  const { results } = (await evaluated(evaluation({}))) as { results: { vte: { saved: Json } } };
  expect(results.vte.saved).toMatchObject({ applicable: false, min: null, max: null });
});

test('evidence has concept, value, unit, date, reference, stale (contract 3)', async () => {
  const { findings } = (await evaluated(evaluation({}, [lenalidomide25()]))) as { findings: { evidence: Json[] }[] };
  const creatinine = findings[0]?.evidence.find(({ concept }) => concept === 'serum-creatinine');
  expect(creatinine).toMatchObject({ value: 1.2, unit: 'mg/dL', date: '2026-11-15', stale: false });
  expect(creatinine?.['reference']).toMatch(/^Observation\//);
});

test('the evaluation and the hook find the same', async () => {
  const { findings } = (await evaluated(evaluation({}, [lenalidomide25()], { hook: 'order-sign' }))) as {
    findings: { ruleId: string; summary: string }[];
  };
  const answer = await fire(app, hookCall('order-sign'));
  expect(rulesOf(answer)).toEqual(findings.map(({ ruleId }) => ruleId));
  expect(answer.cards.map(({ summary }) => summary)).toEqual(findings.map(({ summary }) => summary));
});

test('summaries follow Accept-Language', async () => {
  const { findings } = (await evaluated(evaluation({}, [lenalidomide25()]), { 'Accept-Language': 'zh-CN' })) as {
    findings: { summary: string }[];
  };
  expect(findings.filter(({ summary }) => !/\p{Script=Han}/u.test(summary))).toEqual([]);
});

test('the schema is published and is the one that responses keep', async () => {
  const { status, headers, text } = await request(app).get('/api/evaluate/schema');
  expect([status, /json/.test(String(headers['content-type']))]).toEqual([200, true]);
  const schema = JSON.parse(text) as Json;
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(schemaProblems(await evaluated(evaluation({}, [lenalidomide25()])))).toEqual([]);
});

test('the software version is the one of package.json', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await evaluated(evaluation({}))).toMatchObject({ software: { name: 'myeloma-cds', version } });
});

test('wrong-subject data is not used and is noted (contract 3, dataQuality)', async () => {
  const stranger = {
    resourceType: 'Observation',
    id: 'o9',
    status: 'final',
    subject: { reference: 'Patient/p2' },
    code: { coding: [{ system: 'http://loinc.org', code: '2160-0' }] },
    effectiveDateTime: TODAY,
    valueQuantity: { value: 9, unit: 'mg/dL' },
  };
  const { dataQuality, results } = (await evaluated(evaluation({ others: [stranger] }))) as {
    dataQuality: Json[];
    results: { renal: { crcl: { value: number } } };
  };
  expect(dataQuality).toEqual(
    expect.arrayContaining([expect.objectContaining({ reference: 'Observation/o9', issue: 'wrong-subject' })]),
  );
  expect(results.renal.crcl.value).toBeCloseTo(42.09, 1);
});

test('no rate limit at 0, and evaluations do not touch each other', async () => {
  const bodies = Array.from({ length: 20 }, (_, at) =>
    evaluation({ patient: { birthDate: `19${30 + at}-01-01` } }, [lenalidomide25()]),
  );
  const alone = [];
  for (const body of bodies) alone.push(JSON.stringify((await evaluated(body))['results']));
  const together = await Promise.all(bodies.map((body) => evaluated(body)));
  expect(together.map(({ results }) => JSON.stringify(results))).toEqual(alone);
});
