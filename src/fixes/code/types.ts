import { isNull, keyText, typeText } from '../../core/shape-text.ts';
import type { Shape } from '../../core/shape.ts';
import type { EditMember } from './edit.ts';
import { addMember } from './members.ts';

/** Properties of interfaces and literal types. */
export const editType: EditMember = (draft, held, change) => {
  const { member } = held;
  const { text, quote, stretch, splice, replace, slice } = draft;
  if (!member.value) return false;
  const key = stretch(member.key);
  switch (change.kind) {
    case 'add':
      addMember(draft, held, [
        `${keyText(change.name, quote)}${change.required ? '' : '?'}: ${typeText(change.shape, quote)}`,
      ]);
      return true;
    case 'retype':
      replace(member.value, retyped(slice(member.value), change, quote));
      return true;
    case 'require': {
      const mark = /^\s*\?/.exec(text.slice(key.end, key.end + 100))?.[0];
      if (mark !== undefined) splice(key.end, key.end + mark.length, '');
      return mark !== undefined;
    }
    case 'release':
      splice(key.end, key.end, '?');
      return true;
  }
};

/** The type of a property that is to have another shape: its own, where only `null` comes to it. */
export function retyped(
  type: string,
  { from, shape }: { readonly from: Shape; readonly shape: Shape },
  quote: string,
): string {
  return isNullAdded(from, shape) ? `${type} | null` : typeText(shape, quote);
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
