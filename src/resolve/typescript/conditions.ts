/** Conditions of `exports` and `imports` that may hold, sources among them: a checked repository is not built. */
const conditions = new Set([
  'import',
  'require',
  'types',
  'node',
  'default',
  'development',
  'source',
  'src',
  'ts',
  'typescript',
  'module',
  'module-sync',
  'bun',
  'deno',
  'browser',
  'react-native',
  'worker',
  'workerd',
  'edge-light',
  'svelte',
  'production',
  'node-addons',
  'react-server',
]);

/** Sources are preferred over what is built from them. */
const sourceConditions = new Set(['source', 'src', 'ts', 'typescript', 'development']);

/** In which order targets are tried. */
const [source, running, declared] = [0, 1, 2] as const;

/** How often a nested map is followed: deeper ones are nobody's. */
const deepest = 16;

/** Whether a manifest's `exports` or `imports` can be read as one at all. */
function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * All targets that a map of subpaths (`exports`, `imports`) has for a key, in the order to be tried; null when the key is not in it.
 * `*` stands for any text once in a pattern, as in Node; no pattern of a manifest is ever made a regular expression.
 */
export function targetsFor(map: unknown, key: string): readonly string[] | null {
  const subpaths =
    isMap(map) && Object.keys(map).some((name) => name.startsWith('.') || name.startsWith('#')) ? map : { '.': map };
  if (map === undefined || map === null) return null;
  if (Object.hasOwn(subpaths, key) && !key.includes('*')) return leaves(subpaths[key]);
  let best: { readonly name: string; readonly star: string } | null = null;
  for (const name of Object.keys(subpaths)) {
    const star = starOf(name, key);
    if (star !== null && (best === null || rank(name) > rank(best.name))) best = { name, star };
  }
  if (best === null) return null;
  const { name, star } = best;
  return leaves(subpaths[name]).map((target) =>
    name.endsWith('/') ? target + star : target.replaceAll('*', () => star),
  );
}

/** How `exports` writes a path inside its package; '' is the package itself. */
export function keyOf(sub: string): string {
  return sub === '' ? '.' : `./${sub}`;
}

/** The subpaths that `exports` offers as they are written, patterns and what is shut by null left out. */
export function subpathsOf(exports: unknown): readonly string[] {
  if (!isMap(exports) || !Object.keys(exports).some((name) => name.startsWith('.')))
    return leaves(exports).length > 0 ? ['.'] : [];
  return Object.keys(exports).filter((name) => !/[*]|\/$/.test(name) && leaves(exports[name]).length > 0);
}

/** What a pattern's star (or the rest behind a folder) stands for in a key. */
function starOf(pattern: string, key: string): string | null {
  if (pattern.endsWith('/')) return key.startsWith(pattern) && key !== pattern ? key.slice(pattern.length) : null;
  const at = pattern.indexOf('*');
  if (at < 0) return null;
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + 1)];
  return key.length >= pattern.length && key.startsWith(before) && key.endsWith(after)
    ? key.slice(at, key.length - after.length)
    : null;
}

function rank(pattern: string): number {
  const at = pattern.indexOf('*');
  return (at < 0 ? pattern.length : at) * 1000 + pattern.length;
}

/**
 * The strings that a value leads to: sources first, then what runs, as written, and declarations last, since what they declare is another file's.
 * Node stops at the first; but that one may not be built yet.
 */
export function leaves(value: unknown): readonly string[] {
  const found: { readonly target: string; readonly rank: number }[] = [];
  const collect = (at: unknown, rank: number, depth: number): void => {
    if (typeof at === 'string') found.push({ target: at, rank });
    else if (depth < deepest && Array.isArray(at)) for (const one of at) collect(one, rank, depth + 1);
    else if (depth < deepest && isMap(at)) {
      for (const [name, inner] of Object.entries(at)) {
        // A repository's own condition (`@acme/source`) is there to lead to its sources.
        const own = !conditions.has(name) && !name.startsWith('types@');
        const isSource = own || sourceConditions.has(name);
        const isDeclared = name === 'types' || name.startsWith('types@');
        collect(inner, rankOf(rank, { isSource, isDeclared }), depth + 1);
      }
    }
  };
  collect(value, running, 0);
  return [...new Set([...found].sort((a, b) => a.rank - b.rank).map(({ target }) => target))];
}

function rankOf(
  outer: number,
  { isSource, isDeclared }: { readonly isSource: boolean; readonly isDeclared: boolean },
): number {
  if (outer === source || isSource) return source;
  return outer === declared || isDeclared ? declared : running;
}
