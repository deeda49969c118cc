import type { Path } from '../../../core/location.ts';
import type { Packages } from '../../../core/manifest.ts';
import { once } from '../../../core/once.ts';

/** How a framework reads the names of files. */
interface Framework {
  /** As messages name it. */
  readonly title: string;
  /** The packages that say, where one of them is declared, that it is in use. */
  readonly packages: readonly string[];
  /** Names of files that say the same of their folder. */
  readonly configuration: RegExp;
  /** Folders, below that of the app, whose paths are routes. */
  readonly folders: readonly Path[];
  /** Segments of routes that hold more than words: parameters, groups, slots. */
  readonly syntax: RegExp;
  /** Names with a meaning of their own in these folders. */
  readonly reserved: RegExp;
  /** The same for files beside the app's configuration, or in its `src` or `app`. */
  readonly own: RegExp;
}

// `[id]`, `[...rest]`, `[[id]]`, `[[...rest]]`
const parameter = String.raw`\[(?:\.\.\.)?[^[\]]*\]|\[\[(?:\.\.\.)?[^[\]]+\]\]`;
// `(shop)`
const group = String.raw`\([^()]+\)`;
const nothing = /^$/;

/** A segment that is nothing but one of these. */
function only(...forms: readonly string[]): RegExp {
  return new RegExp(`^(?:${forms.join('|')})$`);
}

/** A segment that holds one or more of these, with words around them. */
function among(...forms: readonly string[]): RegExp {
  return new RegExp(String.raw`^[^[\]()]*(?:(?:${forms.join('|')})[^[\]()]*)+$`);
}

export const frameworks = {
  next: {
    title: 'Next.js',
    packages: ['next'],
    configuration: /^next\.config\.[cm]?[jt]s$/,
    folders: ['app', 'src/app', 'pages', 'src/pages'],
    // Besides, slots (`@team`), and routes that another one shows (`(..)photo`).
    syntax: only(parameter, group, '@.+', String.raw`(?:\(\.{1,3}\))+.+`),
    reserved:
      /^(?:page|layout|template|loading|error|global-error|not-found|global-not-found|forbidden|unauthorized|route|default|(?:icon|apple-icon|opengraph-image|twitter-image)\d*|favicon|robots|sitemap|manifest|_app|_document|_error|404|500)$/,
    own: /^(?:middleware|proxy|instrumentation|instrumentation-client|mdx-components)$/,
  },
  nuxt: {
    title: 'Nuxt',
    packages: ['nuxt', 'nuxt3', 'nitropack', 'nitro'],
    configuration: /^(?:nuxt|nitro)\.config\.[cm]?[jt]s$/,
    folders: ['pages', 'app/pages', 'server/api', 'server/routes', 'src/pages', 'routes', 'api'],
    syntax: among(parameter, group),
    reserved: /^(?:404|500)$/,
    own: /^(?:app|error|router\.options|spa-loading-template)$/,
  },
  sveltekit: {
    title: 'SvelteKit',
    packages: ['@sveltejs/kit'],
    configuration: /^svelte\.config\.[cm]?[jt]s$/,
    folders: ['src/routes'],
    syntax: among(parameter, group),
    // `+page@(app)`
    reserved: /^\+(?:page|layout|server|error)(?:@.*)?$/,
    own: /^(?:hooks|service-worker|instrumentation)$/,
  },
  remix: {
    title: 'React Router',
    packages: ['@remix-run/dev', '@remix-run/react', '@react-router/dev', '@react-router/fs-routes'],
    configuration: /^(?:remix|react-router)\.config\.[cm]?[jt]s$/,
    folders: ['app/routes', 'src/routes'],
    // Besides, parameters (`$id`, `$`), segments that escape their parent (`blog_`), optional ones (`($lang)`), and what is meant literally (`[sitemap.xml]`).
    syntax: new RegExp(String.raw`^[^[\]()]*\$.*$|^.*_$|${among(parameter, group).source}`),
    reserved: /^(?:route|index|_index)$/,
    own: /^(?:root|entry|routes)$/,
  },
  tanstack: {
    title: 'TanStack Router',
    packages: [
      '@tanstack/react-router',
      '@tanstack/solid-router',
      '@tanstack/vue-router',
      '@tanstack/react-start',
      '@tanstack/solid-start',
      '@tanstack/start',
    ],
    configuration: /^tsr\.config\.json$/,
    folders: ['src/routes', 'app/routes'],
    // Besides, parameters (`$id`, `{-$lang}`), segments that escape their parent (`posts_`), and folders that are no routes (`-components`).
    syntax: new RegExp(String.raw`^[^[\]()]*\$.*$|^.*_$|^-.*$|${among(parameter, group).source}`),
    reserved: /^(?:__root|route|index)$/,
    own: /^(?:routeTree|router|client|server|ssr|start)$/,
  },
  astro: {
    title: 'Astro',
    packages: ['astro'],
    configuration: /^astro\.config\.[cm]?[jt]s$/,
    folders: ['src/pages'],
    syntax: among(parameter),
    reserved: /^(?:404|500)$/,
    own: /^(?:middleware|env|content|actions|live)$/,
  },
  expo: {
    title: 'Expo Router',
    packages: ['expo-router'],
    configuration: nothing,
    folders: ['app', 'src/app'],
    syntax: among(parameter, group),
    // `+not-found`, `hello+api`
    reserved: /^(?:_layout|.*\+[a-z-]+)$/,
    own: nothing,
  },
  storybook: {
    title: 'Storybook',
    packages: ['storybook', '@storybook/cli'],
    configuration: nothing,
    folders: ['.storybook'],
    syntax: nothing,
    reserved: /^(?:main|preview|preview-head|preview-body|manager|manager-head|test-runner|test-runner-jest|vitest)$/,
    own: nothing,
  },
} as const satisfies Readonly<Record<string, Framework>>;

