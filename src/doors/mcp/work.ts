import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Keeper } from '../../pipeline/keeper.ts';
import { planOf } from '../../pipeline/plan.ts';
import { planText } from '../../reporters/plan.ts';
import { answer, readOnly } from './answer.ts';
import { lean } from './lean.ts';

const planInput = z.strictObject({
  paths: z.array(z.string()).default([]).describe('Plan only violations in these files and folders.'),
  rule: z.string().optional().describe('Only this rule.'),
  most: z.int().min(1).max(1000).default(10).describe('How many packets are listed; the rest is counted.'),
});

/** What an agent asks to find its work. */
export function registerWork(server: McpServer, keeper: Keeper): void {
  server.registerTool(
    'plan',
    {
      title: 'What to repair first',
      description:
        'Arranges all violations, frozen ones included, into packets of one pull request each: the command that applies it, or the ids to repair.',
      inputSchema: lean(planInput),
      annotations: { title: 'What to repair first', ...readOnly },
    },
    ({ paths, rule, most }, context) =>
      answer(context, () =>
        keeper.ask({}, (session, fromRoot) => {
          const plan = session.read((state) => planOf(state, { paths: paths.map(fromRoot), rule: rule ?? null }));
          return { content: [{ type: 'text', text: planText(plan, most) }] };
        }),
      ),
  );
}
