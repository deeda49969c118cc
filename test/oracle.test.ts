import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, it } from 'vitest';
import { components, netOf } from '../src/graph/cycles.ts';
import { ask } from '../src/pipeline/open.ts';
import { createMemory, inputsOf } from '../src/pipeline/inputs.ts';
import { home } from './bakery.ts';

// The two agree, save on files that do not parse: imports of types, re-exports, dynamic imports and the imports of comments count for both.

/** Edges between the files of some folders, and those of them that are part of a cycle. */
interface Found {
  readonly edges: readonly string[];
  readonly circular: readonly string[];
}

interface Place {
  readonly root: string;
  readonly folders: readonly string[];
  readonly tsConfig?: string;
}

const sorted = (lines: Iterable<string>): string[] => [...new Set(lines)].sort();

async function ours({ root, folders }: Place): Promise<Found> {
  const { opened } = await ask(
    { cwd: root, env: process.env, parser: null, cache: false, phase: () => undefined },
    () => null,
  );
  const { loaded } = opened;
  const { graph } = inputsOf(loaded, createMemory(loaded.store));
  const component = new Map(
    components(netOf(graph, () => true)).flatMap((members, i) => members.map((file) => [file, i] as const)),
  );
  const within = (file: string): boolean => folders.some((folder) => file.startsWith(`${folder}/`));
  const edges: string[] = [];
  const circular: string[] = [];
  for (let id = 0; id < graph.size; id++) {
    const [from, to] = [graph.source(id), graph.target(id)];
    if (to < 0 || !within(graph.files[from]!) || !within(graph.files[to]!)) continue;
    const line = `${graph.files[from]!} > ${graph.files[to]!}`;
    edges.push(line);
    if (component.has(from) && component.get(from) === component.get(to)) circular.push(line);
  }
  return { edges: sorted(edges), circular: sorted(circular) };
}

async function theirs({ root, folders, tsConfig }: Place): Promise<Found> {
  const options: ICruiseOptions = {
    baseDir: root,
    tsPreCompilationDeps: true,
    detectJSDocImports: true,
    doNotFollow: { path: 'node_modules' },
    ...(tsConfig === undefined ? {} : { tsConfig: { fileName: tsConfig } }),
  };
  const { output } = await cruise(
    [...folders],
    options,
    {},
    tsConfig === undefined ? {} : { tsConfig: extractTSConfig(tsConfig) },
  );
  const { modules } = output as ICruiseResult;
  const within = (file: string): boolean => folders.some((folder) => file.startsWith(`${folder}/`));
  const found = modules.flatMap(({ source, dependencies }) =>
    dependencies
      .filter(({ couldNotResolve, resolved }) => !couldNotResolve && within(source) && within(resolved))
      .map(({ resolved, circular }) => ({ line: `${source} > ${resolved}`, circular })),
  );
  return {
    edges: sorted(found.map(({ line }) => line)),
    circular: sorted(found.filter(({ circular }) => circular).map(({ line }) => line)),
  };
}

it('finds in this repository the edges and cycles that dependency-cruiser finds', async () => {
  const place = { root: home, folders: ['src', 'test'], tsConfig: join(home, 'tsconfig.json') };
  const found = await ours(place);
  expect(found).toEqual(await theirs(place));
  expect(found.edges.length).toBeGreaterThan(500);
});

it('finds in the fixture the edges and cycles that dependency-cruiser finds', async () => {
  const place = { root: join(home, 'fixtures/billing'), folders: ['modules', 'providers'] };
  const found = await ours(place);
  const { edges, circular } = await theirs(place);
  // It has conflict markers: dependency-cruiser takes the imports before the first of them, and Lintel none.
  const isUnread = (edge: string): boolean => edge.startsWith('modules/notifications/src/runtime/queue.ts > ');
  expect(edges.filter(isUnread)).toHaveLength(2);
  expect(found).toEqual({ edges: edges.filter((edge) => !isUnread(edge)), circular });
  const [lockout, sessions] = ['modules/auth/src/service/lockout.ts', 'modules/auth/src/service/sessions.ts'];
  expect([found.edges.length, found.circular]).toEqual([48, [`${lockout} > ${sessions}`, `${sessions} > ${lockout}`]]);
});
