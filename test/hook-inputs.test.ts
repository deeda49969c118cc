import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bake, git, home, lintel, put } from './bakery.ts';

// Every recorded input of every agent (test/hooks/), replayed in a project where src/oven/rye.ts breaks a rule; `hook-server.test.ts` gives them to the real binary.

const config = `version: 1
zones: { counter: "src/counter/**", oven: "src/oven/**" }
rules:
  layering/bakery: { check: layers, layers: [counter, oven] }
`;
const rye = "import { till } from '../counter/till.js';\nexport const rye = till;\n";

/** A committed project. */
function repository(): string {
  const root = bake({
    'lintel.yaml': config,
    'src/counter/till.ts': 'export const till = 1;\n',
    'src/oven/bread.ts': 'export const bread = 1;\n',
    'src/oven/unused.ts': 'export const unused = 1;\n',
  });
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'Open the shop');
  return root;
}

const inputsOf = (agent: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(join(home, `test/hooks/${agent}.json`), 'utf8')) as Readonly<Record<string, unknown>>;

/** The place of the text in what an agent is answered; null where it hears nothing. */
type Answer = string | null;

const denied = 'hookSpecificOutput.permissionDecisionReason';
const answers: Readonly<Record<string, Readonly<Record<string, Answer>>>> = {
  claude: {
    write: denied,
    edit: denied,
    multi: denied,
    clean: null,
    bash: null,
    written: 'reason',
    batch: 'hookSpecificOutput.additionalContext',
    stop: 'reason',
    subagent: 'reason',
  },
  codex: { add: denied, update: denied, clean: null, bash: null, written: 'reason', stop: 'reason' },
  gemini: {
    write: 'reason',
    replace: 'reason',
    clean: null,
    bash: null,
    written: 'hookSpecificOutput.additionalContext',
    stop: 'reason',
  },
  copilot: {
    create: 'permissionDecisionReason',
    edit: 'permissionDecisionReason',
    clean: null,
    bash: null,
    written: null,
    stop: 'reason',
  },
  cursor: {
    write: 'agent_message',
    replace: 'agent_message',
    clean: null,
    bash: null,
    written: null,
    stop: 'followup_message',
    aborted: null,
  },
};
const table = Object.entries(answers).flatMap(([agent, events]) =>
  Object.entries(events).map(([event, answer]) => ({ agent, event, answer })),
);

/** Events before which the file is written. */
const isLate = (event: string): boolean => ['written', 'batch', 'stop', 'subagent', 'aborted'].includes(event);

it.each(table)('$agent is answered: $event', async ({ agent, event, answer }) => {
  const root = repository();
  if (isLate(event)) put(root, { 'src/oven/rye.ts': rye });
  const input = JSON.stringify(inputsOf(agent)[event]).replaceAll('/project', root);
  const { code, stdout, stderr } = await lintel(root, ['hook'], {}, input);
  expect([code, stderr]).toEqual([0, '']);
  if (answer === null) expect(stdout).toBe('');
  else expect(JSON.parse(stdout)).toHaveProperty(answer, expect.stringContaining('layering/bakery'));
});

it('has an answer for every recorded input', () => {
  for (const agent of Object.keys(answers))
    expect(Object.keys(answers[agent] ?? {}).sort()).toEqual(Object.keys(inputsOf(agent)).sort());
});
