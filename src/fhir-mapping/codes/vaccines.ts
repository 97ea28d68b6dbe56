import type { CodeRow } from './code-row.ts';

/** Vaccines: CVX, and the RxNorm code under which one stands in Oracle's medication list (terminology, quirk 12). */
export const VACCINE_CODES = [
  { concept: 'hepatitis-b-vaccine', system: 'cvx', code: '189', display: 'Hepatitis B vaccine (recombinant), CpG adjuvanted' },
  { concept: 'hepatitis-b-vaccine', system: 'cvx', code: '43', display: 'hepatitis B vaccine, adult dosage' },
  { concept: 'hepatitis-b-vaccine', system: 'cvx', code: '44', display: 'Hepatitis B vaccine (Hep B), high-dosage, dialysis or immunocompromised patient' },
  { concept: 'hepatitis-b-vaccine', system: 'cvx', code: '45', display: 'hepatitis B vaccine, unspecified formulation' },
  { concept: 'hepatitis-b-vaccine', system: 'rxnorm', code: '830261', display: 'hepatitis B vaccine' },
  { concept: 'live-zoster-vaccine', system: 'cvx', code: '121', display: 'zoster vaccine, live' },
  { concept: 'pneumococcal-conjugate-vaccine', system: 'cvx', code: '100', display: 'pneumococcal conjugate vaccine, 7 valent' },
  { concept: 'pneumococcal-conjugate-vaccine', system: 'cvx', code: '133', display: 'pneumococcal conjugate vaccine, 13 valent' },
  { concept: 'pneumococcal-conjugate-vaccine', system: 'cvx', code: '152', display: 'Pneumococcal Conjugate, unspecified formulation' },
  { concept: 'pneumococcal-conjugate-vaccine', system: 'cvx', code: '177', display: 'pneumococcal conjugate vaccine, 10 valent' },
  { concept: 'pneumococcal-conjugate-vaccine', system: 'cvx', code: '215', display: 'Pneumococcal conjugate vaccine 15-valent (PCV15), polysaccharide CRM197 conjugate, adjuvant, preservative free' },
  { concept: 'pneumococcal-conjugate-vaccine-20', system: 'cvx', code: '216', display: 'Pneumococcal conjugate vaccine 20-valent (PCV20), polysaccharide CRM197 conjugate, adjuvant, preservative free' },
  { concept: 'pneumococcal-conjugate-vaccine-20', system: 'cvx', code: '327', display: 'Pneumococcal conjugate PCV21, polysaccharide CRM197 conjugate, PF' },
  { concept: 'pneumococcal-polysaccharide-vaccine', system: 'cvx', code: '33', display: 'pneumococcal polysaccharide vaccine, 23 valent' },
  { concept: 'pneumococcal-vaccine', system: 'cvx', code: '109', display: 'pneumococcal vaccine, unspecified formulation' },
  { concept: 'zoster-vaccine', system: 'cvx', code: '187', display: 'zoster vaccine recombinant' },
  { concept: 'zoster-vaccine', system: 'cvx', code: '188', display: 'zoster vaccine, unspecified formulation' },
] as const satisfies readonly CodeRow[];
