import type { Wanted } from '../../core/code-change.ts';
import { keyText, written } from '../../core/shape-text.ts';
import type { Member } from '../../core/outline.ts';
import type { Draft } from './draft.ts';
import type { EditMember } from './edit.ts';
import { type Call, libraries, type Library } from './libraries.ts';
import { addMember, type Held } from './members.ts';
import { isNullAdded } from './types.ts';

/** Is it a property of an object that a library of schemas describes? */
export function isSchema(draft: Draft, held: Held): boolean {
  return libraryOf(draft, held) !== null;
}

/** Properties of objects that a library of schemas describes. */
export const editSchema: EditMember = (draft, held, change) => {
  const used = libraryOf(draft, held);
  const { member } = held;
  if (!used || !member.value) return false;
  const { quote, replace } = draft;
  switch (change.kind) {
    case 'add':
      addMember(draft, held, [`${keyText(change.name, quote)}: ${textOf(change, used, quote)}`]);
      return true;
    case 'retype':
      replace(member.value, retyped(draft, member, { change, used }));
      return true;
    case 'release': {
      // Around the value, which may get another type, too.
      const [before = '', behind = ''] = used.library.optional('\0', used.call).split('\0');
      const { start, end } = draft.stretch(member.value);
      draft.splice(start, start, before);
      draft.splice(end, end, behind);
      return true;
    }
    case 'require':
      return required(draft, member, used);
  }
};

interface Used {
  readonly library: Library;
  readonly call: Call;
}

/** The library of the properties beside, and how it is called here. */
function libraryOf({ imports, need }: Draft, { braces }: Held): Used | null {
  const symbols = imports.flatMap(({ specifier, symbols: all }) => all.map((one) => ({ specifier, ...one })));
  const heads = braces.members.flatMap(({ calls: [head] }) => (head ? [head.name] : []));
  for (const head of heads) {
    const [root = ''] = head.split('.');
    const from = symbols.find(({ local }) => local === root);
    const library = from && libraries.find(({ packages }) => packages.test(from.specifier));
    if (!library) continue;
    // `z.string`, or `string` where each name is imported.
    const isSpace = head.includes('.');
    return {
      library,
      call(name, ...args) {
        if (!isSpace) need(from.specifier, name);
        return `${isSpace ? `${root}.` : ''}${name}(${args.join(', ')})`;
      },
    };
  }
  return null;
}

function textOf({ shape, required: isRequired, isText }: Wanted, { library, call }: Used, quote: string): string {
  const text = written(shape, library.words(call, { quote, isText }));
  return isRequired ? text : library.optional(text, call);
}

/** Calls that say something beside the type. */
const kept = new Set(['optional', 'describe', 'openapi', 'meta', 'default']);

function retyped(
  { quote, slice }: Draft,
  { value, calls }: Member,
  { change, used }: { readonly change: Extract<Parameters<EditMember>[2], { kind: 'retype' }>; readonly used: Used },
): string {
  const { library, call } = used;
  const words = library.words(call, { quote, isText: change.isText });
  const text = value ? slice(value) : '';
  const isPlain = library.wrapper === null || wrapped(calls, library) === null;
  const isKept = change.required === change.from.required;
  if (isPlain && isKept && isNullAdded(change.from.shape, change.shape)) return words.nullable(text);
  if (library.wrapper !== null) return textOf(change, used, quote);
  const behind = calls.slice(1).filter(({ name }) => kept.has(name) && !(change.required && name === 'optional'));
  const isOptional = change.required || behind.some(({ name }) => name === 'optional' || name === 'default');
  const tail = behind.map(({ at }) => slice(at)).join('');
  return `${written(change.shape, words)}${isOptional ? '' : '.optional()'}${tail}`;
}

/** The wrapper around a schema that makes it optional. */
function wrapped([head]: Member['calls'], { wrapper }: Library): Member['calls'][number] | null {
  return head && head.name.split('.').at(-1) === wrapper && wrapper !== null ? head : null;
}

function required({ slice, replace }: Draft, { value, calls }: Member, { library }: Used): boolean {
  const outer = wrapped(calls, library);
  if (outer?.first && value && calls.length === 1) {
    replace(value, slice(outer.first));
    return true;
  }
  const link = calls.find(({ name }) => name === 'optional' || name === 'nullish');
  if (library.wrapper !== null || !link) return false;
  replace(link.at, link.name === 'nullish' ? slice(link.at).replace('nullish', 'nullable') : '');
  return true;
}
