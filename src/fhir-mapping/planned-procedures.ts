import type { PlannedProcedure } from '../logic/diagnosis-facts.ts';
import { known, unknown, type Fact } from '../logic/facts.ts';
import type { ProcedureName } from '../logic/history-facts.ts';
import { referenceOf, resourcesOf, type ChartIndex } from './chart-index.ts';
import { saidIn } from './entry-text.ts';
import { requestStanding, worded } from './history-entries.ts';
import { PROCEDURE_LINES } from './history-procedures.ts';
import type { AnyResource } from './json.ts';
import { dateOf, entryEvidence, labelOf, searchedEvidence } from './presence.ts';

/** Orders for the procedures of the history that stand and aren't done yet: nobody should be told to order them again. */
export function readPlannedProcedures(index: ChartIndex): Fact<readonly PlannedProcedure[]> {
  const names = Object.keys(PROCEDURE_LINES) as ProcedureName[];
  const found = names.flatMap((procedure) => ordersFor(index, procedure).map((resource) => ({ procedure, resource })));
  if (found.length > 0) {
    return known(
      found.map(({ procedure, resource }) => ({
        procedure,
        label: labelOf(resource),
        date: dateOf(resource),
        reference: referenceOf(resource),
      })),
      found.map(({ resource }) => entryEvidence('planned-procedure', resource)),
    );
  }
  if (index.chart.answers.serviceRequests !== 'answered')
    return unknown([{ concept: 'planned-procedure', because: 'unanswered' }]);
  return known([], searchedEvidence(index, 'planned-procedure', ['serviceRequests']));
}

function ordersFor(index: ChartIndex, name: ProcedureName): readonly AnyResource[] {
  const line = PROCEDURE_LINES[name];
  const coded = resourcesOf(index, line.codes).filter(isOrder);
  const told = worded(index).filter((one) => isOrder(one.resource) && saidIn(one, line) === 'stated');
  return [...coded, ...told.map(({ resource }) => resource)].filter(
    (resource) => requestStanding(index, resource) === 'planned',
  );
}

const isOrder = ({ resourceType }: AnyResource): boolean => resourceType === 'ServiceRequest';
