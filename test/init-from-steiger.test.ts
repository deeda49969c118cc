import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bake, frozenIn, lintel } from './bakery.ts';

const files = {
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{}',
  'src/app/ui/main.ts': `import '../../pages/home'; import '../../features/like/model/like';\n`,
  'src/app/theme/theme.ts': 'export const theme = 1;\n',
  'src/pages/home/index.ts': `import './ui/home';\n`,
  'src/pages/home/ui/home.ts': `import '../../../features/like'; import '../../../app/theme/theme';\n`,
  'src/features/like/index.ts': `import './model/like';\n`,
  'src/features/like/model/like.ts': `import '../../share';\n`,
  'src/features/like/model/like.test.ts': `import '../../share';\n`,
  'src/features/share/index.ts': `import './model/share';\n`,
  'src/features/share/model/share.ts': `import '../../../entities/song/model/song';\n`,
  'src/entities/song/index.ts': `import './model/song';\n`,
  'src/entities/song/model/song.ts': 'export const song = 1;\n',
  'src/shared/mocks/all.ts': `import '../../entities/song';\n`,
  'test/song.test.ts': `import '../src/entities/song/model/song';\n`,
};

/** Rules as the recommended configuration of the plugin has them. */
const recommended = {
  'fsd/forbidden-imports': 'error',
  'fsd/no-public-api-sidestep': 'error',
  'fsd/public-api': 'error',
};

async function translated(more: readonly unknown[]): Promise<{ root: string; stdout: string }> {
  const config = [{ meta: { name: 'fsd' }, ruleDefinitions: [] }, { rules: recommended }, ...more];
  const root = bake({ ...files, 'steiger.config.js': `export default ${JSON.stringify(config)};\n` });
  const { code, stdout } = await lintel(root, ['init', '--from', 'steiger', '--run-config']);
  expect(code).toBe(0);
  return { root, stdout };
}

describe('lintel init --from steiger', () => {
  it('extends the pack feature-sliced, and checks tests as Steiger does', async () => {
    const { root, stdout } = await translated([{ ignores: ['./src/shared/mocks/**'] }]);
    expect(readFileSync(join(root, 'lintel.yaml'), 'utf8')).toContain('extends: [lintel/feature-sliced]\n');
    // The output of steiger 0.6.0 with its plugin 0.7.0 on these files. It also reports src/pages/home/ui/home.ts as a public API sidestep: segments of
    // `app` have one for it, too.
    expect(frozenIn(root)).toEqual([
      'feature-sliced/layers src/pages/home/ui/home.ts',
      'feature-sliced/public-api src/app/ui/main.ts',
      'feature-sliced/public-api src/features/share/model/share.ts',
      'feature-sliced/slices src/features/like/model/like.test.ts',
      'feature-sliced/slices src/features/like/model/like.ts',
    ]);
    expect(stdout).toContain('  fsd/public-api: which files a slice must have is said by `required-files`\n');
    expect(await lintel(root, [])).toMatchObject({ code: 0, stderr: '' });
  });

  it('switches a rule off, for all files or for some, and makes it a warning', async () => {
    const { root } = await translated([
      { ignores: ['./src/shared/mocks/**'] },
      { rules: { 'fsd/forbidden-imports': 'off', 'fsd/no-higher-level-imports': 'warn' } },
      { files: ['./src/features/share/**'], rules: { 'fsd/no-public-api-sidestep': 'off' } },
    ]);
    expect(frozenIn(root)).toEqual([
      'feature-sliced/layers src/pages/home/ui/home.ts',
      'feature-sliced/public-api src/app/ui/main.ts',
    ]);
    const text = readFileSync(join(root, 'lintel.yaml'), 'utf8');
    expect(text).toContain('  feature-sliced/slices: { severity: off }\n');
    expect(text).toContain('  feature-sliced/layers: { severity: warn, not: [] }\n');
  });
});
