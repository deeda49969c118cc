import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { main } from '../src/doors/cli/main.ts';
import { bake, bare, lintel } from './bakery.ts';

/** Starts `lintel check --watch`, and tells what it has printed since the last time as soon as that contains some text. */
function watching(cwd: string, argv: readonly string[]) {
  const stop = new AbortController();
  let printed = '';
  let wake = (): void => undefined;
  const write = (text: string): void => {
    printed += text;
    wake();
  };
  const out = { terminal: false, write };
  const ended = main({ argv: ['--watch', ...argv], cwd, env: bare, stdout: out, stderr: out, signal: stop.signal });
  return {
    async says(text: string): Promise<string> {
      while (!printed.includes(text)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const told = printed;
      printed = '';
      return told;
    },
    async stopped(): Promise<number> {
      stop.abort();
      return ended;
    },
  };
}

const lintelYaml = 'version: 1\nrules:\n  names: { check: naming, names: { variable: camelCase } }\n';

it('checks again when a file changes, reports a mistake in lintel.yaml, and goes on when it is mended', async () => {
  const root = bake({ 'lintel.yaml': lintelYaml, 'a.ts': 'export const fine = 1;\n' });
  const { says, stopped } = watching(root, []);
  expect(await says('ok. 1 file, 1 rule.')).not.toContain('error');
  writeFileSync(join(root, 'a.ts'), 'export const not_fine = 1;\n');
  expect(await says('not_fine')).toContain('1 error. 1 file, 1 rule.');
  writeFileSync(join(root, 'lintel.yaml'), lintelYaml.replace('naming,', 'nameing,'));
  expect(await says('nameing')).toContain('incomplete: 1 configuration error');
  writeFileSync(join(root, 'lintel.yaml'), lintelYaml);
  expect(await says('not_fine')).toContain('1 error');
  expect(await stopped()).toBe(1);
});

it('refuses flags that compare or measure one run', async () => {
  const root = bake({ 'lintel.yaml': lintelYaml });
  expect(await lintel(root, ['--watch', '--since'])).toEqual({
    code: 2,
    stdout: '',
    stderr: '--watch cannot be combined with --since: remove one of them\n',
  });
});
