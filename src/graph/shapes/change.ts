import { type CodeChange, isSameProperty } from '../../core/code-change.ts';
import type { Shape, ShapeProperty } from '../../core/shape.ts';

/** What a shape is after a change of the code; null where it has nothing of what changes. */
export function changedShape(shape: Shape, change: CodeChange): Shape | null {
  let isTouched = false;
  const applied = (one: ShapeProperty): readonly ShapeProperty[] => {
    if (change.kind === 'add' || !one.at || !isSameProperty(change.of, { name: one.name, at: one.at }))
      return [{ ...one, shape: within(one.shape) }];
    isTouched = true;
    switch (change.kind) {
      case 'remove':
        return [];
      case 'retype':
        return [{ ...one, shape: change.shape, required: change.required }];
      case 'require':
      case 'release':
        return [{ ...one, required: change.kind === 'require' }];
    }
  };
  const added = (properties: readonly ShapeProperty[]): readonly ShapeProperty[] => {
    const isHere = change.kind === 'add' && properties.some(({ name, at }) => at && isBeside(change, { name, at }));
    if (!isHere) return [];
    isTouched = true;
    const { name, shape: own, required } = change;
    return properties.some((one) => one.name === name) ? [] : [{ name, shape: own, required, at: null }];
  };
  const within = (one: Shape): Shape => {
    switch (one.kind) {
      case 'array':
        return { ...one, items: within(one.items) };
      case 'tuple':
        return { ...one, items: one.items.map(within) };
      case 'union':
        return { ...one, options: one.options.map(within) };
      case 'object': {
        const properties = [...one.properties.flatMap(applied), ...added(one.properties)];
        return { ...one, properties, rest: one.rest && within(one.rest) };
      }
      default:
        return one;
    }
  };
  const after = within(shape);
  return isTouched ? after : null;
}

function isBeside({ beside }: Extract<CodeChange, { kind: 'add' }>, one: Parameters<typeof isSameProperty>[0]) {
  return isSameProperty(beside, one);
}

/** Can two changes not both be made? */
export function contradict(one: CodeChange, other: CodeChange): boolean {
  if (one.kind === 'add' && other.kind === 'add')
    return one.name === other.name && isSameProperty(one.beside, other.beside) && textOf(one) !== textOf(other);
  if (one.kind === 'add' || other.kind === 'add') return false;
  if (!isSameProperty(one.of, other.of)) return false;
  if (one.kind === 'retype' && other.kind === 'retype') return textOf(one) !== textOf(other);
  const kinds = new Set([one.kind, other.kind]);
  return kinds.size > 1 && (kinds.has('remove') || !kinds.has('retype'));
}

function textOf({ schema, required }: Extract<CodeChange, { kind: 'add' | 'retype' }>): string {
  return JSON.stringify([schema, required]);
}
