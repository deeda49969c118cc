import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { configuresTools } from '../core/manifest.ts';

/** What a tree knows of its paths, whatever their texts are. */
export interface Paths {
  readonly digest: Hash;
  /** The paths that decide where imports lead, or what tools load. */
  readonly manifests: readonly Path[];
}

export function pathsOf(files: Iterable<Path>): Paths {
  const paths = [...files];
  return { digest: hashOf(paths.join('\0')), manifests: paths.filter(isManifest) };
}

/** Files that affect import resolution: manifests, and configurations of compilers and bundlers. */
const manifest =
  /(?:^|\/)(?:package\.json|\.gitmodules|pnpm-workspace\.yaml|[^/]*[tj]sconfig[^/]*\.json|(?:electron\.)?(?:vite|vitest|webpack|rspack|rsbuild|metro|babel)\.[^/]*|\.babelrc[^/]*)$|[tj]sconfig[^/]*\/[^/]*\.json$/;

/** Does a path decide where imports lead, or what tools load? */
export function isManifest(path: Path): boolean {
  return manifest.test(path) || configuresTools(path);
}
