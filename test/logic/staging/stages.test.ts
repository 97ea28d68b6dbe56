import { DEFAULT_THRESHOLDS } from '../../../src/logic/thresholds.ts';
import { assessStaging } from '../../../src/logic/staging/stages.ts';
import { diagnosedOn, fish, results, treatedWith, type Fish, type Written } from '../baseline-points.ts';
import { facts, unknownFact, type Stated } from '../facts.ts';

const beta2 = (written: Written, date?: string) =>
  results('beta2-microglobulin', 'mg/L', [written, date === undefined ? {} : { date }]);
const albumin = (written: Written) => results('albumin', 'g/dL', [written]);
const ldh = (written: Written, limit?: number) =>
  results('ldh', 'U/L', [written, limit === undefined ? {} : { limit }]);

const assessed = (stated: Stated, ldhUpperLimit: number | null = null) =>
  assessStaging(facts(stated), { ...DEFAULT_THRESHOLDS, ldhUpperLimit });

interface Case {
  readonly b?: Written;
  readonly a?: Written;
  readonly f?: Fish;
  readonly l?: readonly [Written, number?];
  readonly iss: string;
  readonly riss: string;
  readonly because: string;
}

const given = ({ b, a, f, l }: Case): Stated => ({
  ...(b === undefined ? {} : { beta2Microglobulin: beta2(b) }),
  ...(a === undefined ? {} : { albumin: albumin(a) }),
  ...(f === undefined ? {} : { cytogenetics: fish(f) }),
  ...(l === undefined ? {} : { ldh: ldh(...l) }),
});

