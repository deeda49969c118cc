import type { Edge } from '../core/graph.ts';
import type { Package, Packages } from '../core/manifest.ts';

/** The package that an import names. */
export interface ImportedPackage {
  readonly name: string;
  /** `own`: another package of the repository. */
  readonly kind: 'builtin' | 'own' | 'external';
}

/** Null for an import of the importer's own package, and where the specifier is a path, an alias or something that only a bundler knows. */
export function packageOf(packages: Packages, edge: Edge): ImportedPackage | null {
  const { target, from } = edge;
  const { specifier } = edge.import;
  if ('missing' in target) {
    const name = target.relation === 'package' && !specifier.startsWith('node:') ? nameIn(specifier) : null;
    return name === null ? null : { name, kind: 'external' };
  }
  if ('file' in target) {
    const owner = homeOf(packages, target.file);
    const isNamed = owner !== null && owner.name !== '' && startsWithName(specifier, owner.name);
    return isNamed && owner.folder !== homeOf(packages, from)?.folder ? { name: owner.name, kind: 'own' } : null;
  }
  if (target.builtin) return { name: target.package, kind: 'builtin' };
  // An entry of `imports` in package.json may lead to a package; other names for one are a bundler's business.
  if (nameIn(target.package) === null) return null;
  if (!specifier.startsWith('#') && !startsWithName(specifier, target.package)) return null;
  if (homeOf(packages, from)?.name === target.package) return null;
  return { name: target.package, kind: packages.named(target.package) === null ? 'external' : 'own' };
}

/** The package whose package.json declares what a file may import. */
export function homeOf(packages: Packages, file: string): Package | null {
  return packages.above(file)[0] ?? null;
}

function startsWithName(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

function nameIn(specifier: string): string | null {
  return /^(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9][\w.~-]*(?=\/|$)/i.exec(specifier)?.[0] ?? null;
}
