/** What a token for an address may name as its audience: paths under `publicUrl`, never what the request calls the host. */

export const DISCOVERY = ['/cds-services'] as const;
export const EVALUATION = ['/api/evaluate'] as const;

export const serviceAudiences = (id: string): readonly string[] => [`/cds-services/${id}`];

/** Unspecified by CDS Hooks: clients name the feedback address or the service's own (F-9). */
export const feedbackAudiences = (id: string): readonly string[] => [
  `/cds-services/${id}/feedback`,
  ...serviceAudiences(id),
];
