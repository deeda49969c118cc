import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { styles } from '../../../core/style.ts';
import { lintFiles } from '../../../testing/index.ts';
import { fileNaming } from './check.ts';
import { expectedBase, failureOf } from './name.ts';
import { specFor, specs } from './spec.ts';

function outcome(written: unknown, base: string, isFolder = false): readonly [string, string | null] | null {
  const all = specs.parse(written);
  const failureAt = (name: string): string | null => {
    const spec = specFor(all, name);
    return spec && failureOf(name, spec, isFolder);
  };
  const spec = specFor(all, base);
  const failure = failureAt(base);
  return spec && failure
    ? [failure, expectedBase(base, spec, { isFolder, passes: (name) => failureAt(name) === null })]
    : null;
}

describe('files', () => {
  it.each<[unknown, string, readonly [string, string | null] | null]>([
    ['kebab-case', 'EmailSender.ts', ['style', 'email-sender.ts']],
    ['kebab-case', 'email_sender.test.ts', ['style', 'email-sender.test.ts']],
    ['kebab-case', '_EmailSender.d.ts', ['style', '_email-sender.d.ts']],
    ['kebab-case', 'My File.ts', ['style', 'my-file.ts']],
    ['kebab-case', 'email-sender.TEST.TS', null],
    ['kebab-case', 'index.test.ts', null],
    ['kebab-case', '__Root__.tsx', null],
    ['kebab-case', '.eslintrc.cjs', null],
    ['kebab-case', '__.ts', null],
    ['kebab-case', '[id].tsx', ['style', null]],
    ['kebab-case', '(shop)', ['style', null]],
    ['kebab-case', 'Makefile', ['style', 'makefile']],
    ['camelCase', 'email-sender.ts', ['style', 'emailSender.ts']],
    ['PascalCase', 'emailSender.ts', ['style', 'EmailSender.ts']],
    ['snake_case', 'EmailSender.ts', ['style', 'email_sender.ts']],
    [['camelCase', 'PascalCase'], 'email-sender.ts', ['style', 'emailSender.ts']],
    ['/^[a-z]+$/', 'EmailSender.ts', ['style', null]],
    [
      { '*.dto.ts': 'kebab-case', '*': { style: 'kebab-case', suffix: '.dto' } },
      'CreateUser.ts',
      ['suffix', 'create-user.dto.ts'],
    ],
    [
      { '*': { style: 'kebab-case', suffix: ['.dto', '.dto.v2'] } },
      'CreateUser.dto.v2.ts',
      ['style', 'create-user.dto.v2.ts'],
    ],
    [{ '*': { style: 'kebab-case', suffix: '-page' } }, 'HomePage.client.tsx', ['suffix', 'home-page.client.tsx']],
    [{ '*': { style: 'kebab-case', suffix: '-page' } }, 'home-page.client.tsx', null],
    [{ '*': { style: 'kebab-case', suffix: '.ts' } }, 'home.ts', ['suffix', 'home.ts.ts']],
    [{ '*': { style: 'PascalCase', prefix: ['use', 'with'] } }, 'user.ts', ['style', 'useUser.ts']],
    [{ '*': { style: 'PascalCase', prefix: ['use', 'with'] } }, 'with-auth.ts', ['style', 'withAuth.ts']],
    [{ '*.ts': 'kebab-case' }, 'Page.tsx', null],
    [{ '*': 'kebab-case', 'P*.ts': null }, 'Page.ts', null],
    [{ '*': null, 'src/**': 'kebab-case' }, 'Page.ts', null],
  ])('%j: %s', (written, base, expected) => {
    expect(outcome(written, base)).toEqual(expected);
  });

  it('no ending of a folder is an extension', () => {
    expect(outcome({ '*': { style: 'kebab-case', suffix: '.ui' } }, 'Cart.ui', true)).toEqual(['style', 'cart.ui']);
    expect(outcome({ '*': { style: 'kebab-case', suffix: '.ui' } }, 'Cart', true)).toEqual(['suffix', 'cart.ui']);
  });

  it('the expected name passes, whatever the name was', () => {
    const anySpec = fc.record({
      style: fc.constantFrom(...styles),
      suffix: fc.option(fc.subarray(['.dto', '-page', '.a.b'], { minLength: 1 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(anySpec, fc.stringMatching(/^[._]?[A-Za-z][A-Za-z0-9_-]{0,9}(\.[a-z]{1,3}){0,3}$/), (spec, base) => {
        const written = { '*': JSON.parse(JSON.stringify(spec)) as unknown };
        const expected = outcome(written, base)?.[1] ?? null;
        if (expected !== null) expect(outcome(written, expected)).toBe(null);
      }),
    );
  });
});

it('says what to move where, or the reason if nothing can move', () => {
  const config = 'version: 1\nrules:\n  naming/x: { check: file-naming, files: kebab-case, folders: kebab-case }\n';
  const { violations } = lintFiles({
    'lintel.yaml': config,
    'src/MyParts/MyPart.ts': '',
    'src/MyParts/my-part.ts': '',
    'src/MyParts/[id].ts': '',
  });
  expect(
    violations.map(({ at, text, data, expected, brief, fix }) => ({
      at,
      text,
      data,
      expected,
      brief,
      title: fix?.title,
      intent: fix?.intent,
      steps: fix?.steps,
    })),
  ).toEqual([
    {
      at: { file: 'src/MyParts', place: null },
      text: 'The folder name `MyParts` has the wrong style.',
      data: { name: 'MyParts', kind: 'folder' },
      expected: 'kebab-case folder names',
      brief: '`MyParts` -> `my-parts`',
      title: 'Move to `src/my-parts` and update its importers',
      intent: undefined,
      steps: ['move it to `src/my-parts` and update its importers'],
    },
    {
      at: { file: 'src/MyParts/MyPart.ts', place: null },
      text: 'The file name `MyPart.ts` has the wrong style.',
      data: { name: 'MyPart.ts', kind: 'file' },
      expected: 'kebab-case file names',
      brief: '`MyPart.ts` -> `my-part.ts` (this path exists)',
      title: 'Move to `src/MyParts/my-part.ts` and update its importers',
      intent: { kind: 'move-file', file: 'src/MyParts/MyPart.ts', to: 'src/MyParts/my-part.ts' },
      steps: [
        '`src/MyParts/my-part.ts` exists: rename that first, or merge the two',
        'move it to `src/MyParts/my-part.ts` and update its importers',
      ],
    },
    {
      at: { file: 'src/MyParts/[id].ts', place: null },
      text: 'The file name `[id].ts` has the wrong style.',
      data: { name: '[id].ts', kind: 'file' },
      expected: 'kebab-case file names',
      brief: '`[id].ts`: expected a kebab-case file name',
      title: 'Rename to a kebab-case file name',
      intent: undefined,
      steps: ['rename it to a kebab-case file name and update its importers'],
    },
  ]);
});

it('states the rule in one clause', () => {
  const said = (options: object): string => fileNaming.statement(fileNaming.options.parse(options));
  expect(said({ files: 'kebab-case', folders: ['camelCase', '/^x/'] })).toBe(
    'files are kebab-case; folders are camelCase or `/^x/`',
  );
  expect(
    said({
      files: {
        '*.tsx': 'PascalCase',
        'src/dto/*': { style: 'kebab-case', suffix: '.dto' },
        '*.a': { prefix: 'a' },
        '*': null,
      },
    }),
  ).toBe(
    'files src/dto/* are kebab-case ending in `.dto`, files *.tsx are PascalCase, files *.a are names beginning with `a`',
  );
});

describe('mistakes', () => {
  it.each([
    [
      'severity: error',
      'lintel.yaml:3:3 naming/x: file-naming: set `files`, `folders` or `same-as-export`, for example `files: kebab-case`',
    ],
    ['files: kebabcase', 'lintel.yaml:3:42 naming/x: files: there is no style "kebabcase": did you mean "kebab-case"?'],
    [
      'files: "/(?!a)/"',
      'lintel.yaml:3:42 naming/x: files: lookahead at column 1 is not supported: match what is allowed instead',
    ],
    [
      'files: { "../a": null }',
      'lintel.yaml:3:44 naming/x: files: "../a": it leaves the root: Lintel reads only files in the folder of lintel.yaml',
    ],
    ['files: { "*": { sufix: a } }', 'lintel.yaml:3:51 naming/x: files.* has no key "sufix": did you mean "suffix"?'],
  ])('%s', (option, expected) => {
    const { errors } = lintFiles({
      'lintel.yaml': `version: 1\nrules:\n  naming/x: { check: file-naming, ${option} }\n`,
      'a.ts': '',
    });
    expect(errors.map((error) => `${error.at?.file}:${error.at?.line}:${error.at?.column} ${error.message}`)).toEqual([
      expected,
    ]);
  });
});

it('judges what `in` names, whatever `files` selects, but nothing that is ignored', () => {
  const config =
    'version: 1\nfiles: ["src/**"]\nignore: ["docs/old/**"]\nrules:\n  naming/x: { check: file-naming, in: "docs/**", not: "docs/drafts/**", files: kebab-case, folders: kebab-case }\n';
  const paths = [
    'docs/My_Guide.md',
    'docs/old/My_Guide.md',
    'docs/drafts/My_Guide.md',
    'docs/My_Parts/a.md',
    'docs/example.ts',
    'docs/My_Example.ts',
    'src/My_Source.ts',
  ];
  const { violations, errors } = lintFiles({
    'lintel.yaml': config,
    ...Object.fromEntries(paths.map((path) => [path, ''])),
  });
  expect([violations.map(({ at }) => at.file), errors]).toEqual([['docs/My_Guide.md', 'docs/My_Parts'], []]);
});

describe('the fix', () => {
  const config = 'version: 1\nrules:\n  naming/x: { check: file-naming, files: kebab-case }\n';
  const use = "import './Foo';";
  it.each<[title: string, files: Readonly<Record<string, string>>, expected: string]>([
    ['is safe where only imports lead to the file', { 'src/a.ts': use }, 'safe proven'],
    [
      'is suggested where nobody imports it',
      {},
      'suggested proven: no file imports it, so something else may refer to it',
    ],
    [
      'is suggested where a document names it',
      { 'src/a.ts': use, 'README.md': 'See src/Foo.ts.' },
      'suggested proven: README.md:1 names it',
    ],
    ['is manual where the new path is taken', { 'src/a.ts': use, 'src/foo.ts': '' }, 'manual: `src/foo.ts` exists'],
    [
      'is manual where a pattern finds the file',
      { 'src/a.ts': use, 'src/b.ts': "import.meta.glob('./*.ts');" },
      'manual: `import.meta.glob` in src/b.ts:1 finds it by name',
    ],
    [
      'is suggested where it would break another rule',
      {
        'src/a.ts': use,
        'lintel.yaml': `${config}  layering/y: { check: imports, from: "src/**", deny: "src/[a-z]*.ts" }\n`,
      },
      'suggested: it would violate layering/y in src/a.ts:1',
    ],
    [
      'is safe where another violation of the file stays',
      {
        'src/a.ts': use,
        'lintel.yaml': `${config}  naming/y: { check: file-naming, files: { "*": { suffix: .x }, "a.ts": null } }\n`,
      },
      'safe proven',
    ],
    [
      'is safe where a report of coverage knows the old path',
      {
        'src/a.ts': use,
        'src/Foo.ts': 'export const a = () => 1;',
        'lintel.yaml': `${config}  coverage/x: { check: coverage, report: lcov.info, in: "src/*oo.ts", per: file, minimum: { lines: 80 }, stale: ignore }\n`,
        'lcov.info': 'SF:src/Foo.ts\nDA:1,1\nend_of_record\n',
      },
      'safe proven',
    ],
    [
      'is safe with its test, which another fix of the batch moves',
      {
        'src/a.ts': use,
        'lintel.yaml': `${config}  coverage/t: { check: has-test, in: "src/*oo.ts" }\n`,
        'src/Foo.test.ts': use,
      },
      'safe proven',
    ],
  ])('%s', (_, files, expected) => {
    const { violations, errors } = lintFiles({ 'lintel.yaml': config, 'src/Foo.ts': 'export {};', ...files });
    expect(errors).toEqual([]);
    const fix = violations.find(({ at, rule }) => at.file === 'src/Foo.ts' && rule === 'naming/x')?.fix;
    const said = `${fix?.safety ?? ''}${fix?.proven ? ' proven' : ''}`;
    expect(fix?.reason === undefined ? said : `${said}: ${fix.reason}`).toBe(expected);
  });
});
