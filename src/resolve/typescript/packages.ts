import { builtinModules } from 'node:module';
import type { Target } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { type Package, type Packages, typesOf } from '../../core/manifest.ts';
import { climb, folderOf, join, upward } from '../../core/path.ts';
import type { Outside, Sight } from '../resolver.ts';
import { below } from './built.ts';
import { leaves } from './conditions.ts';
import { configuredFiles } from './configured.ts';
import { declare } from './declare.ts';
import { createInstalled } from './installed.ts';
import { recordOf, stringsOf } from './json.ts';
import { type Layout, splitName } from './layout.ts';
import type { Manifest } from './manifests.ts';
import type { Settle } from './settle.ts';

/** Built-ins that exist with `node:` only, in whatever Node the repository runs. */
const prefixed = ['sea', 'sqlite', 'test', 'test/reporters'];
const builtins = new Set([...builtinModules, ...prefixed]);

/** The built-in that a specifier names; null when it names none. A wrong `node:` is missing. */
export function builtin(specifier: string): Target | null {
  const name = specifier.startsWith('node:') ? specifier.slice('node:'.length) : specifier;
  if (specifier === name)
    return builtins.has(name) && !prefixed.includes(name) ? { package: name, builtin: true } : null;
  return builtins.has(name)
    ? { package: name, builtin: true }
    : { missing: `${name} is not a Node.js built-in`, relation: 'package' };
}

/** Answers for packages that are not the repository's own. Declared ones need no look at the disk. */
export function createExternal(
  { texts }: Sight,
  { manifests }: Layout,
  { ambient = [], installed = () => false }: Outside,
): (from: Path, specifier: string) => Target | null {
  const exact = new Set<string>();
  const patterns: (readonly [string, string])[] = [];
  for (const name of ambient) {
    const star = name.indexOf('*');
    if (star < 0) exact.add(name);
    else patterns.push([name.slice(0, star), name.slice(star + 1)]);
  }
  const isAmbient = (specifier: string): boolean =>
    exact.has(specifier) ||
    patterns.some(
      ([before, after]) =>
        specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after),
    );
  return (from, specifier) => {
    const { name } = splitName(specifier);
    const isKnown = (one: string): boolean =>
      manifests.range(one, from) !== null ||
      upward(folderOf(from)).some((folder) => texts.exists(join(folder, `node_modules/${one}/package.json`))) ||
      installed(one);
    return isAmbient(specifier) || isKnown(name) || isKnown(typesOf(name)) ? { package: name } : null;
  };
}

/** The packages of the repository, with the source files behind their entries. */
export function createPackages(sight: Sight & Outside, layout: Layout, settle: Settle): Packages {
  const { files, texts } = sight;
  const { manifests } = layout;
  const packages = new Map<Path, Package>();
  const packageOf = (manifest: Manifest): Package => {
    let found = packages.get(manifest.folder);
    if (found === undefined) {
      const { name, folder, json } = manifest;
      const names = (kind: string): ReadonlySet<string> => new Set(Object.keys(recordOf(json[kind])));
      let entries: readonly Path[] | null = null;
      let commands: readonly Path[] | null = null;
      found = {
        name,
        folder,
        private: json['private'] === true,
        // Most packages are never asked.
        get entries() {
          return (entries ??= entriesOf(manifest, files, settle));
        },
        get commands() {
          return (commands ??= commandsOf(manifest, settle));
        },
        dependencies: new Set([
          ...names('dependencies'),
          ...names('peerDependencies'),
          ...names('optionalDependencies'),
          ...stringsOf(json['bundledDependencies']),
          ...stringsOf(json['bundleDependencies']),
        ]),
        devDependencies: names('devDependencies'),
        scripts: new Map(Object.entries(recordOf(json['scripts'])).map(([key, text]) => [key, String(text)])),
      };
      packages.set(folder, found);
    }
    return found;
  };
  const packageAt = (manifest: Manifest | null): Package | null => manifest && packageOf(manifest);
  let configured: readonly Path[] | null = null;
  return {
    get all() {
      return manifests.all.map(packageOf);
    },
    get configured() {
      return (configured ??= configuredFiles(sight, layout, settle));
    },
    at: (folder) => packageAt(manifests.at(folder)),
    owner: (file) => packageAt(manifests.owner(file)),
    named: (name) => packageAt(manifests.named(name, '')),
    range: (name, file) => manifests.range(name, file),
    above: (file) => manifests.above(file).filter(declaresPackages).map(packageOf),
    ranges: (name) => [...new Set(manifests.all.flatMap(({ declared }) => declared.get(name) ?? []))],
    installed: createInstalled(sight),
    declare: (folder, declaration) => declare(join(folder, 'package.json'), texts, declaration),
  };
}

/** Whether a package.json does more than set the module format of a folder. */
function declaresPackages({ name, declared }: Manifest): boolean {
  return name !== '' || declared.size > 0;
}

/** The source files that a package offers, in the order written. */
function entriesOf(manifest: Manifest, files: Sight['files'], settle: Settle): readonly Path[] {
  const { folder, json } = manifest;
  const subpaths = Object.entries(recordOf(json['exports'])).filter(([name]) => name.startsWith('.'));
  const found = subpaths.flatMap(([name, value]) => {
    if (!name.includes('*')) return settle.entry(manifest, name === '.' ? '' : name.slice(2)) ?? [];
    const starred = leaves(value).flatMap((target) => climb(folder, target) ?? []);
    const tests = starred.flatMap((target) => [target, ...settle.sources(target)]).map((pattern) => pattern.split('*'));
    return [...files.keys()].filter((path) =>
      tests.some(
        ([before = '', after = '']) =>
          below(path, folder) !== null &&
          path.startsWith(before) &&
          ((path.endsWith(after) && after !== '') || isCode(path, before, after)),
      ),
    );
  });
  const main = subpaths.length > 0 ? [] : [settle.entry(manifest, '') ?? []].flat();
  return [...new Set([...found, ...main])].filter((path) => settle.isInTree(path));
}

/** The files that `bin` and `scripts` name, or the sources that these are built from. */
function commandsOf({ folder, json }: Manifest, settle: Settle): readonly Path[] {
  const bin = typeof json['bin'] === 'string' ? [json['bin']] : Object.values(recordOf(json['bin']));
  const words = Object.values(recordOf(json['scripts'])).flatMap((script) => String(script).split(/[\s"'=;&|()]+/));
  const files = [...bin.map(String), ...words].filter((word) => /\.[cm]?[jt]sx?$/.test(word));
  const found = files.flatMap((file) => settle.path(climb(folder, file) ?? '') ?? []);
  return [...new Set(found)].filter((path) => settle.isInTree(path));
}

/** A mapped pattern has lost its extension: one step below its folder, a source file fits. */
function isCode(path: Path, before: string, after: string): boolean {
  return after === '' && /\.[cm]?[jt]sx?$/.test(path.slice(before.length));
}
