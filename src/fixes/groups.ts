import type { Edit } from '../core/fix.ts';
import type { Path } from '../core/location.ts';

/** Files that can only move together, with all their edits. */
export interface Groups {
  add(file: Path, edit: Edit): void;
  join(a: Path, b: Path): void;
  members(file: Path): readonly Path[];
  first(file: Path): Path;
  edits(file: Path): readonly Edit[];
  all(): readonly Edit[];
}

/** Makes a group of each file. */
export function createGroups(files: readonly Path[]): Groups {
  interface Group {
    readonly members: Path[];
    readonly edits: Edit[];
  }
  const groups = new Map<Path, Group>(files.map((file) => [file, { members: [file], edits: [] }]));
  const groupOf = (file: Path): Group => {
    const group = groups.get(file) ?? { members: [file], edits: [] };
    groups.set(file, group);
    return group;
  };
  return {
    add: (file, edit) => void groupOf(file).edits.push(edit),
    join(a, b) {
      const [one, other] = [groupOf(a), groupOf(b)];
      if (one === other) return;
      one.members.push(...other.members);
      one.edits.push(...other.edits);
      for (const member of other.members) groups.set(member, one);
    },
    members: (file) => groupOf(file).members,
    first: (file) => groupOf(file).members[0] ?? file,
    edits: (file) => groupOf(file).edits,
    all: () => [...new Set(groups.values())].flatMap(({ edits }) => edits),
  };
}