describe('ISS and R-ISS (S-1 to S-5)', () => {
  test.each<Case>([
    { b: 3.4, a: 3.5, iss: 'I', riss: 'I II', because: 'just under 3.5 with albumin at 3.5' },
    { b: 3.5, a: 3.5, iss: 'II', riss: 'II', because: 'beta-2 microglobulin at 3.5' },
    { b: 3.49, a: 3.49, iss: 'II', riss: 'II', because: 'albumin just under 3.5' },
    { b: 3.4, a: 3.6, iss: 'I', riss: 'I II', because: 'albumin just over 3.5' },
    { b: 5.49, a: 4, iss: 'II', riss: 'II', because: 'just under 5.5' },
    { b: 5.5, a: 4, iss: 'III', riss: 'II III', because: '5.5' },
    { b: 5.51, a: 2, iss: 'III', riss: 'II III', because: 'just over 5.5' },
    { b: 4, iss: 'II', riss: 'II', because: 'beta-2 microglobulin of 4.0 alone' },
    { b: 6, iss: 'III', riss: 'II III', because: 'beta-2 microglobulin of 6 alone' },
    { b: 3, iss: 'I II', riss: 'I II', because: 'without albumin' },
    { a: 4, iss: 'I II III', riss: 'I II III', because: 'albumin alone' },
    { a: 3, iss: 'II III', riss: 'II III', because: 'low albumin alone' },
    { iss: 'I II III', riss: 'I II III', because: 'nothing' },
    { b: '>5', iss: 'II III', riss: 'II III', because: '>5 is not III' },
    { b: '>5.5', iss: 'III', riss: 'II III', because: '>5.5 is III' },
    { b: '>=5.5', iss: 'III', riss: 'II III', because: '>=5.5 is III' },
    { b: '<5.5', a: 3, iss: 'II', riss: 'II', because: '<5.5 with low albumin' },
    { b: '<5.5', a: 4, iss: 'I II', riss: 'I II', because: '<5.5 with normal albumin' },
    { b: '<3.5', a: 4, iss: 'I', riss: 'I II', because: '<3.5' },
    { b: '<=3.5', a: 4, iss: 'I II', riss: 'I II', because: '<=3.5' },
    { b: [3, 6], a: 4, iss: 'I II III', riss: 'I II III', because: 'a range over both limits' },
    { b: [4, 5], a: 4, iss: 'II', riss: 'II', because: 'a range within' },
    { b: 3, a: [3.4, 3.6], iss: 'I II', riss: 'I II', because: 'a range of albumin' },
    { b: 3, a: 4, f: '---', l: [200, 250], iss: 'I', riss: 'I', because: 'standard FISH, normal LDH' },
    { b: 3, a: 4, f: '---', l: [250, 250], iss: 'I', riss: 'I', because: 'LDH at its limit is normal' },
    { b: 3, a: 4, f: '---', l: [251, 250], iss: 'I', riss: 'II', because: 'LDH just over' },
    { b: 3, a: 4, f: '+--', l: [200, 250], iss: 'I', riss: 'II', because: 'ISS I with high-risk FISH' },
    { b: 3, a: 4, f: '+??', iss: 'I', riss: 'II', because: 'one change is enough, no LDH' },
    { b: 3, a: 4, f: '--?', l: [200, 250], iss: 'I', riss: 'I II', because: 'one probe not tested' },
    { b: 3, a: 4, f: '---', iss: 'I', riss: 'I II', because: 'no LDH' },
    { b: 3, a: 4, f: '---', l: [200], iss: 'I', riss: 'I II', because: 'LDH without a limit' },
    { b: 3, a: 4, f: '---', l: [200, 0], iss: 'I', riss: 'I II', because: 'a limit of zero is none' },
    { b: 3, a: 4, f: '---', l: ['>200', 250], iss: 'I', riss: 'I II', because: 'LDH over 200 may be over 250' },
    { b: 6, f: '---', l: [200, 250], iss: 'III', riss: 'II', because: 'ISS III, standard FISH, normal LDH' },
    { b: 6, f: '?+?', iss: 'III', riss: 'III', because: 'ISS III with t(4;14)' },
    { b: 6, f: '??+', iss: 'III', riss: 'III', because: 'ISS III with t(14;16)' },
    { b: 6, l: [300, 250], iss: 'III', riss: 'III', because: 'ISS III with raised LDH, no FISH' },
    { b: 6, f: '---', iss: 'III', riss: 'II III', because: 'ISS III, no LDH' },
    { b: 6, f: '-?-', l: [200, 250], iss: 'III', riss: 'II III', because: 'ISS III, one probe not tested' },
    { f: '+--', iss: 'I II III', riss: 'II III', because: 'high-risk FISH alone' },
    { b: 3, f: '+--', iss: 'I II', riss: 'II', because: 'R-ISS II while the ISS is open' },
    { f: '---', l: [200, 250], iss: 'I II III', riss: 'I II', because: 'standard FISH and normal LDH are never III' },
  ])('ISS $iss, R-ISS $riss: $because', (one) => {
    const { iss, riss } = assessed(given(one));
    const sole = (possible: readonly string[]): string | null => (possible.length === 1 ? possible.join('') : null);
    expect([iss.possible.join(' '), riss.possible.join(' ')]).toEqual([one.iss, one.riss]);
    expect([iss.stage, riss.stage]).toEqual([sole(iss.possible), sole(riss.possible)]);
    expect([iss, riss].filter(({ stage, missing }) => (stage === null) !== missing.length > 0)).toEqual([]);
  });

  test.each<{ signs: Fish; expected: string }>([
    { signs: '---', expected: 'standard' },
    { signs: '+--', expected: 'high' },
    { signs: '-+-', expected: 'high' },
    { signs: '--+', expected: 'high' },
    { signs: '?+?', expected: 'high' },
    { signs: '?--', expected: 'unknown' },
    { signs: '-?-', expected: 'unknown' },
    { signs: '--?', expected: 'unknown' },
    { signs: '???', expected: 'unknown' },
  ])('FISH $signs is $expected (S-2)', ({ signs, expected }) => {
    expect(assessed({ cytogenetics: fish(signs) }).highRiskFish).toBe(expected);
  });

  test.each<{ value: Written; limit?: number; site: number | null; riss: string; site_: boolean; because: string }>([
    { value: 240, site: 240, riss: 'I', site_: true, because: 'at the limit of the site' },
    { value: 241, site: 240, riss: 'II', site_: true, because: 'over the limit of the site' },
    { value: 241, limit: 250, site: 240, riss: 'I', site_: false, because: 'the limit of the result goes first' },
    { value: 241, site: null, riss: 'I II', site_: false, because: 'no limit at all' },
  ])('LDH $value: R-ISS $riss, $because', ({ value, limit, site, riss, site_ }) => {
    const stated = given({ b: 3, a: 4, f: '---', l: [value, limit], iss: '', riss: '', because: '' });
    const { riss: staged, siteLimit } = assessed(stated, site);
    expect([staged.possible.join(' '), siteLimit]).toEqual([riss, site_]);
    expect(staged.missing).toEqual(riss === 'I II' ? [{ concept: 'ldh-upper-limit', because: 'absent' }] : []);
  });

  test('names each thing that is missing once', () => {
    const { iss, riss } = assessed(given({ b: 3, f: '--?', iss: '', riss: '', because: '' }));
    expect(iss.missing.map(({ concept }) => concept)).toEqual(['albumin']);
    expect(riss.missing.map(({ concept }) => concept)).toEqual(['albumin', 'fish-t-14-16', 'ldh']);
  });
});

