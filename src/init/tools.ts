import type { Path } from '../core/location.ts';
import { apiDocuments } from './contract.ts';
import { nameOf } from './groups.ts';

/** What a repository works with, as far as its files tell. */
export interface Tools {
  readonly frameworks: readonly string[];
  readonly runner: string | null;
  readonly linters: readonly string[];
  readonly manager: Manager;
  readonly service: Service | null;
  readonly documents: readonly Path[];
  /** Are the dependencies of the repository there to be looked at? */
  readonly installed: boolean;
  /** A coverage report that is there, or a runner that is set up to write one. */
  readonly coverage: Coverage | null;
}

export type Manager = 'npm' | 'pnpm' | 'yarn' | 'bun';
export type Service = 'github' | 'gitlab' | 'circleci' | 'azure' | 'jenkins';

export interface Coverage {
  readonly report: Path;
  readonly there: boolean;
}

/** What is asked of a repository. */
interface Shelf {
  readonly paths: readonly Path[];
  /** The names of all packages that some package.json declares. */
  readonly declared: ReadonlySet<string>;
  text(path: Path): string | null;
  /** Also of files that git ignores. */
  exists(path: Path): boolean;
}

const frameworks: readonly (readonly [name: string, dependency: string])[] = [
  ['nestjs', '@nestjs/core'],
  ['express', 'express'],
  ['fastify', 'fastify'],
  ['hono', 'hono'],
  ['koa', 'koa'],
  ['elysia', 'elysia'],
  ['routing-controllers', 'routing-controllers'],
  ['tsoa', 'tsoa'],
  ['ts-rest', '@ts-rest/core'],
  ['orpc', '@orpc/server'],
  ['trpc', '@trpc/server'],
  ['next', 'next'],
  ['react', 'react'],
  ['vue', 'vue'],
  ['nuxt', 'nuxt'],
  ['svelte', 'svelte'],
  ['sveltekit', '@sveltejs/kit'],
  ['astro', 'astro'],
  ['angular', '@angular/core'],
];
const runners = ['vitest', 'jest', 'mocha', 'ava', 'tap', 'uvu', 'jasmine', 'bun:test'];
const linters = [
  'eslint',
  '@biomejs/biome',
  'oxlint',
  'dependency-cruiser',
  'eslint-plugin-boundaries',
  '@softarc/sheriff-core',
  'knip',
];
const locks: readonly (readonly [file: string, manager: Manager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
];
const services: readonly (readonly [pattern: RegExp, service: Service])[] = [
  [/^\.github\/workflows\/[^/]+\.ya?ml$/, 'github'],
  [/^\.gitlab-ci\.yml$/, 'gitlab'],
  [/^\.circleci\/config\.yml$/, 'circleci'],
  [/^azure-pipelines\.ya?ml$/, 'azure'],
  [/^Jenkinsfile$/, 'jenkins'],
];

/** Looks for all of them, and runs none. */
export function toolsOf(shelf: Shelf): Tools {
  const { paths, declared, text } = shelf;
  const all = new Set(paths);
  return {
    frameworks: frameworks.flatMap(([name, dependency]) => (declared.has(dependency) ? [name] : [])),
    runner: runners.find((name) => declared.has(name)) ?? null,
    linters: linters.filter((name) => declared.has(name)),
    manager: locks.find(([file]) => all.has(file))?.[1] ?? 'npm',
    service: services.find(([pattern]) => paths.some((path) => pattern.test(path)))?.[1] ?? null,
    documents: apiDocuments(paths, text),
    installed: isInstalled(shelf),
    coverage: coverageOf(shelf),
  };
}

const reports: readonly Path[] = ['coverage/lcov.info', 'coverage/coverage-final.json'];

function coverageOf({ paths, text, exists }: Shelf): Coverage | null {
  const there = reports.find(exists);
  if (there !== undefined) return { report: there, there: true };
  const isSetUp = paths
    .filter(
      (path) =>
        !path.includes('/') && /^(?:(?:vitest|vite|jest)\.config\.|package\.json$|\.nycrc|\.c8rc)/.test(nameOf(path)),
    )
    .some((path) =>
      /lcov|coverageReporters|collectCoverage|["']?reporter["']?\s*:\s*\[[^\]]*json/.test(text(path) ?? ''),
    );
  return isSetUp ? { report: 'coverage/lcov.info', there: false } : null;
}

/** A package that is declared lies in node_modules, or Yarn has its own way. */
function isInstalled({ declared, exists }: Shelf): boolean {
  return (
    declared.size === 0 ||
    exists('.pnp.cjs') ||
    [...declared].some((name) => /^[@\w][\w./-]*$/.test(name) && exists(`node_modules/${name}/package.json`))
  );
}
