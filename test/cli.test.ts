import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { tokensIn } from '../src/core/tokens.ts';
import { bake, cli, home, lintel, put, type Run, shop, spawnLintel } from './bakery.ts';

const root = bake(shop);
put(root, {
  '.gitignore': 'crumbs/\n*.log.ts\n',
  'dist/till.ts': 'export {};\n',
  'crumbs/a.ts': 'export {};\n',
  'src/oven.log.ts': 'export {};\n',
});

const upward =
  '`../counter/till.js` (counter): variable `sell`; no other file imports it. fix(manual): no move fixes this: after it, zone counter matches no file';
const bakery = `
layering/bakery: counter > oven, each imports only layers below it. see: CONVENTIONS.md#layers
says: "The counter knows the oven, never the other way."
why: the oven was here before the shop
 aa406a src/oven/bake.ts:1:22 imports ${upward}
`;
const tillCycle =
  ' 775e69 src/counter/till.ts:1:22 imports itself via src/oven/bake.ts. fix(manual): move `bake` from `src/oven/bake.ts` to `src/counter/till.ts`\n';
const ovenCycle =
  ' c4c778 src/oven/knead.ts:1:22 imports itself via src/oven/rest.ts. fix(manual): move `rest` from `src/oven/rest.ts` to `src/oven/knead.ts`\n';
const cycles = '\nlayering/cycles (warning): no cycles between files\n';
const off = 'not run: layering/closed: off\n';
const whole = `1 error, 2 warnings. 4 files, 2 rules.\n${bakery}${cycles}${tillCycle}${ovenCycle}${off}`;
const warned = `0 errors, 2 warnings. 4 files, 1 rule.\n${cycles}${tillCycle}${ovenCycle}`;
const ok = `ok. 4 files, 2 rules.\n${off}`;

const escape = '\u001b[';

const commands =
  'check, fix, rename, move, context, may, explain, graph, plan, contract, loop, facts, baseline, hook, mcp, lsp, completions, init';

