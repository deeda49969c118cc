import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { mistake } from '../../core/error.ts';
import { nearest } from '../../core/nearest.ts';
import { once } from '../../core/once.ts';
import { plainLines } from '../../core/plain.ts';
import type { Report } from '../../core/report.ts';
import { explain, subjects } from '../../pipeline/explain.ts';
import { fix } from '../../pipeline/fix.ts';
import { loadRenaming } from '../../program/index.ts';
import { fixedText } from '../../reporters/fixed.ts';
import { defaultBudget, reporters } from '../../reporters/index.ts';
import { recordOf } from '../../reporters/json.ts';
import { outlineOf, outlineSchema } from '../../reporters/outline.ts';
import { version } from '../../world/packs.ts';
import type { Keeper } from '../../pipeline/keeper.ts';
import { answer, readOnly, writing } from './answer.ts';
import { lean } from './lean.ts';
import { registerChanges } from './changes.ts';
import { registerQuestions } from './questions.ts';
import { registerWork } from './work.ts';

const paths = z
  .array(z.string())
  .default([])
  .describe('Report only violations in these files and folders. Empty: everything.');
const rule = z.string().optional().describe('Only this rule (its id in lintel.yaml).');
const texts = z
  .record(z.string(), z.string().nullable())
  .default({})
  .describe('Unwritten texts by path, checked as if they were on disk. null: as if the file were deleted.');

const budget = z
  .int()
  .min(0)
  .max(1_000_000)
  .default(defaultBudget)
  .describe('Token limit of the text; omitted violations are counted. 0: no limit.');

const full = z
  .boolean()
  .default(false)
  .describe('Return the full record of `lintel --format json`; otherwise ids and locations.');

const checkInput = z.strictObject({ paths, rule, texts, budget, full });
const fixInput = z.strictObject({
  paths,
  rule,
  id: z.string().max(1000).optional().describe('Only these (ids or prefixes).'),
  suggested: z.boolean().default(false).describe('Also apply suggested fixes; needs id or rule.'),
  apply: z.boolean().default(false).describe('Write the changes, all or none. Otherwise nothing is written.'),
});
const fixOutput = z.object({
  applied: z.boolean().describe('Whether files were written.'),
  fixed: z.array(z.string()).describe('Ids of the violations that were or would be fixed.'),
  files: z.array(z.string()),
  diff: z.string().describe('The changes as a unified diff.'),
  report: z.looseObject({}).describe('What `check` returns now.'),
});

const explainInput = z.strictObject({
  name: z.string().max(500).describe('A rule, check, zone, or violation (id or prefix).'),
  examples: z.boolean().default(false).describe('For a violation, also the page of its check.'),
});

/** A server with all tools; it keeps nothing but what TypeScript knows of the files of the last rename. */
export function createServer(keeper: Keeper): McpServer {
  const server = new McpServer({ name: 'lintel', version: version() }, { instructions });
  const renamingOf = once(loadRenaming);

  server.registerTool(
    'check',
    {
      title: 'Check the architecture',
      description:
        'Checks the files on disk against lintel.yaml and reports each violation with location, reason and fix. Unfinished work is expected: rules whose test report is missing or stale are listed under notRun. Set `texts` to try an edit before writing it.',
      inputSchema: lean(checkInput),
      outputSchema: lean(outlineSchema),
      annotations: { title: 'Check the architecture', ...readOnly },
    },
    ({ paths: asked, rule: only, texts: laid, budget: most, full: whole }, context) =>
      answer(context, () =>
        keeper.ask(laid, (session, fromRoot) => {
          const report = session.lint({ paths: asked.map(fromRoot), rule: only ?? null });
          const text = textOf(report, most);
          return {
            content: [{ type: 'text', text }],
            structuredContent: whole ? recordOf(brief(report)) : outlineOf(report, text),
            isError: report.errors.length > 0,
          };
        }),
      ),
  );

  server.registerTool(
    'fix',
    {
      title: 'Apply automatic fixes',
      description:
        'Computes fixes that are proven to remove their violations and add none. Returns a diff and the remaining violations; writes all files or none, only with `apply`.',
      inputSchema: lean(fixInput),
      outputSchema: lean(fixOutput),
      annotations: { title: 'Apply automatic fixes', ...writing },
    },
    ({ paths: asked, rule: only, id, suggested, apply }, context) =>
      answer(context, async () => {
        const renaming = await renamingOf();
        return await keeper.ask({}, (session, fromRoot) => {
          const { fixed, files, diff, report } = fix(
            session,
            { paths: asked.map(fromRoot), rule: only ?? null, ids: id?.split(',') ?? [], suggested },
            { dryRun: !apply, renaming },
          );
          const text = `${fixedText({ fixed, files }, !apply)}${apply ? '' : plainLines(diff)}${textOf(report)}`;
          return {
            content: [{ type: 'text', text }],
            structuredContent: {
              applied: apply && files.length > 0,
              fixed: fixed.map((one) => one.id),
              files: [...files],
              diff,
              report: outlineOf(report, text),
            },
            isError: report.errors.length > 0,
          };
        });
      }),
  );

  server.registerTool(
    'explain',
    {
      title: 'Explain a rule or a violation',
      description:
        'Explains a rule, check, zone, or violation: what is required and why, how to fix it, and the section of the conventions.',
      inputSchema: lean(explainInput),
      annotations: { title: 'Explain a rule or a violation', ...readOnly },
    },
    ({ name, examples }, context) =>
      answer(context, () =>
        keeper.ask({}, (session) => {
          const text = session.read(({ loaded }) =>
            explain(loaded, { name, examples }, () => session.lint({ paths: [], rule: null })),
          );
          if (text === null)
            throw mistake('no-subject', { name, nearest: nearest(name, subjects(session.loaded)) ?? null });
          return { content: [{ type: 'text', text }] };
        }),
      ),
  );
  registerQuestions(server, keeper);
  registerWork(server, keeper);
  registerChanges(server, keeper, renamingOf);
  return server;
}

const instructions =
  'Lintel checks a project against the architecture rules in its lintel.yaml. Before you edit or create files, call context with them. After each edit, call check with the changed paths and fix what it reports before you continue, with the fix tool where a fix is safe. Call explain for details of a rule or id.';

/** Agents pay for every token: violations that do not fail and passed rules are omitted. */
function brief(report: Report): Report {
  return { ...report, known: [], rules: report.rules.filter(({ outcome }) => outcome !== 'passed') };
}

function textOf(report: Report, most: number = defaultBudget): string {
  return reporters.agent(report, { colour: false, lines: () => null, budget: most });
}
