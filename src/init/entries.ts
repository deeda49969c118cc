import type { Path } from '../core/location.ts';
import { type Group, instanceOf } from './groups.ts';
import { code, figure, someListed, mostOf, type Proposal, withArticle } from './proposal.ts';
import type { Link, Survey } from './survey.ts';

/** Fewer imports into parts than this show no habit. */
const fewestImports = 10;

/** Groups whose instances are imported through their entries, nearly always. */
export function entryProposals(survey: Survey, groups: readonly Group[]): readonly Proposal[] {
  return groups.flatMap((group) => entryProposal(survey, group) ?? []);
}

function entryProposal(survey: Survey, group: Group): Proposal | null {
  const entering = survey.links.filter(({ from, to }) => {
    const instance = instanceOf(group, to);
    return instance !== null && instance !== instanceOf(group, from);
  });
  const entries = new Map(group.instances.map((instance) => [instance, entriesOf(survey, instance)]));
  const good = entering.filter(({ to }) => entries.get(instanceOf(group, to) ?? '')?.has(to));
  if (entering.length < fewestImports || good.length < entering.length * 0.95) return null;
  const [example] = good;
  const inside = survey.sources.find((file) => {
    const instance = instanceOf(group, file);
    return (
      instance !== null && example && instance === instanceOf(group, example.to) && !entries.get(instance)?.has(file)
    );
  });
  if (!example || inside === undefined) return null;
  const { name } = group.zone;
  return {
    rule: `layering/${name}-entries`,
    ways: [
      { check: 'entry-point', zone: name },
      { check: 'entry-point', zone: name, types: 'ignore' },
    ],
    most: mostOf(entering.length),
    zones: [group.zone],
    evidence: `${figure(good.length)} of ${figure(entering.length)} imports into ${withArticle(name)} use its entry`,
    paragraph: {
      heading: `Entry of each ${name}`,
      text: `Code outside ${withArticle(name)} imports only its entry: what its package.json exports, or else its \`index\` file. Internal files can then change freely. If a name is missing, export it from the entry.`,
      good: `${code(example.from)} imports ${code(example.to)}, the entry.`,
      bad: `${code(example.from)} imports ${code(inside)}, an internal file.`,
    },
  };
}

/** As the check sees it: what the manifest exports, else an index. */
function entriesOf({ packages, sources }: Survey, instance: Path): ReadonlySet<Path> {
  const declared = packages.at(instance)?.entries ?? [];
  if (declared.length > 0) return new Set(declared);
  const index = /^(?:src\/)?index\.[^/]*$/;
  return new Set(
    sources.filter((file) => file.startsWith(`${instance}/`) && index.test(file.slice(instance.length + 1))),
  );
}

/** Groups of parts that do not import each other. */
export function independenceProposals(survey: Survey, groups: readonly Group[]): readonly Proposal[] {
  return groups.filter(({ separate }) => separate).flatMap((group) => independenceProposal(survey, group) ?? []);
}

function independenceProposal({ links, sources }: Survey, group: Group): Proposal | null {
  const isInside = ({ from }: Link): boolean => instanceOf(group, from) !== null;
  const leaving = links.filter((link) => isInside(link));
  const across = leaving.filter(({ from, to }) => {
    const instance = instanceOf(group, to);
    return instance !== null && instance !== instanceOf(group, from);
  });
  if (leaving.length < fewestImports || across.length > leaving.length * 0.02) return null;
  const { name } = group.zone;
  const [first, second] = group.instances.flatMap(
    (instance) => sources.find((file) => file.startsWith(`${instance}/`)) ?? [],
  );
  const beside = leaving.find(({ to }) => instanceOf(group, to) === null) ?? leaving[0];
  if (first === undefined || second === undefined || !beside) return null;
  return {
    rule: `layering/${name}-independence`,
    ways: [
      { check: 'independent', zones: [name] },
      { check: 'independent', zones: [name], indirect: false },
    ],
    most: mostOf(leaving.length, 0.02),
    zones: [group.zone],
    evidence: `${figure(across.length)} of ${figure(leaving.length)} imports of ${figure(group.instances.length)} (${someListed(
      group.instances.map((one) => code(one)),
      3,
    )}) lead into another ${name}`,
    paragraph: {
      heading: `Each ${name} is independent`,
      text: `No ${name} imports another one: each can be changed, moved and deleted alone. Put code that two of them need where both may import it.`,
      good: `${code(beside.from)} imports ${code(beside.to)}.`,
      bad: `${code(first)} imports ${code(second)}.`,
    },
  };
}
