import { expect, test } from 'vitest';
import { checks } from '../src/checks/index.ts';
import { main } from '../src/doors/cli/main.ts';
import { bake } from './bakery.ts';

const zoned = `version: 1
zones:
  shop: "shops/{shop}/**"
  counter: "shops/{shop}/counter/**"
  oven: "shops/{shop}/oven/**"
`;
const rule = `${zoned}rules:
  layering/shop:
`;

/** What each broken configuration is answered with: place first, one line for each mistake, and the remedy. */
const table: readonly (readonly [text: string, lines: readonly string[]])[] = [
  ['', ['lintel.yaml:1:1 the file is empty: begin with `version: 1`']],
  ['bread\n', ['lintel.yaml:1:1 expected a map with keys such as version, zones and rules, not "bread"']],
  ['- bread\n', ['lintel.yaml:1:1 expected a map with keys such as version, zones and rules, not a list']],
  ['version: 2\n', ['lintel.yaml:1:10 version must be 1, not 2']],
  ['version: one\n', ['lintel.yaml:1:10 version must be 1, not the string "one"']],
  ['rules: {}\n', ['lintel.yaml:1:1 the root lintel.yaml has no `version`: begin with `version: 1`']],
  ['version: 1\n\trules: {}\n', ['lintel.yaml:2:1 YAML cannot be indented with tabs: use spaces']],
  [
    'version: 1\nzones:\n  shop: {shop}/**\n',
    ['lintel.yaml:3:9 quote this path: "{shop}/**" ({ and * are special in YAML)'],
  ],
  [
    'version: 1\nzones:\n  shop: [shops/{shop}/counter/**, shops/*/oven/**]\n',
    ['lintel.yaml:3:10 quote this path: "shops/{shop}/counter/**" ({ and * are special in YAML)'],
  ],
  ['version: 1\nignore: *.log.ts\n', ['lintel.yaml:2:9 quote this path: "*.log.ts" ({ and * are special in YAML)']],
  ['version: 1\nversion: 1\n', ['lintel.yaml:2:1 duplicate key "version": the first is in line 1']],
  ['version: 1\nrule: {}\n', ['lintel.yaml:2:1 lintel.yaml has no key "rule": did you mean "rules"?']],
  [
    'version: 1\nlayers: [a, b]\n',
    [
      'lintel.yaml:2:1 lintel.yaml has no key "layers"; valid: version, extends, files, ignore, alias, conventions, allow-weakening, defaults, zones, see, rules',
    ],
  ],
  [
    'version: 1\nextends: lintel/recomended\n',
    ['lintel.yaml:2:10 unknown pack lintel/recomended: did you mean "lintel/recommended"?'],
  ],
  ['version: 1\nextends: [./rules/*.yaml]\n', ['lintel.yaml:2:11 extends ./rules/*.yaml, which matches no file']],
  [
    'version: 1\nextends: ../shared.yaml\n',
    [
      'lintel.yaml:2:10 "../shared.yaml" is not a valid path: it leaves the root: Lintel reads only files in the folder of lintel.yaml',
    ],
  ],
  [
    'version: 1\nextends: https://example.com/rules.yaml\n',
    ['lintel.yaml:2:10 extends https://example.com/rules.yaml, which matches no file'],
  ],
  [
    'version: 1\nzones:\n  "my shop": shops/**\n',
    ['lintel.yaml:3:3 "my shop" is not a valid zone name: use letters, digits, - and _, and begin with a letter'],
  ],
  [
    'version: 1\nzones:\n  shop: shops/{shop}\n',
    ['lintel.yaml:3:3 zone shop matches no file; it matches folders; "shops/{shop}/**" matches 5 files'],
  ],
  ['version: 1\nzones:\n  shop: shop/**\n', ['lintel.yaml:3:3 zone shop matches no file; nearest folder: shops']],
  ['version: 1\nzones:\n  a: [b]\n  b: [a]\n', ['lintel.yaml:3:3 zone a refers to itself: a > b > a']],
  [
    'version: 1\nfiles: ["srcs/**"]\n',
    [
      'lintel.yaml:2:8 files srcs/** matches no file',
      'lintel.yaml:1:1 no files to check: change `files` or `ignore` so that they include source files',
    ],
  ],
  [
    'version: 1\nignore: ["**"]\n',
    ['lintel.yaml:1:1 no files to check: change `files` or `ignore` so that they include source files'],
  ],
  [rule, ['lintel.yaml:7:17 rules.layering/shop must be error, warn, off or a map, not nothing']],
  [
    rule + '    layers: [counter, oven]\n',
    ['lintel.yaml:7:3 layering/shop needs a `check`: ' + checks.map((check) => check.name).join(', ')],
  ],
  [rule + '    check: layer\n', ['lintel.yaml:8:12 unknown check "layer": did you mean "layers"?']],
  [rule + '    check: layers\n', ['lintel.yaml:7:3 layering/shop: layers needs the option "layers"']],
  [
    rule + '    check: layers\n    layers: [counter]\n',
    ['lintel.yaml:7:3 `layers` needs at least two layers: add another (layering/shop)'],
  ],
  [
    rule + '    check: layers\n    layers: counter > oven\n',
    ['lintel.yaml:9:13 layering/shop: layers must be a list, not "counter > oven"'],
  ],
  [
    rule + '    check: layers\n    within: shop\n    layers: [counter, ovn]\n',
    ['lintel.yaml:10:23 unknown zone "ovn"; nearest: oven'],
  ],
  [
    rule + '    check: layers\n    layers: [counter, oven]\n    strict: yes\n',
    ['lintel.yaml:10:13 layering/shop: strict must be true or false, not "yes" (YAML 1.2 reads yes as a string)'],
  ],
  [
    rule + '    check: layers\n    layers: [counter, oven, "shops/{shop}/cellar/**"]\n    within: shop\n',
    ['lintel.yaml:9:29 layer shops/{shop}/cellar/** matches no file; nearest folder: shops/north'],
  ],
  [
    rule + '    check: layers\n    layers: ["shops/north/**", "shops/**"]\n',
    [
      'lintel.yaml:7:3 layers shops/north/** and shops/** overlap in 2 files (first: shops/north/counter/till.ts): put each file in one layer only (layering/shop)',
    ],
  ],
  [
    rule + '    check: layers\n    layers: ["shops/{town}/counter/**", "shops/{town}/oven/**"]\n',
    ['lintel.yaml:9:14 {town} is not defined in layering/shop or in any zone'],
  ],
  [
    rule + '    check: layers\n    layers: [counter, oven]\n    lyaers: []\n',
    ['lintel.yaml:10:5 layers has no option "lyaers": did you mean "layers"?'],
  ],
  [
    rule + '    check: imports\n    zone: counter\n    deny: oven\n',
    ['lintel.yaml:9:5 imports has no option "zone": did you mean "from"?'],
  ],
  [
    rule + '    check: imports\n    from: counter\n',
    ['lintel.yaml:7:3 layering/shop: imports: set exactly one of `deny`, `allow` and `require`'],
  ],
  [
    rule + '    check: imports\n    from: counter\n    deny: oven\n    allow: oven\n',
    ['lintel.yaml:7:3 layering/shop: imports: set exactly one of `deny`, `allow` and `require`'],
  ],
  [
    rule + '    check: imports\n    from: counter\n    in: oven\n    deny: oven\n',
    ['lintel.yaml:10:5 layering/shop: `in` cannot be combined with `from`: `from` already selects the files'],
  ],
  [
    rule + '    check: imports\n    from: counter\n    deny: { package: [left-pad] }\n',
    ['lintel.yaml:10:13 layering/shop: deny has no key "package": did you mean "packages"?'],
  ],
  [
    rule + '    check: imports\n    from: counter\n    deny: { zone: shop, same: shp }\n',
    [
      'lintel.yaml:7:3 shop has no {shp}; it has {shop} (layering/shop)',
      'lintel.yaml:7:3 counter has no {shp}; it has {shop} (layering/shop)',
    ],
  ],
  [
    rule + '    check: imports\n    from: counter\n    deny: { zone: oven, other: town }\n',
    [
      'lintel.yaml:7:3 oven has no {town}; it has {shop} (layering/shop)',
      'lintel.yaml:7:3 counter has no {town}; it has {shop} (layering/shop)',
    ],
  ],
  [
    rule + '    check: imports\n    from: counter\n    deny: ["shops/{town}/oven/**"]\n',
    ['lintel.yaml:10:12 {town} is not defined in layering/shop or in any zone'],
  ],
  [
    rule + '    check: imports\n    from: counter\n    allow: oven\n    symbols: [bake]\n',
    ['lintel.yaml:7:3 layering/shop: imports: `symbols` and `indirect` need `deny`'],
  ],
  [
    rule + '    check: imports\n    from: counter\n    deny: oven\n    kinds: [types]\n',
    ['lintel.yaml:11:13 layering/shop: kinds[0] must be type, value, reexport, dynamic, require or mock, not "types"'],
  ],
  [
    rule + '    check: cycles\n    level: folders\n',
    ['lintel.yaml:9:12 unknown zone "folders"; valid: tests, shop, counter, oven, or a path with /, * or .'],
  ],
  [
    rule + '    check: cycles\n    severity: warning\n',
    ['lintel.yaml:9:15 layering/shop: severity must be warn, error or off, not "warning"'],
  ],
  [
    rule + '    check: cycles\n    becuase: x\n',
    ['lintel.yaml:9:5 cycles has no option "becuase": did you mean "because"?'],
  ],
  [
    rule + '    check: cycles\n    in: "shops\\\\north"\n',
    ['lintel.yaml:9:9 "shops\\north" is not a valid path: write / between folders, not \\'],
  ],
  [
    rule + '    check: cycles\n    in: /shops/**\n',
    [
      'lintel.yaml:9:9 "/shops/**" is not a valid path: it begins with /: write "shops/**", relative to the folder of lintel.yaml',
    ],
  ],
  [
    rule + '    check: cycles\n    in: ../other/**\n',
    [
      'lintel.yaml:9:9 "../other/**" is not a valid path: it leaves the root: Lintel reads only files in the folder of lintel.yaml',
    ],
  ],
  [
    rule + '    check: cycles\n    in: shops/nroth/**\n',
    ['lintel.yaml:9:9 in shops/nroth/** matches no file; nearest folder: shops/north'],
  ],
  [
    rule + '    check: cycles\n    in: "!shops/north/**"\n',
    ['lintel.yaml:9:9 "!shops/north/**" excludes from the items before it, but there are none: write "**" first'],
  ],
  [
    rule + '    check: not-to-dev-dep\n',
    ['lintel.yaml:8:12 unknown check "not-to-dev-dep": use packages with `dev-in-production: true`'],
  ],
  [
    rule + '    check: packages\n    production: "src/**"\n',
    ['lintel.yaml:7:3 layering/shop: packages: `production` needs `dev-in-production` or `undeclared`'],
  ],
  [
    rule + '    check: packages\n',
    [
      'lintel.yaml:7:3 layering/shop: packages: set at least one of `undeclared`, `dev-in-production`, `deny`, `only` and `licences`',
    ],
  ],
  [
    rule + '    check: unresolved\n    ignore: ["x"]\n',
    [
      'lintel.yaml:9:5 unresolved has no option "ignore": to exclude files use `not`, for single exceptions `except`, a list of `{ from, to, reason }`',
    ],
  ],
  [
    'version: 1\nzones:\n  a: **/x.ts\n  b: shops/{shop}/**\n  c: {shop}/x\n  d: *.ts\n',
    [
      'lintel.yaml:3:6 quote this path: "**/x.ts" ({ and * are special in YAML)',
      'lintel.yaml:5:6 quote this path: "{shop}/x" ({ and * are special in YAML)',
      'lintel.yaml:6:6 quote this path: "*.ts" ({ and * are special in YAML)',
    ],
  ],
  [
    rule + '    check: imports\n    deny: ["!shops/north/**"]\n',
    [
      'lintel.yaml:9:11 layering/shop: deny: "!shops/north/**" excludes from the items before it, but there are none: write "**" first',
    ],
  ],
  [
    rule + '    check: imports\n    deny: { packages: ["!react"] }\n',
    [
      'lintel.yaml:9:23 layering/shop: deny.packages: "!react" excludes from the items before it, but there are none: write "*" first',
    ],
  ],
  [
    rule + '    check: imports\n    deny: { packages: [react] }\n    symbols: ["!useState"]\n',
    ['lintel.yaml:10:15 layering/shop: symbols[0]: `!` cannot be used here: list the denied names'],
  ],
  [
    rule + '    check: layers\n    layers: [shops/north, "!counter"]\n',
    [
      'lintel.yaml:9:27 "!counter" cannot exclude here, since items are independent: put it in a zone under `zones:` and use that zone\'s name',
    ],
  ],
  [
    rule + '    check: has-test\n    test: "!tests/{name}.ts"\n',
    [
      'lintel.yaml:9:11 layering/shop: test: it begins with !, but there is nothing to exclude it from: remove the !, or write \\! if the name begins with !',
    ],
  ],
  [
    rule + '    check: cycles\n    except: [{ from: counter }]\n',
    ['lintel.yaml:9:14 layering/shop: except[0] needs the key "reason"'],
  ],
  [
    rule + '    check: cycles\n    except: [{ from: counter, reason: later, until: next year }]\n',
    ['lintel.yaml:9:53 until must be a date such as 2027-03-31, not "next year"'],
  ],
  [
    rule + '    check: cycles\n    except: [{ form: counter, reason: later }]\n',
    ['lintel.yaml:9:16 layering/shop: except[0] has no key "form": did you mean "from"?'],
  ],
  [
    rule + '    check: cycles\n    except: { from: counter, reason: later }\n',
    ['lintel.yaml:9:13 layering/shop: except must be a list, not a map'],
  ],
  [
    rule + '    check: cycles\n    except: [{ from: countr, reason: later }]\n',
    ['lintel.yaml:9:22 unknown zone "countr"; nearest: counter'],
  ],
  [
    rule + '    check: entry-point\n    zone: counter\n    entry: index.ts\n    internal: ["**/inner/**"]\n',
    ['lintel.yaml:7:3 layering/shop: entry-point: set `entry` or `internal`, not both'],
  ],
  [
    rule + '    check: independent\n    zones: ["shops/north/**"]\n',
    [
      'lintel.yaml:7:3 `zones` needs at least two parts: add a zone, or give shops/north/** a {capture} (layering/shop)',
    ],
  ],
  [
    rule + '    check: required-files\n    in: shop\n',
    ['lintel.yaml:7:3 layering/shop: required-files needs the option "files"'],
  ],
  [
    rule + '    check: required-files\n    in: shop\n    files: ["{town}.md"]\n',
    ['lintel.yaml:7:3 {town} is not defined: `in` has {shop} (layering/shop)'],
  ],
  [rule + '    check: suppressions\n    max: -1\n', ['lintel.yaml:9:10 layering/shop: max: the least is 0, not -1']],
  [
    zoned + 'rules:\n  layering/shop: of\n',
    ['lintel.yaml:7:18 rules.layering/shop must be off, error, warn or a map, not "of"'],
  ],
  [
    zoned + 'rules:\n  layering/shop: off\n',
    ['lintel.yaml:7:3 cannot set layering/shop to off: the rule is not defined before this'],
  ],
  [
    zoned + 'rules:\n  layering/shop: cycles\n',
    ['lintel.yaml:7:18 rules.layering/shop must be error, warn, off or a map, not "cycles"'],
  ],
  [zoned + 'rules:\n  - check: cycles\n', ['lintel.yaml:7:3 rules must be a map, not a list']],
  [
    zoned + 'defaults: { nto: tests }\nrules:\n  a: { check: cycles }\n',
    ['lintel.yaml:6:13 defaults has no key "nto": did you mean "not"?'],
  ],
  [zoned + 'see: { layring: "#x" }\n', ['lintel.yaml:6:8 see has no key "layring": did you mean "layering"?']],
  [
    zoned + 'extends: [lintel/recommended]\nrules:\n  recommended/cycle: off\n',
    [
      'lintel.yaml:8:3 cannot set recommended/cycle to off: the rule is not defined before this: did you mean "recommended/cycles"?',
    ],
  ],
  [
    zoned + 'extends: [lintel/recommended]\nrules:\n  recommended/cycles: { layers: [a, b] }\n',
    ['lintel.yaml:8:25 cycles has no option "layers"; valid: level, max, kinds, types, dynamic'],
  ],
  [zoned + 'rules:\n  a: { check: cycles, because: }\n', ['lintel.yaml:7:32 a: because must be a string, not nothing']],
  [
    zoned + 'rules:\n  a: { check: cycles, because: no: colons }\n',
    [
      'lintel.yaml:7:32 invalid YAML: block collections are not allowed within flow collections (a string that contains ": " needs quotes)',
    ],
  ],
];

