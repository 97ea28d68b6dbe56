import type { Frailty } from '../logic/diagnosis-facts.ts';
import { known, unknown, type Fact } from '../logic/facts.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import { LONGEST_NAME } from './entry-text.ts';
import { wordsOf } from './history-details.ts';
import { isFinal, worded } from './history-entries.ts';
import { objectAt, textAt, type AnyResource } from './json.ts';
import { absence } from './observations.ts';
import { dateOf } from './presence.ts';

/** The IMWG frailty score as somebody recorded it; no code system names it (terminology, "Not found"). */

const FRAILTY_NAME =
  /\b(imwg|myeloma)[a-z -]{0,20}frailty|\bfrailty (score|index|assessment|category)[a-z (,-]{0,12}imwg|imwg.{0,6}(衰弱|虚弱)|骨髓瘤.{0,4}(衰弱|虚弱)/i;

const FRAILTY_WORDS: readonly (readonly [Frailty, RegExp])[] = [
  ['intermediate-fit', /\bintermediate\b|中等|中间|中度健康/i],
  ['frail', /(?<!\bnon-?)(?<!\bnot )\bfrail\b|(?<![非不])[衰虚]弱/i],
  ['fit', /(?<!\bintermediate[- ])(?<!\bun)(?<!\bnot )\bfit\b|^健康|^适合/i],
];

/** IMWG points: 0 fit, 1 intermediate-fit, 2 and more frail. */
const FRAIL_POINTS = 2;
const MOST_POINTS = 5;

/** The newest IMWG frailty score, by the site's code or by its name; other frailty scales have other numbers. */
export function readFrailty(index: ChartIndex): Fact<Frailty> {
  const named = worded(index).filter(({ label }) => FRAILTY_NAME.test(label));
  const scores = [...(index.byConcept.get('imwg-frailty') ?? []), ...named.map(({ resource }) => resource)]
    .filter((resource) => resource.resourceType === 'Observation' && isFinal(index, resource))
    .flatMap((resource) => {
      const frailty = frailtyOf(resource);
      const date = dateOf(resource) ?? '';
      if (frailty !== undefined && date <= index.chart.clock.latest) return [{ frailty, date, resource }];
      const issue = frailty === undefined ? 'unparsable' : 'date-future';
      index.quality.add(referenceOf(resource), issue, 'frailty: no category, or dated after the day of the evaluation');
      return [];
    })
    .sort((a, b) => b.date.localeCompare(a.date));
  const [newest] = scores;
  if (!newest) return unknown([{ concept: 'frailty', because: absence(index, 'observations') }]);
  const rivals = scores.filter(({ date, frailty }) => date === newest.date && frailty !== newest.frailty);
  if (rivals.length > 0) return unknown([{ concept: 'frailty', because: 'conflicting' }]);
  const { frailty, date, resource } = newest;
  return known(frailty, [
    {
      concept: 'frailty',
      value: frailty,
      ...(date === '' ? {} : { date }),
      reference: referenceOf(resource),
      stale: false,
    },
  ]);
}

function frailtyOf(observation: AnyResource): Frailty | undefined {
  const texts = [...wordsOf(observation['valueCodeableConcept']), textAt(observation, 'valueString') ?? ''];
  const text = texts.find((one) => one !== '' && one.length <= LONGEST_NAME);
  if (text !== undefined) return FRAILTY_WORDS.find(([, pattern]) => pattern.test(text))?.[0];
  const value = observation['valueInteger'] ?? objectAt(observation, 'valueQuantity')['value'];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MOST_POINTS) return undefined;
  return value >= FRAIL_POINTS ? 'frail' : value === 1 ? 'intermediate-fit' : 'fit';
}
