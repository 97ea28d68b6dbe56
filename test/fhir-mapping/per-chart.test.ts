import { indexChart } from '../../src/fhir-mapping/chart-index.ts';
import { perChart } from '../../src/fhir-mapping/per-chart.ts';
import { chartOf } from './charts.ts';

describe('what several readers of a chart rest on', () => {
  let made = 0;
  const counted = perChart(() => ({ number: (made += 1) }));
  const other = perChart(() => ({ number: 0 }));
  const [first, second] = [indexChart(chartOf([])), indexChart(chartOf([]))];

  test.each([
    { index: first, ask: counted, number: 1, because: 'made when first asked for' },
    { index: first, ask: counted, number: 1, because: 'kept' },
    { index: first, ask: other, number: 0, because: 'something else of the same chart' },
    { index: second, ask: counted, number: 2, because: 'another chart has its own' },
    { index: first, ask: counted, number: 1, because: 'which leaves the first alone' },
  ])('$number: $because', ({ index, ask, number }) => {
    expect(ask(index).number).toBe(number);
  });
});