const street = {
  'package.json': '{}',
  'shops/north/counter/till.ts': 'export {};',
  'shops/north/oven/bake.ts': '',
  'shops/south/counter/till.ts': '',
  'shops/south/oven/bake.ts': '',
  'shops/south/oven/bake.test.ts': '',
};

/** The command line in this process: everything but the process is real. */
async function run(files: Readonly<Record<string, string>>): Promise<{ code: number; stdout: string; stderr: string }> {
  const out = { stdout: '', stderr: '' };
  const code = await main({
    argv: ['check', '--no-cache'],
    cwd: bake(files),
    env: {},
    stdout: {
      terminal: false,
      write: (text) => {
        out.stdout += text;
      },
    },
    stderr: {
      terminal: false,
      write: (text) => {
        out.stderr += text;
      },
    },
  });
  return { code, ...out };
}

/** What stands at the top of what an agent reads. */
const incomplete = (lines: readonly string[]): string =>
  `incomplete: ${String(lines.length)} configuration ${lines.length === 1 ? 'error' : 'errors'}\n${lines.join('\n')}\n\n`;

test.each(table)('%j', async (text, lines) => {
  const { code, stdout, stderr } = await run({ ...street, 'lintel.yaml': text });
  expect([code, stderr]).toEqual([2, `${lines.join('\n')}\n`]);
  // Whoever reads only this must not take it for a clean run.
  expect(stdout.startsWith(incomplete(lines))).toBe(true);
  expect(stdout.slice(incomplete(lines).length)).toMatch(/^not ok\. \d+ files?, \d+ rules?\.\n/);
});

