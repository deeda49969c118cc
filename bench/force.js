// What a hostile repository costs: each attack at a size and at four times the size, in seconds of processor time. `node bench/force.js [name]`
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../dist/doors/cli/bin.js', import.meta.url));
const rules = 'version: 1\nrules: { a: { check: cycles }, s: { check: suppressions } }\n';
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));

/** The files of each attack, by its size. */
export const attacks = {
  'a glob that repeats ?(a)': [
    6,
    (n) => ({
      'lintel.yaml': `version: 1\nrules: { a: { check: cycles, in: "src/${'?(a)'.repeat(n)}b.ts" } }\n`,
      ...Object.fromEntries(times(200, (i) => [`src/${'a'.repeat(i % 40)}${i}.ts`, ''])),
      'src/b.ts': '',
    }),
  ],
  'ignore comments that nothing needs, in one file': [
    2000,
    (n) => ({
      'lintel.yaml': rules,
      'src/a.ts': times(n, (i) => `// lintel-ignore a -- because\nexport const a${i} = 1;\n`).join(''),
    }),
  ],
  'violations and ignore comments in one file': [
    2500,
    (n) => ({
      'lintel.yaml': `version: 1\nrules: { n: { check: naming, names: { variable: UPPER_CASE } } }\n`,
      'src/a.ts': times(n, (i) => `// lintel-ignore n -- because\nexport const a${i} = 1;\n`).join(''),
    }),
  ],
  'violations in one line, and as many comments above it': [
    2500,
    (n) => ({
      'lintel.yaml': `version: 1\nrules: { n: { check: naming, names: { variable: UPPER_CASE } } }\n`,
      'src/a.ts': `${'// lintel-ignore n -- because\n'.repeat(n)}export const ${times(n, (i) => `a${i} = 1`).join(', ')};\n`,
    }),
  ],
  'violations in files, and as many exceptions': [
    500,
    (n) => ({
      'lintel.yaml': `version: 1\nrules:\n  n:\n    check: naming\n    names: { variable: UPPER_CASE }\n    except:\n${times(n, (i) => `      - { file: "src/x${i}/**", reason: r }\n`).join('')}`,
      ...Object.fromEntries(times(n, (i) => [`src/x${i}/a.ts`, 'export const a = 1;\n'])),
    }),
  ],
  'entries of the baseline that freeze nothing': [
    5000,
    (n) => ({
      'lintel.yaml': rules,
      'src/a.ts': '',
      'lintel-baseline.json': `{\n${times(n, (i) => `  "${i.toString(16).padStart(10, '0')}": "a src/a.ts",\n`).join('')}  "version": 1\n}\n`,
    }),
  ],
  'names that can be renamed, in one file': [
    500,
    (n) => ({
      'lintel.yaml': `version: 1\nrules: { n: { check: naming, names: { function: camelCase } } }\n`,
      'src/a.ts': `${times(n, (i) => `function a_${i}() {}\na_${i}();\n`).join('')}export {};\n`,
    }),
  ],
  'ignore comments in a row': [
    2000,
    (n) => ({
      'lintel.yaml': rules,
      'src/a.ts': `${'// lintel-ignore a -- because\n'.repeat(n)}export const a = 1;\n`,
    }),
  ],
  'exceptions that nothing needs': [
    500,
    (n) => ({
      'lintel.yaml': `version: 1\nrules:\n  a:\n    check: cycles\n    except:\n${times(n, (i) => `      - { from: "src/x${i}/**", reason: r }\n`).join('')}`,
      'src/a.ts': '',
    }),
  ],
  'scripts in one .vue file': [
    5000,
    (n) => ({
      'lintel.yaml': rules,
      'src/a.vue': times(n, (i) => `<script>const a${i} = 1</script>\n`).join(''),
    }),
  ],
  'scripts with src in one .vue file': [
    5000,
    (n) => ({
      'lintel.yaml': rules,
      'src/a.vue': times(n, (i) => `<script src="./b${i}.js"></script>\n`).join(''),
    }),
  ],
  'one cycle of files': [
    5000,
    (n) => ({
      'lintel.yaml': rules,
      ...Object.fromEntries(times(n, (i) => [`src/f${i}.ts`, `import './f${(i + 1) % n}.js';\n`])),
    }),
  ],
  'a knot of files': [
    2000,
    (n) => ({
      'lintel.yaml': rules,
      ...Object.fromEntries(
        times(n, (i) => [
          `src/f${i}.ts`,
          [i + 1, i * 7 + 3, i * 13 + 5].map((to) => `import './f${to % n}.js';\n`).join(''),
        ]),
      ),
    }),
  ],
  'one lcov record, repeated': [
    25_000,
    (n) => ({
      'lintel.yaml': 'version: 1\nrules: { a: { check: coverage, report: lcov.info, minimum: { lines: 80 } } }\n',
      'src/a.ts': 'export const a = 1;\n',
      'lcov.info': 'SF:src/a.ts\nDA:1,1\nBRDA:1,0,0,1\nFN:1,a\nFNDA:1,a\nend_of_record\n'.repeat(n),
    }),
  ],
  'imports in one file': [
    6_000,
    (n) => ({
      'lintel.yaml': rules,
      'src/a.ts': times(n, (i) => `import { a${i} } from './b${i}.js';\n`).join(''),
    }),
  ],
  'imports with many names in one file': [
    100,
    (n) => ({
      'lintel.yaml': rules,
      'src/a.ts': times(n, (i) => `import { ${times(500, (j) => `a${i}_${j}`).join(', ')} } from './b${i}.js';\n`).join(
        '',
      ),
    }),
  ],
  'imports of one file in one file': [
    6_000,
    (n) => ({
      'lintel.yaml': rules,
      'src/a.ts': times(n, (i) => `import { a as a${i} } from './b.js';\n`).join(''),
      'src/b.ts': "import './a.js';\nexport const a = 1;\n",
    }),
  ],
  'patterns of .gitignore': [
    250,
    (n) => ({
      'lintel.yaml': rules,
      '.gitignore': times(n, (i) => `*.x${i}\n`).join(''),
      ...Object.fromEntries(times(20_000, (i) => [`src/${i % 100}/f${i}.txt`, ''])),
      'src/a.ts': '',
    }),
  ],
  'patterns of .gitignore with wildcards inside': [
    250,
    (n) => ({
      'lintel.yaml': rules,
      '.gitignore': times(n, (i) => `**/f*${i}x*/**/*.t[a-z]?\n*a${i}*b*c\n`).join(''),
      ...Object.fromEntries(times(20_000, (i) => [`src/${i % 100}/f${i}.txt`, ''])),
      'src/a.ts': '',
    }),
  ],
};

/** Lays out the files, runs once without a store, and says what it took: seconds of processor time, and the exit code. */
export function costOf(files) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-force-')));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const timed = `TIMEFORMAT='%U %S'; time "$0" "$1" --no-cache --format jsonl >/dev/null 2>&1; echo $? >&2`;
    const { stderr } = spawnSync('bash', ['-c', timed, process.execPath, cli], {
      cwd: root,
      encoding: 'utf8',
      timeout: 240_000,
    });
    const [user, system, code] = stderr.trim().split(/\s+/).map(Number);
    return { seconds: user + system, code };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = process.argv[2] ?? '';
  for (const [name, [size, files]] of Object.entries(attacks).filter(([one]) => one.includes(wanted))) {
    const [small, large] = [costOf(files(size)), costOf(files(4 * size))];
    const ratio = large.seconds / small.seconds;
    console.log(
      `${name}: ${size} ${small.seconds.toFixed(1)} s, ${4 * size} ${large.seconds.toFixed(1)} s (x ${ratio.toFixed(1)}), exit codes ${small.code} ${large.code}`,
    );
  }
}
