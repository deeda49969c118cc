import type { Fix } from '../../../core/fix.ts';
import { configuresTools, type Declaration, type Package, typesOf } from '../../../core/manifest.ts';
import { join } from '../../../core/path.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import { inside } from '../../../core/zone.ts';
import { homeOf } from '../../../graph/packages.ts';
import { manualFix } from '../../../graph/symbols/advice.ts';
import { commandFor, managerOf } from './manager.ts';
import type { Judge, Named } from './finding.ts';
import type { Options } from './options.ts';

/** Is a file part of what users of the package run? */
function isProduction({ zones }: Lists, o: Options, file: string): boolean {
  if (o.production) return inside(o.production, file);
  const tests = zones.get('tests');
  return !configuresTools(file) && !(tests && inside(tests, file));
}

/** Does no package.json that counts declare the package? */
export const undeclared: Judge = (project, o, named) => {
  if (!isUndeclared(project, o, named)) return null;
  const manifest = manifestOf(homeOf(project.packages, named.edge.from));
  return {
    message: 'undeclared',
    data: { manifest },
    expected: 'a declared package',
    brief: `imports \`${named.edge.import.specifier}\``,
    cause: `\`${manifest}\` does not declare \`${named.imported.name}\``,
    fix: () => declaring(project, o, named),
  };
};

/** Does production code import a development dependency? */
export const developing: Judge = (project, o, named) => {
  const home = developedIn(project, o, named);
  if (!home) return null;
  const manifest = manifestOf(home);
  return {
    message: 'dev-in-production',
    data: { manifest },
    expected: 'a package in `dependencies`, or an import of types only',
    brief: `imports \`${named.edge.import.specifier}\` in production code`,
    cause: `\`${named.imported.name}\` is only in \`devDependencies\` of \`${manifest}\``,
    fix: () => moving(project, home, named),
  };
};

function manifestOf(home: Package | null): string {
  return join(home?.folder ?? '', 'package.json');
}

function isUndeclared(project: Linked, o: Options, { edge, imported }: Named): boolean {
  const { name, kind } = imported;
  if (o.undeclared === false || kind === 'builtin') return false;
  const above = project.packages.above(edge.from);
  const counting = o.undeclared === 'above' ? above : above.slice(0, 1);
  if (counting.some((one) => declares(one, name))) return false;
  if (isVirtual(project, { edge, imported })) return false;
  const types = typesOf(name);
  return !counting.some((one) => declares(one, types)) || project.graph.kindOf(edge) !== 'type';
}

/** Only a `declare module` names it: a bundler makes it. */
function isVirtual({ packages }: Linked, { edge, imported: { name, kind } }: Named): boolean {
  if (kind === 'own' || 'missing' in edge.target) return false;
  return [name, typesOf(name)].every(
    (one) => packages.range(one, edge.from) === null && packages.installed(one, edge.from) === null,
  );
}

function declares({ dependencies, devDependencies }: Package, name: string): boolean {
  return dependencies.has(name) || devDependencies.has(name);
}

/** The package in whose package.json an import of production code is a development dependency; null where it is none. */
function developedIn(project: Linked & Lists, o: Options, { edge, imported }: Named): Package | null {
  if (!o['dev-in-production'] || imported.kind === 'builtin' || !isProduction(project, o, edge.from)) return null;
  const declaring = project.packages.above(edge.from).find((one) => declares(one, imported.name));
  if (!declaring || declaring.dependencies.has(imported.name)) return null;
  return project.graph.kindOf(edge) === 'type' ? null : declaring;
}

/** Declares the package in the range that the repository has for it elsewhere; where there is none or several, a command does it. */
function declaring(project: Linked & Lists, o: Options, { edge, imported }: Named): Fix {
  const { packages } = project;
  const { name, kind } = imported;
  const home = homeOf(packages, edge.from);
  const list = isProduction(project, o, edge.from) ? 'dependencies' : 'devDependencies';
  const manager = managerOf(project, home?.folder ?? '');
  const ranges = packages.ranges(name);
  const range = ranges.length === 0 && kind === 'own' ? manager.own : ranges[0];
  const title = `declare \`${name}\` in \`${list}\` of \`${manifestOf(home)}\``;
  if (range !== undefined && ranges.length < 2 && home !== null) {
    const fix = listing(project, home, { title: `${title} as \`${range}\``, declaration: { list, name, range } });
    if (fix) return fix;
  }
  const where = home === null || home.folder === '' ? 'at the root' : `in \`${home.folder}\``;
  return manualFix(title, [`run \`${commandFor(manager, { name, list })}\` ${where}`]);
}

/** Moves a declaration to `dependencies`. */
function moving(project: Linked & Lists, home: Package, { edge, imported }: Named): Fix {
  const { name } = imported;
  const manifest = manifestOf(home);
  const title = `move \`${name}\` from \`devDependencies\` to \`dependencies\` of \`${manifest}\``;
  const range = project.packages.range(name, edge.from) ?? '*';
  const declaration = { list: 'dependencies', name, range } as const;
  return listing(project, home, { title, declaration }) ?? manualFix(title, [title]);
}

/** An edit of package.json; null where it cannot be edited. */
function listing(
  { packages }: Linked,
  { folder }: Package,
  { title, declaration }: { readonly title: string; readonly declaration: Declaration },
): Fix | null {
  const edits = packages.declare(folder, declaration);
  if (edits.length === 0) return null;
  return { title, safety: 'suggested', edits, steps: [], reason: 'the lock file must be updated by an install' };
}
