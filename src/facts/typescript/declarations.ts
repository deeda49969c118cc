import { type Declaration, type DeclarationKind, type Modifier, modifiers } from '../../core/code.ts';
import type { Context } from './context.ts';
import { nameEnd, nameStart } from './exports.ts';
import { type Node, type Of, type Visit, boundNames, endOf } from './node.ts';
import { functionTraits, headTraits, valueTraits } from './traits.ts';

/** A declaration with what scope analysis needs to find its variable. */
export interface Found {
  readonly start: number;
  readonly declaration: Declaration;
  /** Where the look-up of its variable begins; null for names that are no variables. */
  readonly scope: { readonly node: Node; readonly upper: boolean } | null;
}

type Named = Of<
  | 'PropertyDefinition'
  | 'TSAbstractPropertyDefinition'
  | 'MethodDefinition'
  | 'TSAbstractMethodDefinition'
  | 'Property'
  | 'AccessorProperty'
  | 'TSAbstractAccessorProperty'
  | 'TSPropertySignature'
  | 'TSMethodSignature'
>;
type Marks = (Modifier | false | null | undefined)[];

const bit = Object.fromEntries(modifiers.map((modifier, i) => [modifier, 1 << i])) as Readonly<
  Record<Modifier, number>
>;
const bitsOf = (marks: Marks): number => marks.reduce((bits, mark) => (mark ? bits | bit[mark] : bits), 0);
const functionValues = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'TSEmptyBodyFunctionExpression']);

/** Where declarations are gathered. */
interface Names {
  add(kind: DeclarationKind, id: Node, marks: Marks, traits?: readonly string[], scope?: Found['scope']): void;
  /** Adds the name of a member, unless it is computed. */
  member(kind: DeclarationKind, node: Named, marks: Marks, traits?: readonly string[]): void;
  /** Does an export list of the scope around mention the name? */
  isListed(name: string, parents: readonly Node[]): boolean;
  /** Adds what stands inside a node while the node itself is visited. */
  inside(node: Node, act: () => void): void;
}

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
    readNode(node, parents, names);
  };
  return { visit, finish: () => found.sort((a, b) => a.start - b.start) };
}

function readNode(node: Node, parents: readonly Node[], names: Names): void {
  switch (node.type) {
    case 'ImportDeclaration':
      readImport(node, parents, names);
      break;
    case 'VariableDeclarator':
      readVariables(node, parents, names);
      break;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'FunctionExpression':
    case 'TSEmptyBodyFunctionExpression':
    case 'ArrowFunctionExpression':
      readFunction(node, parents, names);
      break;
    case 'TSParameterProperty':
      for (const { id } of boundNames(node.parameter))
        names.add('parameterProperty', id, memberMarks(node), headTraits(node));
      break;
    case 'PropertyDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
      readClassMember(node, names);
      break;
    case 'AccessorProperty':
    case 'TSAbstractAccessorProperty':
      names.member('autoAccessor', node, memberMarks(node), headTraits(node));
      break;
    case 'Property':
      readProperty(node, parents.at(-1), names);
      break;
    case 'TSMethodSignature':
      names.member('typeMethod', node, ['public'], functionTraits(node));
      break;
    case 'TSPropertySignature': {
      const type = node.typeAnnotation?.typeAnnotation;
      if (type?.type === 'TSFunctionType') names.member('typeMethod', node, ['public'], functionTraits(type));
      else names.member('typeProperty', node, ['public', node.readonly && 'readonly']);
      break;
    }
    case 'ClassDeclaration':
    case 'ClassExpression':
      readTypeLike('class', node, parents, names);
      break;
    case 'TSInterfaceDeclaration':
      readTypeLike('interface', node, parents, names);
      break;
    case 'TSTypeAliasDeclaration':
      readTypeLike('typeAlias', node, parents, names);
      break;
    case 'TSEnumDeclaration':
      readTypeLike('enum', node, parents, names);
      break;
    case 'TSEnumMember':
      names.add('enumMember', node.id, [requiresQuotes(keyName(node.id)) && 'requiresQuotes']);
      break;
    case 'TSTypeParameter':
      if (parents.at(-1)?.type === 'TSTypeParameterDeclaration')
        names.add('typeParameter', node.name, [], [], { node, upper: false });
      break;
  }
}

