import { isNull, keyText, typeText } from '../../core/shape-text.ts';
import type { Had } from '../../core/code-change.ts';
import type { Shape } from '../../core/shape.ts';
import type { Member } from '../../core/outline.ts';
import type { Draft } from './draft.ts';
import type { EditMember } from './edit.ts';
import { addMember } from './members.ts';

/** Properties of interfaces and literal types. */
export const editType: EditMember = (draft, held, change) => {
  const { member } = held;
  const { quote, replace, slice } = draft;
  if (!member.value) return false;
  switch (change.kind) {
    case 'add':
      addMember(draft, held, [
        `${keyText(change.name, quote)}${change.required ? '' : '?'}: ${typeText(change.shape, quote)}`,
      ]);
      return true;
    case 'retype':
      replace(member.value, retyped(slice(member.value), change, quote));
      return change.required === change.from.required || marked(draft, held.member, change.required);
    case 'require':
    case 'release':
      return marked(draft, member, change.kind === 'require');
  }
};

/** Writes or deletes the mark of an optional property; false where it is not there. */
function marked({ text, stretch, splice }: Draft, { key }: Member, isRequired: boolean): boolean {
  const { end } = stretch(key);
  const mark = /^\s*\?/.exec(text.slice(end, end + 100))?.[0];
  if (isRequired) splice(end, end + (mark?.length ?? 0), '');
  else splice(end, end, '?');
  return (mark !== undefined) === isRequired;
}

/** The type of a property that is to have another shape: its own, where only `null` comes to it. */
export function retyped(
  type: string,
  { from, shape }: { readonly from: Had; readonly shape: Shape },
  quote: string,
): string {
  return isNullAdded(from.shape, shape) ? `${type} | null` : typeText(shape, quote);
}

/** Does one shape allow `null`, and nothing else that the other one does not? */
export function isNullAdded(from: Shape, to: Shape): boolean {
  if (to.kind !== 'union' || !to.options.some(isNull)) return false;
  const others = to.options.filter((one) => !isNull(one));
  const before = from.kind === 'union' ? from.options : [from];
  return !before.some(isNull) && textOf(others) === textOf(before);
}

const textOf = (shapes: readonly Shape[]): string =>
  shapes
    .map((one) => typeText(one))
    .sort()
    .join(' | ');
