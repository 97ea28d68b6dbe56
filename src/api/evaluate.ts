import { evaluateChart, timeLimit, UNWATCHED_CALL } from '../evaluate-chart.ts';
import { dataOf } from '../hooks/render.ts';
import { stateOf } from '../hooks/rule-states.ts';
import { GUIDELINE, SOFTWARE_VERSION } from '../hooks/guideline.ts';
import type { CallContext } from '../hooks/run-service.ts';
import { assess } from '../logic/assess.ts';
import { PAGES } from '../logic/index.ts';
import type { Rule } from '../logic/rule.ts';
import { evaluateRequest } from './evaluate-request.ts';
import { resultsOf } from './results.ts';

/** The whole evaluation as data: results, findings whether shown or silent, and what wasn't used. */
export function evaluate(body: unknown, call: CallContext): Record<string, unknown> {
  const { settings, watch = UNWATCHED_CALL } = call;
  const { chart, hook } = evaluateRequest(body, call.now(), settings.codes);
  const state = (id: string) => stateOf(id, settings, { client: call.caller });
  const pages = PAGES.filter((page) => state(page.id) !== 'off');
  const { facts, findings, notEvaluated, dataQuality } = evaluateChart(
    chart,
    pages,
    { hook, thresholds: settings.thresholds },
    { stage: watch.stage, hasTime: timeLimit(watch.elapsed, settings.limits.evaluationMs) },
  );
  watch.onUnevaluated('evaluate', notEvaluated);
  const results = resultsOf(assess(facts, settings.thresholds));
  const speaker = { words: call.words, locale: call.locale ?? 'en', stateOf: state };
  return {
    guideline: { name: GUIDELINE.name, version: GUIDELINE.version },
    software: { name: GUIDELINE.software, version: SOFTWARE_VERSION },
    asOf: chart.clock.asOf,
    patient: `Patient/${chart.patientId}`,
    results,
    findings: findings.map((finding) => dataOf(finding, speaker)),
    // Of all that the pages may look at, also where one of them needed to look no further.
    dataQuality: [...notEvaluated.map(unevaluatedNote), ...dataQuality(pages.flatMap(({ reads }) => reads))],
  };
}

/** A page that was not reached in time: that it found nothing means nothing. */
const unevaluatedNote = ({ id }: Rule) => ({
  reference: `Rule/${id}`,
  issue: 'not-evaluated',
  detail: 'the time for this request was used up before this rule was run',
});
