import { Ajv2020 } from 'ajv/dist/2020.js';
import { EVALUATION_SCHEMA } from '../../src/api/evaluation-schema.ts';

const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(EVALUATION_SCHEMA);

/** What of an evaluation breaks the published schema. */
export function schemaProblems(evaluation: unknown): string[] {
  return validate(evaluation)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
