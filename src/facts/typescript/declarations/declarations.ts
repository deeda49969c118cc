import { type Modifier, modifiers } from '../../../core/code.ts';
import type { Context } from '../context.ts';
import { nameEnd, nameStart } from '../exports.ts';
import { keyName } from '../key-name.ts';
import { type Node, type Of, type Visit, endOf } from '../node.ts';
import { within } from './containers.ts';
import { readMember } from './members.ts';
import { type Found, type Marks, type Names, requiresQuotes } from './names.ts';
import { listedNames, scopeAround } from './scopes.ts';
import { readVariable } from './variables.ts';

const bit = Object.fromEntries(modifiers.map((modifier, i) => [modifier, 1 << i])) as Readonly<
  Record<Modifier, number>
>;
const bitsOf = (marks: Marks): number => marks.reduce((bits, mark) => (mark ? bits | bit[mark] : bits), 0);

/** Every name that a program declares, as typescript-eslint's naming-convention sees them. */
export function declarationsOf({ source }: Context): { visit: Visit; finish(): Found[] } {
  const found: Found[] = [];
  const containers: string[] = [];
  const lists = new Map<Node, ReadonlySet<string>>();
  let container = '';
  const names: Names = {
    add(kind, id, marks, traits = [], scope = null) {
      const name = keyName(id);
      if (name === null) return;
      const start = nameStart(source.text, id);
      const at = source.place(
        start,
        id.type === 'Identifier' ? nameEnd(source.text, id as Of<'Identifier'>) : endOf(id),
      );
      found.push({ start, scope, declaration: { kind, name, at, modifiers: bitsOf(marks), container, traits } });
    },
    member(kind, node, marks, traits) {
      if (!node.computed)
        this.add(kind, node.key, [...marks, requiresQuotes(keyName(node.key)) && 'requiresQuotes'], traits);
    },
    isListed(name, parents) {
      const scope = scopeAround(parents);
      return scope !== undefined && (lists.get(scope)?.has(name) ?? false);
    },
    inside(node, act) {
      const around = container;
      container = within(container, node);
      act();
      container = around;
    },
  };
  const visit: Visit = (node, parents) => {
    container = containers[parents.length - 1] ?? '';
    containers[parents.length] = within(container, node);
    if (node.type === 'Program' || node.type === 'TSModuleBlock') lists.set(node, listedNames(node.body));
    readVariable(node, parents, names);
    readMember(node, parents.at(-1), names);
  };
  return { visit, finish: () => found.sort((a, b) => a.start - b.start) };
}
