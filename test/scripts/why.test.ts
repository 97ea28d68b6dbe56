import { asOfToday, samplePatients } from '../../scripts/samples.ts';
import { whyOf } from '../../scripts/why.ts';
import { servicesFor } from '../../src/hooks/services.ts';
import { SANDBOX_SETTINGS } from '../../src/settings/settings.ts';

/** The tester kit's account of a call. */

const requestOf = (name: string) => {
  const sample = samplePatients().find((one) => one.name === name);
  if (!sample) throw new Error(`no sample ${name}`);
  return asOfToday(sample, new Date());
};

test.each([
  { starts: 'LEN-RENAL-DOSE: above (critical)', because: 'a rule that spoke: what it said' },
  { starts: 'CONTRAST-RENAL: nothing to say', because: 'one that had no occasion' },
  { starts: 'BONE-AGENT-RENAL: nothing to say; not known: measuredClearance (absent)', because: 'what it lacked' },
])('$because', async ({ starts }) => {
  const lines = await whyOf(requestOf('us-core-woman-crcl-42'));
  expect(lines.filter((line) => line.startsWith(starts))).toHaveLength(1);
});

test('every rule of the service is accounted for, once', async () => {
  const lines = await whyOf(requestOf('us-core-woman-crcl-42'));
  const pages = servicesFor(SANDBOX_SETTINGS).get('myeloma-order-select')?.pages ?? [];
  expect(lines.map((line) => line.split(':')[0])).toEqual(pages.map(({ id }) => id));
});

test('a service that there is not has no rules', async () => {
  expect(await whyOf({ ...requestOf('us-core-woman-crcl-42'), hook: 'order-dispatch' })).toEqual([]);
});