type ClassMember = Of<
  'PropertyDefinition' | 'TSAbstractPropertyDefinition' | 'MethodDefinition' | 'TSAbstractMethodDefinition'
>;
type AnyFunction = Of<
  | 'FunctionDeclaration'
  | 'TSDeclareFunction'
  | 'FunctionExpression'
  | 'TSEmptyBodyFunctionExpression'
  | 'ArrowFunctionExpression'
>;
type TypeLike = Of<
  'ClassDeclaration' | 'ClassExpression' | 'TSInterfaceDeclaration' | 'TSTypeAliasDeclaration' | 'TSEnumDeclaration'
>;

function readClassMember(node: ClassMember, names: Names): void {
  const marks = memberMarks(node);
  const { value } = node;
  if ('kind' in node && node.kind === 'constructor') return;
  if ('kind' in node && node.kind !== 'method') names.member('classicAccessor', node, marks, headTraits(node));
  else if (value && functionValues.has(value.type)) {
    names.member(
      'classMethod',
      node,
      [...marks, isAsync(value) && 'async'],
      [...headTraits(node), ...functionTraits(value)],
    );
  } else names.member('classProperty', node, marks, [...headTraits(node), ...valueTraits(value)]);
}

function readProperty(node: Of<'Property'>, parent: Node | undefined, names: Names): void {
  if (node.kind !== 'init') names.member('classicAccessor', node, ['public']);
  else if (functionValues.has(node.value.type)) {
    names.member('objectLiteralMethod', node, ['public', isAsync(node.value) && 'async'], functionTraits(node.value));
  } else if (parent?.type !== 'ObjectPattern')
    names.member('objectLiteralProperty', node, ['public'], valueTraits(node.value));
}

function readVariables(node: Of<'VariableDeclarator'>, parents: readonly Node[], names: Names): void {
  const parent = parents.at(-1);
  const { init } = node;
  const isConst = parent?.type === 'VariableDeclaration' && parent.kind === 'const';
  const isGlobal = scopeAround(parents)?.type === 'Program';
  for (const { id, destructured } of boundNames(node.id)) {
    const direct = id === node.id;
    const traits = direct && init ? initialTraits(init) : [];
    const exported = parents.at(-2)?.type === 'ExportNamedDeclaration' || names.isListed(id.name, parents);
    names.add(
      'variable',
      id,
      [
        isConst && 'const',
        isGlobal && 'global',
        destructured && 'destructured',
        direct && isAsync(init) && 'async',
        exported && 'exported',
      ],
      traits,
      { node: id, upper: false },
    );
  }
}

function initialTraits(init: Node): readonly string[] {
  return functionValues.has(init.type) ? functionTraits(init) : valueTraits(init);
}

function readFunction(node: AnyFunction, parents: readonly Node[], names: Names): void {
  if (node.id && node.type !== 'TSEmptyBodyFunctionExpression') {
    // The name of a function expression is bound in a scope of its own.
    const own = node.type === 'FunctionExpression';
    const exported = isExport(parents.at(-1)) || (!own && names.isListed(node.id.name, parents));
    const isGlobal = !own && scopeAround(parents)?.type === 'Program';
    names.add(
      'function',
      node.id,
      [isGlobal && 'global', node.async && 'async', exported && 'exported'],
      functionTraits(node),
      own ? null : { node, upper: true },
    );
  }
  names.inside(node, () => {
    for (const param of node.params) {
      if (param.type === 'TSParameterProperty') continue;
      for (const { id, destructured } of boundNames(param)) {
        names.add('parameter', id, [destructured && 'destructured'], id === param ? headTraits(param) : [], {
          node: id,
          upper: false,
        });
      }
    }
  });
}

function readTypeLike(kind: DeclarationKind, node: TypeLike, parents: readonly Node[], names: Names): void {
  if (!node.id) return;
  const ownScope = kind === 'class' || kind === 'enum';
  // A generic interface or alias is looked up in the scope of its parameters, where no list exports it.
  const hidden = !ownScope && 'typeParameters' in node && node.typeParameters;
  const exported = isExport(parents.at(-1)) || (!hidden && names.isListed(node.id.name, parents));
  names.add(
    kind,
    node.id,
    ['abstract' in node && node.abstract && 'abstract', exported && 'exported'],
    headTraits(node),
    { node, upper: ownScope },
  );
}

