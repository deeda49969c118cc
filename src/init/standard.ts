import { literally } from '../core/glob.ts';
import { code, counted, figure, mostOf, type Proposal } from './proposal.ts';
import type { Survey } from './survey.ts';
import type { Tools } from './tools.ts';

/** The rules of the pack `lintel/recommended`, each with a paragraph of this repository's own. */
export function standardProposals(survey: Survey, { installed }: Pick<Tools, 'installed'>): readonly Proposal[] {
  const { links, imports, sources } = survey;
  const [link] = links;
  const from = code(link?.from ?? sources[0] ?? 'src/a.ts');
  const to = code(link?.to ?? 'src/b.ts');
  const common = { ways: [{}], zones: [] };
  const { missing, total, unbuilt } = imports;
  const undeclared = missing.filter(({ relation }) => relation === 'package').length;
  return [
    {
      ...common,
      rule: 'recommended/cycles',
      most: Number.POSITIVE_INFINITY,
      evidence: `${counted(links.length, 'import')} between ${counted(sources.length, 'file')}`,
      paragraph: {
        heading: 'No import cycles',
        text: 'Imports do not form cycles, directly or through other files. Files that import each other can only be understood, tested and moved together. To break a cycle, move shared code into its own file, or pass it as a parameter.',
        good: `${from} imports ${to}, but not the other way round.`,
        bad: `${to} imports ${from} as well.`,
      },
    },
    {
      ...common,
      rule: 'recommended/unresolved',
      ways: [unbuilt.length === 0 ? {} : { not: ['tests', ...unbuilt.map(literally)] }],
      most: mostOf(total),
      ...(installed || undeclared === 0 ? {} : { doubt: doubtOf(undeclared) }),
      evidence: `${figure(total - missing.length)} of ${figure(total)} imports resolve`,
      paragraph: {
        heading: 'Every import resolves',
        text: 'Every import resolves to a file of the repository or to a package declared in a package.json. An unresolved import fails at run time and is invisible to other rules.',
        good: `${from} imports ${to}.`,
        bad: `${from} imports a package that is installed only because another package needs it.`,
      },
    },
    {
      ...common,
      rule: 'recommended/conventions',
      most: 0,
      evidence: 'each rule links to a section of CONVENTIONS.md',
      paragraph: {
        heading: 'Every rule has a section',
        text: 'Each rule of lintel.yaml links to a section of this file that explains the rule. Change a rule and its section in the same commit.',
        good: '`see: "#no-import-cycles"`, an existing heading.',
        bad: '`see: "#cycles"`, a missing heading.',
      },
    },
    {
      ...common,
      rule: 'recommended/suppressions',
      most: 0,
      evidence: 'there are no ignore comments yet',
      paragraph: {
        heading: 'Ignore comments have a reason',
        text: 'An ignore comment names the rule and a reason, so that readers can tell whether it still applies. Delete unused ignore comments.',
        good: '`// lintel-ignore recommended/cycles -- both files go with the old router in May`',
        bad: '`// lintel-ignore recommended/cycles`',
      },
    },
  ];
}

/** What is installed only because others need it resolves only once it is there. */
function doubtOf(undeclared: number): string {
  return `no dependencies are installed, and ${counted(undeclared, 'import')} of undeclared packages cannot be checked; install the dependencies, delete this line, and run lintel baseline create --rule recommended/unresolved`;
}
