import type { Section, Sections } from '../core/fact.ts';
import type { Path } from '../core/location.ts';
import type { Referenced } from '../core/view.ts';
import type { Reference } from '../core/violation.ts';
import type { Loaded } from './load.ts';

type FactsOf = <S extends Section>(file: Path, section: S) => Sections[S];

/** `#anchor` is looked for in the conventions files from a file's folder upward, then in the others; `path#anchor` in that file. */
export function referenceFinder(loaded: Loaded, facts: FactsOf): Referenced['reference'] {
  const { view, config, conventions } = loaded;
  const heading = (file: Path, anchor: string): Reference | null => {
    const real = view.links.get(file) ?? file;
    const isThere = view.tree.files.has(real) && real.endsWith('.md');
    const found = isThere ? facts(real, 'headings').find((one) => one.anchor === anchor) : undefined;
    return found ? { file, anchor, line: found.line, heading: found.text, quote: found.quote } : null;
  };
  const above = (file: Path): Path[] => {
    const depth = file.split('/').slice(0, -1);
    const folders = depth.map((_, i) => `${depth.slice(0, depth.length - i).join('/')}/`);
    return [...folders, ''].map((folder) => `${folder}${config?.conventions ?? 'CONVENTIONS.md'}`);
  };
  return (see, file) => {
    const [path = '', anchor] = see.split('#');
    if (path !== '')
      return (
        (anchor && heading(path, anchor)) || {
          file: path,
          anchor: anchor ?? null,
          line: null,
          heading: null,
          quote: null,
        }
      );
    const candidates = [...above(file), ...conventions];
    for (const one of candidates) {
      const found = anchor === undefined ? null : heading(one, anchor);
      if (found) return found;
    }
    const nearest = candidates.find((one) => view.tree.files.has(one)) ?? config?.conventions ?? 'CONVENTIONS.md';
    return { file: nearest, anchor: anchor ?? null, line: null, heading: null, quote: null };
  };
}
