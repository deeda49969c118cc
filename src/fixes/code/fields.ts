import type { CodeChange, Wanted } from '../../core/code-change.ts';
import type { Link, Member } from '../../core/outline.ts';
import { isNull, keyText, literalText, typeText } from '../../core/shape-text.ts';
import type { ScalarType, Shape } from '../../core/shape.ts';
import type { Draft } from './draft.ts';
import type { EditMember } from './edit.ts';
import { addMember, bracesAt, type Held, lineBefore } from './members.ts';
import { isNullAdded, retyped } from './types.ts';

const validator = 'class-validator';
const swagger = '@nestjs/swagger';
const packages: readonly string[] = [validator, swagger, 'class-transformer'];

/** Fields of classes, with the decorators of class-validator and `@nestjs/swagger`. */
export const editField: EditMember = (draft, held, change) => {
  if (!held.member.value) return false;
  switch (change.kind) {
    case 'add':
      return added(draft, held, change);
    case 'retype':
      return changed(draft, held.member, change);
    case 'require':
    case 'release':
      renameDecorator(draft, held.member, change.kind === 'require');
      return marked(draft, held.member, change.kind === 'require');
  }
};

/** The package that a decorator comes from; null for one that is not of these. */
function packageOf({ imports }: Draft, { name }: Link): string | null {
  const found = imports.find(({ symbols }) => symbols.some(({ local }) => local === name));
  return found && packages.includes(found.specifier) ? found.specifier : null;
}

/** The packages whose decorators the fields of a class have. */
function decorating(draft: Draft, { braces }: Held): ReadonlySet<string> {
  return new Set(braces.members.flatMap(({ decorators }) => decorators.flatMap((one) => packageOf(draft, one) ?? [])));
}

function added(draft: Draft, held: Held, change: Extract<CodeChange, { kind: 'add' }>): boolean {
  const { member } = held;
  const { text, quote, stretch, need } = draft;
  const used = decorating(draft, held);
  const checks = used.has(validator) ? checksOf(change.shape, quote) : [];
  if (used.size === 0 || checks === null || isNeeded(change, used.has(validator))) return false;
  const decorators = [
    ...(used.has(swagger) ? [documentedBy(change, quote)] : []),
    ...(used.has(validator) && !change.required ? [decorator('IsOptional')] : []),
    ...checks,
  ];
  for (const { name } of decorators) need(name.startsWith('Api') ? swagger : validator, name);
  const key = stretch(member.key);
  const [last] = member.decorators.slice(-1);
  const words = text.slice(last ? stretch(last.at).end : stretch(member.at).start, key.start).trim();
  const mark = change.required ? (/^!/.exec(text.slice(key.end, key.end + 1))?.[0] ?? '') : '?';
  const field = `${words === '' ? '' : `${words} `}${keyText(change.name, quote)}${mark}: ${typeText(change.shape, quote)}`;
  const isBelow = last !== undefined && lineBefore(text, key.start).start > stretch(last.at).start;
  const lines = [...decorators.map((one) => one.text), field];
  addMember(draft, held, isBelow ? lines : [lines.join(' ')]);
  return true;
}

/** A value that must be there and may be `null` passes no check of class-validator. */
function isNeeded({ shape, required: isRequired }: Wanted, isChecked: boolean): boolean {
  return isChecked && isRequired && withoutNull(shape).isNullable;
}

interface Decorator {
  readonly name: string;
  readonly text: string;
}

const decorator = (name: string, args = ''): Decorator => ({ name, text: `@${name}(${args})` });

/** `@ApiProperty({ … })`, with what the type of the field does not say. */
function documentedBy({ shape, required: isRequired }: Wanted, quote: string): Decorator {
  const options = optionsOf(shape, quote);
  return decorator(
    isRequired ? 'ApiProperty' : 'ApiPropertyOptional',
    options.length === 0 ? '' : `{ ${options.join(', ')} }`,
  );
}

function optionsOf(shape: Shape, quote: string): readonly string[] {
  const { inner, isNullable } = withoutNull(shape);
  const text = (value: string): string => literalText(JSON.stringify(value), quote);
  const own = (): readonly string[] => {
    if (inner.kind === 'enum') return [`enum: [${inner.values.map((one) => literalText(one, quote)).join(', ')}]`];
    if (inner.kind !== 'scalar') return [];
    // With a `null` beside it, the type of the field says nothing at run time.
    const isTold = inner.type !== 'integer' && !isNullable;
    return [
      ...(isTold ? [] : [`type: ${text(inner.type)}`]),
      ...(inner.format === null ? [] : [`format: ${text(inner.format)}`]),
    ];
  };
  return [...own(), ...(isNullable ? ['nullable: true'] : [])];
}

function withoutNull(shape: Shape): { readonly inner: Shape; readonly isNullable: boolean } {
  const options = shape.kind === 'union' ? shape.options : [shape];
  const others = options.filter((one) => !isNull(one));
  const [only] = others;
  const isNullable = others.length < options.length;
  return { inner: others.length === 1 && only ? only : shape, isNullable };
}

const scalarChecks: Readonly<Partial<Record<ScalarType, string>>> = {
  string: 'IsString',
  number: 'IsNumber',
  integer: 'IsInt',
  boolean: 'IsBoolean',
};
const formatChecks: Readonly<Partial<Record<string, string>>> = {
  email: 'IsEmail',
  uuid: 'IsUUID',
  uri: 'IsUrl',
  date: 'IsDateString',
  'date-time': 'IsDateString',
};