function readImport(node: Of<'ImportDeclaration'>, parents: readonly Node[], names: Names): void {
  for (const specifier of node.specifiers) {
    if (
      specifier.type === 'ImportSpecifier' &&
      specifier.imported.type === 'Identifier' &&
      specifier.imported.name !== 'default'
    )
      continue;
    const mark = specifier.type === 'ImportNamespaceSpecifier' ? 'namespace' : 'default';
    names.add('import', specifier.local, [mark, names.isListed(specifier.local.name, parents) && 'reexported']);
  }
}

const isAsync = (node: Node | null | undefined): boolean => !!node && 'async' in node && node.async;
const isExport = (node: Node | undefined): boolean =>
  node?.type === 'ExportNamedDeclaration' || node?.type === 'ExportDefaultDeclaration';

function memberMarks(
  node: Exclude<Named, Of<'Property' | 'TSPropertySignature' | 'TSMethodSignature'>> | Of<'TSParameterProperty'>,
): Marks {
  const isPrivate = 'key' in node && node.key.type === 'PrivateIdentifier';
  return [
    isPrivate ? '#private' : (node.accessibility ?? 'public'),
    node.static && 'static',
    'readonly' in node && node.readonly && 'readonly',
    'override' in node && node.override && 'override',
    node.type.startsWith('TSAbstract') && 'abstract',
  ];
}

/** The name that a key or identifier spells; null when it is computed. */
export function keyName(key: Node): string | null {
  switch (key.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return key.name;
    case 'Literal':
      return String('bigint' in key ? key.bigint : key.value);
    case 'TemplateLiteral':
      return key.quasis[0]?.value.cooked ?? null;
    default:
      return null;
  }
}

// By UTF-16 units as TypeScript's own test goes, so that a letter beyond the first plane needs quotes.
const requiresQuotes = (name: string | null): boolean =>
  name !== null &&
  !/^[A-Za-z_$][\w$]*$/.test(name) &&
  (!/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name) || /[\ud800-\udfff]/.test(name));

/** The names that export lists and `export default x` of one body mention. */
function listedNames(body: readonly Node[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of body) {
    if (node.type === 'ExportDefaultDeclaration' && node.declaration.type === 'Identifier')
      names.add(node.declaration.name);
    if (node.type !== 'ExportNamedDeclaration' || node.source) continue;
    for (const { local } of node.specifiers) if (local.type === 'Identifier') names.add(local.name);
  }
  return names;
}

const scopes = new Set([
  'Program',
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassDeclaration',
  'ClassExpression',
  'BlockStatement',
  'CatchClause',
  'SwitchStatement',
  'WithStatement',
  'StaticBlock',
  'TSModuleBlock',
  'TSEnumDeclaration',
  'TSDeclareFunction',
  'TSEmptyBodyFunctionExpression',
]);

/** The node whose scope is the nearest around. */
function scopeAround(parents: readonly Node[]): Node | undefined {
  return parents.findLast((node) => scopes.has(node.type) || bindsLoop(node));
}

function bindsLoop(node: Node): boolean {
  const isEach = node.type === 'ForInStatement' || node.type === 'ForOfStatement';
  if (!isEach && node.type !== 'ForStatement') return false;
  const first = isEach ? node.left : node.init;
  return first?.type === 'VariableDeclaration' && first.kind !== 'var';
}

/** What a node adds to the names around its children. */
function within(container: string, node: Node): string {
  const name = ownName(node);
  if (name === null) return container;
  return container === '' ? name : `${container}.${name}`;
}

function ownName(node: Node): string | null {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
      return node.id?.name ?? null;
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' ? node.id.name : null;
    case 'TSModuleDeclaration':
      return dotted(node.id);
    case 'Property':
    case 'PropertyDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
    case 'AccessorProperty':
    case 'TSAbstractAccessorProperty':
    case 'TSPropertySignature':
    case 'TSMethodSignature':
      return node.computed ? null : keyName(node.key);
    default:
      return null;
  }
}

const dotted = (node: Node): string | null =>
  node.type === 'TSQualifiedName' ? `${dotted(node.left) ?? ''}.${node.right.name}` : keyName(node);
