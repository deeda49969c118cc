import { judgedKinds } from '../../../core/options.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import type { Binding, Where } from '../../../core/zone.ts';
import { type Contract, judgesIn } from '../../../graph/contract.ts';
import { ofKinds, type Ways, waysTo } from '../../../graph/walk.ts';
import { holdsFile, type Imported, type Item } from './targets.ts';

type Kinds = Parameters<typeof judgedKinds>[0];

/** What decides which file may import which. */
export interface Limits extends Kinds {
  readonly from?: Where | undefined;
  readonly deny?: readonly Item[] | undefined;
  readonly allow?: readonly Item[] | undefined;
  readonly indirect: boolean;
}

/** The captures of an importer that is judged; null for one that is not. */
export function importerBinding(project: Lists & Linked, o: Limits, file: string): Binding | null {
  return project.judges(file) ? bindingOf(o, file) : null;
}

function bindingOf(o: Limits, file: string): Binding | null {
  return o.from ? (o.from.match(file)[0] ?? null) : {};
}

/** A file as an importer's target. */
export function importedBy(project: Lists & Linked, from: string, file: string): Imported {
  const owner = project.packages.owner(file);
  const isOther = owner !== null && owner.name !== '' && owner.folder !== project.packages.owner(from)?.folder;
  return { file, owner: isOther ? owner.name : null };
}

/** Is a file in the importer's own instance of `from`, or in `allow`? */
export function isAllowed(o: Limits, target: Imported, binding: Binding): boolean {
  const isOwn = o.from
    ?.match(target.file)
    .some((found) => Object.keys(found).every((key) => found[key] === binding[key]));
  return isOwn === true || holdsFile(o.allow ?? [], target, binding);
}

/** What the rule says of imports that do not exist yet. A chain through a file that is not judged counts where chains are judged. */
export function contractOf(project: Lists & Linked, o: Limits): Contract {
  const types = judgedKinds(o).includes('type');
  const reaches = reachOf(project, o);
  const judges = judgesIn(project);
  return {
    allows(from, to, type) {
      const binding = judges(from) ? bindingOf(o, from) : null;
      if (!binding || (type && !types)) return true;
      const target = importedBy(project, from, to);
      if (!o.deny) return isAllowed(o, target, binding);
      return !holdsFile(o.deny, target, binding) && !reaches(to, binding);
    },
    holds: () => true,
    stays(from, to) {
      const binding = bindingOf(o, from);
      return o.deny !== undefined && binding !== null && holdsFile(o.deny, importedBy(project, from, to), binding);
    },
    leaves: (file, to) => bindingOf(o, file) !== null && bindingOf(o, to) === null,
    passes: (path) => o.indirect && bindingOf(o, path) === null,
    home: (path) => project.packages.owner(path)?.folder ?? '',
    types,
  };
}

/** Does a file lead to what is denied, through files outside `from`? Always no where chains do not count. */
function reachOf({ graph }: Linked, o: Limits): (file: string, binding: Binding) => boolean {
  const known = new Map<string, Ways>();
  const { possible } = ofKinds(graph, judgedKinds(o));
  return (file, binding) => {
    const id = graph.id(file);
    const { deny, indirect } = o;
    if (!deny || !indirect || id === undefined) return false;
    const key = JSON.stringify(binding);
    const goals = (): number[] =>
      graph.files.flatMap((one, goal) => (holdsFile(deny, { file: one, owner: null }, binding) ? [goal] : []));
    const ways = known.get(key) ?? waysTo(graph, goals(), possible, (one) => !bindingOf(o, graph.files[one] ?? ''));
    known.set(key, ways);
    return ways.steps[id] !== -1;
  };
}
