import { type CodeChange, isSameProperty } from '../../../core/code-change.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Shape } from '../../../core/shape.ts';
import { changedShape, contradict } from '../../../graph/shapes/change.ts';
import { placeOf } from './code-side.ts';
import { spot } from './words.ts';

/** What the code accepts or sends, and a document describes. */
export interface Compared {
  /** `response 200 of \`GET /loaves\`` */
  readonly name: string;
  readonly shape: Shape;
  /** How the document differs from a shape: the same text for the same difference. */
  differences(shape: Shape): readonly string[];
}

/** What a difference asks of the code, if the document is right. */
export interface Demand {
  readonly title: string;
  /** What to do by hand. */
  readonly steps: readonly string[];
  /** Null where nothing can be edited. */
  readonly edit: { readonly of: Compared; readonly change: CodeChange } | null;
}

type Edit = NonNullable<Demand['edit']>;

/** The fixes of demands: edits where schemas and types in the code can be changed, else steps. All changes of one body are made at once. */
export function codeFixes(demands: readonly Demand[], compared: readonly Compared[]): (demand: Demand) => Fix {
  const edits = demands.flatMap(({ edit }) => edit ?? []);
  const alone = new Map(edits.map((edit) => [edit, rivalOf(edit, { edits, compared })]));
  // A property is changed in all that the document says of it, or not at all.
  const rivals = new Map(
    edits.map((edit) => [edit, edits.map((one) => isPartOf(one, edit) && alone.get(one)).find(Boolean) || null]),
  );
  return ({ title, steps, edit }) => {
    const fix = { title, edits: [], steps };
    if (!edit) return { ...fix, safety: 'manual' };
    const rival = rivals.get(edit);
    if (rival) return { ...fix, safety: 'manual', steps: [separation(edit, rival), ...steps] };
    const made = edits.filter((one) => one.of === edit.of && !rivals.get(one));
    const changes = made.map(({ change }) => change);
    const intent = { kind: 'edit-code', changes, own: made.indexOf(edit) } as const;
    return { ...fix, safety: 'suggested', intent, reason: 'if the document is right' };
  };
}

function isPartOf(one: Edit, { of, change }: Edit): boolean {
  return (
    one.of === of &&
    (one.change === change || ('of' in change && 'of' in one.change && isSameProperty(one.change.of, change.of)))
  );
}

interface Others {
  readonly edits: readonly Edit[];
  readonly compared: readonly Compared[];
}

/** What shares a property with a body, and would differ from the document if that property changed. */
function rivalOf({ of, change }: Edit, { edits, compared }: Others): Compared | null {
  const worse = compared.find(({ shape, differences }) => {
    const after = changedShape(shape, change);
    if (!after) return false;
    const before = new Set(differences(shape));
    return differences(after).some((one) => !before.has(one));
  });
  return worse ?? edits.find((one) => one.of !== of && contradict(one.change, change))?.of ?? null;
}

function separation({ of, change }: Edit, rival: Compared): string {
  const where = spot(placeOf(change));
  const one =
    change.kind === 'add'
      ? `the object with \`${change.beside.name}\` in ${where}`
      : `\`${change.of.name}\` in ${where}`;
  return rival === of
    ? `${one} is used in several places of ${of.name}, which the document describes differently: give each a schema or type of its own`
    : `${one} is also part of ${rival.name}, which the document describes differently: give ${of.name} a schema or type of its own`;
}
