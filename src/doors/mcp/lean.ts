import type { z } from 'zod';

/** A schema without the name of its dialect, which is the one that the protocol takes anyway: agents pay for every token. */
export function lean<S extends z.ZodType>({ '~standard': standard }: S): Pick<S, '~standard'> {
  const { input, output } = standard.jsonSchema;
  return {
    '~standard': {
      ...standard,
      jsonSchema: {
        input: (options) => withoutDialect(input(options)),
        output: (options) => withoutDialect(output(options)),
      },
    },
  };
}

function withoutDialect(schema: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
}
