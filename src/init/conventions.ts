import { type Accepted, anchorOf } from './proposal.ts';

/** What a document has already. */
export interface Existing {
  readonly text: string;
  readonly anchors: ReadonlySet<string>;
}

/** The heading below which init writes into a document that is there. */
export const mark = 'Conventions that lintel.yaml enforces';

/** CONVENTIONS.md with a paragraph for every rule. What is there stays as it is; null where nothing is missing. */
export function conventionsText(existing: Existing | null, rules: readonly Accepted[]): string | null {
  const missing = rules.filter(({ proposal }) => !existing?.anchors.has(anchorOf(proposal.paragraph)));
  const once = [...new Map(missing.map((one) => [anchorOf(one.proposal.paragraph), one])).values()];
  if (once.length === 0) return null;
  if (!existing || existing.text.trim() === '')
    return `# Conventions\n\nWhat lintel.yaml enforces in this repository. Each rule links to its section here.\n${once.map((one) => sectionOf(one, '##')).join('')}`;
  return `${existing.text.trimEnd()}\n\n## ${mark}\n\nAdded by \`lintel init\`. Each rule of lintel.yaml links to its section.\n${once.map((one) => sectionOf(one, '###')).join('')}`;
}

function sectionOf({ proposal: { paragraph }, example }: Accepted, level: string): string {
  const { heading, text, good, bad } = paragraph;
  return `\n${level} ${heading}\n\n${text}\n\n- Good: ${good}\n- Bad: ${example ?? bad}\n`;
}