export type FrameworkName = keyof typeof frameworks;
export const frameworkNames = Object.keys(frameworks) as [FrameworkName, ...FrameworkName[]];

/** What a framework makes of a name: no words that a style could judge, or a mistake in its syntax. */
export interface Role {
  /** As messages name it. */
  readonly framework: string;
  readonly isBroken: boolean;
  /** The same name with its brackets closed; null where nothing is broken, or nothing can be told. */
  readonly mended: string | null;
}

interface Ground {
  readonly tree: Iterable<Path>;
  readonly packages: Pick<Packages, 'owner' | 'range'>;
}

export type RoleFinder = (path: Path, isFolder: boolean) => Role | null;

/** Tells the role of a path in the framework of its app; null for a name like any other. `named`: these frameworks are in use, whatever the project declares; else they are looked for. */
export function roleFinder({ tree, packages }: Ground, named: readonly FrameworkName[] | null): RoleFinder {
  const chosen = named ?? frameworkNames;
  const configured = once(() => configuredIn(tree, chosen));
  const homeOf = (name: FrameworkName, path: Path): Path | null => {
    const nearest = configured()
      .get(name)
      ?.find((folder) => isBelow(path, folder));
    const { packages: names } = frameworks[name];
    const declared = names.some((one) => packages.range(one, path) !== null) ? packages.owner(path)?.folder : undefined;
    return longer(nearest, declared) ?? (named ? (packages.owner(path)?.folder ?? '') : null);
  };
  return (path, isFolder) => {
    for (const name of chosen) {
      const home = homeOf(name, path);
      const role =
        home === null ? null : roleIn(frameworks[name], home === '' ? path : path.slice(home.length + 1), isFolder);
      if (role) return role;
    }
    return null;
  };
}

/** The folders that hold a configuration of each framework, the longest first. */
function configuredIn(
  tree: Iterable<Path>,
  chosen: readonly FrameworkName[],
): ReadonlyMap<FrameworkName, readonly Path[]> {
  const found = new Map<FrameworkName, Path[]>(chosen.map((name) => [name, []]));
  for (const path of tree) {
    const slash = path.lastIndexOf('/');
    const base = path.slice(slash + 1);
    if (!base.includes('.config.')) continue;
    for (const name of chosen)
      if (frameworks[name].configuration.test(base)) found.get(name)?.push(path.slice(0, Math.max(0, slash)));
  }
  for (const folders of found.values()) folders.sort((a, b) => b.length - a.length);
  return found;
}

function isBelow(path: Path, folder: Path): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function longer(a: Path | undefined, b: Path | undefined): Path | null {
  if (a === undefined || b === undefined) return a ?? b ?? null;
  return a.length >= b.length ? a : b;
}

/** `path` begins at the folder of the app. */
function roleIn({ title, folders, syntax, reserved, own }: Framework, path: Path, isFolder: boolean): Role | null {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const name = isFolder ? base : base.replace(/(?!^)\.[^.]+$/, '');
  const plain = { framework: title, isBroken: false, mended: null };
  const stem = name.replace(/(?!^)\..*$/, '');
  const folder = path.slice(0, Math.max(0, path.length - base.length - 1));
  if (!isFolder && ['', 'src', 'app'].includes(folder) && own.test(stem)) return plain;
  if (!folders.some((one) => isBelow(path, one))) return null;
  if (reserved.test(stem) || reserved.test(name)) return plain;
  const isRead = (one: string): boolean => syntax.test(one) || syntax.test(endingless(one));
  if (isRead(name)) return plain;
  if (!/[[\]()]/.test(name)) return null;
  const mended = [`${name}]`, `[${name}`, `${name})`, `(${name}`, `[${name}]`, `${name}]]`].find(isRead);
  return { framework: title, isBroken: true, mended: mended === undefined ? null : mended + base.slice(name.length) };
}

/** `[...slug].get` without `.get`: only dots behind the last bracket end a name. */
function endingless(name: string): string {
  const bracket = Math.max(name.lastIndexOf(']'), name.lastIndexOf(')'));
  const dot = name.indexOf('.', Math.max(bracket, 1));
  return dot < 0 ? name : name.slice(0, dot);
}
