import type { Braces, Member } from '../../core/outline.ts';
import type { Draft } from './draft.ts';
import { blanks, indentAt, indentUnit, lineBefore } from './members.ts';

/** Takes out the members that are to go, and adds those that are to come, of all braces at once. */
export function writeMembers(draft: Draft): void {
  for (const braces of draft.outline.braces) {
    const removed = braces.members.filter((one) => draft.removed.has(one));
    const added = draft.added.get(braces) ?? [];
    const kept = braces.members.filter((one) => !draft.removed.has(one));
    // Of a class, what comes behind are methods.
    const last = kept.findLast(({ value }) => value !== null) ?? kept.at(-1);
    if (removed.length + added.length === 0) continue;
    if (!last && isEmptyWithout(draft, braces, removed)) fill(draft, braces, added);
    else {
      for (const run of runsOf(draft, removed)) remove(draft, braces, run);
      if (last) for (const lines of added) add(draft, braces, { last, lines });
      else prepend(draft, braces, added);
    }
  }
}

/** Each: without indentation. */
type Lines = readonly string[];

/** Do the braces hold nothing else? */
function isEmptyWithout({ text, stretch }: Draft, { at }: Braces, removed: readonly Member[]): boolean {
  const { start, end } = stretch(at);
  const gone = removed.map((one) => stretch(one.at));
  const ends = [start + 1, ...gone.map((one) => one.end)];
  const starts = [...gone.map((one) => one.start), end - 1];
  return ends.every((from, i) => /^[\s,;]*$/.test(text.slice(from, starts[i])));
}

/** Writes all that braces hold. */
function fill(draft: Draft, { kind, at }: Braces, added: readonly Lines[]): void {
  const { text, newline, stretch, splice } = draft;
  const { start, end } = stretch(at);
  const isLong = text.slice(start, end).includes('\n');
  const mark = kind === 'object' ? ',' : ';';
  if (added.length === 0) splice(start + 1, end - 1, '');
  else if (isLong) {
    const outer = indentAt(text, start);
    const inner = `${newline}${outer}${indentUnit(text)}`;
    const rows = added.map((lines) => `${inner}${lines.join(inner)}${mark}`);
    splice(start + 1, end - 1, `${rows.join('')}${newline}${outer}`);
  } else splice(start + 1, end - 1, ` ${added.map((lines) => lines.join(' ')).join(`${mark} `)} `);
}

/** Writes members before what has no name, such as what is spread. */
function prepend({ text, stretch, splice }: Draft, { kind, at }: Braces, added: readonly Lines[]): void {
  const { start } = stretch(at);
  const gap = /^\s*/.exec(text.slice(start + 1, start + 200))?.[0] ?? '';
  const mark = kind === 'object' ? ',' : ';';
  for (const lines of added) splice(start + 1, start + 1, `${gap}${lines.join(gap === '' ? ' ' : gap)}${mark}`);
}

interface Added {
  readonly last: Member;
  readonly lines: Lines;
}

/** Behind the last of its kind, on a line of its own where that one is. */
function add(draft: Draft, braces: Braces, { last, lines }: Added): void {
  const { text, newline, stretch, splice } = draft;
  const { start, end } = stretch(last.at);
  const indent = lineBefore(text, start).text;
  const isOwnLine = blanks.test(indent);
  if (braces.kind === 'object') {
    const comment = /^,[ \t]*\/\/[^\r\n]*/.exec(text.slice(end, end + 400))?.[0];
    if (!isOwnLine) splice(end, end, `, ${lines.join(' ')}`);
    else if (comment === undefined) splice(end, end, `,${newline}${indent}${lines.join(`${newline}${indent}`)}`);
    else splice(end + comment.length, end + comment.length, `${newline}${indent}${lines.join(' ')},`);
    return;
  }
  const mark = /[;,]$/.exec(text.slice(start, end))?.[0] ?? '';
  if (!isOwnLine) return splice(end, end, `${mark === '' ? ';' : ''} ${lines.join(' ')}${mark}`);
  const gap = braces.kind === 'class' && isSpaced(draft, braces) ? newline : '';
  splice(end, end, `${newline}${gap}${indent}${lines.join(`${newline}${indent}`)}${mark}`);
}

/** Is there an empty line between the members? */
function isSpaced({ text, stretch }: Draft, { members }: Braces): boolean {
  return members.some((one, i) => {
    const before = members[i - 1];
    return before && /\n[ \t]*\r?\n/.test(text.slice(stretch(before.at).end, stretch(one.at).start));
  });
}

/** Neighbours that go together, because they are on one line, or are the last ones. */
function runsOf({ text, stretch }: Draft, removed: readonly Member[]): readonly (readonly [Member, ...Member[]])[] {
  const runs: [Member, ...Member[]][] = [];
  for (const one of removed) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const isNext = before && /^[\s,;]*$/.test(text.slice(stretch(before.at).end, stretch(one.at).start));
    if (isNext) run?.push(one);
    else runs.push([one]);
  }
  return runs;
}

/** Takes members out, with the comma that separates them, and with their lines and the comment above where they have them alone. */
function remove({ text, stretch, splice }: Draft, { kind, at }: Braces, run: readonly [Member, ...Member[]]): void {
  const { start } = stretch(run[0].at);
  const { end } = stretch((run.at(-1) ?? run[0]).at);
  const inside = stretch(at);
  const comma = kind === 'object' ? (/^\s*,/.exec(text.slice(end, end + 400))?.[0].length ?? 0) : 0;
  const line = lineBefore(text, start);
  const tail = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end + comma, end + comma + 400))?.[0];
  const head = text.slice(inside.start + 1, start);
  const isUnmarked = kind === 'object' ? comma === 0 : kind === 'type' && !/[;,]$/.test(text.slice(start, end));
  const separator = isUnmarked ? /[;,]\s*$/.exec(head)?.[0].length : undefined;
  if (separator !== undefined) return splice(start - separator, end, '');
  if (blanks.test(line.text) && tail !== undefined) {
    const from = aboveComment(text, line.start);
    return splice(kind === 'class' ? aboveBlank(text, from) : from, end + comma + tail.length, '');
  }
  const isLast = text.slice(end + comma, inside.end - 1).trim() === '';
  const gap = /\s*$/.exec(head)?.[0].length ?? 0;
  if (isLast) return splice(start - gap, end + comma, '');
  splice(start, end + comma + (/^\s*/.exec(text.slice(end + comma, end + comma + 400))?.[0].length ?? 0), '');
}

/** The start of a block comment that ends on the line above. */
function aboveComment(text: string, lineStart: number): number {
  if (!/\*\/[ \t]*\r?\n$/.test(text.slice(Math.max(0, lineStart - 40), lineStart))) return lineStart;
  const start = text.lastIndexOf('/**', lineStart);
  const line = start < 0 ? null : lineBefore(text, start);
  const isOne = line !== null && text.indexOf('*/', start) === text.lastIndexOf('*/', lineStart);
  return line && isOne && blanks.test(line.text) ? line.start : lineStart;
}

function aboveBlank(text: string, lineStart: number): number {
  const before = /\n([ \t]*\r?\n)$/.exec(text.slice(Math.max(0, lineStart - 40), lineStart))?.[1];
  return lineStart - (before?.length ?? 0);
}
