import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { ask } from '../dist/pipeline/open.js';
import { createMemory, inputsOf } from '../dist/pipeline/inputs.js';
import { emittedBy } from './emitted.js';

// Every import and re-export between the TypeScript files of a repository: is it left in what TypeScript writes, and what does Lintel say?
// node bench/erased.js --repo PATH [--show N]   (after npm run build; needs a lintel.yaml there, and no node_modules)

const { values } = parseArgs({
  options: { repo: { type: 'string', default: '.' }, show: { type: 'string', default: '20' } },
});
const root = resolve(values.repo);
const { opened } = await ask({ cwd: root, parser: null, cache: false, phase: () => undefined }, () => null);
const { loaded } = opened;
const { graph } = inputsOf(loaded, createMemory(loaded.store));
const files = graph.files.filter((file) => /\.[cm]?tsx?$/.test(file) && !/\.d\.[cm]?ts$/.test(file));

const counts = { compared: 0, unresolved: 0, refined: 0, word: 0, empty: 0, different: 0 };
const differences = [];
for (const [options, group] of programs()) {
  const program = ts.createProgram(
    group.map((file) => join(root, file)),
    options,
  );
  const emitted = emittedBy(program);
  const cache = ts.createModuleResolutionCache(root, (name) => name, options);
  for (const file of group) compare(file, emitted.get(join(root, file)) ?? null, options, cache);
}
for (const line of differences.slice(0, Number(values.show))) console.log(line);
console.log(
  `${root.split('/').at(-1)}: ${counts.compared} imports compared; ${counts.word} have the word type, ${counts.refined} more are taken out; of ${counts.empty} with a word for each name an empty import is left; ${counts.unresolved} that TypeScript cannot resolve left out; ${counts.different} differ`,
);

/** The files of each nearest configuration, with its options; what only types know is left out. */
function programs() {
  const configs = new Map();
  const groups = new Map();
  for (const file of files) {
    const path = ts.findConfigFile(join(root, file, '..'), ts.sys.fileExists) ?? '';
    if (!configs.has(path)) configs.set(path, optionsOf(path));
    const options = configs.get(path);
    groups.set(options, [...(groups.get(options) ?? []), file]);
  }
  return groups;
}

function optionsOf(path) {
  const { config } = path ? ts.readConfigFile(path, ts.sys.readFile) : { config: {} };
  const { options } = ts.parseJsonConfigFileContent(config ?? {}, ts.sys, join(path, '..'), undefined, path);
  const { verbatimModuleSyntax, isolatedModules, preserveConstEnums, experimentalDecorators, emitDecoratorMetadata } =
    options;
  return {
    ...{ verbatimModuleSyntax, isolatedModules, preserveConstEnums, experimentalDecorators, emitDecoratorMetadata },
    ...{
      jsx: options.jsx ?? ts.JsxEmit.Preserve,
      jsxFactory: options.jsxFactory,
      paths: options.paths,
      baseUrl: options.baseUrl,
    },
    ...{ pathsBasePath: options.pathsBasePath, strict: options.strict ?? false, ignoreDeprecations: '6.0' },
    ...{
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ESNext,
    },
    ...{ noLib: true, types: [], outDir: '/nowhere', allowImportingTsExtensions: false, resolveJsonModule: true },
  };
}

function compare(file, links, options, cache) {
  const id = graph.id(file);
  const rows = new Map();
  for (let e = graph.out[id]; e < graph.out[id + 1]; e++) {
    const edge = graph.edge(e);
    const { form, specifier } = edge.import;
    if (!('file' in edge.target) || (form !== 'import' && form !== 'export')) continue;
    const { resolvedModule } = ts.resolveModuleName(specifier, join(root, file), options, ts.sys, cache);
    if (!resolvedModule) {
      counts.unresolved++;
      continue;
    }
    counts.compared++;
    const kind = graph.kindOf(edge);
    if (edge.kind === 'type') counts.word++;
    else if (kind === 'type') counts.refined++;
    const key = `${form} ${specifier}`;
    const row = rows.get(key) ?? { kept: 0, line: edge.import.at.line };
    rows.set(key, row);
    if (kind !== 'type') row.kept++;
  }
  for (const [key, { kept, line }] of rows) {
    const left = links?.filter((link) => link === key).length;
    counts.empty += links?.filter((link) => link === `empty ${key}`).length ?? 0;
    if (left === kept) continue;
    counts.different++;
    differences.push(`${file}:${line} ${key}: TypeScript leaves ${left ?? 'no output'}, Lintel says ${kept}`);
  }
}
