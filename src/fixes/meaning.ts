import type { Path } from '../core/location.ts';

/** What decides whether a path may change. */
export interface Surroundings {
  /** Is a package declared for a file? */
  declares(name: string, file: Path): boolean;
  /** The folder of the package that a file belongs to. */
  home(file: Path): Path;
}

/** A framework that reads paths: which ones, from the folder of the package. */
interface Reader {
  readonly packages: readonly string[];
  readonly paths: RegExp;
}

const readers: readonly Reader[] = [
  {
    packages: ['next'],
    paths:
      /^(?:src\/)?(?:pages\/|(?:middleware|proxy|instrumentation(?:-client)?)\.|app\/(?:.*\/)?(?:page|layout|template|loading|error|global-error|not-found|forbidden|unauthorized|default|route|icon|apple-icon|opengraph-image|twitter-image|sitemap|robots|manifest)\.)/,
  },
  {
    packages: ['nuxt'],
    paths: /^(?:app\/|src\/)?(?:pages|layouts|middleware|plugins|components|composables|utils|server|layers|modules)\//,
  },
  { packages: ['@sveltejs/kit'], paths: /^src\/(?:routes\/(?:.*\/)?\+|params\/|hooks\.|service-worker\.)/ },
  { packages: ['@remix-run/dev', '@react-router/dev'], paths: /^app\/(?:routes\/|routes\.|root\.|entry\.)/ },
  {
    packages: ['@tanstack/react-router', '@tanstack/react-start', '@tanstack/solid-start', '@tanstack/router-plugin'],
    paths: /^(?:src|app)\/routes\//,
  },
  { packages: ['astro'], paths: /^src\/(?:pages\/|content\.|middleware\.)/ },
  { packages: ['expo-router'], paths: /^(?:src\/)?app\// },
  { packages: ['gatsby'], paths: /^src\/(?:pages|api)\// },
];

/** Files that tools look for by name. */
const toolFile =
  /(?:^|\/)(?:\.[^/]+|[^/]+\.config\.[^/]+|(?:vitest|jest)\.[\w.]*setup\.[^/]+|setupTests\.[^/]+|jsx(?:-dev)?-runtime\.[^/]+)$/;

/** Why the path of a file means something to somebody; null when it does not. */
export function meaningOf(file: Path, { declares, home }: Surroundings): string | null {
  const folder = home(file);
  const inside = folder === '' ? file : file.slice(folder.length + 1);
  if (toolFile.test(inside)) return 'tools load a file by this name';
  for (const { packages, paths } of readers) {
    const framework = paths.test(inside) ? packages.find((name) => declares(name, file)) : undefined;
    if (framework !== undefined) return `\`${framework}\` depends on the path of this file`;
  }
  return null;
}

/** Does a tool find the file by its extension, without an import? */
export function isFoundByEnding(file: Path): boolean {
  return /\.(?:test|spec|bench|e2e|cy|stories|story)\.[^/]+$|(?:^|\/)__tests__\//.test(file);
}

/** The module that a file mocks; null for other files. */
export function mockedBy(file: Path): Path | null {
  const match = /^(.*\/)?__mocks__\/([^/]+)$/.exec(file);
  return match ? `${match[1] ?? ''}${match[2] ?? ''}` : null;
}
