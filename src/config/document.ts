import { z } from 'zod';
import { families } from '../core/check.ts';

const list = z.union([z.string(), z.array(z.string()).min(1)]);
const where = list.describe(
  "A zone's name, a glob from the folder of lintel.yaml, or a list of them; `!` excludes from the items before it. Quote strings that contain { or begin with *.",
);

export const severities = ['error', 'warn', 'off'] as const;

const exceptionKeys = {
  from: where.optional().describe('The importing files.'),
  to: where.optional().describe('The imported files, or the names of packages.'),
  file: where.optional().describe('The files in which violations are excused.'),
  name: z.string().min(1).optional().describe('A glob for the name in the violation.'),
  reason: z.string().regex(/\S/, 'say why').describe('Why the violation is excused.'),
  until: z.string().refine(isDay, 'day').optional().describe('The last day of the exception, as YYYY-MM-DD.'),
};

/** Is it a valid date, as YYYY-MM-DD? */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** An item of `except`, with the keys of the check. */
function exceptionSchema(keys: readonly string[]) {
  return z.strictObject({
    ...Object.fromEntries(
      keys.map((key) => [key, z.string().optional().describe(`A glob for the ${key} in the violation.`)]),
    ),
    ...exceptionKeys,
  });
}

/** The keys that every rule accepts besides its check and options. */
export type CommonSchema = ReturnType<typeof commonSchema>;

export function commonSchema(exceptKeys: readonly string[]) {
  return z.strictObject({
    severity: z.enum(severities).optional().describe('`error` (default), `warn` or `off`.'),
    in: where.optional().describe('The files to check.'),
    not: z
      .union([where, z.array(z.string()).max(0)])
      .optional()
      .describe('Files that are not checked; `[]` excludes none and overrides `defaults`.'),
    except: z.array(exceptionSchema(exceptKeys)).optional().describe('Named exceptions, each with its reason.'),
    see: z
      .string()
      .min(1)
      .optional()
      .describe('A link: "#anchor" in the nearest conventions file, "path.md#anchor", or a file.'),
    because: z
      .string()
      .min(1)
      .optional()
      .describe('The reason in one line, ideally an incident; printed with the violation.'),
    fix: z.string().min(1).optional().describe("The project's own instructions for a fix; replaces the generic steps."),
  });
}

/** The keys of a rule that do not depend on its check. */
export const commonKeys: readonly string[] = ['check', ...Object.keys(commonSchema([]).shape)];

/** A whole file, without the parts that depend on checks. */
export const documentSchema = z.strictObject({
  version: z.literal(1).optional().describe('Marks the root; always 1.'),
  extends: list
    .optional()
    .describe(
      'Built-in packs (lintel/recommended), or paths and globs inside the project. A later rule replaces an earlier one of the same name.',
    ),
  files: list.optional().describe('The files of the project; default: all files that git does not ignore.'),
  ignore: list.optional().describe('Files to exclude, in addition to node_modules, *.min.* and build output.'),
  alias: z
    .record(z.string().min(1), list)
    .optional()
    .describe(
      'Import aliases that only a bundler knows, each with its paths: "@/*": "src/*". `paths` of tsconfig.json and `imports` of package.json need no entry. Aliases of a lintel.yaml in a subfolder apply to its files.',
    ),
  conventions: z
    .string()
    .min(1)
    .optional()
    .describe("The file name that is searched from a file's folder upward; default CONVENTIONS.md."),
  'allow-weakening': z
    .strictObject({
      trailer: z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'a trailer consists of letters, digits and hyphens')
        .optional()
        .describe('The trailer of a commit message: `Lintel-Allow: <rule or kind> -- reason`.'),
      authors: list.optional().describe('Whose commits may have the trailer: e-mail addresses, or globs of them.'),
      owners: list.optional().describe('Owners in CODEOWNERS: what they must review, they may weaken.'),
    })
    .optional()
    .describe(
      'Who may weaken the gate, for the check `weakening`. The value of the base counts. Without it, nobody may.',
    ),
  defaults: commonSchema([]).optional().describe('Defaults for keys that every rule has; a rule can override them.'),
  zones: z
    .record(z.string(), where)
    .optional()
    .describe('Names for sets of files. {x} captures a path segment or part of one, {x...} several segments.'),
  see: z
    .partialRecord(z.enum(families), z.string().min(1))
    .optional()
    .describe('The default `see` link of each family of checks.'),
  rules: z
    .record(z.string(), z.union([z.enum(severities), z.record(z.string(), z.unknown())]))
    .optional()
    .describe('The rules by name.'),
});
