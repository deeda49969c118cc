import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WorkPlan } from '../src/core/plan.ts';
import { bake, home, lintel } from './bakery.ts';

async function planOf(root: string, ...args: string[]): Promise<WorkPlan> {
  return JSON.parse((await lintel(root, ['plan', '--format', 'json', ...args])).stdout) as WorkPlan;
}

async function idsOf(root: string): Promise<string[]> {
  const { stdout } = await lintel(root, ['check', '--format', 'json']);
  return (JSON.parse(stdout) as { violations: { id: string; status: string }[] }).violations.flatMap(
    ({ id, status }) => (status === 'new' ? [id] : []),
  );
}

const naming = 'version: 1\nrules:\n  naming/names: { check: naming, names: { variable: camelCase } }\n';
const local = (name: string): string => `export function f(): number {\n  const ${name} = 1;\n  return ${name};\n}\n`;

describe('a plan', () => {
  it('names for every packet what ends it, and each command does what is said', async () => {
    const fresh = (): string => {
      const root = bake({});
      cpSync(join(home, 'fixtures/billing'), root, { recursive: true });
      return root;
    };
    const { violations, packets } = await planOf(fresh());
    expect(violations).toBe((await idsOf(fresh())).length);
    const ready = packets.filter(({ command }) => command?.startsWith('lintel fix'));
    expect(ready.length).toBeGreaterThan(3);
    for (const { command, ids } of ready) {
      const root = fresh();
      const before = await idsOf(root);
      await lintel(root, (command ?? '').split(' ').slice(1));
      const after = new Set(await idsOf(root));
      expect([command, ids.filter((id) => after.has(id))]).toEqual([command, []]);
      // A moved file has no coverage until the tests run again.
      const more = [...after].filter((one) => !before.includes(one));
      expect(more.length).toBeLessThanOrEqual(3);
    }
    expect(packets.flatMap(({ ids }) => ids).length).toBeGreaterThanOrEqual(violations);
  });

  it('lists first what ends most for each line, and last what somebody has to write', async () => {
    const root = bake({
      'lintel.yaml': `${naming}  structure/files: { check: required-files, files: [NOTES.md] }\n`,
      'src/a.ts': local('a_b'),
      'src/b.ts': 'export function g(): number {\n  const x_y = 1, y_z = 2;\n  return x_y + y_z;\n}\n',
    });
    const { packets } = await planOf(root);
    expect(packets).toMatchObject([
      {
        safety: 'safe',
        rule: 'naming/names',
        command: 'lintel fix --rule naming/names',
        files: ['src/a.ts', 'src/b.ts'],
        lines: 4,
      },
      { safety: 'manual', rule: 'structure/files', command: null, lines: null },
    ]);
    expect(packets[0]?.ids).toHaveLength(3);
  });

  it('splits what is too much for one pull request by folder', async () => {
    const files = Object.fromEntries(
      ['east', 'west'].flatMap((side) =>
        Array.from({ length: 12 }, (_, i) => [`src/${side}/f${String(i)}.ts`, local('a_b')]),
      ),
    );
    const root = bake({ 'lintel.yaml': naming, ...files });
    const { packets } = await planOf(root);
    expect(packets.map(({ command, ids }) => [command, ids.length])).toEqual([
      ['lintel fix --rule naming/names src/east', 12],
      ['lintel fix --rule naming/names src/west', 12],
    ]);
    expect((await planOf(root, 'src/east')).packets).toHaveLength(1);
  });

  it('makes one packet of one fix in many places, as many as one reviewer reads', async () => {
    const component = "import { Notes } from '../notes/index.js';\nexport const show = () => new Notes();\n";
    const root = bake({
      'lintel.yaml':
        'version: 1\nzones: { module: "**/*.module.ts", component: "**/*.component.ts" }\nrules:\n  layering/roles: { check: layers, layers: [module, component] }\n',
      'src/notes/index.ts': "export * from './notes.module.js';\nexport { Notes } from './notes.js';\n",
      'src/notes/notes.module.ts': 'export const module = 1;\n',
      'src/notes/notes.ts': 'export class Notes {}\n',
      ...Object.fromEntries(
        Array.from({ length: 24 }, (_, i) => [`src/parts/p${String(i).padStart(2, '0')}.component.ts`, component]),
      ),
    });
    const { violations, packets } = await planOf(root);
    expect(violations).toBe(24);
    expect(packets.map(({ ids, files, title }) => [ids.length, files.length, title])).toEqual([
      [20, 20, 'import `Notes` from `src/notes/notes.ts`'],
      [4, 4, 'import `Notes` from `src/notes/notes.ts`'],
    ]);
    for (const { command } of packets) await lintel(root, (command ?? '').split(' ').slice(1));
    expect(await idsOf(root)).toEqual([]);
  });

  it('holds what the baseline freezes', async () => {
    const root = bake({ 'lintel.yaml': naming, 'src/a.ts': local('a_b') });
    await lintel(root, ['baseline', 'create']);
    expect(await idsOf(root)).toEqual([]);
    const { stdout, code } = await lintel(root, ['plan']);
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        '# 1 violation in 1 packet',
        '',
        'Lintel can apply 1 packet (1 violation). Each packet is one pull request; the first ones end most violations for each changed line.',
        '',
        '1. **naming/names** (safe): Rename to `aB`',
        '   1 violation, 1 file, 2 lines: src/a.ts',
        '   `lintel fix --rule naming/names`',
        '',
        '',
      ].join('\n'),
    );
  });

  it('says that there is nothing to do', async () => {
    const root = bake({ 'lintel.yaml': naming, 'src/a.ts': local('ab') });
    expect((await lintel(root, ['plan'])).stdout).toBe('ok. Nothing to plan: there are no violations.\n');
    expect((await lintel(root, ['plan', '--most', 'x'])).stderr).toBe('--most takes a whole number, not x\n');
  });
});
