import { at } from '../core/at.ts';
import type { Graph } from '../core/graph.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { components, netOf } from './cycles.ts';

/** A hash of a file and of all that it imports, directly or not. `own` is what is known of a file alone. */
export function closureHashes(graph: Graph, own: (file: Path) => string): (file: Path) => Hash | null {
  const net = netOf(graph, () => true);
  // Files that import each other have one hash.
  const membersOf = new Map<number, readonly number[]>();
  const first = Int32Array.from({ length: net.size }, (_, node) => node);
  for (const members of components(net)) {
    membersOf.set(at(members, 0), members);
    for (const member of members) first[member] = at(members, 0);
  }
  const hashes = new Map<number, Hash>();
  const nextOf = (node: number): readonly number[] => {
    const targets = (membersOf.get(node) ?? [node]).flatMap((member) => net.targets(member));
    return [...new Set(targets.map((target) => at(first, target)))].filter((target) => target !== node);
  };
  const hashFrom = (root: number): void => {
    const path = [{ node: root, next: nextOf(root), at: 0 }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const target = top.next[top.at++];
      if (target !== undefined) {
        if (!hashes.has(target)) path.push({ node: target, next: nextOf(target), at: 0 });
        continue;
      }
      const members = membersOf.get(top.node) ?? [top.node];
      const below = top.next.map((one) => hashes.get(one) ?? '').sort();
      hashes.set(top.node, hashOf([...members.map((one) => own(graph.files[one] ?? '')), '', ...below].join('\0')));
      path.pop();
    }
  };
  return (file) => {
    const id = graph.id(file);
    if (id === undefined) return null;
    const node = at(first, id);
    if (!hashes.has(node)) hashFrom(node);
    return hashes.get(node) ?? null;
  };
}
