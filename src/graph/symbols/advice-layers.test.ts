import { describe, expect, it } from 'vitest';
import type { Path } from '../../core/location.ts';
import { follow, found, projectOfCode } from '../../testing/advice.ts';

const layered = `zones: { ui: "src/ui/**", service: "src/service/**", repo: "src/repo/**" }
rules: { layering/app: { check: layers, layers: [ui, service, repo] } }`;

describe('layers', () => {
  it('moves a symbol to the nearest layer that all of its importers may import', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/page.ts
      import { money } from './money';
      import { Theme } from './theme';
      export const page = (theme: Theme) => money(theme.size);
      // src/ui/money.ts
      import type { Theme } from './theme';
      export function money(n: number) { return n; }
      export const themed = (theme: Theme) => money(theme.size);
      // src/ui/theme.ts
      export interface Theme { size: number }
      // src/service/total.ts
      import { money } from '../ui/money';
      export const total = money(1);
      // src/repo/rows.ts
      export const rows = 1;`,
    );
    const [violation] = found(files);
    expect(violation?.brief).toBe('imports `../ui/money` (ui): function `money`; 2 files import it');
    expect(violation?.fix).toMatchObject({ safety: 'suggested', proven: true });
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'src/service/money.ts': 'export function money(n: number) { return n; }\n',
        'src/service/total.ts': `import { money } from './money';\nexport const total = money(1);\n`,
        'src/ui/money.ts': `import type { Theme } from './theme';
import { money } from '../service/money';
export const themed = (theme: Theme) => money(theme.size);
`,
        'src/ui/page.ts': `import { money } from '../service/money';
import { Theme } from './theme';
export const page = (theme: Theme) => money(theme.size);
`,
      },
    });
  });

  it('moves a symbol where an importer that the rule does not judge may import it', () => {
    const files = projectOfCode(
      layered.replace('[ui, service, repo]', '[ui, service, repo], not: "**/*.test.ts"'),
      `// src/ui/money.ts
      import { rate } from '../service/rate';
      export const money = (n: number) => n * rate;
      export const other = 1;
      // src/service/rate.ts
      export const rate = 2;
      // src/service/total.ts
      import { money } from '../ui/money';
      export const total = money(1);
      // src/repo/rows.test.ts
      import { money } from '../ui/money';
      export const rows = money(1);`,
    );
    const { left, changes } = follow(files);
    expect(left).toBe(0);
    expect(Object.keys(changes).sort()).toEqual([
      'src/repo/rows.test.ts',
      'src/service/money.ts',
      'src/service/total.ts',
      'src/ui/money.ts',
    ]);
  });

  it('goes further down where somebody below imports it, too', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/money.ts
      export const money = (n: number) => n;
      export const other = 1;
      // src/service/total.ts
      import { money } from '../ui/money';
      export const total = money(1);
      // src/repo/rows.ts
      import { money } from '../ui/money';
      export const rows = money(1);`,
    );
    const titles = found(files).map(({ fix }) => fix?.title);
    const title = 'move `money` from `src/ui/money.ts` to a new `src/repo/money.ts`; 2 files import it from there';
    expect(titles).toEqual([title, title]);
    expect(follow(files).left).toBe(0);
  });

  it('moves a file as a whole where all of it is imported', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/money.ts
      import { rows } from '../repo/rows';
      export const money = rows;
      // src/repo/rows.ts
      export const rows = 1;
      // src/service/total.ts
      import * as all from '../ui/money';
      export const total = all;
      // src/ui/page.ts
      export const page = 1;`,
    );
    expect(found(files)[0]?.fix?.title).toBe('move `src/ui/money.ts` to `src/service/`');
    expect(follow(files).left).toBe(0);
  });

  it('moves what a file hands on, and leads the import past that file', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/index.ts
      export { default as money } from './money';
      export * from './other';
      // src/ui/money.ts
      const amount = (n: number) => n;
      export default amount;
      export const rest = 1;
      // src/ui/other.ts
      export const other = 1;
      // src/service/total.ts
      import { money } from '../ui';
      export const total = money(1);
      // src/repo/rows.ts
      export const rows = 1;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({ safety: 'suggested', proven: true });
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'src/service/amount.ts': 'const amount = (n: number) => n;\n\nexport default amount;\n',
        'src/service/total.ts': `import money from './amount';\nexport const total = money(1);\n`,
        'src/ui/index.ts': `export { default as money } from '../service/amount';\nexport * from './other';\n`,
        'src/ui/money.ts': 'export const rest = 1;\n',
      },
    });
  });

  const chained = (other: string) => `// src/ui/theme.ts
      export const theme = 1;
      export const page = 2;
      // src/ui/page.ts
      import { page } from './theme';
      export const main = page;
      // src/env.ts
      import { theme } from './ui/theme';
      export const env = theme;
      // src/log.ts
      import { env } from './env';
      ${other}
      export const log = env;
      // src/service/total.ts
      import { log } from '../log';
      export const total = log;
      // src/service/sum.ts
      import { env } from '../env';
      export const sum = env;
      // src/repo/rows.ts
      export const rows = 1;`;

  it('ends all chains through a file at the import that leads out of it', () => {
    const files = projectOfCode(layered, chained(''));
    const [first, second] = found(files).map(({ fix }) => fix);
    const title = 'move `theme` from `src/ui/theme.ts` to a new `src/service/theme.ts`; 1 file imports it from there';
    expect(first).toMatchObject({ title, safety: 'suggested', proven: true });
    expect(second?.title).toBe(title);
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'src/env.ts': `import { theme } from './service/theme';\nexport const env = theme;\n`,
        'src/service/theme.ts': 'export const theme = 1;\n',
        'src/ui/theme.ts': 'export const page = 2;\n',
      },
    });
  });

  it('ends no chain where another way leads to the same layer', () => {
    const files = projectOfCode(layered, chained("import { page } from './ui/page';\nexport const other = page;"));
    const titles = found(files).map(({ at, fix }) => `${at.file}: ${fix?.title ?? ''}`);
    expect(titles).toContain('src/service/total.ts: no move fixes this');
  });

  it('takes out of a file in no layer what the lower layers need of it, and leaves the file where it is', () => {
    const files = projectOfCode(
      layered,
      `// src/main.ts
      import { app } from './app';
      export const client = 1;
      export const start = () => app;
      // src/app.ts
      import { page } from './ui/page';
      import { form } from './ui/form';
      export const app = [page, form];
      // src/ui/page.ts
      export const page = 1;
      // src/ui/form.ts
      import { client } from '../main';
      export const form = client;
      // src/service/total.ts
      import { client } from '../main';
      export const total = client;
      // src/repo/rows.ts
      import { client } from '../main';
      export const rows = client;`,
    );
    const title = 'move `client` from `src/main.ts` to a new `src/client.ts`; 3 files import it from there';
    expect(found(files).map(({ fix }) => fix?.title)).toEqual([title, title]);
    expect(follow(files)).toMatchObject({ left: 0, changes: { 'src/client.ts': 'export const client = 1;\n' } });
  });

  it.each([
    ['a service among repositories', 'user.service', 'user.repo', 'users.repo', null],
    [
      'a repository among repositories',
      'user.repo',
      'users.repo',
      'rows.repo',
      'move `src/ui/user.repo.ts` to `src/repo/`',
    ],
  ])('judges by its name whether a file may lie in a folder: %s', (_, file, importer, other, title) => {
    const files = projectOfCode(
      layered,
      `// src/ui/${file}.ts
      export const user = 1;
      // src/repo/${importer}.ts
      import * as all from '../ui/${file}';
      export const users = all;
      // src/repo/${other}2.ts
      export const rows = 1;
      // src/service/sum.ts
      export const sum = 1;
      // src/ui/page.ts
      export const page = 1;`,
    );
    const [first] = found(files);
    expect(first?.fix?.intent === undefined ? null : first.fix.title).toBe(title);
  });

  it('moves no function to a folder of types, and a type to it', () => {
    const files = (kind: string): Record<Path, string> =>
      projectOfCode(
        layered,
        `// src/ui/user.ts
        export ${kind};
        export const page = 1;
        // src/service/types/sum.ts
        export type Sum = number;
        // src/service/total.ts
        export const total = 1;
        // src/service/types/rows.ts
        import { user } from '../../ui/user';
        export type Rows = typeof user;
        // src/repo/rows.ts
        export const rows = 1;`,
      );
    expect(found(files('function user() {}'))[0]?.fix?.title).not.toContain('to a new `src/service/types/');
    expect(found(files('enum user { A }'))[0]?.fix?.title).toContain('to a new `src/service/types/user.ts`');
  });

  it('moves a file that is in the wrong layer beside all that it may not import', () => {
    const files = projectOfCode(
      layered,
      `// src/service/routes.ts
      import { home } from '../ui/home/index';
      import { user } from '../ui/pages/user/index';
      export const routes = [home, user];
      // src/ui/home/index.ts
      export const home = 1;
      export * as own from './own';
      // src/ui/home/own.ts
      import { home } from '.';
      export const own = home;
      // src/ui/pages/user/index.ts
      import './own';
      export let user = 1;
      // src/ui/pages/user/own.ts
      import { user } from '.';
      export const own = user;
      // src/service/total.ts
      export const total = 1;
      // src/repo/rows.ts
      export const rows = 1;`,
    );
    const title = 'move `src/service/routes.ts` to `src/ui/`';
    expect(found(files).map(({ fix }) => fix?.title)).toContain(title);
  });

  const split = `// src/ui/money.ts
      import { page } from './page';
      export const unit = 1;
      export const sum = () => page;
      // src/ui/page.ts
      export const page = 1;
      // src/service/total.ts
      import { unit } from '../ui/money';
      export const total = unit;
      // src/service/zero.ts
      import * as all from './total';
      import { sum, unit } from '../ui/money';
      export const zero = [all, sum, unit];
      // src/repo/rows.ts
      export const rows = 1;`;

  it('takes what another import still brings in for no new violation', () => {
    const files = projectOfCode(layered, split);
    const [first, second] = found(files);
    expect(first?.fix).toMatchObject({
      title: 'move `unit` from `src/ui/money.ts` to a new `src/service/unit.ts`; 2 files import it from there',
      safety: 'suggested',
      proven: true,
      resolves: [first?.id],
    });
    expect(second?.at.file).toBe('src/service/zero.ts');
    expect(follow(files).left).toBe(1);
  });

  it('takes what a declaration violates with it for no new violation', () => {
    const rules = layered.replace(
      'rules: { ',
      'rules: { names: { check: naming, names: { enumMember: PascalCase } }, ',
    );
    const files = projectOfCode(
      rules,
      `// src/ui/sizes.ts
      export enum Size { small, Large }
      export const size = Size.small;
      // src/service/total.ts
      import { Size } from '../ui/sizes';
      export const total = Size.Large;
      // src/repo/rows.ts
      export const rows = 1;`,
    );
    const violation = found(files).find(({ rule }) => rule === 'layering/app');
    expect(violation?.fix).toMatchObject({
      title: 'move `Size` from `src/ui/sizes.ts` to a new `src/service/size.ts`; 1 file imports it from there',
      proven: true,
      resolves: [violation?.id],
    });
  });

  it('says that a new file needs a test where a rule wants one', () => {
    const rules = layered.replace(
      'rules: { ',
      'rules: { coverage/tests: { check: has-test, in: "src/**", test: "test/{name}.test.ts" }, ',
    );
    const files = projectOfCode(rules, split);
    expect(found(files).find(({ rule }) => rule === 'layering/app')?.fix).toMatchObject({
      title: 'move `unit` from `src/ui/money.ts` to a new `src/service/unit.ts`; 2 files import it from there',
      safety: 'suggested',
      proven: false,
      reason: '`src/service/unit.ts` then needs a test: coverage/tests',
    });
  });

  it('offers no move that would leave a layer without a file', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/money.ts
      export const money = 1;
      // src/repo/rows.ts
      export const rows = 1;
      // src/service/total.ts
      import * as all from '../ui/money';
      export const total = all;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'manual',
      steps: ['no move fixes this: after it, zone ui matches no file'],
    });
  });

  it('suggests a parameter if only the callers may import a symbol', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/page.ts
      import { total } from '../service/total';
      import './setup';
      export const theme = { size: 1 };
      export const page = () => [total(), theme, helper];
      const helper = start();
      function start() { return theme; }
      // src/ui/setup.ts
      import { page } from './page';
      export const setup = page;
      // src/service/total.ts
      import { page } from '../ui/page';
      import { rows } from '../repo/rows';
      export function total() { return [page(), rows]; }
      export const sum = 1;
      // src/service/other.ts
      import { sum } from './total';
      export const other = sum;
      // src/repo/rows.ts
      export const rows = 1;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'manual',
      steps: ['add a parameter for `page` to `total` in `src/service/total.ts`, and pass it from `src/ui/page.ts`'],
    });
  });

  const handed = (ui: string, service: string) => `// src/ui/theme.ts
      import { size } from './setup';
      export const theme = () => size;
      export type Theme = typeof theme;
      // src/ui/setup.ts
      export const size = 1;
      // src/ui/page.ts
      ${ui}
      // src/service/total.ts
      import { theme, type Theme } from '../ui/theme';
      import { rows } from '../repo/rows';
      ${service}
      export const sum = 1;
      // src/service/other.ts
      import { sum } from './total';
      export const other = sum;
      // src/repo/rows.ts
      export const rows = 1;`;
  const constructing = `import { Total } from '../service/total';\nexport const page = () => new Total();`;
  const service = 'export class Total { sum() { return [theme, rows]; } }';

  it.each([
    ['constructs a class', '', constructing, service, true],
    [
      'extends a class',
      '',
      `import { Total } from '../service/total';\nexport class Page extends Total {}`,
      service,
      false,
    ],
    ['needs a type of it', '', constructing, service.replace('sum()', 'sum(): Theme'), false],
    [
      'needs a type of it that counts for nothing',
      ', types: ignore',
      constructing,
      service.replace('sum()', 'sum(): Theme'),
      true,
    ],
  ])('suggests a parameter if only the caller may import a symbol and %s', (_, types, ui, text, isPassed) => {
    const rule = layered.replace('repo] }', `repo]${types} }`);
    const steps = found(projectOfCode(rule, handed(ui, text))).flatMap(({ fix }) => fix?.steps ?? []);
    const step = `add a parameter for \`theme\` and \`Theme\` to the constructor of \`Total\` in \`src/service/total.ts\`, and pass it from \`src/ui/page.ts\``;
    if (isPassed) expect(steps).toContain(step);
    else expect(steps).not.toContain(step);
  });

  it('gives the reason if no move works', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/theme.ts
      export const theme = start();
      export const size = theme;
      function start() { return 1; }
      // src/ui/page.ts
      import { theme } from './theme';
      export const page = theme;
      export const other = page;
      // src/service/total.ts
      import { page } from '../ui/page';
      export const total = page;
      // src/repo/rows.ts
      import { total } from '../service/total';
      export const rows = total;`,
    );
    const steps = found(files).flatMap(({ fix }) => fix?.steps ?? []);
    expect(steps).toContain(
      'moving `page` does not fix this: in `src/service/page.ts` it would import `src/ui/theme.ts`; nor does moving `src/service/total.ts`: `src/repo/rows.ts` must not import `src/ui/total.ts`',
    );
  });
});
