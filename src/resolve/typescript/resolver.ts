import { isPatternForm } from '../../core/code.ts';
import type { Target } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { climb, folderOf } from '../../core/path.ts';
import type { Outside, Resolver, Sight } from '../resolver.ts';
import { createBare } from './bare.ts';
import { emitAt } from './emit.ts';
import { generatedBy } from './frameworks.ts';
import { type Layout, readLayout } from './layout.ts';
import { createHint } from './nearest.ts';
import { createExternal, createPackages } from './packages.ts';
import { createPatterns } from './pattern.ts';
import { createRelative, isPath } from './relative.ts';
import { createRespell } from './respell.ts';
import { createSettle } from './settle.ts';
import type { Tsconfig } from './tsconfig.ts';
import { emptySubmodules, throughSubmodule } from './submodules.ts';

/** Makes the resolver of TypeScript and JavaScript. */
export function createResolver(world: Sight & Outside): Resolver {
  const layout = readLayout(world);
  const settle = createSettle(world, layout);
  const hint = createHint(world);
  const relative = createRelative(layout, settle, hint);
  const submodule = emptySubmodules(world);
  const bare = createBare(layout, { settle, external: createExternal(world, layout, world), hint, submodule });
  const memo = new Map<string, Target>();
  const made = (from: Path, specifier: string): Target | null =>
    throughSubmodule(submodule, climb(folderOf(from), specifier)) ?? generatedBy(from, specifier, layout.manifests);

  const resolveAs = (from: Path, specifier: string): Target => {
    if (!isPath(specifier)) return bare(from, specifier);
    const target = relative(from, specifier);
    return 'missing' in target ? (made(from, specifier) ?? target) : target;
  };
  const resolve = (from: Path, written: string): Target => {
    // `!!raw-loader!./x` is webpack's way to write a loader before a path.
    const specifier = written.slice(written.lastIndexOf('!') + 1);
    const target = resolveAs(from, specifier);
    const plain = 'missing' in target ? withoutQuery(specifier) : specifier;
    return plain === specifier ? target : resolveAs(from, plain);
  };
  const patterns = createPatterns(world, layout);
  const config = configsIn(layout);
  const scopeOf = scopesIn(layout);
  const remembered = (from: Path, specifier: string): Target => {
    const key = `${specifier}\0${isPath(specifier) ? folderOf(from) : scopeOf(from)}`;
    let target = memo.get(key);
    if (target === undefined) {
      target = resolve(from, specifier);
      memo.set(key, target);
    }
    return target;
  };
  return {
    resolve: remembered,
    targets(from, imported) {
      const { specifier, form } = imported;
      if (isPatternForm(form)) return patterns(from, imported).map((file) => ({ file }));
      if (form !== 'new-url' && form !== 'reference') return [remembered(from, specifier)];
      if (specifier.includes(':')) return [remembered(from, specifier)];
      // Both forms mean what lies beside the file without saying `./`.
      const beside = isPath(specifier) ? specifier : `./${specifier}`;
      const target = remembered(from, beside);
      if (!('missing' in target)) return [target];
      if (form === 'reference') return [beside === specifier ? target : remembered(from, specifier)];
      const path = climb(folderOf(from), specifier);
      return path !== null && settle.isFolder(path) ? [] : [target];
    },
    respell: createRespell(layout, settle, remembered),
    emit: (file) => emitAt(file, config(file)?.emit ?? null),
    compiler: (file) => config(file)?.compiler ?? null,
    packages: createPackages(world, layout, settle),
    faults: () => [...layout.manifests.faults, ...layout.tsconfigs.faults],
  };
}

/** The nearest configuration that includes a file, else the nearest. */
function configsIn({ tsconfigs }: Layout): (file: Path) => Tsconfig | null {
  const known = new Map<Path, Tsconfig | null>();
  return (file) => {
    let found = known.get(file);
    if (found === undefined) {
      const configs = tsconfigs.of(file);
      found = configs.find((one) => one.includes(file)) ?? configs[0] ?? null;
      known.set(file, found);
    }
    return found;
  };
}

/** Files of one package and one configuration resolve names alike: each name is looked up once for all of them. */
function scopesIn({ manifests, tsconfigs }: Layout): (from: Path) => string {
  const scopes = new Map<Path, string>();
  return (from) => {
    let scope = scopes.get(from);
    if (scope === undefined) {
      scope = [manifests.owner(from)?.folder ?? '', ...tsconfigs.of(from).map(({ file }) => file)].join('\0');
      scopes.set(from, scope);
    }
    return scope;
  };
}

function withoutQuery(specifier: string): string {
  return /^[^?#]+/.exec(specifier)?.[0] ?? specifier;
}
