import type { Target } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import type { Sight } from '../resolver.ts';

/** The submodule that a path lies in, where its folder is empty: what it holds, only a checkout can tell. */
export function emptySubmodules({ files, texts }: Sight): (path: Path) => Path | null {
  const text = files.has('.gitmodules') ? (texts.read('.gitmodules') ?? '') : '';
  const written = [...text.matchAll(/^[ \t]*path[ \t]*=[ \t]*(\S.*)$/gm)].map(([, path = '']) => path.trim());
  const empty = written.filter((folder) => ![...files.keys()].some((file) => file.startsWith(`${folder}/`)));
  return (path) => empty.find((folder) => path === folder || path.startsWith(`${folder}/`)) ?? null;
}

/** A path in such a submodule stands for the submodule. */
export function throughSubmodule(submodule: (path: Path) => Path | null, path: Path | null): Target | null {
  const found = path === null ? null : submodule(path);
  return found === null ? null : { package: found };
}
