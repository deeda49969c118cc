import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { checks } from '../src/checks/index.ts';
import { generated } from '../src/doors/maintain/generated.ts';
import type { reporters } from '../src/reporters/index.ts';
import { reportSchema, violationSchema } from '../src/reporters/schema.ts';
import { bake, home, lintel } from './bakery.ts';

const billing = bake({});
cpSync(join(home, 'fixtures/billing'), billing, { recursive: true });
if (!checks.some((check) => check.name === 'naming')) {
  const file = join(billing, 'lintel.yaml');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(/ {2}naming\/functions:[^]*?(?= {2}structure\/conventions)/, ''),
  );
}

const endings = {
  agent: 'agent.txt',
  blocks: 'blocks.txt',
  pretty: 'pretty.txt',
  json: 'json',
  jsonl: 'jsonl',
  sarif: 'sarif',
  github: 'github.txt',
  azure: 'azure.txt',
  gitlab: 'gitlab.json',
  rdjson: 'rdjson.json',
  junit: 'junit.xml',
  checkstyle: 'checkstyle.xml',
  markdown: 'md',
  html: 'html',
} satisfies Record<keyof typeof reporters, string>;

/** What the fixture breaks on purpose: rule, file, line. Snapshots may change their words, but not this. */
const broken = [
  'contract/api api/openapi.yaml:20',
  'contract/api modules/billing/src/runtime/invoice-routes.ts:12',
  'coverage/modules modules/billing/src/invoice-handler.ts:21',
  'coverage/pages modules/billing/src/ui/invoice-page.ts',
  'layering/cycles modules/auth/src/service/lockout.ts:1',
  'layering/database modules/billing/src/service/invoicing.ts:2',
  'layering/domain modules/billing/src/repo/invoices.ts:3',
  'layering/entries modules/notifications/src/service/invoice-mail.ts:1',
  'layering/independent modules/auth/src/service/lockout.ts:2',
  'layering/instrumented modules/auth/src/runtime/cleanup.ts',
  'layering/no-moment modules/notifications/src/service/EmailSender.ts:1',
  'layering/unresolved modules/notifications/src/service/invoice-mail.ts:2',
  'naming/files modules/notifications/src/service/EmailSender.ts',
  'naming/functions modules/billing/src/invoice-handler.ts:47',
  'parse modules/notifications/src/runtime/queue.ts:5',
  'structure/conventions lintel.yaml:58',
  'structure/ignores modules/notifications/src/service/invoice-mail.ts:6',
  'structure/modules modules/notifications/docs/runbook.md',
];

const recordOf = async (): Promise<z.infer<typeof reportSchema>> =>
  reportSchema.parse(JSON.parse((await lintel(billing, ['--format', 'json'])).stdout));

