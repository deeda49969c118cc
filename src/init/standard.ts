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
        text: 'No import leads back to the file where it began, also not by way of others. Files that import each other can be understood, tested and moved only together. To break a cycle, move what both sides need into a file of its own, or pass it in.',
        good: `${from} imports ${to}, and nothing leads back.`,
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
        text: 'Every import leads to a file of the repository or to a package that a package.json declares. One that leads nowhere fails at run time, and hides an edge from every other rule.',
        good: `${from} imports ${to}.`,
        bad: `${from} imports a package that is installed only because another package needs it.`,
      },
    },
    {
      ...common,
      rule: 'recommended/conventions',
      most: 0,
      evidence: 'each rule links to a paragraph of CONVENTIONS.md',
      paragraph: {
        heading: 'Every rule has a paragraph',
        text: 'Each rule of lintel.yaml links to a paragraph of this file that says what it demands and why. Whoever changes a rule changes its paragraph in the same commit.',
        good: '`see: "#no-import-cycles"`, which is a heading here.',
        bad: '`see: "#cycles"`, which is none.',
      },
    },
    {
      ...common,
      rule: 'recommended/suppressions',
      most: 0,
      evidence: 'ignore comments, of which there are none yet',
      paragraph: {
        heading: 'Ignore comments say why',
        text: 'A comment that excuses a violation names the rule and the reason, so that the next reader can judge whether the reason still holds. A comment that excuses nothing is deleted.',
        good: '`// lintel-ignore recommended/cycles -- both files go with the old router in May`',
        bad: '`// lintel-ignore recommended/cycles`',
      },
    },
  ];
}

/** What is installed only because others need it resolves only once it is there. */
function doubtOf(undeclared: number): string {
  return `no dependencies are installed, and ${counted(undeclared, 'import')} of packages that no package.json declares cannot be judged; install them, delete this line, and run lintel baseline create --rule recommended/unresolved`;
}
