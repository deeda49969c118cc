import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aliasesOf } from './alias.ts';
import { conventionsText } from './conventions.ts';
import type { Accepted } from './proposal.ts';
import { scopeOf } from './scope.ts';
import { agentsText, snippetFor } from './surroundings.ts';
import { toolsOf } from './tools.ts';
import { configText } from './yaml.ts';

const proposal = {
  rule: 'layering/src',
  ways: [{}],
  most: 0,
  zones: [],
  evidence: '9 of 9',
  paragraph: { heading: 'Layers of src', text: 'One way.', good: 'down.', bad: 'up.' },
};
const accepted: Accepted = { proposal, options: {}, found: 0, example: null };

describe('lintel.yaml', () => {
  const scope = { ignore: ['**/fixtures/**'], tests: ['**/test/**'], alias: { '@/*': 'src/*' } };
  const rule = {
    id: 'layering/src',
    options: { check: 'layers', layers: ['ui', { open: ['a', 'b'] }], 'odd key': { 'variable[x]': null } },
    comment: 'Nine of nine.',
    paragraph: proposal.paragraph,
    zones: [{ name: 'ui', globs: ['src/{x}/ui/**'] }],
  };

  it('says what it was given, and links each rule to its paragraph', () => {
    expect(parse(configText(scope, [rule]))).toEqual({
      version: 1,
      extends: ['lintel/recommended'],
      ignore: ['**/fixtures/**'],
      alias: { '@/*': 'src/*' },
      zones: { tests: ['**/test/**'], ui: 'src/{x}/ui/**' },
      defaults: { not: 'tests' },
      rules: { 'layering/src': { ...rule.options, see: '#layers-of-src' } },
    });
  });

  it('is written for reading: the schema first, paths in quotes, short lists on one line, layers one below the other', () => {
    const text = configText(scope, [rule]);
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/node_modules\/lintel\/lintel\.schema\.json\n/);
    expect(text).toContain('  ui: "src/{x}/ui/**"\n');
    expect(text).toContain(
      '  # Nine of nine.\n  layering/src:\n    check: layers\n    layers:\n      - ui\n      - { open: [a, b] }\n',
    );
  });

  it('lets no name of the repository end a comment', () => {
    const text = configText(scope, [{ ...rule, comment: 'in `a\nrules: {}\u2028b`' }]);
    expect(parse(text)).toMatchObject({ rules: { 'layering/src': { check: 'layers' } } });
    expect(text).toContain('# in `a rules: {} b`\n');
  });

  it('is valid without a rule', () => {
    expect(parse(configText(scope, []))).toMatchObject({ ignore: ['**/fixtures/**'], rules: {} });
  });

  it('switches a rule off with the reason', () => {
    const off = { id: 'recommended/cycles', options: null, comment: 'Off: none.', paragraph: null, zones: [] };
    expect(configText({ ignore: [], tests: null, alias: {} }, [off])).toContain(
      '  # Off: none.\n  recommended/cycles: off\n',
    );
  });
});

describe('CONVENTIONS.md', () => {
  it('has a paragraph with examples for each rule, of today where there is one', () => {
    expect(conventionsText(null, [{ ...accepted, example: '`a.ts`: wrong.' }])).toBe(
      '# Conventions\n\nWhat lintel.yaml enforces in this repository. Each rule links to its section here.\n\n## Layers of src\n\nOne way.\n\n- Good: down.\n- Bad: `a.ts`: wrong.\n',
    );
  });

  it('keeps what is there, and gets what it lacks below a heading of its own', () => {
    expect(conventionsText({ text: '# Ours\n', anchors: new Set(['ours']) }, [accepted])).toMatch(
      /^# Ours\n\n## Conventions that lintel\.yaml enforces\n\n.*\n\n### Layers of src\n/,
    );
  });

  it('is left alone where it has every paragraph', () => {
    expect(conventionsText({ text: '## Layers of src\n', anchors: new Set(['layers-of-src']) }, [accepted])).toBeNull();
  });
});