describe('the fixture', () => {
  it('has 18 errors of 17 rules in 30 files, and no warning', async () => {
    const { violations, summary } = await recordOf();
    expect(summary).toMatchObject({ errors: 18, warnings: 0, files: 30, rules: 17, notRun: [], notes: [] });
    const found = violations.map(({ rule, file, line }) => `${rule} ${file}${line === null ? '' : `:${line}`}`);
    expect(found.sort()).toEqual(broken);
  });

  it.each(readdirSync(join(home, 'fixtures'), { withFileTypes: true }).filter((entry) => entry.isDirectory()))(
    'is judged alike by both parsers: $name',
    async ({ name }) => {
      const project = bake({});
      cpSync(join(home, 'fixtures', name), project, { recursive: true });
      const [oxc, other] = await Promise.all(
        ['oxc', 'typescript-eslint'].map((parser) =>
          lintel(project, ['--no-cache', '--format', 'json'], { LINTEL_PARSER: parser }),
        ),
      );
      expect(oxc?.stdout).toContain('"violations"');
      expect(other).toEqual(oxc);
    },
  );

  it('has a fix for each error, and a machine can make those of the names', async () => {
    const { violations, summary } = await recordOf();
    expect(summary.fixable).toBe(1);
    const safe = violations.filter(({ fix }) => fix?.safety === 'safe').map(({ rule, file }) => `${rule} ${file}`);
    expect(safe).toEqual(['naming/functions modules/billing/src/invoice-handler.ts']);
    // A file that does not parse names it.
    const moved = violations.find(({ rule }) => rule === 'naming/files')?.fix;
    expect([moved?.safety, moved?.reason]).toEqual([
      'suggested',
      'modules/notifications/src/runtime/queue.ts:2 names it',
    ]);
    const byHand = violations.filter(({ fix }) => fix?.safety === 'manual').map(({ rule }) => rule);
    expect(byHand).toHaveLength(11);
    const withHoles = violations.filter(({ fix }) => fix?.safety === 'placeholder').map(({ rule }) => rule);
    expect(withHoles).toEqual(['coverage/pages']);
    expect(byHand).not.toContain('naming/functions');
    const renamed = violations.find(({ rule }) => rule === 'naming/functions')?.fix?.edits ?? [];
    expect(new Set(renamed.map((edit) => (edit.kind === 'replace' ? edit.text : edit.kind)))).toEqual(
      new Set(['processInvoice']),
    );
  });

  it('exits with 1 and reports every error in every format', async () => {
    const run = async (format: string): Promise<string> => {
      const { code, stdout, stderr } = await lintel(billing, ['--format', format]);
      expect([format, code, stderr]).toEqual([format, 1, '']);
      return stdout;
    };
    const { violations } = await recordOf();
    const [head, ...rest] = (await run('agent')).split('\n');
    expect(head).toBe('18 errors (1 with a safe fix: `lintel fix`). 30 files, 17 rules.');
    const ids = rest.flatMap((line) => /^ ([0-9a-f]{6}) /.exec(line)?.[1] ?? []);
    expect(ids.sort()).toEqual(violations.map(({ id }) => id.slice(0, 6)).sort());
    expect((await run('blocks')).match(/^ERROR: /gm)).toHaveLength(18);
    const pretty = await run('pretty');
    expect(pretty.match(/^error /gm)).toHaveLength(18);
    expect(pretty).toContain('\n18 errors in 30 files by 17 rules');
    expect((await run('jsonl')).trimEnd().split('\n')).toHaveLength(18 + 1);
  });
});

describe('the fixture, in every format', () => {
  it.each(Object.entries(endings))('%s', async (format, ending) => {
    const { stdout } = await lintel(billing, ['check', '--format', format]);
    await expect(stdout).toMatchFileSnapshot(`formats/billing.${ending}`);
  });

  it('breaks every rule that it has once at least', async () => {
    const broken = new Set(
      reportSchema
        .parse(JSON.parse((await lintel(billing, ['--format', 'json'])).stdout))
        .violations.map((one) => one.rule),
    );
    const written = [...readFileSync(join(billing, 'lintel.yaml'), 'utf8').matchAll(/^ {2}([a-z]+\/[a-z-]+):/gm)].map(
      ([, id = '']) => id,
    );
    expect(written.filter((id) => !broken.has(id))).toEqual(['layering/no-test-code']);
  });

  it('is the published record, whole or line by line', async () => {
    const record = reportSchema.parse(JSON.parse((await lintel(billing, ['--format', 'json'])).stdout));
    const lines = (await lintel(billing, ['--format', 'jsonl'])).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    const { violations, ...rest } = record;
    expect(lines).toEqual([...violations, rest]);
    expect(violations.map((one) => violationSchema.safeParse(one).success)).toEqual(violations.map(() => true));
    const places = violations.map(
      ({ file, line, column, rule }) =>
        `${file}\0${String(line ?? 0).padStart(6)}\0${String(column ?? 0).padStart(6)}\0${rule}`,
    );
    expect(places).toEqual([...places].sort());
  });

  it('is the same bytes from any folder, with and without facts of other runs', async () => {
    const first = (await lintel(billing, ['--format', 'json', '--no-cache'])).stdout;
    for (const folder of ['', 'modules/auth/src'])
      expect((await lintel(join(billing, folder), ['--format', 'json'])).stdout).toBe(first);
  });
});

