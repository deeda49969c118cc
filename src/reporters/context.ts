import type { FileContext, Guidance } from '../core/context.ts';
import { groupBy } from '../core/group.ts';
import { pathText, plain, words } from '../core/plain.ts';
import { tokensIn } from '../core/tokens.ts';
import { quoteText, referenceText } from './reporter.ts';

/** What the context of one file costs at most. */
export const contextBudget = 120;

const labels: Readonly<Record<string, string>> = {
  layering: 'imports',
  naming: 'names',
  contract: 'api',
  coverage: 'test',
  structure: 'files',
};

/** The context of a file as text: what applies most to it within a budget, or (null) all of it with its reasons. */
export function contextText(context: FileContext, budget: number | null): string {
  const head = headText(context);
  if (context.rules.length === 0) return `${head}\nno rule checks it\n`;
  const like = context.example === null ? '' : `like: ${pathText(context.example)}\n`;
  if (budget === null) return `${[head, ...fullLines(context)].join('\n')}\n${like}`;
  const { lines, left } = shortLines(context, budget - tokensIn(`${head}\n${like}`));
  return `${[head, ...lines].join('\n')}\n${like}${left > 0 ? `+${left} more: --full\n` : ''}`;
}

function headText({ file, exists, zones }: FileContext): string {
  return `${pathText(file)}${exists ? '' : ' (new)'}${zones.length > 0 ? `: ${plain(zones.join(', '), 120)}` : ''}`;
}

/** One line for each rule, with why it is there and what the conventions say. */
function fullLines({ rules }: FileContext): string[] {
  return rules.flatMap(({ rule, family, text, why, see }) => [
    `${labels[family] ?? family}: ${words(text)} (${pathText(rule)})`,
    ...(why === null ? [] : [`  why: ${words(why)}`]),
    ...(see === null ? [] : [`  says: ${see.quote === null ? '' : `${quoteText(see.quote)} `}${referenceText(see)}`]),
  ]);
}

/** A part of the short text. Those of the lowest rank come first where there is no room for all. */
interface Part {
  readonly label: string;
  readonly text: string;
  readonly rank: number;
}

/** Rules that say the same of every file come after those that speak of this one. */
const general = 100;
/** A quotation comes after two rules of each family. */
const quoted = 1.5;
const longestText = 160;
/** The line that counts what was left out. */
const reserve = 10;

interface Short {
  readonly lines: readonly string[];
  /** How many parts had no room. */
  readonly left: number;
}

function shortLines({ rules }: FileContext, room: number): Short {
  const parts = [...partsOf(rules), ...quotesOf(rules)];
  const kept = fitting(parts, room - reserve);
  const lines = [...groupBy(kept, ({ label }) => label)].map(
    ([label, inLine]) => `${label}: ${inLine.map(({ text }) => text).join('; ')}`,
  );
  return { lines, left: parts.length - kept.length };
}

function partsOf(rules: readonly Guidance[]): Part[] {
  return [...groupBy(rules, ({ family }) => family)].flatMap(([family, inFamily]) =>
    inFamily.map(({ text, isGeneral }, i) => ({
      label: labels[family] ?? family,
      text: plain(words(text), longestText),
      rank: isGeneral ? general + i : i,
    })),
  );
}

/** The sentences of the conventions that decide, each once. */
function quotesOf(rules: readonly Guidance[]): Part[] {
  const quotes = rules.flatMap(({ see, isGeneral }) => (see?.quote && !isGeneral ? [{ see, quote: see.quote }] : []));
  const once = new Map(
    quotes.map(({ see, quote }) => [quote, `${quoteText(plain(quote, longestText))} ${referenceText(see)}`]),
  );
  return [...once.values()].map((text, i) => ({ label: 'says', text, rank: quoted + i }));
}

/** The parts of the lowest ranks for which there is room, in their order. */
function fitting(parts: readonly Part[], room: number): Part[] {
  const kept = new Set<Part>();
  let left = room;
  for (const part of [...parts].sort((a, b) => a.rank - b.rank)) {
    const cost = tokensIn(`\n${part.label}: ${part.text}; `);
    if (cost > left) continue;
    kept.add(part);
    left -= cost;
  }
  return parts.filter((part) => kept.has(part));
}
