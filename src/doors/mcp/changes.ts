import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { mistake } from '../../core/error.ts';
import type { Made } from '../../core/made.ts';
import { plainLines } from '../../core/plain.ts';
import { type Subject, subjectOf } from '../../core/subject.ts';
import type { Keeper } from '../../pipeline/keeper.ts';
import { make } from '../../pipeline/make.ts';
import { planMove } from '../../pipeline/move.ts';
import { planRename } from '../../pipeline/rename.ts';
import type { Renaming } from '../../program/index.ts';
import { type Deed, madeText } from '../../reporters/made.ts';
import { answer, writing } from './answer.ts';
import { lean } from './lean.ts';

const apply = z.boolean().default(false).describe('Write all files, or none.');
const suggested = z.boolean().default(false).describe('Also despite doubts and new violations.');

const renameInput = z.strictObject({
  symbol: z.string().max(500).describe('`src/bread.ts#bake`, `src/oven.ts#Oven.heat`.'),
  to: z.string().max(200).describe('The new name.'),
  suggested: suggested.describe('Also despite doubts, and public names (with a deprecated alias).'),
  apply,
});
const moveInput = z.strictObject({
  what: z.string().max(500).describe('A file, or a symbol of one: `src/bread.ts#bake`.'),
  to: z.string().max(500).describe('A file, or a folder ending in a slash.'),
  suggested,
  apply,
});
const madeOutput = z.object({
  applied: z.boolean(),
  refused: z.string().nullable().describe('Why nothing is changed.'),
  files: z.array(z.string()),
});

const insist = '`suggested`';

/** Changes of the whole project that an agent asks for. */
export function registerChanges(server: McpServer, keeper: Keeper, renamingOf: () => Promise<Renaming>): void {
  server.registerTool(
    'rename',
    {
      title: 'Rename a symbol',
      description: 'Renames a symbol or member in all files, if TypeScript and all rules agree.',
      inputSchema: lean(renameInput),
      outputSchema: lean(madeOutput),
      annotations: { title: 'Rename a symbol', ...writing },
    },
    ({ symbol: text, to, suggested: isBold, apply: writes }, context) =>
      answer(context, async () => {
        const { path, symbol, member } = named(text);
        if (symbol === null) throw mistake('no-symbol', { text });
        const renaming = await renamingOf();
        return await keeper.ask({}, (session, fromRoot) => {
          const wish = {
            file: fromRoot(path),
            symbol: member === null ? ([symbol] as const) : ([symbol, member] as const),
            to,
            suggested: isBold,
          };
          const made = make(session, (state) => planRename(state, renaming, wish), {
            dryRun: !writes,
            suggested: isBold,
          });
          return resultOf(made, { verb: 'rename', what: wish.symbol.join('.'), to, dryRun: !writes, insist });
        });
      }),
  );

  server.registerTool(
    'move',
    {
      title: 'Move a file or a symbol',
      description: 'Moves a file, or a symbol with what it needs, and rewrites all imports of it.',
      inputSchema: lean(moveInput),
      outputSchema: lean(madeOutput),
      annotations: { title: 'Move a file or a symbol', ...writing },
    },
    ({ what, to: target, suggested: isBold, apply: writes }, context) =>
      answer(context, () =>
        keeper.ask({}, (session, fromRoot, wantedFromRoot) => {
          const { path, symbol, member } = named(what);
          if (member !== null) throw mistake('no-symbol', { text: what });
          const to = `${wantedFromRoot(target)}${target.endsWith('/') ? '/' : ''}`;
          const wish = { file: fromRoot(path), symbol, to };
          const made = make(session, (state) => planMove(state, wish), { dryRun: !writes, suggested: isBold });
          return resultOf(made, { verb: 'move', what: symbol ?? path, to, dryRun: !writes, insist });
        }),
      ),
  );
}

function named(text: string): Subject {
  const subject = subjectOf(text);
  if (subject === null) throw mistake('no-symbol', { text });
  return subject;
}

function resultOf(made: Made, deed: Deed): CallToolResult {
  const { files, diff, refused } = made;
  const text = `${madeText(made, deed)}${deed.dryRun ? plainLines(diff) : ''}`;
  return {
    content: [{ type: 'text', text }],
    structuredContent: { applied: !deed.dryRun && refused === null, refused, files: [...files] },
    isError: refused !== null,
  };
}
