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

/** A new member is to be written into braces. `lines`: each without indentation. */
export function addMember({ added }: Draft, { braces }: Pick<Held, 'braces'>, lines: readonly string[]): void {
  added.set(braces, [...(added.get(braces) ?? []), lines]);
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

export const blanks = /^[ \t]*$/;

/** Where the line of an offset begins, and what stands before the offset there. */
export function lineBefore(text: string, offset: number): { readonly start: number; readonly text: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return { start, text: text.slice(start, offset) };
}

/** The blanks with which the line of an offset begins. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineBefore(text, offset).start, offset))?.[0] ?? '';
}

/** One level of indentation. */
export function indentUnit(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}
