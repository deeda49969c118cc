import { z } from 'zod';
import type { Check } from '../core/check.ts';
import { commonSchema, documentSchema } from './document.ts';

type Json = Record<string, unknown>;

/** The JSON Schema of lintel.yaml with these checks. */
export function schemaOf(checks: readonly Check[]): object {
  const document = jsonOf(documentSchema);
  const rule = {
    oneOf: [
      { type: 'string', enum: ['error', 'warn', 'off'] },
      {
        type: 'object',
        properties: {
          check: {
            type: 'string',
            enum: checks.map((check) => check.name),
            description: 'The check that the rule runs.',
          },
        },
        allOf: checks.map((check) => ({
          if: { properties: { check: { const: check.name } }, required: ['check'] },
          then: branchOf(check),
        })),
      },
    ],
  };
  const properties = propertiesOf(document);
  return {
    ...document,
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'lintel.yaml',
    properties: { ...properties, rules: { ...(properties['rules'] as Json), additionalProperties: rule } },
  };
}

/** The options of a check and the common keys, in one closed map; for each alternative where the options have several. */
function branchOf(check: Check): Json {
  const common = propertiesOf(jsonOf(commonSchema(check.exceptKeys)));
  const close = (options: Json): Json => {
    for (const key of ['anyOf', 'oneOf', 'allOf'])
      if (Array.isArray(options[key])) return { ...options, [key]: (options[key] as Json[]).map(close) };
    if (options['type'] !== 'object') return options;
    return {
      ...options,
      properties: { check: { const: check.name, description: check.summary }, ...common, ...propertiesOf(options) },
    };
  };
  return close(jsonOf(check.options));
}

function jsonOf(schema: z.ZodType): Json {
  return { ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-7' }), $schema: undefined };
}

function propertiesOf(schema: Json): Json {
  return (schema['properties'] ?? {}) as Json;
}