/** What the grammar of the agent's format says is wrong with a text, line by line. */
function faults(text: string): string[] {
  const tail = String.raw`\. \d+ files?, \d+ rules?\.`;
  const fix = String.raw`fix\((safe|suggested|placeholder|manual)\): \S.*`;
  const body = String.raw`\S.*`;
  const place = String.raw`:\d+(:\d+)?`;
  const forms: Record<string, RegExp> = {
    ok: new RegExp(`^(not )?ok${tail}$`),
    summary: new RegExp(
      `^(1 error|(?!1 )\\d+ errors)(, (1 warning|(?!1 )\\d+ warnings))?( \\((\\d+ with a safe fix(, \\d+ fixes not tried)?|\\d+ fixes not tried): \`lintel fix\`\\))?${tail}$`,
    ),
    blank: /^$/,
    head: new RegExp(`^[^\\s:]+( \\(warning\\))?: \\S.*?( see: \\S+)?( ${fix})?$`),
    says: /^says: "\S.*"$/,
    why: /^why: \S/,
    line: new RegExp(`^ [0-9a-f]{6,10} \\S+?(${place})? ${body}$`),
    file: /^ \S+$/,
    inFile: new RegExp(`^ {2}[0-9a-f]{6,10} (${place} )?${body}$`),
    note: /^(not run: |unresolved: |unmatched: |excused until )\S/,
    more: /^\+\d+ more: lintel check --format json$/,
    cut: /^cut: \d+ of \d+ \(\S+ \d+(, \S+ \d+)*(, …)?\)\. rest: `lintel check --rule \S+ --budget 0`$/,
  };
  const after: Record<string, readonly string[]> = {
    start: ['ok', 'summary'],
    ok: ['note', 'end'],
    summary: ['blank'],
    blank: ['head'],
    head: ['says', 'why', 'line', 'file'],
    says: ['why', 'line', 'file'],
    why: ['line', 'file'],
    line: ['line', 'file', 'blank', 'note', 'cut', 'end'],
    file: ['inFile'],
    inFile: ['inFile', 'line', 'file', 'blank', 'note', 'cut', 'end'],
    note: ['note', 'more', 'cut', 'end'],
    more: ['cut', 'end'],
    cut: ['end'],
  };
  let state = 'start';
  const found: string[] = [];
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const next = (after[state] ?? []).find((name) => forms[name]?.test(line));
    if (next === undefined) found.push(`${state} > ${line}`);
    state = next ?? state;
  }
  if (!after[state]?.includes('end')) found.push(`ends after ${state}`);
  if (!text.endsWith('\n') || text.endsWith('\n\n')) found.push('ends without one line feed');
  if ([...text.matchAll(/^(?:not run: |unresolved: |unmatched: |excused until )/gm)].length > 2)
    found.push('more than two notes');
  if (/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(text)) found.push('holds control characters');
  return found;
}