type Row = readonly [args: string, code: number, stdout: string, stderr?: string, folder?: string];
const rows: readonly Row[] = [
  // what is checked
  ['', 1, whole],
  ['check', 1, whole],
  ['check .', 1, whole],
  ['src', 1, whole],
  ['check', 1, whole, '', 'src/oven'],
  ['check .', 1, whole, '', 'src/oven'],
  ['check ../counter', 0, `0 errors, 1 warning. 4 files, 2 rules.\n${cycles}${tillCycle}${off}`, '', 'src/oven'],
  ['check src/oven/rest.ts', 0, `0 errors, 1 warning. 4 files, 2 rules.\n${cycles}${ovenCycle}${off}`],
  ['check knead.ts rest.ts', 0, `0 errors, 1 warning. 4 files, 2 rules.\n${cycles}${ovenCycle}${off}`, '', 'src/oven'],
  [`check ${join(root, 'src/oven/rest.ts')}`, 0, `0 errors, 1 warning. 4 files, 2 rules.\n${cycles}${ovenCycle}${off}`],
  ['check dist', 0, `${ok}unmatched: dist is ignored\n`],
  ['check crumbs', 0, `${ok}unmatched: crumbs is an ignored or empty folder\n`],
  ['check src/oven.log.ts', 0, `${ok}unmatched: src/oven.log.ts is ignored\n`],
  ['check docs', 0, `${ok}unmatched: no rule checks docs\n`],
  ['check docs dist CONVENTIONS.md', 0, `${ok}unmatched: no rule checks docs\n+2 more: lintel check --format json\n`],
  ['check src/ovens', 2, '', 'src/ovens does not exist: did you mean src/oven?'],
  ['check src/oven/kneed.ts', 2, '', 'src/oven/kneed.ts does not exist: did you mean src/oven/knead.ts?'],
  ['check kneed.ts', 2, '', 'kneed.ts does not exist: did you mean src/oven/knead.ts?', 'src/oven'],
  ['check ../..', 2, '', '../.. is outside the project'],
  ['check /etc', 2, '', '/etc is outside the project'],
  // one rule
  ['check --rule layering/bakery', 1, `1 error. 4 files, 1 rule.\n${bakery}`],
  ['--rule=layering/bakery docs', 0, 'ok. 4 files, 1 rule.\nunmatched: no rule checks docs\n'],
  ['--rule layering/closed', 0, `ok. 4 files, 0 rules.\n${off}`],
  [
    '--rule layering/bakry',
    2,
    'incomplete: 1 configuration error\nunknown rule layering/bakry: did you mean layering/bakery?\n\nnot ok. 4 files, 0 rules.\n',
    'unknown rule layering/bakry: did you mean layering/bakery?',
  ],
  [
    '--rule zebra',
    2,
    'incomplete: 1 configuration error\nunknown rule zebra; valid: parse, baseline, layering/bakery, layering/cycles, layering/closed\n\nnot ok. 4 files, 0 rules.\n',
    'unknown rule zebra; valid: parse, baseline, layering/bakery, layering/cycles, layering/closed',
  ],
  ['--rule', 2, '', '--rule needs a value: --rule ID'],
  ['--rule --timing', 2, '', '--rule needs a value: --rule ID'],
  // how strictly
  ['--rule layering/cycles', 0, warned],
  ['--rule layering/cycles --max-warnings 2', 0, warned],
  ['--rule layering/cycles --max-warnings 1', 1, warned],
  ['--max-warnings=0 --rule layering/cycles', 1, warned],
  ['--max-warnings many', 2, '', '--max-warnings takes a whole number, not many'],
  ['--max-warnings=-1', 2, '', '--max-warnings takes a whole number, not -1'],
  ['--no-cache', 1, whole],
  // what was mistyped
  ['--rul x', 2, '', 'unknown flag --rul: did you mean --rule?'],
  ['--versoin', 2, '', 'unknown flag --versoin: did you mean --version?'],
  ['--zebra', 2, '', 'unknown flag --zebra: see lintel --help'],
  ['-x', 2, '', 'unknown flag -x: see lintel --help'],
  ['check --constructor', 2, '', 'unknown flag --constructor: see lintel --help'],
  ['--timing=yes', 2, '', '--timing takes no value'],
  ['chekc', 2, '', 'unknown command chekc: did you mean check?'],
  ['zebra', 2, '', `unknown command zebra; valid: ${commands}`],
  ['constructor', 2, '', 'unknown command constructor: did you mean contract?'],
  ['help zebra', 2, '', `unknown command zebra; valid: ${commands}`],
  ['--format agnet', 2, '', 'unknown format agnet: did you mean agent?'],
  [
    '--format zebra',
    2,
    '',
    'unknown format zebra; valid: pretty, agent, blocks, json, jsonl, sarif, github, azure, gitlab, rdjson, junit, checkstyle, markdown, html',
  ],
  [
    '--format toString',
    2,
    '',
    'unknown format toString; valid: pretty, agent, blocks, json, jsonl, sarif, github, azure, gitlab, rdjson, junit, checkstyle, markdown, html',
  ],
  ['--format json=', 2, '', '--format needs a value: --format json=FILE'],
  [
    '--format json=lintel.yaml/report.json',
    2,
    '',
    'cannot write lintel.yaml/report.json: a parent folder is a link or a file',
  ],
  ['--format json=src', 2, '', 'cannot write src: it is not a file'],
  // explanations
  ['explain', 2, '', 'lintel explain needs a value: lintel explain <rule | check | zone | id>'],
  ['explain counter oven', 2, '', 'unexpected argument "oven": `lintel explain` takes one'],
  [
    'explain layering/bakry',
    2,
    '',
    'no rule, check, zone or violation is named layering/bakry: did you mean "layering/bakery"?',
  ],
  ['explain cylces', 2, '', 'no rule, check, zone or violation is named cylces: did you mean "cycles"?'],
  ['explain 123456', 2, '', 'no rule, check, zone or violation is named 123456'],
  ['explain counter', 0, '# zone counter\nsrc/counter/**\nwritten: lintel.yaml:2\n\n1 file\n  src/counter/till.ts\n'],
  [
    'explain tests',
    0,
    '# zone tests\n**/*.{test,spec}.*\n**/__tests__/**\n**/__mocks__/**\n**/__fixtures__/**\n**/tests/**\npredefined\n\n0 files\n',
  ],
];

