import type { Named } from '../../../core/route.ts';
import { keyName } from '../key-name.ts';
import { type Of, literalText } from '../node.ts';
import type { Maker } from './maker.ts';
import type { Declared, Written } from './scope.ts';

/** The term of what a name is bound to. */
export function valueOf({ source, keys, type, assigned }: Declared, maker: Maker): number {
  let value = sourceTerm(source, assigned, maker);
  for (const name of keys) value = maker.add({ kind: 'member', of: value, name });
  return type ? maker.add({ kind: 'typed', of: value, ...type }) : value;
}

function sourceTerm(from: Declared['source'], assigned: readonly Written[], { add, of, fn, klass }: Maker): number {
  switch (from.kind) {
    case 'argument': {
      const given = add({ kind: 'argument', index: from.index });
      return from.instead ? add({ kind: 'either', items: [given, of(from.instead.node, from.instead.scope)] }) : given;
    }
    case 'import':
      return add({ kind: 'import', specifier: from.specifier, name: from.name });
    case 'function':
      return add({ kind: 'function', index: fn(from.node) });
    case 'class':
      return add({ kind: 'class', index: klass(from.node) });
    case 'enum':
      return enumTerm(from.node as Of<'TSEnumDeclaration'>, add);
    case 'value': {
      const all = [...(from.written ? [from.written] : []), ...assigned];
      const [only] = all;
      if (!only) return add({ kind: 'unknown', text: 'a variable without a value' });
      return all.length === 1
        ? of(only.node, only.scope)
        : add({ kind: 'either', items: all.map(({ node, scope }) => of(node, scope)) });
    }
  }
}

function enumTerm({ body }: Of<'TSEnumDeclaration'>, add: Maker['add']): number {
  const entries = body.members.flatMap((member): Named[] => {
    const name = keyName(member.id);
    const text = literalText(member.initializer);
    return name === null || text === null ? [] : [{ name, value: add({ kind: 'text', text }) }];
  });
  return add({ kind: 'object', entries });
}
