import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import type { Missing } from './survey.ts';

/** Imports that a bundler resolves by a prefix, and the folder that makes them lead somewhere. */
export function aliasesOf(missing: readonly Missing[], paths: readonly Path[]): Readonly<Record<string, string>> {
  const stems = new Set(paths.flatMap(stemsOf));
  const prefixed = groupBy(
    missing.filter(({ relation }) => relation === 'alias' || relation === 'package'),
    ({ specifier }) => /^([@~#$]?[\w-]*\/)./.exec(specifier)?.[1] ?? '',
  );
  const found: Record<string, string> = {};
  for (const [prefix, group] of prefixed) {
    if (prefix === '' || group.length < 3) continue;
    const folder = folderFor(
      group.map(({ specifier }) => specifier.slice(prefix.length)),
      stems,
    );
    if (folder !== null) found[`${prefix}*`] = `${folder === '' ? '' : `${folder}/`}*`;
  }
  return found;
}

/** The folder in which nearly all of the paths exist; null where none or several do. */
function folderFor(rests: readonly string[], stems: ReadonlySet<string>): Path | null {
  const usual = ['src', 'app', 'lib', 'source', 'client', 'frontend', ''];
  const fitting = usual.filter((folder) => {
    const there = rests.filter((rest) => stems.has(folder === '' ? rest : `${folder}/${rest}`));
    return there.length >= rests.length * 0.9;
  });
  return fitting[0] ?? null;
}

/** How a file may be written in an import. */
function stemsOf(path: Path): string[] {
  const bare = path.replace(/\.[^./]+$/, '');
  return [path, bare, ...(bare.endsWith('/index') ? [bare.slice(0, -'/index'.length)] : [])];
}
