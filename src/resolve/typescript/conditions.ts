/** What the target of a condition is, in the order in which targets are tried: a checked repository is not built. */
const standings = ['source', 'running', 'elsewhere', 'declared', 'double'] as const;
type Standing = (typeof standings)[number];

/** Of two conditions that are nested, the one whose standing comes later here tells what the target is. */
const weights: readonly Standing[] = ['running', 'declared', 'source', 'elsewhere', 'double'];

/** Conditions that tools know. */
const conditions: Readonly<Record<Standing, readonly string[]>> = {
  source: ['source', 'src', 'ts', 'typescript', 'development'],
  running: ['import', 'require', 'node', 'default', 'module', 'module-sync'],
  // TypeScript does not set these.
  elsewhere: [
    'browser',
    'bun',
    'deno',
    'edge-light',
    'node-addons',
    'production',
    'react-native',
    'react-server',
    'svelte',
    'worker',
    'workerd',
  ],
  declared: ['types'],
  // What stands in for a module in tests.
  double: ['test', 'vitest', 'jest', 'storybook', 'mock'],
};
const known = new Map(standings.flatMap((standing) => conditions[standing].map((name) => [name, standing] as const)));

/** A repository's own condition (`@acme/source`) is there to lead to its sources. */
function standingOf(condition: string): Standing {
  return known.get(condition.replace(/@.*$/, '') || condition) ?? 'source';
}

function heavier(a: Standing, b: Standing): Standing {
  return weights.indexOf(a) > weights.indexOf(b) ? a : b;
}

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
 * The strings that a value leads to: sources first, then what runs, as written, and declarations later, since what they declare is another file's.
 * Node stops at the first; but that one may not be built yet.
 */
export function leaves(value: unknown): readonly string[] {
  const found: { readonly target: string; readonly standing: Standing }[] = [];
  const collect = (at: unknown, standing: Standing, depth: number): void => {
    if (typeof at === 'string') found.push({ target: at, standing });
    else if (depth < deepest && Array.isArray(at)) for (const one of at) collect(one, standing, depth + 1);
    else if (depth < deepest && isMap(at))
      for (const [name, inner] of Object.entries(at)) collect(inner, heavier(standing, standingOf(name)), depth + 1);
  };
  collect(value, 'running', 0);
  const sorted = standings.flatMap((standing) => found.filter((one) => one.standing === standing));
  return [...new Set(sorted.map(({ target }) => target))];
}