const told = ({ code, stdout, stderr }: Run): readonly unknown[] => [code, stdout, stderr];

for (const [args, code, stdout, stderr = '', folder = '.'] of rows) {
  test(`lintel ${args.replace(root, '<root>')} -> ${String(code)}, in ${folder}`, async () => {
    expect(told(await lintel(join(root, folder), args.split(' ').filter(Boolean)))).toEqual([
      code,
      stdout,
      stderr && `${stderr}\n`,
    ]);
  });
}

describe('help', () => {
  it('lists every command in the overview', async () => {
    const { stdout } = await lintel('/', ['--help']);
    for (const command of commands.split(', '))
      expect(stdout).toMatch(new RegExp(`^ {2}lintel \\[?${command}\\b`, 'm'));
  });

  it('says the version', async () => {
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
    for (const flag of ['--version', '-v']) expect(told(await lintel('/', [flag]))).toEqual([0, `${version}\n`, '']);
  });

  it('is printed to stdout and lists all commands and flags', async () => {
    const overview = await lintel('/', ['--help']);
    const check = await lintel('/', ['help', 'check']);
    expect([overview.code, overview.stderr]).toEqual([0, '']);
    expect(overview.stdout).toBe((await lintel('/', ['help'])).stdout);
    expect(overview.stdout.endsWith(check.stdout)).toBe(true);
    expect(check).toEqual(await lintel('/', ['check', '--help']));
    expect([...check.stdout.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name]) => name)).toEqual([
      'since',
      'since-files',
      'rule',
      'all',
      'format',
      'budget',
      'delta',
      'facts',
      'max-warnings',
      'watch',
      'no-cache',
      'timing',
    ]);
    expect((await lintel('/', ['explain', '-h'])).stdout).toMatch(/^lintel explain <rule \| check \| zone \| id>\n/);
    expect(Math.max(...overview.stdout.split('\n').map((line) => line.length))).toBeLessThan(170);
  });
});

