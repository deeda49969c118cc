import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { bake, lintel } from './bakery.ts';

const isInstalled = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

/** What a shell offers at the end of a line, by the script that Lintel prints for it. */
async function offered(shell: 'bash' | 'fish', line: string): Promise<string[]> {
  const { stdout: script } = await lintel('/', ['completions', shell]);
  const words = line.split(' ');
  const asked = {
    bash: `${script}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})\nCOMP_CWORD=${String(words.length - 1)}\n_lintel\nprintf '%s\\n' "\${COMPREPLY[@]}"`,
    fish: `${script}\ncomplete -C '${line}'`,
  };
  const { stdout } = spawnSync(shell, ['-c', asked[shell]], { encoding: 'utf8', cwd: bake({ 'a.ts': '' }) });
  return stdout
    .split('\n')
    .flatMap((one) => one.split('\t')[0] ?? [])
    .filter((one) => one !== '' && one !== 'a.ts');
}

const lines: readonly (readonly [line: string, offers: readonly string[]])[] = [
  ['lintel ch', ['check']],
  ['lintel fix --su', ['--suggested']],
  ['lintel check --since', ['--since', '--since-files']],
  ['lintel --max', ['--max-warnings']],
  ['lintel check --format js', ['json', 'jsonl']],
];

describe.each(['bash', 'fish'] as const)('the script for %s', (shell) => {
  it.skipIf(!isInstalled(shell)).each(lines)('completes %s', async (line, offers) => {
    expect(await offered(shell, line)).toEqual(offers);
  });
});

it('is refused for another shell, and without one', async () => {
  expect(await lintel('/', ['completions', 'zhs'])).toMatchObject({
    code: 2,
    stderr: 'unknown shell zhs: did you mean zsh?\n',
  });
  expect(await lintel('/', ['completions'])).toMatchObject({
    code: 2,
    stderr: 'lintel completions needs a shell: bash, zsh, fish\n',
  });
});

it.skipIf(!isInstalled('zsh'))('the script for zsh defines the completion', async () => {
  const { stdout: script } = await lintel('/', ['completions', 'zsh']);
  const check = `autoload -Uz compinit; compinit -D; ${script}\nprint -- $_comps[lintel]; functions _lintel`;
  const { stdout, stderr } = spawnSync('zsh', ['-fc', check], { encoding: 'utf8' });
  expect([stdout.split('\n')[0], stderr]).toEqual(['_lintel', '']);
});
