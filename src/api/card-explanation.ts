import { NotFound, StoreUnavailable } from '../errors.ts';
import { GUIDELINE } from '../hooks/guideline.ts';
import type { Explanation } from '../store/explain.ts';
import { safeIdentifier, type Pseudonym } from '../store/pseudonym.ts';
import type { Store } from '../store/store.ts';
import { instant } from './feedback-text.ts';

/** `GET /api/governance/cards/{uuid}`: what is known of a card that was shown, months or years later (PR-33). */
export interface CardExplanation extends Omit<Explanation, 'at' | 'feedback' | 'softwareVersion' | 'guidelineVersion'> {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly software: { readonly name: string; readonly version: string };
  readonly guideline: { readonly name: string; readonly version: string };
  readonly feedback: readonly (Omit<Explanation['feedback'][number], 'at' | 'receivedAt'> & {
    readonly at: string;
    readonly receivedAt: string;
  })[];
}

/**
 * Rules, versions, digests, hashes of the facts and what became of it; no value of the patient's. A caller that is a
 * client sees its own cards only: any other is `NotFound`. Throws `StoreUnavailable` while the store is down.
 */
export async function explainCard(
  id: string,
  caller: string | null,
  { store, pseudonym }: { readonly store: Store; readonly pseudonym: Pseudonym },
): Promise<CardExplanation> {
  const found = await store.explain(safeIdentifier(id, pseudonym), caller).catch((cause: unknown) => {
    throw new StoreUnavailable('The store can not be reached now.', { cause });
  });
  if (!found) throw new NotFound('There is no record of this card.');
  const { softwareVersion, guidelineVersion, feedback, at, ...rest } = found;
  return {
    ...rest,
    at: instant(at),
    software: { name: GUIDELINE.software, version: softwareVersion },
    guideline: { name: GUIDELINE.name, version: guidelineVersion },
    feedback: feedback.map((one) => ({ ...one, at: instant(one.at), receivedAt: instant(one.receivedAt) })),
  };
}