describe('explain', () => {
  it('explains a rule with its statement, files, section and page', async () => {
    const page = readFileSync(join(home, 'docs/checks/layers.md'), 'utf8');
    expect(told(await lintel(root, ['explain', 'layering/bakery']))).toEqual([
      0,
      `# layering/bakery
counter > oven, each imports only layers below it

check: layers (A file imports only from its own layer and the layers below it.)
severity: error
judges: 4 of 4 files
why: the oven was here before the shop
written: lintel.yaml:4

from CONVENTIONS.md:3:

> ## Layers
>
> The counter knows the oven, never the other way.

${page}\n`,
      '',
    ]);
  });

  it('explains a violation by a prefix of its id', async () => {
    const { code, stdout } = await lintel(root, ['explain', 'aa40']);
    expect([code, stdout.split('\n\n')[0]]).toEqual([
      0,
      `ERROR: Layering violation
File: src/oven/bake.ts
Line: 1
Found: \`import { sell } from '../counter/till.js'\`
Expected: an import from oven
Why: the oven was here before the shop
Fix: no move fixes this: after it, zone counter matches no file
Reference: See CONVENTIONS.md#layers`,
    ]);
  });

  it('explains a violation in less than 1,500 tokens, and its check with --examples', async () => {
    const at = bake({
      'lintel.yaml': 'version: 1\nrules:\n  layering/lost: { check: unresolved, see: "#imports" }\n',
      'CONVENTIONS.md': `# Imports\n\n${'All of them must lead to a file that is there.\n'.repeat(500)}`,
      ...Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`src/${String(i)}.ts`, "import './gone/x.js';\n"])),
    });
    const [, id = ''] = /^ ([0-9a-f]{6}) /m.exec((await lintel(at, [])).stdout) ?? [];
    const { stdout } = await lintel(at, ['explain', id]);
    expect(tokensIn(stdout)).toBeLessThan(1500);
    expect(stdout).toContain('59 others with this cause, folder src/gone does not exist:\n');
    expect(stdout).toMatch(/\n… \d+ lines more\n\noptions and examples: `lintel explain unresolved`\n$/);
    expect((await lintel(at, ['explain', id, '--examples'])).stdout).toContain('\n# unresolved\n');
  });

  it('shows a check without a project', async () => {
    expect(told(await lintel(bake({}), ['explain', 'cycles']))).toEqual([
      0,
      `${readFileSync(join(home, 'docs/checks/cycles.md'), 'utf8')}\n`,
      '',
    ]);
  });

  it('also prints configuration errors', async () => {
    const broken = bake({ ...shop, 'lintel.yaml': 'version: 1\nrules:\n  layering/oven: { check: cycle }\n' });
    expect(told(await lintel(broken, ['explain', 'layering/oven']))).toEqual([
      2,
      '',
      'lintel.yaml:3:27 unknown check "cycle": did you mean "cycles"?\nno rule, check, zone or violation is named layering/oven\n',
    ]);
  });
});

const noRules =
  'not run: lintel.yaml has no rules, so only syntax and ignore comments are checked: add a rule under `rules:`, or a pack under `extends:`\n';

describe('projects', () => {
  const none = 'no lintel.yaml with a `version` in';
  const example = 'run `lintel init` to create one';
  it.each<[title: string, files: Record<string, string>, code: number, stdout: string, stderr: string]>([
    ['no lintel.yaml', { 'a.ts': '' }, 2, '', `${none} ROOT or above: ${example}\n`],
    [
      'a lintel.yaml without version',
      { 'a.ts': '', 'lintel.yaml': 'rules: {}\n' },
      2,
      'incomplete: 1 configuration error\nlintel.yaml:1:1 the root lintel.yaml has no `version`: begin with `version: 1`\n\nnot ok. 1 file, 0 rules.\n',
      'lintel.yaml:1:1 the root lintel.yaml has no `version`: begin with `version: 1`\n',
    ],
    [
      'no files',
      { 'lintel.yaml': 'version: 1\n' },
      2,
      `incomplete: 1 configuration error\nlintel.yaml:1:1 no files to check: change \`files\` or \`ignore\` so that they include source files\n\nnot ok. 0 files, 0 rules.\n${noRules}`,
      'lintel.yaml:1:1 no files to check: change `files` or `ignore` so that they include source files\n',
    ],
    ['no rules', { 'a.ts': '', 'lintel.yaml': 'version: 1\n' }, 0, `ok. 1 file, 0 rules.\n${noRules}`, ''],
  ])('%s', async (_, files, code, stdout, stderr) => {
    const at = bake(files);
    expect(told(await lintel(at, ['check']))).toEqual([code, stdout, stderr.replace('ROOT', at)]);
  });

  it('2 beats 1: violations are reported beside the mistakes', async () => {
    const at = bake({ ...shop, 'lintel.yaml': `${shop['lintel.yaml']}  layering/more: { check: cycle }\n` });
    const { code, stdout, stderr } = await lintel(at, []);
    expect([code, stdout.split('\n').slice(0, 4), stderr]).toEqual([
      2,
      [
        'incomplete: 1 configuration error',
        'lintel.yaml:7:27 unknown check "cycle": did you mean "cycles"?',
        '',
        '1 error, 2 warnings. 4 files, 2 rules.',
      ],
      'lintel.yaml:7:27 unknown check "cycle": did you mean "cycles"?\n',
    ]);
  });

  it('one that may not be written to', async () => {
    const at = bake({ ...shop, '.lintel': 'a file where the cache would be' });
    chmodSync(at, 0o555);
    expect(told(await lintel(at, []))).toEqual([1, whole, '']);
    expect(told(await lintel(at, []))).toEqual([1, whole, '']);
    chmodSync(at, 0o755);
  });

  it('writes no report through a link that the repository brought', async () => {
    const outside = bake({ victim: 'untouched' });
    const at = bake({ 'lintel.yaml': 'version: 1\n', 'oven.ts': '' });
    symlinkSync(join(outside, 'victim'), join(at, 'report.json'));
    symlinkSync(outside, join(at, 'out'));
    expect(told(await lintel(at, ['--format', 'json=report.json']))).toEqual([
      2,
      '',
      'cannot write report.json: it is a link\n',
    ]);
    expect(told(await lintel(at, ['--format', 'json=out/report.json']))).toEqual([
      2,
      '',
      'cannot write out/report.json: a parent folder is a link or a file\n',
    ]);
    expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('untouched');
    expect(told(await lintel(at, ['--format', `json=${join(outside, 'own.json')}`]))).toEqual([0, '', '']);
    expect(told(await lintel(at, ['--format', 'json=reports/lintel.json']))).toEqual([0, '', '']);
    expect([existsSync(join(outside, 'own.json')), existsSync(join(at, 'reports/lintel.json'))]).toEqual([true, true]);
  });

  it('entered through a link', async () => {
    const links = bake({});
    symlinkSync(root, join(links, 'bakery'));
    expect(
      told(await lintel(join(links, 'bakery/src/oven'), ['check', join(links, 'bakery/src/oven/rest.ts')])),
    ).toEqual([0, `0 errors, 1 warning. 4 files, 2 rules.\n${cycles}${ovenCycle}${off}`, '']);
  });
});

