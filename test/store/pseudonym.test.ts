import { createPseudonym, safeIdentifier } from '../../src/store/pseudonym.ts';

const KEY = 'k'.repeat(32);
const pseudonym = createPseudonym(KEY);

test.each([
  { one: ['patient', 'a', 'b'], other: ['patient', 'a', 'b'], same: true, because: 'the same patient' },
  { one: ['patient', 'a', 'b'], other: ['patient', 'a', 'c'], same: false, because: 'another patient' },
  { one: ['patient', 'a', 'b'], other: ['patient', 'c', 'b'], same: false, because: 'the same id at another client' },
  { one: ['patient', 'ab', 'c'], other: ['patient', 'a', 'bc'], same: false, because: 'the parts stay apart' },
  { one: ['patient', '1'], other: ['identifier', '1'], same: false, because: 'another kind' },
])('$one and $other: $same ($because)', ({ one, other, same }) => {
  expect(pseudonym(...one) === pseudonym(...other)).toBe(same);
  expect(pseudonym(...one)).toMatch(/^[0-9a-f]{64}$/);
});

test('another installation, or another run without a key, gives another hash', () => {
  const hashes = [pseudonym, createPseudonym('l'.repeat(32)), createPseudonym(null), createPseudonym(null)];
  expect(new Set(hashes.map((hash) => hash('patient', '1'))).size).toBe(4);
});

const UUID = 'd26ae746-1ec0-40bd-84c5-28d90a7fc1cd';
test.each([
  { text: UUID, kept: UUID },
  { text: UUID.toUpperCase(), kept: UUID },
  { text: `urn:uuid:${UUID}`, kept: UUID },
  { text: `${UUID} Smith`, kept: null },
  { text: 'Smith^John', kept: null },
  { text: '123456', kept: null },
  { text: '', kept: null },
  { text: 'a'.repeat(1_000_000), kept: null },
  { text: '__proto__', kept: null },
])('$kept of an identifier as sent', ({ text, kept }) => {
  const identifier = safeIdentifier(text, pseudonym);
  if (kept !== null) expect(identifier).toBe(kept);
  else expect(identifier).toMatch(/^x-[0-9a-f]{64}$/);
  expect(safeIdentifier(text, pseudonym)).toBe(identifier);
});
