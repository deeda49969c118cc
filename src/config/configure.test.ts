import { expect, test } from 'vitest';
import { configured, files, lines } from './checks.fixture.ts';

const tree = files(
  'src/ui/page.ts',
  'src/core/model.ts',
  'src/core/model.test.ts',
  'modules/billing/src/ui/view.ts',
  'modules/billing/src/types/money.ts',
  'app/[id]/page.ts',
);
const packs = { 'lintel/recommended': 'rules: {}', 'lintel/domain-layers': 'rules: {}' };
const rule = 'version: 1\nrules:\n  layering/x:\n';
const zoned =
  'version: 1\nzones:\n  module: "modules/{module}/**"\n  ui: src/ui\n  core: src/core/**\nrules:\n  layering/x:\n';

const bomb = `version: 1\na: &a [${'x, '.repeat(9)}]\n${[...'bcdefgh'].map((c, i) => `${c}: &${c} [${`*${'abcdefg'.charAt(i)}, `.repeat(9)}]\n`).join('')}`;
const table: readonly (readonly [text: string, lines: readonly string[]])[] = [
  ['', ['lintel.yaml:1:1 the file is empty: begin with `version: 1`']],
  ['# nothing\n', ['lintel.yaml:1:1 the file is empty: begin with `version: 1`']],
  ['\uFEFFversion: 1\nrulez: {}\n', ['lintel.yaml:2:1 lintel.yaml has no key "rulez": did you mean "rules"?']],
  ['- a\n- b\n', ['lintel.yaml:1:1 expected a map with keys such as version, zones and rules, not a list']],
  ['hello\n', ['lintel.yaml:1:1 expected a map with keys such as version, zones and rules, not "hello"']],
  ['version: 1\nrules:\n	a: b\n', ['lintel.yaml:3:1 YAML cannot be indented with tabs: use spaces']],
  [
    'version: 1\n---\nversion: 1\n',
    ['lintel.yaml:2:1 invalid YAML: this file has several documents: delete the line `---`'],
  ],
  ['version: 1\nzones:\n  a: src/**\n  a: src/ui/**\n', ['lintel.yaml:4:3 duplicate key "a": the first is in line 3']],
  [
    'version: 1\nzones: &z\n  a: src/**\nrules:\n  <<: *z\n',
    ['lintel.yaml:5:3 merge keys (<<) are not supported: use `extends`, or repeat the lines'],
  ],
  [
    'version: 1\nzones:\n  ui: [apps/web/modules/{module}/**, lib/**]\n',
    ['lintel.yaml:3:8 quote this path: "apps/web/modules/{module}/**" ({ and * are special in YAML)'],
  ],
  [
    'version: 1\nzones:\n  ui: {module}/**\n',
    ['lintel.yaml:3:7 quote this path: "{module}/**" ({ and * are special in YAML)'],
  ],
  [
    'version: 1\nignore:\n  - *.generated.ts\n  - src/**\n',
    ['lintel.yaml:3:5 quote this path: "*.generated.ts" ({ and * are special in YAML)'],
  ],
  ['version: 1\nfiles: [**]\n', ['lintel.yaml:2:9 quote this path: "**" ({ and * are special in YAML)']],
  [
    'version: 1\nzones:\n  m: \n    - src/**\n    - !src/legacy/**\n',
    ['lintel.yaml:5:7 quote this path: "!src/legacy/**" ({ and * are special in YAML)'],
  ],
  [
    'version: 1\nzones:\n  m: [id]/page.ts\n',
    ['lintel.yaml:3:6 quote this path: "[id]/page.ts" ([ is special in YAML)'],
  ],
  ['version: 1\nzones:\n  m: @scope/x\n', ['lintel.yaml:3:6 quote this path: "@scope/x" (@ is special in YAML)']],
  [
    'version: 1\nzones:\n  m: {module}\n',
    ['lintel.yaml:3:6 quote this path: "{module}" ({ and * are special in YAML)'],
  ],
  ['version: 1\nzones:\n  m: "src/**\n', ['lintel.yaml:4:1 invalid YAML: missing closing quote']],
  [
    'version: 1\nconventions: *nope\n',
    ['lintel.yaml:2:14 *nope has no anchor above it: add &nope to the value, or quote it'],
  ],
  [
    'version: 1\nconventions: !!str x\n',
    ['lintel.yaml:2:15 YAML tags such as !!str are not supported: remove it, or quote the string'],
  ],
  [
    'version: 1\nrules: a: b\n',
    [
      'lintel.yaml:2:8 invalid YAML: nested mappings are not allowed in compact mappings (a string that contains ": " needs quotes)',
    ],
  ],
  ['rules: {}\n', ['lintel.yaml:1:1 the root lintel.yaml has no `version`: begin with `version: 1`']],
  ['version: 2\nrules: {}\n', ['lintel.yaml:1:10 version must be 1, not 2']],
  ['version: "1"\n', ['lintel.yaml:1:10 version must be 1, not the string "1"']],
  ['version: 1\nrule: {}\n', ['lintel.yaml:2:1 lintel.yaml has no key "rule": did you mean "rules"?']],
  [
    'version: 1\ncheck: layers\n',
    ['lintel.yaml:2:1 lintel.yaml has no key "check": it belongs in a rule under `rules:`'],
  ],
  [
    'version: 1\nseverity: warn\n',
    ['lintel.yaml:2:1 lintel.yaml has no key "severity": it belongs in a rule or in `defaults:`'],
  ],
  ['version: 1\nzones: [a]\n', ['lintel.yaml:2:8 zones must be a map, not a list']],
  ['version: 1\nzones:\n  a: { b: c }\n', ['lintel.yaml:3:6 zones.a must be a string or a list, not a map']],
  [
    'version: 1\nzones:\n  "a b": src/**\n',
    ['lintel.yaml:3:3 "a b" is not a valid zone name: use letters, digits, - and _, and begin with a letter'],
  ],
  ['version: 1\nzones:\n  a: 5\n', ['lintel.yaml:3:6 zones.a must be a string or a list, not 5 (quote it: "5")']],
  ['version: 1\nsee:\n  layring: "#x"\n', ['lintel.yaml:3:3 see has no key "layring": did you mean "layering"?']],
  ['version: 1\ndefaults:\n  nott: tests\n', ['lintel.yaml:3:3 defaults has no key "nott": did you mean "not"?']],
  ['version: 1\nrules:\n  a/b: 5\n', ['lintel.yaml:3:8 rules.a/b must be error, warn, off or a map, not 5']],
  [
    'version: 1\nrules:\n  a/b: false\n',
    ['lintel.yaml:3:8 rules.a/b must be error, warn, off or a map, not false (write off)'],
  ],
  [
    'version: 1\nrules:\n  a/b: warning\n',
    ['lintel.yaml:3:8 rules.a/b must be warn, error, off or a map, not "warning"'],
  ],
  [
    'version: 1\nrules:\n  cycles: { check: cycles }\n  cycle: off\n',
    ['lintel.yaml:4:3 cannot set cycle to off: the rule is not defined before this: did you mean "cycles"?'],
  ],
  [
    'version: 1\nrules:\n  "a b":\n    check: cycles\n',
    ['lintel.yaml:3:3 "a b" is not a valid rule name: use a name without spaces, such as layering/domain'],
  ],
  [
    rule + '    layers: [src/ui, src/core]\n',
    [
      'lintel.yaml:3:3 layering/x needs a `check`: layers, imports, independent, entry-point, cycles, packages, unresolved, naming, coverage, required-files, conventions, suppressions',
    ],
  ],
  [rule + '    check: layer\n', ['lintel.yaml:4:12 unknown check "layer": did you mean "layers"?']],
  [
    rule + '    check: zebra\n',
    [
      'lintel.yaml:4:12 unknown check "zebra"; valid: layers, imports, independent, entry-point, cycles, packages, unresolved, naming, coverage, required-files, conventions, suppressions',
    ],
  ],
  [rule + '    check: layers\n', ['lintel.yaml:3:3 layering/x: layers needs the option "layers"']],
  [rule + '    check: layers\n    layers: [src/ui]\n', ['lintel.yaml:5:13 layering/x: layers: the least is 2 items']],
  [
    rule + '    check: layers\n    layers: src/ui\n',
    ['lintel.yaml:5:13 layering/x: layers must be a list, not "src/ui"'],
  ],
  [
    rule + '    check: imports\n    zone: src/ui\n    deny: src/core\n',
    ['lintel.yaml:5:5 imports has no option "zone": did you mean "from"?'],
  ],
  [
    rule + '    check: layers\n    layer: [src/ui, src/core]\n',
    ['lintel.yaml:5:5 layers has no option "layer": did you mean "layers"?'],
  ],
  [
    rule + '    check: cycles\n    exept: []\n',
    ['lintel.yaml:5:5 cycles has no option "exept": did you mean "except"?'],
  ],
  [
    rule + '    check: cycles\n    becuase: x\n',
    ['lintel.yaml:5:5 cycles has no option "becuase": did you mean "because"?'],
  ],
  [rule + '    check: cycles\n    why: x\n', ['lintel.yaml:5:5 cycles has no option "why": did you mean "because"?']],
  [
    rule + '    check: layers\n    layers: [src/ui, src/core]\n    indirect: no\n',
    ['lintel.yaml:6:15 layering/x: indirect must be true or false, not "no" (YAML 1.2 reads no as a string)'],
  ],
  [
    rule + '    check: coverage\n    report: "src/ui/page.ts"\n    minimum: { lines: "80" }\n',
    ['lintel.yaml:6:23 layering/x: minimum.lines must be a number, not "80" (write 80 without quotes)'],
  ],
  [
    rule + '    check: coverage\n    report: "src/ui/page.ts"\n    minimum: { line: 80 }\n',
    ['lintel.yaml:6:16 layering/x: minimum has no key "line": did you mean "lines"?'],
  ],
  [
    rule + '    check: layers\n    layers: [src/ui, src/core]\n    kinds: [vlaue]\n',
    ['lintel.yaml:6:13 layering/x: kinds[0] must be value, type, reexport, dynamic, require or mock, not "vlaue"'],
  ],
  [
    rule + '    check: cycles\n    severity: warning\n',
    ['lintel.yaml:5:15 layering/x: severity must be warn, error or off, not "warning"'],
  ],
  [
    rule + '    check: cycles\n    except: [{ file: src/ui, reason: x, until: 2026-02-30 }]\n',
    ['lintel.yaml:5:48 until must be a date such as 2027-03-31, not "2026-02-30"'],
  ],
  [
    rule + '    check: cycles\n    except: [{ file: src/ui }]\n',
    ['lintel.yaml:5:14 layering/x: except[0] needs the key "reason"'],
  ],
  [
    rule + '    check: cycles\n    except: [{ file: src/ui, reason: x, specifier: y }]\n',
    ['lintel.yaml:5:41 layering/x: except[0] has no key "specifier"; valid: from, to, file, name, reason, until'],
  ],
  [
    rule + '    check: cycles\n    except: { file: src/ui, reason: x }\n',
    ['lintel.yaml:5:13 layering/x: except must be a list, not a map'],
  ],
  [zoned + '    check: layers\n    layers: [uii, core]\n', ['lintel.yaml:9:14 unknown zone "uii"; nearest: ui']],
  [
    zoned + '    check: layers\n    layers: [ui, core]\n    in: frontend\n',
    ['lintel.yaml:10:9 unknown zone "frontend"; valid: tests, module, ui, core, or a path with /, * or .'],
  ],
  [
    zoned + '    check: cycles\n    in: /src/**\n',
    [
      'lintel.yaml:9:9 "/src/**" is not a valid path: it begins with /: write "src/**", relative to the folder of lintel.yaml',
    ],
  ],
  [
    zoned + '    check: cycles\n    in: ../x/**\n',
    [
      'lintel.yaml:9:9 "../x/**" is not a valid path: it leaves the root: Lintel reads only files in the folder of lintel.yaml',
    ],
  ],
  [
    zoned + '    check: cycles\n    in: src\\ui\n',
    ['lintel.yaml:9:9 "src\\ui" is not a valid path: write / between folders, not \\'],
  ],
  [
    zoned + '    check: cycles\n    in: "src/+(a|b)/**"\n',
    [
      'lintel.yaml:9:9 "src/+(a|b)/**" is not a valid path: +(a|b) repeats without limit, which is not supported: write * or {a,b} instead',
    ],
  ],
  [
    zoned + '    check: cycles\n    in: "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}"\n',
    [
      'lintel.yaml:9:9 "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}" is not a valid path: its {a,b} expand to more than 64 globs: split it into a list',
    ],
  ],
  [
    zoned + '    check: cycles\n    in: "src/{a}{b}.ts"\n',
    [
      'lintel.yaml:9:9 "src/{a}{b}.ts" is not a valid path: it is ambiguous where {a} ends and {b} begins: put a character between them',
    ],
  ],
  [
    zoned + '    check: cycles\n    in: "src/{1..3}/x"\n',
    ['lintel.yaml:9:9 "src/{1..3}/x" is not a valid path: {1..3} is not a valid capture: use letters, digits, - and _'],
  ],
  [
    zoned + '    check: cycles\n    in: "!src/**"\n',
    ['lintel.yaml:9:9 "!src/**" excludes from the items before it, but there are none: write "**" first'],
  ],
  [
    zoned + '    check: layers\n    layers: ["modules/{module}/src/ui/**", src/core]\n',
    ['lintel.yaml:9:14 {module} is not defined in layering/x; zones that define it: module'],
  ],
  [
    zoned + '    check: imports\n    from: "modules/{module}/**"\n    deny: "modules/{modul}/src/ui/**"\n',
    ['lintel.yaml:10:11 {modul} is not defined in layering/x or in any zone'],
  ],
  [zoned + '    check: imports\n    from: "modules/{module}/**"\n    deny: "modules/{module}/src/ui/**"\n', []],
  ['version: 1\nzones:\n  a: [b]\n  b: [a]\n', ['lintel.yaml:3:3 zone a refers to itself: a > b > a']],
  [
    zoned + '    check: imports\n    from: ui\n    in: core\n    deny: core\n',
    ['lintel.yaml:10:5 layering/x: `in` cannot be combined with `from`: `from` already selects the files'],
  ],
  [
    zoned + '    check: imports\n    from: ui\n',
    ['lintel.yaml:7:3 layering/x: imports: exactly one of deny, allow and require belongs here'],
  ],
  [
    zoned + '    check: imports\n    from: ui\n    deny: { packges: [x] }\n',
    ['lintel.yaml:10:13 layering/x: deny has no key "packges": did you mean "packages"?'],
  ],
  [
    zoned +
      '    check: imports\n    from: ui\n    deny: [{ zone: module, same: module }, { zone: modle, other: module }, 5]\n',
    ['lintel.yaml:10:76 layering/x: deny[2] must be a string or a map, not 5 (quote it: "5")'],
  ],
  [
    rule + '    check: naming\n    names:\n      function: { style: camelCase, not-match: "^abc(?!x)" }\n',
    ['lintel.yaml:6:48 layering/x: names.function.not-match: lookahead at column 5 is not supported: use not-match'],
  ],
  [
    rule + '    check: naming\n    names:\n      function: { style: camelCase, not-match: "a(" }\n',
    ['lintel.yaml:6:48 layering/x: names.function.not-match: not a valid regular expression: missing closing ): `a(`'],
  ],
  [
    rule + '    check: naming\n    names:\n      function: 5\n',
    ['lintel.yaml:6:17 layering/x: names.function must be a string, null, a list or a map, not 5 (quote it: "5")'],
  ],
  [
    'version: 1\nextends: lintel/recomended\n',
    ['lintel.yaml:2:10 unknown pack lintel/recomended: did you mean "lintel/recommended"?'],
  ],
  [
    'version: 1\nextends: recommended\n',
    ['lintel.yaml:2:10 unknown pack recommended: did you mean "lintel/recommended"?'],
  ],
  ['version: 1\nextends: [./rules/*.yaml]\n', ['lintel.yaml:2:11 extends ./rules/*.yaml, which matches no file']],
  [
    'version: 1\nextends: ../x.yaml\n',
    [
      'lintel.yaml:2:10 "../x.yaml" is not a valid path: it leaves the root: Lintel reads only files in the folder of lintel.yaml',
    ],
  ],
  ['version: 1\nextends: ./lintel.yaml\n', ['lintel.yaml:2:10 extends itself: lintel.yaml > lintel.yaml']],
  ['version: 1\nrules:\n  __proto__: { check: cycles }\n', ['lintel.yaml:3:3 this cannot be a key: write a string']],
  [
    'version: 1\nzones:\n  ui: srcc\nrules:\n  a:\n    check: layers\n    layers: [ui, core]\n  b:\n    check: cycle\n  c: wran\n',
    [
      'lintel.yaml:3:7 unknown zone "srcc"; nearest: src',
      'lintel.yaml:7:18 unknown zone "core"; valid: tests, ui, or a path with /, * or .',
      'lintel.yaml:9:12 unknown check "cycle": did you mean "cycles"?',
      'lintel.yaml:10:6 rules.c must be warn, error, off or a map, not "wran"',
    ],
  ],
  [
    rule + '    check: packages\n    only:\n      src/ui: [react]\n      uii: [vue]\n',
    ['lintel.yaml:7:7 unknown zone "uii"; valid: tests, or a path with /, * or .'],
  ],
  [rule + '    check: cycles\n    max: 1\n', ['lintel.yaml:5:10 layering/x: max: the least is 2, not 1']],
  [
    rule + '    check: cycles\n    in: { a: b }\n',
    ['lintel.yaml:5:9 layering/x: in must be a string or a list, not a map'],
  ],
  [
    rule + '    check:\n',
    [
      'lintel.yaml:4:11 layering/x needs a `check`: layers, imports, independent, entry-point, cycles, packages, unresolved, naming, coverage, required-files, conventions, suppressions',
    ],
  ],
  [rule + '    check: cycles\n    in:\n', ['lintel.yaml:5:8 layering/x: in must be a string or a list, not nothing']],
  [
    'version: 1\nrules:\n  a/b:\n    check:cycles\n',
    ['lintel.yaml:4:5 rules.a/b must be error, warn, off or a map, not "check:cycles" (add a space after the colon)'],
  ],
  ['version: 1\nx: ' + '['.repeat(5000), ['lintel.yaml:2:63 lists and maps are nested too deeply: the limit is 60']],
  [
    'version: 1\nx: \n' + '- '.repeat(5000),
    ['lintel.yaml:3:121 lists and maps are nested too deeply: the limit is 60'],
  ],
  [bomb, ['lintel.yaml:6:12 too many values after aliases are expanded: the limit is 20000']],
  [' '.repeat(250_001), ['lintel.yaml:1:1 the file has 250001 characters: the limit is 250000']],
];

