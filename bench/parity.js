import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ask } from '../dist/pipeline/open.js';
import { createMemory, inputsOf } from '../dist/pipeline/inputs.js';

// The edges between the files of a repository as Lintel and dependency-cruiser see them, and each kind of difference with its first cases.
// npm run parity -- --repo PATH [--folder DIR]… [--alias '@/*=apps/web/*']… [--show N]

const { values } = parseArgs({
  options: {
    repo: { type: 'string' },
    folder: { type: 'string', multiple: true },
    alias: { type: 'string', multiple: true, default: [] },
    show: { type: 'string', default: '3' },
  },
});
const root = resolve(values.repo ?? '.');
const folders = values.folder ?? [
  ...new Set(
    execFileSync('git', ['ls-files'], { cwd: root, maxBuffer: 1 << 28 })
      .toString()
      .split('\n')
      .filter((path) => /\.[cm]?[jt]sx?$/.test(path))
      .map((path) => path.split('/')[0]),
  ),
];
const isWithin = (file) => folders.some((folder) => file === folder || file.startsWith(`${folder}/`));

const [mine, theirs] = [await lintelEdges(), await cruiserEdges()];
const both = [...mine.edges.keys()].filter((key) => theirs.edges.has(key));
console.log(
  `${root.split('/').at(-1)}: ${mine.files.size} files for Lintel, ${theirs.files.size} for dependency-cruiser; ${mine.edges.size} and ${theirs.edges.size} edges, ${both.length} the same`,
);
report('only Lintel', difference(mine, theirs), theirs);
report('only dependency-cruiser', difference(theirs, mine), mine);

function difference(one, other) {
  return [...one.edges].filter(([key]) => !other.edges.has(key)).map(([key, edge]) => ({ key, ...edge }));
}

function report(title, edges, other) {
  const groups = new Map();
  for (const edge of edges) {
    const [from, to] = edge.key.split(' > ');
    const why = !other.files.has(from)
      ? 'the other does not read the importer'
      : !other.files.has(to) && !existsSync(join(root, to))
        ? 'no such file'
        : `${edge.kind}: ${/^\.{0,2}\//.test(edge.specifier) || edge.specifier === '.' || edge.specifier === '..' ? 'relative' : 'by a name'}`;
    groups.set(why, [...(groups.get(why) ?? []), edge]);
  }
  console.log(`${title}: ${edges.length}`);
  for (const [why, all] of [...groups].sort(([, a], [, b]) => b.length - a.length)) {
    console.log(`  ${all.length} ${why}`);
    for (const { key, specifier } of all.slice(0, Number(values.show))) console.log(`    ${key} (${specifier})`);
  }
}

async function lintelEdges() {
  const { opened } = await ask({ cwd: root, parser: null, cache: false, phase: () => undefined }, () => null);
  const { loaded } = opened;
  const { graph } = inputsOf(loaded, createMemory(loaded.store));
  const edges = new Map();
  for (let id = 0; id < graph.size; id++) {
    const edge = graph.edge(id);
    if ('file' in edge.target && isWithin(edge.from) && isWithin(edge.target.file))
      edges.set(`${edge.from} > ${edge.target.file}`, { specifier: edge.import.specifier, kind: edge.import.form });
  }
  return { files: new Set(graph.files.filter(isWithin)), edges };
}

async function cruiserEdges() {
  const { cruise } = await import('dependency-cruiser');
  const { default: extractTSConfig } = await import('dependency-cruiser/config-utl/extract-ts-config');
  // The repository's own configuration may extend packages that are not installed.
  const tsconfig =
    values.alias.length === 0 ? undefined : join(mkdtempSync(join(tmpdir(), 'lintel-parity-')), 'tsconfig.json');
  const paths = Object.fromEntries(
    values.alias.map((one) => one.split('=')).map(([name, target]) => [name, [`./${target}`]]),
  );
  if (tsconfig) writeFileSync(join(dirname(tsconfig), 'nothing.ts'), '');
  if (tsconfig)
    writeFileSync(
      tsconfig,
      JSON.stringify({ files: ['nothing.ts'], compilerOptions: { baseUrl: root, paths, ignoreDeprecations: '6.0' } }),
    );
  process.chdir(root);
  const { output } = await cruise(
    folders,
    {
      baseDir: root,
      tsPreCompilationDeps: true,
      detectJSDocImports: true,
      detectProcessBuiltinModuleCalls: false,
      doNotFollow: { path: 'node_modules' },
      ...(tsconfig ? { tsConfig: { fileName: tsconfig } } : {}),
      skipAnalysisNotInRules: true,
    },
    {},
    tsconfig ? { tsConfig: extractTSConfig(tsconfig) } : {},
  );
  const edges = new Map();
  for (const { source, dependencies } of output.modules) {
    for (const { couldNotResolve, resolved, module, dependencyTypes } of dependencies) {
      if (!couldNotResolve && isWithin(source) && isWithin(resolved))
        edges.set(`${source} > ${resolved}`, { specifier: module, kind: dependencyTypes.at(-1) });
    }
  }
  return {
    files: new Set(
      output.modules
        .filter(({ source, followable }) => isWithin(source) && followable !== false)
        .map(({ source }) => source),
    ),
    edges,
  };
}
