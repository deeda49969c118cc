import type { CodeProperty } from '../../core/code-change.ts';
import type { Location } from '../../core/location.ts';
import type { Json, JsonMap } from '../../core/document-change.ts';
import { keyText, literalText, quoted } from '../../core/shape-text.ts';
import type { Draft } from './draft.ts';
import type { EditMember } from './edit.ts';
import { addMember, bracesAt, heldAt, type Held, ownerOf } from './members.ts';

/** Is it a property of a JSON Schema? */
export function isJson(draft: Draft, { braces }: Held): boolean {
  return ownerOf(draft, braces)?.member.name === 'properties';
}

/** What says which values a schema allows; `type` comes first. */
const typing: ReadonlySet<string> = new Set([
  ...['type', 'format', 'nullable', 'enum', 'const', 'properties', 'required', 'additionalProperties', 'items'],
  ...['prefixItems', 'allOf', 'anyOf', 'oneOf'],
]);

/** Properties of JSON Schemas. */
export const editJson: EditMember = (draft, held, change) => {
  const { quote, slice, replace } = draft;
  const { member } = held;
  switch (change.kind) {
    case 'add':
      addMember(draft, held, [`${keyText(change.name, quote)}: ${jsonText(change.schema, quote)}`]);
      return !change.required || listed(draft, held, { ...change.beside, name: change.name }, true);
    case 'retype': {
      const here = bracesAt(draft, member.value);
      if (!member.value) return false;
      const others = here?.members.filter(({ name }) => !typing.has(name)) ?? [];
      const entries = [...entriesOf(change.schema, quote), ...others.map(({ at }) => slice(at))];
      replace(member.value, entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`);
      return change.required === change.from.required || listed(draft, held, change.of, change.required);
    }
    case 'require':
    case 'release':
      return listed(draft, held, change.of, change.kind === 'require');
  }
};

/** Names a property among those that are required, or no more. All names of one schema are written at once. */
function listed(draft: Draft, { braces }: Held, { name, requiredAt }: CodeProperty, isRequired: boolean): boolean {
  const schema = requiredAt ? listAt(draft, requiredAt) : ownerOf(draft, braces);
  if (!schema) return false;
  const known = [...draft.required.keys()].find((one) => one.braces === schema.braces) ?? schema;
  draft.required.set(known, (draft.required.get(known) ?? new Map<string, boolean>()).set(name, isRequired));
  return true;
}

function listAt(draft: Draft, at: Location): Held | null {
  return at.file === draft.file ? heldAt(draft, { name: 'required', at }) : null;
}

/** Writes the lists of required properties; false where one is not a literal. */
export function writeRequired({ required, removed, quote, slice, replace, splice, stretch }: Draft): boolean {
  for (const [{ braces, member }, names] of required) {
    const list = braces.members.find(({ name }) => name === 'required');
    const inner = list?.value ? /^\[([^[\]]*)\]$/.exec(slice(list.value))?.[1] : '';
    if (inner === undefined) return false;
    const before = inner
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    const kept = before.filter((one) => names.get(one.slice(1, -1)) !== false);
    const added = [...names].flatMap(([name, isAdded]) => (isAdded ? [quoted(name, quote)] : []));
    const items = [...new Set([...kept, ...added])];
    const { start } = stretch(member.at);
    // What is spread may have a list, too.
    const isOver = slice(braces.at).includes('...');
    if (list && items.length === 0 && !isOver) removed.add(list);
    else if (list?.value && items.join() !== before.join()) replace(list.value, `[${items.join(', ')}]`);
    if (!list && items.length > 0) splice(start, start, `required: [${items.join(', ')}], `);
  }
  return true;
}

function entriesOf(map: JsonMap, quote: string): readonly string[] {
  return Object.entries(map).map(([key, value]) => `${keyText(key, quote)}: ${jsonText(value, quote)}`);
}

/** A value of JSON as a literal in code. */
function jsonText(value: Json, quote: string): string {
  if (value === null || typeof value !== 'object') return literalText(JSON.stringify(value), quote);
  if (Array.isArray(value)) return `[${value.map((one: Json) => jsonText(one, quote)).join(', ')}]`;
  const entries = entriesOf(value as JsonMap, quote);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
