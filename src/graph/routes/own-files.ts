import type { Endpoint } from '../../core/endpoint.ts';
import type { Graph } from '../../core/graph.ts';
import type { Where } from '../../core/zone.ts';
import { brackets } from './frameworks/brackets.ts';
import { answersOf, type FileRoute, spelled, withoutGroups } from './frameworks/file-router.ts';
import { pathsOf } from './path.ts';

/** A file-system router of the project's own: `{path...}` of the files is the URL. */
export interface OwnRouter {
  readonly files: Where;
  readonly answers: FileRoute['answers'];
}

/** What the files of such a router serve. */
export function* servedByOwn(graph: Graph, { files, answers }: OwnRouter): Generator<Endpoint> {
  for (const file of graph.files) {
    const [binding] = files.match(file);
    if (!binding) continue;
    const segments = (binding['path'] ?? '').split('/').filter((one) => one !== '');
    const path = spelled(withoutGroups(segments).map(bracketed));
    for (const { method, place } of answersOf({ path, answers }, graph.exports(file)))
      for (const one of pathsOf({ kind: 'text', text: path }, brackets))
        yield { method, path: one, at: { file, place }, handling: null };
  }
}

/** `:id` and `$id` are parameters as `[id]` is. */
function bracketed(segment: string): string {
  return segment.replace(/^[:$](.+)$/, '[$1]');
}
