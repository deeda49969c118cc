import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { contextOf } from '../../pipeline/context.ts';
import type { Keeper } from '../../pipeline/keeper.ts';
import { may, targetOf } from '../../pipeline/may.ts';
import { contextBudget, contextText } from '../../reporters/context.ts';
import { permissionText } from '../../reporters/permission.ts';
import { answer, readOnly } from './answer.ts';
import { lean } from './lean.ts';

const contextInput = z.strictObject({
  files: z.array(z.string()).min(1).max(50).describe('Files that you are about to edit or create.'),
  full: z.boolean().default(false).describe('Everything, also why; otherwise at most 120 tokens a file.'),
});

const mayInput = z.strictObject({
  from: z.string().describe('The importing file; it need not exist.'),
  to: z.string().describe('A file of the project, or a package.'),
  symbol: z.string().max(500).optional().describe('The imported name, to learn from where it may come.'),
});
const mayOutput = z.object({
  allowed: z.boolean(),
  statement: z.string(),
  rules: z.array(z.string()).describe('Rules that forbid it.'),
  ways: z.array(z.string()).describe('Allowed imports of it.'),
});

/** What an agent asks before it edits. */
export function registerQuestions(server: McpServer, keeper: Keeper): void {
  server.registerTool(
    'context',
    {
      title: 'What applies to a file',
      description:
        'Before you edit or create files: their layer, what they may import, names, the test that must exist, conventions, and a file nearby to follow.',
      inputSchema: lean(contextInput),
      annotations: { title: 'What applies to a file', ...readOnly },
    },
    ({ files, full }, context) =>
      answer(context, () =>
        keeper.ask({}, (session, _, wantedFromRoot) => {
          const found = session.read((state) => contextOf(state, files.map(wantedFromRoot)));
          const text = found.map((one) => contextText(one, full ? null : contextBudget)).join('\n');
          return { content: [{ type: 'text', text }] };
        }),
      ),
  );

  server.registerTool(
    'may',
    {
      title: 'May a file import this?',
      description:
        'Tries an import on the project: allowed, or which rule forbids it and from where the symbol may be imported instead.',
      inputSchema: lean(mayInput),
      outputSchema: lean(mayOutput),
      annotations: { title: 'May a file import this?', ...readOnly },
    },
    ({ from, to, symbol }, context) =>
      answer(context, () =>
        keeper.ask({}, (session, _, wantedFromRoot) => {
          const permission = session.read((state) => {
            const target = targetOf(state.loaded, to, wantedFromRoot);
            return may(state, { from: wantedFromRoot(from), to: target, symbol: symbol ?? null });
          });
          const { violations, statement, ways } = permission;
          const rules = [...new Set(violations.map((one) => one.rule))];
          return {
            content: [{ type: 'text', text: permissionText(permission) }],
            structuredContent: { allowed: violations.length === 0, statement, rules, ways: [...ways] },
          };
        }),
      ),
  );
}
