import type { Evidence } from '../facts.ts';
import type { PlannedImaging } from '../workup-facts.ts';

/** An imaging order as evidence, in the words of the order. */
export const orderEvidence = ({ label, reference }: PlannedImaging): Evidence => ({
  concept: 'imaging-order',
  value: label,
  reference,
  stale: false,
});
