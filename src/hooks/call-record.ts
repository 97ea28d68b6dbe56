import type { Finding } from '../logic/rule.ts';
import { clientName } from '../settings/client-name.ts';
import { UNLISTED, type CallRecord, type FindingRecord } from '../store/records.ts';
import type { Pseudonym } from '../store/pseudonym.ts';
import { factHasher } from './fact-hashes.ts';
import { GUIDELINE, SOFTWARE_VERSION } from './guideline.ts';
import type { AnsweredCall } from './run-service.ts';

/** When a call was answered, how long it took, and what by. */
export interface Circumstances {
  readonly at: number;
  readonly latencyMs: number;
  readonly knowledgeDigest: string;
  readonly configDigest: string;
  readonly pseudonym: Pseudonym;
}

/** What is recorded of an answered call: rules, versions, cards and their ids; nothing that a card says. */
export function callRecord(
  service: string,
  findings: readonly Finding[],
  answer: AnsweredCall,
  { at, latencyMs, knowledgeDigest, configDigest, pseudonym }: Circumstances,
): CallRecord {
  const placed = new Map(
    answer.dealt.flatMap(({ card, shows }) =>
      shows.map(({ finding, suggestions }) => [finding, { card: card.uuid, suggestions }] as const),
    ),
  );
  const client = answer.client && clientName(answer.client);
  const hashesOf = factHasher({ client: client ?? '', patient: answer.patient }, pseudonym);
  return {
    kind: 'call',
    at,
    service,
    client: client ?? UNLISTED,
    hookInstance: answer.hookInstance,
    patient: answer.patient,
    user: answer.user,
    ruleVersion: SOFTWARE_VERSION,
    guidelineVersion: GUIDELINE.version,
    knowledgeDigest,
    configDigest,
    latencyMs,
    evaluated: answer.pages.map(({ id }) => id),
    findings: findings.map((finding) => ({
      ...findingRecord(finding, placed.get(finding)),
      ...fateOf(finding, answer, placed.has(finding)),
      facts: finding.kind === 'broken' ? [] : hashesOf(finding.evidence),
    })),
  };
}

function findingRecord(
  finding: Finding,
  placed: { readonly card: string; readonly suggestions: readonly string[] } | undefined,
): Omit<FindingRecord, 'state' | 'recognition' | 'facts'> {
  const isBroken = finding.kind === 'broken';
  return {
    rule: finding.rule.id,
    page: finding.rule.cites[0].page,
    advice: isBroken ? 'broken' : finding.advice,
    indicator: isBroken ? 'warning' : finding.indicator,
    unknown: isBroken || finding.missing.length > 0,
    card: placed?.card ?? null,
    suggestions: placed?.suggestions ?? [],
  };
}

/** Whether it was shown, to whom, and by what it would be known again. */
function fateOf(
  finding: Finding,
  { visibility: { inPilot, recognised } }: AnsweredCall,
  isShown: boolean,
): Pick<FindingRecord, 'state' | 'recognition'> {
  const { key, material, suppressed } = recognised.get(finding) ?? NOT_RECOGNISED;
  const state = isShown ? (inPilot(finding.rule.id) ? 'pilot' : 'on') : suppressed ? 'suppressed' : 'silent';
  return { state, recognition: key === '' ? null : { key, material } };
}

const NOT_RECOGNISED = { key: '', material: '', suppressed: false };
