import type { Details } from '../../../core/check.ts';
import type { CodeChange, CodeProperty, Wanted } from '../../../core/code-change.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Location } from '../../../core/location.ts';
import { typeText } from '../../../core/shape-text.ts';
import type { Shape, ShapeProperty } from '../../../core/shape.ts';
import { propertyOf, shapeAt } from '../../../graph/openapi/schema-place.ts';
import type { Mismatch, Step } from '../../../graph/shapes/compare.ts';
import type { Direction } from '../../../graph/shapes/schema.ts';
import { schemaOf } from '../../../graph/shapes/write.ts';
import { spot } from './words.ts';

/** Which side is wrong, and so is changed first. */
export const sides = ['spec', 'code'] as const;

export type Side = (typeof sides)[number];

/** The fix of the side that is wrong first, and that of the other one behind it. */
export function sided(details: Details, code: Fix | undefined, side: Side): Details {
  const { fix } = details;
  if (side === 'spec' || !code) return details;
  return { ...details, fix: code, alternatives: fix && typeof fix === 'object' ? [fix] : [] };
}

/** Changes that are made together; `own` is the index of that of the violation, or -1. */
export interface CodeEdit {
  readonly changes: readonly CodeChange[];
  readonly own: number;
}

/** A fix that edits schemas and types in code; what to do by hand where nothing can be edited. */
export function inCode(title: string, { changes, own }: CodeEdit, steps: readonly string[]): Fix {
  const fix = { title, edits: [], steps };
  return own < 0
    ? { ...fix, safety: 'manual' }
    : { ...fix, safety: 'suggested', intent: { kind: 'edit-code', changes, own }, reason: 'if the document is right' };
}

/** The same body as a document has it, and as the code does. */
export interface Bodies {
  readonly documented: Shape;
  readonly code: Shape;
  readonly direction: Direction;
}

/** What a difference asks of the code, if the document is right. */
export type Demand = CodeChange['kind'];

function demandOf({ kind, sent }: Mismatch, direction: Direction): Demand {
  const isRequest = direction === 'request';
  switch (kind) {
    case 'type':
      return 'retype';
    case 'extra':
      return isRequest ? 'add' : 'remove';
    case 'missing':
      if (sent === '') return isRequest ? 'remove' : 'add';
      return isRequest ? 'release' : 'require';
  }
}

/** What makes the code accept or send what the document says. */
export function codeChange(found: Mismatch, { documented, code, direction }: Bodies): CodeChange | null {
  const demand = found.isNearest ? null : demandOf(found, direction);
  if (demand === null) return null;
  // Of what has no name, such as the items of a list, the property around is written anew.
  const depth = demand === 'retype' ? found.steps.findLastIndex(isProperty) + 1 : found.steps.length;
  const steps = found.steps.slice(0, depth);
  const last = steps.at(-1);
  if (last === undefined || !isProperty(last)) return null;
  const name = last.property;
  const inside = (shape: Shape): Shape | null => shapeAt(shape, steps.slice(0, -1));
  const [there, here] = [inside(documented), inside(code)].map((shape) => shape && propertyOf(shape, name));
  const object = inside(code);
  const beside = object?.kind === 'object' ? lastPlaced(object.properties) : null;
  return changeOf(demand, { name, there: there ?? null, here: here ?? null, beside });
}

interface Ends {
  readonly name: string;
  readonly there: ShapeProperty | null;
  readonly here: ShapeProperty | null;
  readonly beside: CodeProperty | null;
  readonly isText?: true;
}

/** What is to become of a property; null where the place of what would be edited is not known. */
export function changeOf(demand: Demand, { name, there, here, beside, isText }: Ends): CodeChange | null {
  const of = here?.at ? { name, at: here.at } : null;
  const wanted: Wanted | null = there && {
    shape: there.shape,
    schema: schemaOf(there.shape, '3.1'),
    required: (demand === 'retype' ? here : there)?.required ?? false,
    isText: isText ?? false,
  };
  if (demand === 'add') return beside && wanted ? { kind: demand, name, beside, ...wanted } : null;
  if (!of) return null;
  if (demand !== 'retype') return { kind: demand, of };
  return here && wanted ? { kind: demand, of, from: here, ...wanted } : null;
}

export function lastPlaced(properties: readonly ShapeProperty[]): CodeProperty | null {
  const found = properties.findLast(({ at }) => at?.place);
  return found?.at ? { name: found.name, at: found.at } : null;
}

function isProperty(step: Step): step is Exclude<Step, string> {
  return typeof step === 'object';
}

/** What to write in the code, and where. */
export function codeStep(found: Mismatch, { documented, direction }: Bodies, at: Location): string {
  const shape = shapeAt(documented, found.steps);
  const what = found.name === '' ? 'the body' : `\`${found.name}\``;
  return demandText(demandOf(found, direction), { what, shape, at, verb: direction === 'request' ? 'accept' : 'send' });
}

/** One sentence for a demand. */
export function demandText(
  demand: Demand,
  {
    what,
    shape,
    at,
    verb,
  }: { readonly what: string; readonly shape: Shape | null; readonly at: Location; readonly verb: 'accept' | 'send' },
): string {
  const as = shape && shape.kind !== 'unknown' ? ` as \`${typeText(shape)}\`` : '';
  const where = `in ${spot(at)}`;
  switch (demand) {
    case 'add':
    case 'retype':
      return `${verb} ${what}${as} ${where}`;
    case 'remove':
      return verb === 'send' ? `do not send ${what} ${where}` : `do not read ${what} ${where}`;
    case 'require':
      return `always send ${what} ${where}`;
    case 'release':
      return `make ${what} optional ${where}`;
  }
}