describe('output', () => {
  it('goes to each place that was asked for', async () => {
    const at = bake(shop);
    mkdirSync(join(at, 'out'));
    expect(
      told(
        await lintel(at, [
          'check',
          '--format',
          'json=out/report.json',
          '--format',
          'agent',
          '--format=blocks=out/a=b.txt',
        ]),
      ),
    ).toEqual([1, whole, '']);
    expect(readFileSync(join(at, 'out/report.json'), 'utf8')).toBe((await lintel(root, ['--format', 'json'])).stdout);
    expect(readFileSync(join(at, 'out/a=b.txt'), 'utf8')).toBe((await lintel(root, ['--format', 'blocks'])).stdout);
    expect(told(await lintel(join(at, 'src'), ['--format', 'agent=../out/report.txt']))).toEqual([1, '', '']);
    expect(readFileSync(join(at, 'out/report.txt'), 'utf8')).toBe(whole);
  });

  it('is identical every time; timing goes to stderr', async () => {
    const { code, stdout, stderr } = await lintel(root, ['check', '--timing', '--no-cache']);
    expect([code, stdout]).toEqual([1, whole]);
    expect(stderr.replaceAll(/ +\d+ ms/g, ' N ms').replace(/\d+ MB/, 'N MB')).toBe(
      `${['start', 'crawl', 'configuration', 'facts', 'checks', 'report', 'save'].map((phase) => `${phase} N ms\n`).join('')}parsed              5 files\ntotal N ms, N MB, ${root}\n`,
    );
  });

  it('is kept in a folder that git does not see, or not at all', async () => {
    const at = bake(shop);
    await lintel(at, ['--no-cache']);
    expect(existsSync(join(at, '.lintel'))).toBe(false);
    await lintel(at, []);
    expect(readdirSync(join(at, '.lintel'))).toContain('facts');
    expect(readFileSync(join(at, '.lintel/.gitignore'), 'utf8')).toBe('*\n');
    mkdirSync(join(at, 'node_modules'));
    await lintel(at, []);
    expect(readdirSync(join(at, 'node_modules/.cache/lintel'))).toContain('facts');
  });

  it.each<[env: Record<string, string>, colour: boolean]>([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, false],
  ])('has colours: %j -> %s', async (env, colour) => {
    const pretty = await lintel(root, ['--format', 'pretty'], env);
    expect([pretty.stdout.includes(escape), pretty.stderr]).toEqual([colour, '']);
    expect((await lintel(root, ['--format', 'agent'], env)).stdout).toBe(whole);
    // A file is nobody's terminal.
    await lintel(root, ['--format', 'pretty=pretty.txt'], env);
    expect(readFileSync(join(root, 'pretty.txt'), 'utf8')).not.toContain(escape);
  });

  const shell = (script: string): Run => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', NODE: process.execPath, CLI: cli },
    });
    return { code: status, stdout, stderr };
  };

  it('may be cut short by its reader', () => {
    const { stdout, stderr } = shell('("$NODE" "$CLI" --format json; echo "exit $?" >&2) | head -1');
    expect([stdout, stderr]).toEqual(['{\n', 'exit 1\n']);
    expect(shell('("$NODE" "$CLI" --format json; echo "exit $?" >&2) | true').stderr).toBe('exit 1\n');
  });

  it.skipIf(!existsSync('/dev/full'))('that cannot be written is a failure, not a verdict', () => {
    expect(told(shell('"$NODE" "$CLI" > /dev/full'))).toEqual([
      2,
      '',
      'cannot write the report: ENOSPC: no space left on device, write\n',
    ]);
  });
});

