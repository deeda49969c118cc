import type { CodeProperty } from '../../core/code-change.ts';
import type { Place } from '../../core/location.ts';
import type { Braces, Member } from '../../core/outline.ts';
import type { Draft } from './draft.ts';

/** A member, with the braces that hold it. */
export interface Held {
  readonly braces: Braces;
  readonly member: Member;
}

/** The innermost member that has a place, if it is that of the property. */
export function heldAt({ outline, stretch }: Draft, { name, at }: CodeProperty): Held | null {
  if (!at.place) return null;
  const { start, end } = stretch(at.place);
  const around = outline.braces.flatMap((braces) =>
    braces.members.flatMap((member) => {
      const whole = stretch(member.at);
      return whole.start <= start && end <= whole.end ? [{ braces, member, size: whole.end - whole.start }] : [];
    }),
  );
  const [first] = around.sort((a, b) => a.size - b.size);
  return first?.member.name === name ? first : null;
}

/** The member whose value is these braces. */
export function ownerOf({ outline }: Draft, { at }: Braces): Held | null {
  for (const braces of outline.braces)
    for (const member of braces.members) if (member.value && isSame(member.value, at)) return { braces, member };
  return null;
}

/** The braces at a place. */
export function bracesAt({ outline }: Draft, place: Place | null): Braces | null {
  return (place && outline.braces.find(({ at }) => isSame(at, place))) ?? null;
}

export function isSame(a: Place, b: Place): boolean {
  return a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;
}

const blanks = /^[ \t]*$/;

/** Where the line of an offset begins, and what stands before the offset there. */
export function lineBefore(text: string, offset: number): { readonly start: number; readonly text: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return { start, text: text.slice(start, offset) };
}

/** The blanks with which the line of an offset begins. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineBefore(text, offset).start, offset))?.[0] ?? '';
}

/** Writes a member behind the last of its kind, on a line of its own where that one is. `lines`: each without indentation. */
export function addMember(draft: Draft, { braces, member: last }: Held, lines: readonly string[]): void {
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

/** Takes a member out, with the comma that separates it, and with its line and the comment above it where it has them alone. */
export function removeMember({ text, stretch, splice }: Draft, { braces: { kind, members }, member }: Held): void {
  const index = members.indexOf(member);
  const [before, after] = [members[index - 1], members[index + 1]];
  const { start, end } = stretch(member.at);
  const comma = kind === 'object' ? (/^\s*,/.exec(text.slice(end, end + 400))?.[0].length ?? 0) : 0;
  const line = lineBefore(text, start);
  const tail = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end + comma, end + comma + 400))?.[0];
  if (kind === 'object' && comma === 0 && before) return splice(stretch(before.at).end, end, '');
  if (blanks.test(line.text) && tail !== undefined) {
    const from = aboveComment(text, line.start);
    return splice(kind === 'class' ? aboveBlank(text, from) : from, end + comma + tail.length, '');
  }
  if (after) return splice(start, stretch(after.at).start, '');
  splice(before ? stretch(before.at).end : start, end, '');
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
