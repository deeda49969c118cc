import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { skillText } from '../src/init/skill.ts';
import { bake, lintel, put, shop } from './bakery.ts';

const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');
const settings = `{
  // what we agreed on
  "permissions": { "deny": ["Read(.env)"] },
  "hooks": {
    "Stop": [{ "hooks": [{ "type": "command", "command": "say done" }] }]
  }
}
`;

it('adds hooks to settings, keeps what is there, and changes nothing the second time', async () => {
  const root = bake({ ...shop, '.claude/settings.json': settings });
  expect(await lintel(root, ['init', '--agents'])).toEqual({
    code: 0,
    stdout:
      'wrote .claude/settings.json for Claude Code (merged)\nwrote .claude/skills/lintel/SKILL.md for Claude Code\n',
    stderr: '',
  });
  const text = read(root, '.claude/settings.json');
  expect(text).toContain('  // what we agreed on\n  "permissions": { "deny": ["Read(.env)"] },\n');
  const { hooks } = JSON.parse(text.replace(/^ *\/\/.*$/m, '')) as { hooks: unknown };
  expect(hooks).toEqual({
    PreToolUse: [{ matcher: 'Write|Edit|MultiEdit', hooks: [{ type: 'command', command: 'npx lintel hook' }] }],
    Stop: [
      { hooks: [{ type: 'command', command: 'say done' }] },
      { hooks: [{ type: 'command', command: 'npx lintel hook' }] },
    ],
  });
  expect(await lintel(root, ['init', '--agents'])).toMatchObject({
    code: 0,
    stdout: '.claude/settings.json already has lintel hook\n',
  });
  expect(read(root, '.claude/settings.json')).toBe(text);
});

test.each([
  ['CLAUDE.md', '.claude/settings.json', ['hooks'], '.claude/skills/lintel/SKILL.md'],
  ['.codex/config.toml', '.codex/hooks.json', ['hooks'], '.agents/skills/lintel/SKILL.md'],
  ['GEMINI.md', '.gemini/settings.json', ['hooks'], '.agents/skills/lintel/SKILL.md'],
  ['.cursor/rules/a.mdc', '.cursor/hooks.json', ['version', 'hooks'], '.agents/skills/lintel/SKILL.md'],
  [
    '.github/copilot-instructions.md',
    '.github/hooks/lintel.json',
    ['version', 'hooks'],
    '.agents/skills/lintel/SKILL.md',
  ],
])('where there is %s, it writes %s', async (sign, file, keys, skill) => {
  const root = bake({ ...shop, [sign]: '' });
  const { code, stdout } = await lintel(root, ['init', '--agents']);
  expect([code, stdout]).toEqual([0, expect.stringContaining(`wrote ${file} for `)]);
  const found = JSON.parse(read(root, file)) as Record<string, unknown>;
  expect(Object.keys(found)).toEqual(keys);
  expect(stdout.trim().split('\n')).toHaveLength(2);
  expect(read(root, skill)).toMatch(/^---\nname: lintel\ndescription: .{1,1024}\n---\n/);
});

it('writes nothing where no agent is used, or with --dry-run', async () => {
  expect((await lintel(bake(shop), ['init', '--agents'])).stdout).toContain('found no agent');
  const root = bake({ ...shop, 'CLAUDE.md': '' });
  const { stdout, stderr } = await lintel(root, ['init', '--agents', '--dry-run']);
  expect(stdout).toContain('+            "command": "npx lintel hook"');
  expect(stderr).toBe(
    'would write .claude/settings.json for Claude Code\nwould write .claude/skills/lintel/SKILL.md for Claude Code\n',
  );
  expect(existsSync(join(root, '.claude/settings.json'))).toBe(false);
});

test.each(['{ "hooks": ', '[]', '{ "hooks": { "Stop": "say done" } }', '{ "hooks": [] }'])(
  'leaves settings alone that it does not understand: %s',
  async (text) => {
    const root = bake(shop);
    put(root, { '.claude/settings.json': text });
    expect((await lintel(root, ['init', '--agents'])).stdout).toContain('.claude/settings.json was not changed');
    expect(read(root, '.claude/settings.json')).toBe(text);
  },
);

it('writes one skill for all agents that share its folder, and leaves one alone that somebody changed', async () => {
  const root = bake({ ...shop, 'GEMINI.md': '', '.codex/config.toml': '' });
  expect((await lintel(root, ['init', '--agents'])).stdout).toContain(
    'wrote .agents/skills/lintel/SKILL.md for Codex, Gemini CLI\n',
  );
  put(root, { '.agents/skills/lintel/SKILL.md': 'ours\n' });
  expect((await lintel(root, ['init', '--agents'])).stdout).toContain(
    '.agents/skills/lintel/SKILL.md was not changed: it differs from what Lintel writes\n',
  );
  expect(read(root, '.agents/skills/lintel/SKILL.md')).toBe('ours\n');
});

it('names only commands and flags in its skill that there are', async () => {
  for (const command of ['context', 'may', 'rename', 'move', 'fix', 'explain', 'check']) {
    expect(skillText).toContain(command === 'check' ? 'npx lintel --since' : `npx lintel ${command} `.trimEnd());
    expect((await lintel(bake(shop), [command, '--help'])).code).toBe(0);
  }
});
