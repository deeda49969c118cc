import type { FileEdit } from './agent.ts';

/** The edits of a patch in the format of `apply_patch`: files that are added, deleted, or updated by hunks. */
export function editsOfPatch(patch: string): FileEdit[] {
  const sections = patch.split(/^\*\*\* (?=(?:Add|Update|Delete) File: )/m).slice(1);
  return sections.flatMap((section) => {
    const [, verb, file = ''] = /^(Add|Update|Delete) File: (.+)/.exec(section) ?? [];
    const lines = section
      .split('\n')
      .slice(1)
      .filter((line) => !/^\*\*\* End (?:Patch|of File)/.test(line));
    if (verb === 'Delete') return [{ file: file.trim(), apply: () => null }];
    if (verb === 'Add') return [{ file: file.trim(), apply: () => added(lines) }];
    return updates(file.trim(), lines);
  });
}

function added(lines: readonly string[]): string {
  return lines.flatMap((line) => (line.startsWith('+') ? [`${line.slice(1)}\n`] : [])).join('');
}

/** An update of a file in place, or of one that moves: then the old path is deleted. */
function updates(file: string, lines: readonly string[]): FileEdit[] {
  const [, to] = /^\*\*\* Move to: (.+)/.exec(lines[0] ?? '') ?? [];
  const hunks = hunksIn(to === undefined ? lines : lines.slice(1));
  const apply = (text: string | null): string | undefined => (text === null ? undefined : updated(text, hunks));
  // The text at the new path depends on that at the old one, which only a finished edit has.
  return to === undefined ? [{ file, apply }] : [];
}

interface Hunk {
  /** A line above the change. */
  readonly context: string;
  readonly old: readonly string[];
  readonly text: readonly string[];
}

function hunksIn(lines: readonly string[]): Hunk[] {
  const hunks: { context: string; old: string[]; text: string[] }[] = [];
  for (const line of lines) {
    if (line.startsWith('@@')) hunks.push({ context: line.slice(2).trim(), old: [], text: [] });
    else {
      if (hunks.length === 0) hunks.push({ context: '', old: [], text: [] });
      const hunk = hunks.at(-1);
      if (/^[ -]/.test(line)) hunk?.old.push(line.slice(1));
      if (/^[ +]/.test(line)) hunk?.text.push(line.slice(1));
    }
  }
  return hunks;
}

/** Undefined if the lines of a hunk are not in the text, in order. */
function updated(text: string, hunks: readonly Hunk[]): string | undefined {
  const lines = text.split('\n');
  let from = 0;
  for (const { context, old, text: next } of hunks) {
    const above = context === '' ? from : lines.findIndex((line, i) => i >= from && line.trim() === context);
    const start = above < 0 ? -1 : placeOf(old, lines, above);
    if (start < 0) return undefined;
    lines.splice(start, old.length, ...next);
    from = start + next.length;
  }
  return lines.join('\n');
}

function placeOf(wanted: readonly string[], lines: readonly string[], from: number): number {
  for (let at = from; at + wanted.length <= lines.length; at++)
    if (wanted.every((line, i) => lines[at + i]?.trimEnd() === line.trimEnd())) return at;
  return -1;
}
