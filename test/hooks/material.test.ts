import { materialOf } from '../../src/hooks/material.ts';
import type { Advice } from '../../src/logic/rule.ts';

/** What makes a finding the same news as before: suppression is lifted by anything else (PR-35). */

const evidence = { concept: 'serum-creatinine', value: 1.9, unit: 'mg/dL', date: '2026-11-02', stale: false };
const BASE: Advice<string> = {
  advice: 'above',
  indicator: 'warning',
  show: { maxDose: 10, drug: 'lenalidomide' },
  evidence: [{ ...evidence, reference: 'Observation/7' }],
  missing: [{ concept: 'platelets', because: 'absent' }],
  notes: [{ key: 'measured' }, { key: 'alone' }],
  suggestions: [{ kind: 'delete', item: 'remove', draft: 'MedicationRequest/1' }],
  scores: { impede: { min: 3, max: 6, items: [] } },
};

const withValue = (value: number | string, more: object = {}): Partial<Advice<string>> => ({
  evidence: [{ ...evidence, value, ...more }],
});

test.each<{ change: Partial<Advice<string>>; same: boolean; because: string }>([
  { change: {}, same: true, because: 'nothing changed' },
  { change: withValue(1.9, { date: '2026-11-20' }), same: true, because: 'the same result again' },
  { change: withValue(1.9, { reference: 'Observation/9' }), same: true, because: 'another copy of it' },
  { change: withValue(1.95), same: true, because: 'a small move' },
  { change: withValue(2.5), same: false, because: 'a third more' },
  { change: withValue(1.4), same: false, because: 'a quarter less' },
  { change: withValue(-1.9), same: false, because: 'the other sign' },
  { change: withValue(0), same: false, because: 'zero' },
  { change: withValue('high'), same: false, because: 'words instead of a number' },
  { change: withValue(1.9, { unit: 'umol/L' }), same: false, because: 'another unit' },
  { change: withValue(1.9, { comparator: '<' }), same: false, because: 'a bound instead of a value' },
  { change: withValue(1.9, { stale: true }), same: false, because: 'it has grown stale' },
  { change: withValue(1.9, { concept: 'egfr' }), same: false, because: 'another fact' },
  { change: { evidence: [] }, same: false, because: 'a fact is gone' },
  { change: { evidence: [...BASE.evidence, ...BASE.evidence] }, same: true, because: 'the same fact twice' },
  { change: { advice: 'maybe-above' }, same: false, because: 'other advice' },
  { change: { indicator: 'critical' }, same: false, because: 'more urgent' },
  { change: { category: '1' }, same: false, because: 'another category' },
  { change: { group: 'order-prevention' }, same: false, because: 'another heading' },
  { change: { show: { maxDose: 9.5, drug: 'lenalidomide' } }, same: true, because: 'shown almost alike' },
  {
    change: { show: { maxDose: 10.6, drug: 'lenalidomide' } },
    same: false,
    because: 'over the edge of a band: shown once more, which is the safe side',
  },
  { change: { show: { maxDose: 5, drug: 'lenalidomide' } }, same: false, because: 'another dose' },
  { change: { show: { maxDose: 10, drug: 'thalidomide' } }, same: false, because: 'another drug' },
  { change: { notes: [{ key: 'alone' }, { key: 'measured' }] }, same: true, because: 'order of notes' },
  { change: { notes: [{ key: 'alone' }] }, same: false, because: 'a note less' },
  { change: { missing: [] }, same: false, because: 'nothing missing any more' },
  { change: { missing: [{ concept: 'platelets', because: 'stale' }] }, same: false, because: 'missing otherwise' },
  { change: { scores: { impede: { min: 3, max: 7, items: [] } } }, same: false, because: 'another score' },
  {
    change: { suggestions: [{ kind: 'delete', item: 'remove', draft: 'MedicationRequest/2' }] },
    same: true,
    because: 'the same order under another id',
  },
  { change: { suggestions: [] }, same: false, because: 'nothing to suggest' },
])('same $same: $because', ({ change, same }) => {
  expect(materialOf({ ...BASE, ...change }) === materialOf(BASE)).toBe(same);
});
