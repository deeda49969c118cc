import { plain } from '../core/plain.ts';
import { type Arrow, type Group, type Node, type Picture, worstOf } from './picture.ts';

/** How violations are drawn; those that are known are frozen or old. */
export const colours = { new: '#c62828', known: '#b26a00' } as const;

/** A name that is longer is cut at its front, where paths are alike. */
const longest = 44;

/** The label of a node or group: one line in which every character can be seen. */
export function labelOf({ label }: Group): string {
  const line = plain(label);
  return line.length > longest ? `…${line.slice(1 - longest)}` : line;
}

/** `12 files`, below the label of a node that stands for several; '' for one that stands for itself. */
export function sizeText({ kind, files }: Node): string {
  return kind === 'file' || kind === 'package' ? '' : counted(files, 'file');
}

/** `7` imports, or `2 of 7` if only two of them are violations; '' for a single import. */
export function countText(imports: number, broken: number): string {
  if (imports === 1) return '';
  return broken === 0 || broken === imports ? String(imports) : `${broken} of ${imports}`;
}

export function arrowText({ imports }: Arrow): string {
  return countText(imports.length, imports.filter(({ violations }) => violations.length > 0).length);
}

/** `2 violations`, or '' without any. */
export function violationText(violations: readonly unknown[]): string {
  return violations.length === 0 ? '' : counted(violations.length, 'violation');
}

/** What a reader is told who points at an arrow: its first imports, and the rules that they violate. */
export function arrowTitle({ imports, violations }: Arrow): string {
  const shown = [...imports].sort((a, b) => b.violations.length - a.violations.length).slice(0, mostShown);
  const lines = shown.map(({ from, line, to, violations: found }) => {
    const rules = [...new Set(found.map(({ rule }) => rule))];
    return `${plain(from)}:${line} > ${plain(to)}${rules.length > 0 ? ` (${plain(rules.join(', '))})` : ''}`;
  });
  const more = imports.length > mostShown ? [`… ${imports.length - mostShown} more`] : [];
  return [...lines, ...more, ...(violations.length > 0 ? [violationText(violations)] : [])].join('\n');
}

const mostShown = 12;

export function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}

/** Groups and nodes directly inside a group; null stands for the whole picture. */
export function childrenOf(
  { groups, nodes }: Picture,
  parent: string | null,
): { readonly groups: readonly Group[]; readonly nodes: readonly Node[] } {
  return {
    groups: groups.filter((group) => group.parent === parent),
    nodes: nodes.filter((node) => node.parent === parent),
  };
}

/** The colour of what has these violations; null without any. */
export function colourOf(violations: Arrow['violations']): string | null {
  const worst = worstOf(violations);
  return worst && colours[worst];
}