test('reports all errors at once, sorted by location, and runs valid rules', async () => {
  const text = `${zoned}rules:\n  a: { check: layer }\n  b: { check: layers, layers: [counter, cellar/**] }\n  c: { check: unresolved }\n  d: { check: cycles, sevrity: warn }\n`;
  const { code, stdout, stderr } = await run({
    ...street,
    'lintel.yaml': text,
    'shops/north/oven/cake.ts': "import './flour.js';\n",
    'shops/south/lintel.yaml': 'ignore: x/**\n',
  });
  const told = stderr.trimEnd().split('\n');
  expect([code, told]).toEqual([
    2,
    [
      'lintel.yaml:7:15 unknown check "layer": did you mean "layers"?',
      'lintel.yaml:10:23 cycles has no option "sevrity": did you mean "severity"?',
      'shops/south/lintel.yaml:1:1 `ignore` belongs in the root lintel.yaml: a lintel.yaml in a subfolder can only add zones, rules and aliases',
      'lintel.yaml:8:41 layer cellar/** matches no file',
    ],
  ]);
  expect(stdout).toBe(`${incomplete(told)}1 error. 6 files, 2 rules.

c: every import resolves to a file or a declared package
 3c62c2 shops/north/oven/cake.ts:1:8 cannot resolve \`./flour.js\`: shops/north/oven/flour.js does not exist. fix(manual): import an existing file, or create this one
`);
});

test('a pack none of whose zones matches a file says so first', async () => {
  const { stdout } = await run({
    'lintel.yaml': 'version: 1\nextends: [lintel/domain-layers]\n',
    'a.ts': 'export {};\n',
  });
  expect(stdout.split('\n').slice(0, 2)).toEqual([
    'ok. 1 file, 0 rules.',
    'warning: lintel/domain-layers checks nothing here: none of its zones (`module`, `providers`) matches a file; define them under `zones:` in lintel.yaml',
  ]);
});