test.each(table)('%j', (text, expected) => {
  expect(lines(configured({ ...tree, ...packs, 'lintel.yaml': text }))).toEqual(expected);
});

test('omits an invalid rule and keeps the others', () => {
  const made = configured({
    ...tree,
    'lintel.yaml':
      'version: 1\nrules:\n  a: { check: cycle }\n  b: { check: cycles }\n  c: 5\n  d: { check: cycles, in: nowhere }\n  e: { check: cycles, severity: off }\n',
  });
  expect([made.config?.rules.map((r) => r.id), made.config?.notRun, lines(made).length]).toEqual([
    ['b'],
    [{ rule: 'e', reason: 'off' }],
    3,
  ]);
});

test.each([
  ['"/src/ui/**"', 'a path that begins with /'],
  ['["!src/ui/**"]', 'nothing to take away from'],
  ['nowhere', 'no zone of that name'],
  ['[ui]', 'itself'],
  ['"{ui"', 'no glob'],
])('a rule that names a broken zone is left out: %s', (zone) => {
  const rules = ['layers: [ui, "src/**"]', 'in: ui', 'not: ui', 'except: [{ file: ui, reason: later }]'];
  const made = configured({
    ...files('src/ui/a.ts'),
    'lintel.yaml': `version: 1\nzones: { ui: ${zone} }\nrules:\n${rules
      .map((rule, i) => `  r${String(i)}: { check: ${i === 0 ? 'layers' : 'cycles'}, ${rule} }\n`)
      .join('')}`,
  });
  expect(lines(made)).toHaveLength(1);
  expect(made.config?.rules).toEqual([]);
});

test('reports a configuration without rules', () => {
  expect(configured({ 'lintel.yaml': 'version: 1\n' }).config?.notes).toEqual([
    'not run: lintel.yaml has no rules, so only syntax and ignore comments are checked: add a rule under `rules:`, or a pack under `extends:`',
  ]);
  expect(configured({ 'lintel.yaml': 'version: 1\nrules: { a: { check: cycles } }\n' }).config?.notes).toEqual([]);
});

test('returns no configuration for an unreadable file', () => {
  expect(
    ['- a', '', 'version: 2', 'rules: {}', 'a: [', '{'].map((text) => configured({ 'lintel.yaml': text }).config),
  ).toEqual([null, null, null, null, null, null]);
});