describe("the agent's format keeps to its grammar", () => {
  it('on the fixture', async () => {
    expect(faults((await lintel(billing, ['--format', 'agent'], { FORCE_COLOR: '1' })).stdout)).toEqual([]);
  });

  it('stays within any budget, and counts exactly what is not shown', async () => {
    const total = 18;
    for (const budget of ['1', '300', '600', '900', '1200']) {
      const { code, stdout } = await lintel(billing, ['--budget', budget]);
      const shown = stdout.match(/^ {1,2}[0-9a-f]{6} /gm)?.length ?? 0;
      expect([budget, code, /^cut: (\d+) of 18/m.exec(stdout)?.[1]]).toEqual([budget, 1, String(total - shown)]);
      if (shown > 0) expect(faults(stdout)).toEqual([]);
    }
    const whole = (await lintel(billing, ['--budget', '0'])).stdout;
    expect(await lintel(billing, [])).toMatchObject({ stdout: whole });
  });

  it('no other text keeps to it', () => {
    expect(faults('ok. 1 file, 2 rules.\n\n')).not.toEqual([]);
    expect(faults('1 error. 1 file, 1 rule.\n')).toEqual(['ends after summary']);
    expect(faults('1 error. 1 file, 1 rule.\n\na/b: c\n abcdef a.ts:1:1 x\n')).toEqual([]);
    expect(faults('1 error. 1 file, 1 rule.\n\na/b: c\n abcdef a.ts:1:1 x\nand a second line\n')).toEqual([
      'line > and a second line',
    ]);
    expect(faults('ok. 1 file, 2 rules.\nunmatched: a\nunmatched: b\nunmatched: c\n')).toEqual(['more than two notes']);
  });

  const yaml = (rules: string): string =>
    `version: 1\nzones: { counter: "src/counter/**", oven: "src/oven/**" }\nrules:\n${rules}`;
  const till = {
    'src/counter/till.ts': "import { bake } from '../oven/bake.js';\nexport const sell = bake;\n",
    'src/oven/bake.ts': 'export const bake = 1;\n',
  };
  it.each<[title: string, files: Record<string, string>, args: string[], notes: string[]]>([
    [
      'what is off',
      { ...till, 'lintel.yaml': yaml('  a: { check: cycles, severity: off }\n') },
      [],
      ['not run: a: off'],
    ],
    [
      'what leads nowhere',
      {
        ...till,
        'lintel.yaml': yaml('  a: { check: cycles }\n'),
        'src/oven/cake.ts': "import './flour.js';\nimport './sugar.js';\n",
      },
      [],
      ['unresolved: 2 imports (first: src/oven/cake.ts:1 `./flour.js`); `check: unresolved` lists them'],
    ],
    [
      'links that lead nowhere',
      { ...till, 'lintel.yaml': yaml('  a: { check: cycles, see: "#rounds" }\n') },
      [],
      ['unmatched: a links to #rounds, but CONVENTIONS.md does not exist'],
    ],
    [
      'what is excused for a while',
      {
        ...till,
        'lintel.yaml': yaml(
          '  a: { check: layers, layers: [oven, counter], except: [{ from: counter, reason: the till is being rebuilt, until: 2999-12-31 }] }\n',
        ),
      },
      [],
      ['excused until 2999-12-31: a, once: the till is being rebuilt'],
    ],
    [
      'paths that nothing judges',
      {
        ...till,
        'lintel.yaml': yaml('  a: { check: layers, layers: [counter, oven], in: oven }\n'),
        'docs/menu.md': '',
      },
      ['docs', 'src/counter'],
      ['unmatched: no rule checks docs', 'unmatched: no rule checks src/counter'],
    ],
    [
      'a broken tsconfig',
      {
        ...till,
        'lintel.yaml': yaml('  a: { check: cycles }\n'),
        'tsconfig.json': '{ "compilerOptions": { "paths": \n',
      },
      [],
      ['unmatched: cannot read tsconfig.json:2: not valid JSON (ValueExpected)'],
    ],
    [
      'two, and how many more',
      {
        ...till,
        'lintel.yaml': yaml(
          '  a: { check: cycles, severity: off }\n  b: { check: cycles, severity: off }\n  c: { check: cycles, severity: off }\n  d: { check: cycles, severity: off }\n',
        ),
      },
      [],
      ['not run: a: off', 'not run: b: off', '+2 more: lintel check --format json'],
    ],
  ])('notes: %s', async (_, files, args, notes) => {
    const { code, stdout, stderr } = await lintel(bake(files), ['check', ...args]);
    expect([code, stderr, faults(stdout)]).toEqual([0, '', []]);
    expect(stdout.trimEnd().split('\n').slice(1)).toEqual(notes);
  });
});

describe('what is generated', () => {
  const read = (path: string): string => readFileSync(join(home, path), 'utf8');

  it.each([...generated(read)])('%s is not stale: npm run docs', (path, text) => {
    expect(read(path)).toBe(text);
    if (path === 'README.md') expect(text).toContain('| [`layers`](docs/checks/layers.md) | layering |');
  });
});