describe('what is around it', () => {
  it('is a section for agents between marks, once', () => {
    const text = agentsText(null, [accepted]);
    expect(text).toMatch(
      /^# Instructions for agents\n\n<!-- lintel:begin -->\n[^]*\(layering\)[^]*<!-- lintel:end -->\n$/,
    );
    expect(agentsText(text, [accepted])).toBeNull();
  });

  it.each([
    ['npm', '- run: npm ci --ignore-scripts'],
    ['pnpm', '- run: corepack enable && pnpm install --frozen-lockfile --ignore-scripts'],
    ['bun', '- uses: oven-sh/setup-bun@v2'],
  ] as const)('is a workflow of GitHub that installs with %s', (manager, line) => {
    const snippet = snippetFor({ service: 'github', manager }, true, '1.2.3');
    expect(snippet).toMatchObject({ file: '.github/workflows/lintel.yml', include: null });
    const text = 'text' in snippet ? snippet.text : '';
    expect(text).toContain(line);
    expect(parse(text)).toMatchObject({
      jobs: { lintel: { steps: expect.arrayContaining([{ run: 'npx --yes lintel@1.2' }]) as unknown } },
    });
  });

  it('is a file that .gitlab-ci.yml includes', () => {
    const snippet = snippetFor({ service: 'gitlab', manager: 'npm' }, false, '1.2.3');
    expect(snippet).toMatchObject({
      file: '.gitlab/lintel.yml',
      include: "add to .gitlab-ci.yml: include: [{ local: '.gitlab/lintel.yml' }]",
    });
    expect(parse('text' in snippet ? snippet.text : '')).toMatchObject({
      lintel: { script: ['npx --yes lintel@1.2 --format gitlab=gl-code-quality.json --format agent'] },
    });
  });

  it('is one line for other services, and for none', () => {
    expect(snippetFor({ service: 'jenkins', manager: 'npm' }, true, '1.2.3')).toEqual({
      line: 'for Jenkins, add a stage that runs: npx --yes lintel@1.2',
    });
    expect(snippetFor({ service: null, manager: 'npm' }, true, '1.2.3')).toEqual({
      line: 'no CI service was found; add a step that runs: npx --yes lintel@1.2',
    });
  });
});

describe('what belongs to the project', () => {
  const habits = {
    isCode: (path: string): boolean => path.endsWith('.ts'),
    tests: ['**/*.{test,spec}.*'],
  };

  it('ignores files that are not checked, and finds tests in their folders', () => {
    expect(scopeOf(['src/a.ts', 'test/a.ts', 'test/fixtures/b.ts', 'e2e/c.ts', 'vendor/d.md'], habits)).toEqual({
      ignore: ['**/fixtures/**'],
      tests: expect.arrayContaining(['**/*.{test,spec}.*', '**/test/**', '**/{e2e,cypress,playwright}/**']) as unknown,
    });
  });

  it('keeps the predefined tests where they are enough', () => {
    expect(scopeOf(['src/a.ts', 'src/a.test.ts'], habits)).toEqual({ ignore: [], tests: null });
  });
});

describe('aliases', () => {
  const missing = (...specifiers: string[]) =>
    specifiers.map((specifier) => ({ from: 'src/a.ts', specifier, relation: 'alias' as const }));
  const paths = ['src/ui/a.ts', 'src/ui/b/index.tsx', 'src/lib/c.ts'];

  it('are read off imports that would lead somewhere', () => {
    expect(aliasesOf(missing('@/ui/a', '@/ui/b', '@/lib/c'), paths)).toEqual({ '@/*': 'src/*' });
  });

  it('are not proposed for few imports, or if most imports stay unresolved', () => {
    expect(aliasesOf(missing('@/ui/a', '@/ui/b'), paths)).toEqual({});
    expect(aliasesOf(missing('@/ui/a', '@/x', '@/y'), paths)).toEqual({});
  });
});

describe('tools', () => {
  const shelf = {
    paths: ['yarn.lock', '.gitlab-ci.yml', 'vitest.config.ts'],
    declared: new Set(['react', 'vitest', 'eslint']),
  };

  it('are found by manifests, locks and configuration files', () => {
    const text = (path: string): string => (path === 'vitest.config.ts' ? "coverage: { reporter: ['lcov'] }" : '');
    expect(toolsOf({ ...shelf, text, exists: () => false })).toEqual({
      frameworks: ['react'],
      runner: 'vitest',
      linters: ['eslint'],
      manager: 'yarn',
      service: 'gitlab',
      documents: [],
      installed: false,
      coverage: { report: 'coverage/lcov.info', there: false },
    });
  });

  it('a report that is there counts as one, and node_modules with a declared package as installed', () => {
    const there = new Set(['coverage/lcov.info', 'node_modules/react/package.json']);
    const found = toolsOf({ ...shelf, text: () => '', exists: (path) => there.has(path) });
    expect(found).toMatchObject({ installed: true, coverage: { report: 'coverage/lcov.info', there: true } });
  });
});
