import type { Place } from '../../core/location.ts';
import { type ImportUse, type Mention, type Uses, type Way, ways } from '../../core/uses.ts';
import type { Context } from './context.ts';
import { nameStart } from './exports.ts';
import { metadataOf } from './metadata.ts';
import { type Node, type Of, startOf } from './node.ts';
import { analyze, asNode, link, type Manager, type Reference, type Variable } from './scopes.ts';
import { type MentionAt, merged, unitsOf } from './units.ts';
import { isMember, isTypeWay, memberOf, wayOf } from './ways.ts';

/** What the top-level declarations of a program refer to, and how its imported names are used. */
export function usesOf(root: Of<'Program'>, context: Context): Uses {
  const classes: Of<'ClassDeclaration' | 'ClassExpression'>[] = [];
  let hasTags = false;
  link(root, (node) => {
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') classes.push(node);
    hasTags ||= node.type === 'JSXElement' || node.type === 'JSXFragment';
  });
  const manager = analyze(root, { jsxPragma: null, lib: [] });
  const top = (manager.scopes.find(({ type }) => type === 'module') ?? manager.globalScope)?.variables ?? [];
  const metadata = metadataOf(classes);
  const named = top.map((variable): Named => ({
    variable,
    uses: variable.references
      .filter((reference) => !isDefinition(reference, variable))
      .map((reference) => useOf(reference, manager, metadata.get(asNode(reference.identifier)))),
  }));
  return {
    units: unitsOf(root, context, mentionsOf(named)),
    imports: named
      .filter(({ variable }) => variable.defs.some(isImport))
      .sort((a, b) => definedAt(a) - definedAt(b))
      .map((one) => importUse(one, context)),
    hasTags,
    factories: hasTags ? factoriesIn(context) : null,
  };
}

/** A top-level name with its uses. */
interface Named {
  readonly variable: Variable;
  readonly uses: readonly Use[];
}

interface Use {
  readonly id: Node;
  readonly way: Way;
}

function useOf({ identifier, isValueReference }: Reference, manager: Manager, metadata: Way | undefined): Use {
  const id = asNode(identifier);
  return { id, way: isValueReference ? wayOf(id, manager) : (metadata ?? 'type') };
}

function isDefinition({ identifier, init }: Reference, { identifiers }: Variable): boolean {
  return init === true || identifiers.includes(identifier as never);
}

function isImport({ type, node }: Variable['defs'][number]): boolean {
  if (type !== 'ImportBinding') return false;
  const declaration = asNode(node);
  return (
    declaration.type !== 'TSImportEqualsDeclaration' || declaration.moduleReference.type === 'TSExternalModuleReference'
  );
}

function definedAt({ variable }: Named): number {
  const [first] = variable.identifiers;
  return first ? startOf(asNode(first)) : -1;
}

function mentionsOf(named: readonly Named[]): MentionAt[] {
  return named
    .flatMap(({ variable, uses }) =>
      uses.map(({ id, way }) => ({ name: variable.name, type: isTypeWay(way), start: startOf(id) })),
    )
    .sort((a, b) => a.start - b.start);
}

function importUse({ variable: { name }, uses }: Named, { source }: Context): ImportUse {
  const found = new Set(uses.map(({ way }) => way));
  const inOrder = [...uses].sort((a, b) => startOf(a.id) - startOf(b.id));
  return {
    local: name,
    ways: ways.filter((way) => found.has(way)),
    members: uses.length > 0 && uses.every(isMember) ? membersOf(uses) : null,
    places: inOrder.map(({ id }): Place => {
      const start = nameStart(source.text, id);
      return source.place(start, start + name.length);
    }),
  };
}

function membersOf(uses: readonly Use[]): Mention[] {
  return merged(uses.map(({ id, way }) => ({ name: memberOf(id) ?? '', type: isTypeWay(way) })));
}

const pragma = /@(jsx|jsxFrag|jsxImportSource)\s+([\w$.@/-]+)/g;

function factoriesIn({ comments }: Context): string[] | null {
  const found = comments()
    .filter(({ type }) => type === 'Block')
    .flatMap(({ value }) => [...value.matchAll(pragma)]);
  if (found.length === 0) return null;
  return found.flatMap(([, kind, name = '']) => (kind === 'jsxImportSource' ? [] : (name.split('.')[0] ?? [])));
}
