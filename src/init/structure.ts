import type { Path } from '../core/location.ts';
import { compare } from '../core/order.ts';
import { type Group, instanceOf } from './groups.ts';
import { code, figure, someListed, type Proposal } from './proposal.ts';
import type { Survey } from './survey.ts';

/** Fewer instances than this show no shape. */
const fewest = 4;

/** Files that nearly every instance of a group has. */
export function structureProposals(survey: Survey, groups: readonly Group[]): readonly Proposal[] {
  return groups.flatMap((group) => structureProposal(survey, group) ?? []);
}

function structureProposal({ paths }: Survey, group: Group): Proposal | null {
  const instances = new Set<Path>();
  const owners = new Map<string, Set<Path>>();
  for (const path of paths) {
    const instance = instanceOf(group, path);
    if (instance === null) continue;
    instances.add(instance);
    const inner = path.slice(instance.length + 1);
    if (isTelling(inner)) owners.set(inner, (owners.get(inner) ?? new Set()).add(instance));
  }
  if (instances.size < fewest) return null;
  const common = [...owners].filter(([, all]) => all.size >= instances.size * 0.9).sort(([a], [b]) => compare(a, b));
  if (!common.some(([file]) => !isUsual(file))) return null;
  const files = common.map(([file]) => file);
  const least = Math.min(...common.map(([, all]) => all.size));
  const { name } = group.zone;
  const [owner] = common[0]?.[1] ?? [];
  return {
    rule: `structure/${name}`,
    ways: [{ check: 'required-files', in: name, files }],
    most: Math.ceil(instances.size * files.length * 0.1),
    zones: [group.zone],
    evidence: `${least === instances.size ? 'all' : `${figure(least)} of`} ${figure(instances.size)} have ${someListed(files.map(code))}`,
    paragraph: {
      heading: `Files of every ${name}`,
      text: `Every ${name} has ${someListed(files.map(code), 8)}, so that readers find them in the same place.`,
      good: `${code(owner ?? '')}, which has all of them.`,
      bad: `a new ${name} without ${code(files[0] ?? '')}.`,
    },
  };
}

/** Files by which people and tools know a part. */
function isTelling(inner: string): boolean {
  return (
    /^(?:src\/)?index\.[cm]?[jt]sx?$|^(?:README|CHANGELOG|AGENTS)\.md$|^project\.json$/.test(inner) || isUsual(inner)
  );
}

/** Files that come by themselves: alone they make no rule. */
function isUsual(inner: string): boolean {
  return /^(?:LICENSE|tsconfig\.json|(?:jest|vitest|eslint|tsdown|tsup)\.config\.[cm]?[jt]s)$/.test(inner);
}
