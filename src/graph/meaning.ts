import type { Export } from '../core/code.ts';
import type { Graph } from '../core/graph.ts';
import type { Path } from '../core/location.ts';
import type { Unit, Uses } from '../core/uses.ts';
import { targetOf } from './origin.ts';

const meanings = ['nothing', 'inlined', 'enum', 'value', 'unknown'] as const;

/** What a name stands for at run time. An `enum` is a value of which the compiler may know the members; `unknown` comes from where nothing is read. */
export type Meaning = (typeof meanings)[number];

/** What an exported name of a file stands for, re-exports followed; null where the file offers no such name. */
export type MeaningOf = (file: Path, name: string) => Meaning | null;

interface Sources {
  uses(file: Path): Uses | null;
  exports(file: Path): readonly Export[];
}

/** Remembers every answer. */
export function meaningFinder(graph: Graph, sources: Sources): MeaningOf {
  const known = new Map<string, Meaning | null>();
  return (file, name) => {
    const key = `${file}\0${name}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = createSearch(graph, sources)(file, name);
    known.set(key, found);
    return found;
  };
}

/** One search; where re-exports lead in a circle, they offer nothing. */
function createSearch(graph: Graph, sources: Sources): MeaningOf {
  const seen = new Set<string>();
  const find = (file: Path, name: string): Meaning | null => {
    if (graph.id(file) === undefined) return 'unknown';
    const key = `${file}\0${name}`;
    if (seen.has(key)) return null;
    seen.add(key);
    const exports = sources.exports(file);
    const named = exports.filter((one) => one.name === name);
    if (named.length > 0) return strongest(named.map((one) => ofExport(file, one)));
    const assigned = exports.find((one) => one.name === 'export=');
    if (assigned) return name === '*' || name === 'default' ? ofExport(file, assigned) : 'unknown';
    if (name === '*') return 'value';
    return name === 'default' ? null : throughStars(file, name, exports);
  };
  const throughStars = (file: Path, name: string, exports: readonly Export[]): Meaning | null => {
    const found = exports
      .filter((one) => one.name === '*')
      .flatMap(({ from, type }): Meaning[] => {
        const target = targetOf(graph, file, from);
        const meaning = target === null ? 'unknown' : find(target, name);
        if (meaning === null) return [];
        return [type ? 'nothing' : meaning];
      });
    return found.find((meaning) => meaning !== 'unknown') ?? found[0] ?? null;
  };
  const ofExport = (file: Path, { type, from, local, kind }: Export): Meaning => {
    // `export declare class` counts as exported as a type, yet stands for a value that is made elsewhere.
    if (type && (kind === 'binding' || kind === 'star')) return 'nothing';
    if (from !== null) {
      const target = targetOf(graph, file, from);
      return (target === null ? null : find(target, local ?? 'default')) ?? 'unknown';
    }
    if (kind === 'type' || kind === 'interface') return 'nothing';
    if (kind === 'function' || kind === 'class' || kind === 'variable' || kind === 'expression') return 'value';
    const units = sources.uses(file)?.units.filter(({ names }) => local !== null && names.includes(local)) ?? [];
    return units.length > 0 ? strongest(units.map(ofUnit)) : 'unknown';
  };
  return find;
}

function ofUnit({ kind, remains }: Unit): Meaning {
  return kind === 'enum' && remains === 'value' ? 'enum' : remains;
}

/** Declarations of one name merge: a value among them makes it a value. */
function strongest(found: readonly Meaning[]): Meaning {
  return found.reduce((a, b) => (meanings.indexOf(a) >= meanings.indexOf(b) ? a : b), 'nothing');
}
