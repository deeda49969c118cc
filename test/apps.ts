import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect } from 'vitest';
import { z } from 'zod';
import { defineCheck } from '../src/core/check.ts';
import type { Endpoints } from '../src/core/endpoint.ts';
import { spell } from '../src/graph/routes/path.ts';
import { lint } from '../src/pipeline/lint.ts';
import { projectOf } from '../src/testing/index.ts';
import { bake } from './bakery.ts';

type Files = Readonly<Record<string, string>>;

const load = createRequire(import.meta.url);

/** Bundles the files, runs `main` with the packages given, and returns the `app` that it exports. */
export function runApp<App>(files: Files, packages: Readonly<Record<string, unknown>>): App {
  const root = bake(files);
  const entry = Object.keys(files).find((file) => /^main\.\w+$/.test(file)) ?? '';
  const { outputFiles } = buildSync({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    external: Object.keys(packages),
    absWorkingDir: root,
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
  });
  const module = { exports: {} as { app?: App } };
  const need = (name: string): unknown => packages[name] ?? load(name);
  new Function('require', 'module', 'exports', outputFiles[0]?.text ?? '')(need, module, module.exports);
  return module.exports.app ?? expect.fail('no app');
}

/** The routes that Lintel reads from files whose manifest declares these dependencies. */
export function readRoutes(files: Files, dependencies: Readonly<Record<string, string>>): Endpoints {
  let found: Endpoints = { known: [], lost: [], cut: [] };
  const probe = defineCheck({
    name: 'probe',
    family: 'contract',
    summary: '',
    options: z.strictObject({}),
    reads: () => ({ graph: 'origins', routes: true }),
    messages: {},
    statement: () => '',
    *check(project) {
      found = project.routes;
    },
  });
  const { errors } = lint(
    projectOf(
      {
        ...files,
        'package.json': JSON.stringify({ dependencies }),
        'lintel.yaml': 'version: 1\nrules:\n  probe: { check: probe }\n',
      },
      { checks: [probe] },
    ),
    { paths: [], rule: null },
  );
  expect(errors).toEqual([]);
  return found;
}

/** `get /users/{id}`, each once and in order. */
export const rowsOf = (endpoints: Endpoints['known']): string[] =>
  [...new Set(endpoints.map(({ method, path }) => `${method} ${spell(path)}`))].sort();
