import type { ImportedSymbol } from '../../core/code.ts';
import { type Node, type Of, boundNames, literalText } from './node.ts';

/** What is taken from a module object: `const { a } = …`, `const whole = …`, `(…).a`. */
export function takenSymbols(call: Node, parents: readonly Node[], awaited: boolean): ImportedSymbol[] {
  const wait = awaited ? parents.at(-1) : null;
  if (awaited && wait?.type !== 'AwaitExpression') return [];
  const value = wait ?? call;
  const parent = parents.at(awaited ? -2 : -1);
  if (parent?.type === 'MemberExpression')
    return parent.object === value ? memberSymbol(parent, parents.at(awaited ? -3 : -2)) : [];
  if (parent?.type !== 'VariableDeclarator' || parent.init !== value) return [];
  if (parent.id.type === 'Identifier') return [{ name: '*', local: parent.id.name, type: false }];
  return parent.id.type === 'ObjectPattern' ? patternSymbols(parent.id) : [];
}

function memberSymbol(member: Of<'MemberExpression'>, target: Node | undefined): ImportedSymbol[] {
  if (member.computed || member.property.type !== 'Identifier') return [];
  const { name } = member.property;
  const id = target?.type === 'VariableDeclarator' && target.init === member ? target.id : null;
  return [{ name, local: id?.type === 'Identifier' ? id.name : name, type: false }];
}

/** None when one of the names cannot be known: behind `...rest` or a computed key it may be any. */
function patternSymbols({ properties }: Of<'ObjectPattern'>): ImportedSymbol[] {
  const symbols: ImportedSymbol[] = [];
  for (const property of properties) {
    if (property.type === 'RestElement' || property.computed) return [];
    const name = property.key.type === 'Identifier' ? property.key.name : literalText(property.key);
    if (name === null) return [];
    symbols.push({ name, local: boundNames(property.value)[0]?.id.name ?? name, type: false });
  }
  return symbols;
}
