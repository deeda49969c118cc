import { type CodeChange, isSameProperty } from '../../core/code-change.ts';
import type { Edit, Intent } from '../../core/fix.ts';
import type { Path } from '../../core/location.ts';
import { type CodeSources, type Draft, draftOf } from './draft.ts';
import { editField } from './fields.ts';
import { heldAt, type Held } from './members.ts';
import { editJson, isJson, writeRequired } from './json.ts';
import { editSchema, isSchema } from './schemas.ts';
import { editType } from './types.ts';
import { writeMembers } from './write-members.ts';

type EditCode = Extract<Intent, { kind: 'edit-code' }>;

/** The member that a change is about, or beside which something is added; false where it cannot be made. */
export type EditMember = (draft: Draft, held: Held, change: Exclude<CodeChange, { kind: 'remove' }>) => boolean;

/** Edits schemas and types in code. */
export function createCodeEditor(
  sources: CodeSources,
): (intent: EditCode) => { readonly edits: readonly Edit[] } | { readonly reason: string } {
  return ({ changes, own }) => {
    const drafts = new Map<Path, Draft>();
    const make = (change: CodeChange): string | null => {
      const property = change.kind === 'add' ? change.beside : change.of;
      const { file } = property.at;
      const draft = drafts.get(file) ?? draftOf(sources, file);
      if (!draft) return unknown;
      drafts.set(file, draft);
      const held = heldAt(draft, property);
      const edit = held && editorOf(draft, held);
      if (held && !edit) return 'the code sends a value there, which no schema or type declares';
      return held && edit && made(draft, held, { change, edit }) ? null : unknown;
    };
    const { together, index } = joined(changes);
    // What stays is known when something is added.
    const inOrder = [...together].sort((a, b) => turnOf(a) - turnOf(b));
    const reasons = new Map(inOrder.map((change) => [change, make(change)]));
    const reason = together.flatMap((one, i) => (i === index[own] ? (reasons.get(one) ?? []) : []))[0];
    if (reason !== undefined) return { reason };
    const all = [...drafts.values()].map((draft) => {
      if (!writeRequired(draft)) return null;
      writeMembers(draft);
      return draft.edits();
    });
    return all.includes(null)
      ? { reason: 'its edits conflict with each other' }
      : { edits: all.flatMap((edits) => edits ?? []) };
  };
}

const unknown = 'Lintel cannot edit how the code declares it';

interface Making {
  readonly change: CodeChange;
  readonly edit: EditMember;
}

function made(draft: Draft, held: Held, { change, edit }: Making): boolean {
  if (change.kind !== 'remove')
    return edit(draft, change.kind === 'add' ? { ...held, member: lastOf(draft, held) } : held, change);
  if (edit === editJson && !editJson(draft, held, { kind: 'release', of: change.of })) return false;
  draft.removed.add(held.member);
  for (const { name } of held.member.decorators) draft.drop(name);
  return true;
}

/** The last property; of a class, what comes behind are methods. */
function lastOf({ removed }: Draft, { braces: { members }, member }: Held): Held['member'] {
  return members.findLast((one) => one.value !== null && !removed.has(one)) ?? member;
}

interface Joined {
  readonly together: readonly CodeChange[];
  /** Where each of the changes has gone. */
  readonly index: readonly number[];
}

/** A property that gets another type and becomes required, or optional, is changed once. */
function joined(changes: readonly CodeChange[]): Joined {
  const together: CodeChange[] = [];
  const index = changes.map((change) => {
    const of = 'of' in change ? change.of : null;
    const at = together.findIndex((one) => 'of' in one && of !== null && isSameProperty(one.of, of));
    const both = together[at] && jointly(together[at], change);
    if (!both) return together.push(change) - 1;
    together[at] = both;
    return at;
  });
  return { together, index };
}

function jointly(one: CodeChange, other: CodeChange): CodeChange | null {
  if (one.kind === 'retype' && (other.kind === 'require' || other.kind === 'release'))
    return { ...one, required: other.kind === 'require' };
  return other.kind === 'retype' && (one.kind === 'require' || one.kind === 'release') ? jointly(other, one) : null;
}

/** What is removed first, and what is added last. */
function turnOf({ kind }: CodeChange): number {
  if (kind === 'remove') return 0;
  return kind === 'add' ? 2 : 1;
}

function editorOf(draft: Draft, held: Held): EditMember | null {
  switch (held.braces.kind) {
    case 'class':
      return editField;
    case 'type':
      return editType;
    case 'object':
      if (isJson(draft, held)) return editJson;
      // Anything else is a value.
      return isSchema(draft, held) ? editSchema : null;
  }
}