describe('only values of the time of the diagnosis (S-4)', () => {
  test.each<{ date: string; stated: Stated; iss: string; outside: boolean; because: string }>([
    { date: '2026-03-03', stated: {}, iss: 'II', outside: false, because: '90 days before' },
    { date: '2026-03-02', stated: {}, iss: 'I II III', outside: true, because: '91 days before' },
    { date: '2026-07-01', stated: {}, iss: 'II', outside: false, because: '30 days after' },
    { date: '2026-07-02', stated: {}, iss: 'I II III', outside: true, because: '31 days after' },
    {
      date: '2026-06-10',
      stated: { courses: treatedWith(['bortezomib', '2026-06-10']) },
      iss: 'I II III',
      outside: true,
      because: 'on the day of the first drug',
    },
    {
      date: '2026-06-10',
      stated: { courses: treatedWith(['bortezomib', '2026-06-11'], ['dexamethasone', '2026-06-12']) },
      iss: 'II',
      outside: false,
      because: 'the day before the first drug',
    },
    {
      date: '2026-06-10',
      stated: { courses: treatedWith(['dexamethasone', '2026-06-05']) },
      iss: 'I II III',
      outside: true,
      because: 'dexamethasone for the myeloma counts',
    },
    {
      date: '2026-06-10',
      stated: { courses: treatedWith(['prednisone', '2024-06-05'], ['aspirin', '2026-01-01'], ['bortezomib', null]) },
      iss: 'II',
      outside: false,
      because: 'prednisone of years before does not, nor aspirin, nor a drug without a start',
    },
    {
      date: '2026-06-10',
      stated: { courses: treatedWith(['lenalidomide', '2024-06-05']) },
      iss: 'I II III',
      outside: true,
      because: 'lenalidomide of years before does: recorded late',
    },
    {
      date: '2020-01-01',
      stated: { diagnosisDate: unknownFact('diagnosis-date') },
      iss: 'II',
      outside: false,
      because: 'without a date of diagnosis the newest counts',
    },
    {
      date: '2026-06-10',
      stated: { courses: unknownFact('therapy-history', 'unanswered') },
      iss: 'II',
      outside: false,
      because: 'the history of therapy was not asked for',
    },
    {
      date: '2026-06-10',
      stated: {
        diagnosisDate: unknownFact('diagnosis-date'),
        courses: treatedWith(['dexamethasone', '2026-06-05']),
      },
      iss: 'II',
      outside: false,
      because: 'dexamethasone alone, without a diagnosis, tells nothing',
    },
  ])('ISS $iss: $because', ({ date, stated, iss, outside }) => {
    const { iss: staged, outside: seen } = assessed({
      diagnosisDate: diagnosedOn('2026-06-01'),
      beta2Microglobulin: beta2(4, date),
      ...stated,
    });
    expect([staged.possible.join(' '), seen]).toEqual([iss, outside]);
  });
});
