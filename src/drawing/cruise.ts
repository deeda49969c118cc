import type { ICruiseResult, IDependency, IModule } from 'dependency-cruiser';
import { at } from '../core/at.ts';
import type { ImportKind } from '../core/code.ts';
import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { rulesOf, severityOf } from './cruise-rules.ts';
import { foldersOf, instabilityOf } from './folders.ts';
import { knotOf } from './knots.ts';
import type { DrawnFile, DrawnImport, Source } from './source.ts';

type Types = IDependency['dependencyTypes'];

const typesOf: Readonly<Record<ImportKind, Types>> = {
  value: ['import'],
  type: ['import', 'type-only'],
  reexport: ['export'],
  dynamic: ['dynamic-import'],
  require: ['require'],
  mock: ['require'],
};

/** A project as dependency-cruiser's formats expect it. */
export function cruiseResult(source: Source): ICruiseResult {
  const { files, imports } = source;
  const into = groupBy(imports, ({ to }) => to);
  const out = groupBy(imports, ({ from }) => from);
  const stabilities = new Map(
    files.map(({ path }) => [path, instabilityOf(importersIn(into.get(path)).length, targetsIn(out.get(path)).size)]),
  );
  const knots = knotOf(source);
  const isCircular = ({ from, to }: DrawnImport): boolean => from === to || knots.get(from) === knots.get(to);
  const packages = new Set(files.filter(({ kind }) => kind === 'package').map(({ path }) => path));
  const modules = files.map((file): IModule => {
    const targets = [...targetsIn(out.get(file.path))];
    const dependents = importersIn(into.get(file.path));
    return {
      ...moduleOf(file),
      dependents,
      dependencies: targets.map(([target, found]) => ({
        ...dependencyOf(found, isCircular),
        ...(packages.has(target) ? packageTypes(target) : {}),
        instability: stabilities.get(target) ?? 0,
      })),
      orphan: targets.length === 0 && dependents.length === 0,
      instability: stabilities.get(file.path) ?? 0,
    };
  });
  return { modules, folders: foldersOf(source, isCircular), summary: summaryOf(source) };
}

/** The imports of a file, by their target. */
function targetsIn(imports: readonly DrawnImport[] = []): ReadonlyMap<Path, readonly DrawnImport[]> {
  return groupBy(imports, ({ to }) => to);
}

function importersIn(imports: readonly DrawnImport[] = []): Path[] {
  return [...new Set(imports.map(({ from }) => from))];
}

function moduleOf({
  path,
  kind,
}: DrawnFile): Pick<IModule, 'source' | 'valid' | 'followable' | 'coreModule' | 'couldNotResolve' | 'dependencyTypes'> {
  const isFile = kind === 'file';
  return {
    source: path,
    valid: true,
    followable: isFile,
    coreModule: isBuiltin(path),
    couldNotResolve: false,
    dependencyTypes: isFile ? ['local'] : packageTypes(path).dependencyTypes,
  };
}

function isBuiltin(name: string): boolean {
  return name.startsWith('node:');
}

function packageTypes(name: string): Pick<IDependency, 'coreModule' | 'dependencyTypes' | 'followable'> {
  return { coreModule: isBuiltin(name), dependencyTypes: [isBuiltin(name) ? 'core' : 'npm'], followable: false };
}

function dependencyOf(
  found: readonly DrawnImport[],
  isCircular: (one: DrawnImport) => boolean,
): Omit<IDependency, 'instability'> {
  const first = at(found, 0);
  const rules = rulesOf(found);
  return {
    module: first.specifier,
    resolved: first.to,
    circular: isCircular(first),
    coreModule: false,
    couldNotResolve: false,
    dependencyTypes: ['local', ...new Set(found.flatMap(({ kind }) => typesOf[kind]))],
    dynamic: found.every(({ kind }) => kind === 'dynamic'),
    exoticallyRequired: false,
    followable: true,
    typeOnly: found.every(({ kind }) => kind === 'type'),
    mimeType: '',
    protocol: 'file:',
    moduleSystem: found.every(({ kind }) => kind === 'require') ? 'cjs' : 'es6',
    valid: rules.length === 0,
    ...(rules.length > 0 ? { rules } : {}),
  };
}

function summaryOf({ files, imports }: Source): ICruiseResult['summary'] {
  const violations = imports.flatMap(({ from, to, specifier, violations: found }) =>
    found.map((violation) => ({
      type: 'dependency' as const,
      from,
      to,
      unresolvedTo: specifier,
      rule: { name: violation.rule, severity: severityOf(violation) },
      comment: violation.text,
    })),
  );
  const count = (severity: string): number => violations.filter(({ rule }) => rule.severity === severity).length;
  return {
    violations,
    error: count('error'),
    warn: count('warn'),
    info: 0,
    ignore: count('ignore'),
    totalCruised: files.length,
    totalDependenciesCruised: imports.length,
    optionsUsed: { metrics: true },
  };
}