describe('the binary', () => {
  it('passes on its arguments, folder, environment and exit code', () => {
    const run = spawnLintel(join(root, 'src/oven'), ['rest.ts', '--format', 'pretty', '--max-warnings', '0'], {
      FORCE_COLOR: '1',
    });
    expect([run.code, run.stderr, run.stdout.includes(escape), run.stdout.includes('rest.ts')]).toEqual([
      1,
      '',
      true,
      true,
    ]);
  });

  it('writes errors to stderr and exits with 2', () => {
    expect(told(spawnLintel(root, ['chekc']))).toEqual([2, '', 'unknown command chekc: did you mean check?\n']);
  });
});

describe('processor time, as a multiple of a bare Node process', () => {
  const report =
    'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();console.error(user+system)})';
  const spent = (args: readonly string[], cwd: string): number => {
    const { stderr } = spawnSync(process.execPath, ['--import', report, ...args], { cwd, encoding: 'utf8' });
    return Number(stderr.trimEnd().split('\n').at(-1));
  };
  /** The best of several runs in turns. What is too much is measured again: other tests run beside, but what is slow is so every time. */
  const ratio = (args: readonly string[], cwd: string, limit: number): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 4 && least >= limit; attempt++) {
      const runs = Array.from({ length: 4 }, () => ({
        lintel: spent([cli, ...args], cwd),
        node: spent(['-e', '0'], cwd),
      }));
      least = Math.min(least, Math.min(...runs.map((run) => run.lintel)) / Math.min(...runs.map((run) => run.node)));
    }
    return least;
  };

  it('of `lintel --version` is small', () => {
    expect(ratio(['--version'], root, 2)).toBeLessThan(2);
  });

  it('of a check of 50 files is small', () => {
    const loaf = (i: number): readonly [path: string, text: string] => [
      `src/${i % 2 ? 'oven' : 'counter'}/loaf-${i}.ts`,
      `import { loaf${i + 2} } from './loaf-${i + 2}.js';\nexport const loaf${i} = [loaf${i + 2}];\n`,
    ];
    const files = Object.fromEntries(Array.from({ length: 50 }, (_, i) => loaf(i)));
    const at = bake({ 'lintel.yaml': shop['lintel.yaml'], ...files });
    expect(ratio(['check', '--no-cache'], at, 15)).toBeLessThan(15);
  });
});