/** What lets only values of a shape through; null where no decorators can say it. */
function checksOf(shape: Shape, quote: string, each = ''): readonly Decorator[] | null {
  const { inner } = withoutNull(shape);
  if (inner.kind === 'unknown') return [];
  if (inner.kind === 'enum') {
    const values = `[${inner.values.map((one) => literalText(one, quote)).join(', ')}]`;
    return [decorator('IsIn', each === '' ? values : `${values}, ${each}`)];
  }
  if (inner.kind === 'array' && each === '') {
    const items = checksOf(inner.items, quote, '{ each: true }');
    return items && [decorator('IsArray'), ...items];
  }
  const check = inner.kind === 'scalar' ? (formatChecks[inner.format ?? ''] ?? scalarChecks[inner.type]) : undefined;
  if (check === undefined) return null;
  // The second argument of these has the options.
  const isSecond = ['IsEmail', 'IsUUID', 'IsUrl', 'IsNumber', 'IsDateString'].includes(check);
  return [decorator(check, each !== '' && isSecond ? `undefined, ${each}` : each)];
}

/** Decorators that say nothing of the type. */
const plain = new Set(['IsOptional', 'IsNotEmpty', 'IsDefined', 'ValidateIf', 'Expose']);

function changed(draft: Draft, member: Member, change: Extract<CodeChange, { kind: 'retype' }>): boolean {
  const { quote, need, drop, replace, slice, splice, stretch } = draft;
  if (!member.value) return false;
  const isNullOnly = isNullAdded(change.from.shape, change.shape);
  const checking = member.decorators.filter(({ name, ...one }) => {
    const from = packageOf(draft, { name, ...one });
    return from !== null && from !== swagger && !plain.has(name);
  });
  const checks = checking.length > 0 && !isNullOnly ? checksOf(change.shape, quote) : [];
  if (checks === null || isNeeded(change, checking.length > 0)) return false;
  for (const [i, one] of checking.entries()) {
    if (isNullOnly) continue;
    const { start } = stretch(one.at);
    const rest = /^\s*/.exec(draft.text.slice(stretch(one.at).end, stretch(one.at).end + 200))?.[0].length ?? 0;
    if (i === 0 && checks.length > 0) replace(one.at, checks.map(({ text }) => text).join(' '));
    else splice(start, stretch(one.at).end + rest, '');
    drop(one.name);
  }
  for (const { name } of checks) need(validator, name);
  const told = member.decorators.find((one) => one.name.startsWith('Api') && packageOf(draft, one) === swagger);
  const isKept = change.required === change.from.required;
  const name = told && !isKept ? documenting(draft, told, change.required) : told?.name;
  if (told && name !== undefined) replace(told.at, rewritten(draft, { ...told, name }, change));
  replace(member.value, retyped(slice(member.value), change, quote));
  return isKept || marked(draft, member, change.required);
}

const typing = new Set(['type', 'enum', 'enumName', 'isArray', 'format', 'nullable', 'items']);

/** A decorator that documents a field, with what it says beside its type. */
function rewritten(draft: Draft, told: Link, { shape }: Wanted): string {
  const others = bracesAt(draft, told.first)?.members.filter(({ name }) => !typing.has(name)) ?? [];
  const options = [...others.map(({ at }) => draft.slice(at)), ...optionsOf(shape, draft.quote)];
  return `@${told.name}(${options.length === 0 ? '' : `{ ${options.join(', ')} }`})`;
}

/** Says that a field must be there, or need not be. */
function marked(draft: Draft, member: Member, isRequired: boolean): boolean {
  return isRequired ? required(draft, member) : released(draft, member);
}

function released(draft: Draft, member: Member): boolean {
  const { text, stretch, splice, need } = draft;
  const key = stretch(member.key);
  splice(key.end, key.end + (text.charAt(key.end) === '!' ? 1 : 0), '?');
  const isChecked = member.decorators.some((one) => packageOf(draft, one) === validator);
  const [first] = member.decorators;
  if (!isChecked || !first) return true;
  const { start } = stretch(first.at);
  const own = text.slice(stretch(first.at).end, key.start).includes('\n');
  const gap = own ? `${draft.newline}${lineBefore(text, start).text}` : ' ';
  splice(start, start, `@IsOptional()${gap}`);
  return need(validator, 'IsOptional');
}

function required(draft: Draft, member: Member): boolean {
  const { text, stretch, splice, drop } = draft;
  const key = stretch(member.key);
  if (text.charAt(key.end) === '?') splice(key.end, key.end + 1, '');
  for (const { name, at } of member.decorators) {
    if (name !== 'IsOptional') continue;
    const { start, end } = stretch(at);
    splice(start, end + (/^\s*/.exec(text.slice(end, end + 200))?.[0].length ?? 0), '');
    drop(name);
  }
  return true;
}

/** The decorators that document a field, by whether it must be there. */
const documented = { true: 'ApiProperty', false: 'ApiPropertyOptional' } as const;

function renameDecorator(draft: Draft, { decorators }: Member, isRequired: boolean): void {
  const found = decorators.find(({ name }) => name === documented[`${!isRequired}`]);
  if (!found) return;
  const { start } = draft.stretch(found.at);
  draft.splice(start + 1, start + 1 + found.name.length, documenting(draft, found, isRequired));
}

/** What a decorator that documents a field is called then. */
function documenting({ drop, need }: Draft, { name }: Link, isRequired: boolean): string {
  if (name !== documented[`${!isRequired}`]) return name;
  const other = documented[`${isRequired}`];
  drop(name);
  need(swagger, other);
  return other;
}
