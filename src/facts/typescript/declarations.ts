import { type Declaration, type DeclarationKind, type Modifier, modifiers } from '../../core/code.ts';
import type { Context } from './context.ts';
import { nameEnd } from './exports.ts';
import { type Node, type Of, type Visit, boundNames, endOf, startOf } from './node.ts';
import { functionTraits, headTraits, valueTraits } from './traits.ts';

/** A declaration with what scope analysis needs to find its variable. */
export interface Found {
  readonly start: number;
  readonly declaration: Declaration;
  /** Where the look-up of its variable begins; null for names that are no variables. */
  readonly scope: { readonly node: Node; readonly upper: boolean } | null;
}

type Named = Of<'PropertyDefinition' | 'TSAbstractPropertyDefinition' | 'MethodDefinition' | 'TSAbstractMethodDefinition' | 'Property' | 'AccessorProperty'
  | 'TSAbstractAccessorProperty' | 'TSPropertySignature' | 'TSMethodSignature'>;
type Marks = (Modifier | false | null | undefined)[];

const bit = Object.fromEntries(modifiers.map((modifier, i) => [modifier, 1 << i])) as Readonly<Record<Modifier, number>>;
const bitsOf = (marks: Marks): number => marks.reduce((bits, mark) => (mark ? bits | bit[mark] : bits), 0);
const functionValues = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'TSEmptyBodyFunctionExpression']);

/** Every name that a program declares, as typescript-eslint's naming-convention sees them. */
export function declarationsOf(context: Context): { visit: Visit; finish(): Found[] } {
  const { source } = context;
  const found: Found[] = [];
  const containers: string[] = [];
  const lists = new Map<Node, ReadonlySet<string>>();
  let container = '';

  const add = (kind: DeclarationKind, id: Node, marks: Marks, traits: readonly string[] = [], scope: Found['scope'] = null): void => {
    const name = keyName(id);
    if (name === null) return;
    const start = startOf(id);
    const at = source.place(start, id.type === 'Identifier' ? nameEnd(source.text, id as Of<'Identifier'>) : endOf(id));
    found.push({ start, scope, declaration: { kind, name, at, modifiers: bitsOf(marks), container, traits } });
  };
  const member = (kind: DeclarationKind, node: Named, marks: Marks, traits: readonly string[] = []): void => {
    if (node.computed) return;
    const name = keyName(node.key);
    add(kind, node.key, [...marks, name !== null && requiresQuotes(name) && 'requiresQuotes'], traits);
  };
  const isListed = (name: string, parents: readonly Node[]): boolean => {
    const scope = scopeAround(parents);
    return scope !== undefined && (lists.get(scope)?.has(name) ?? false);
  };

  const classMember = (node: Of<'PropertyDefinition' | 'TSAbstractPropertyDefinition' | 'MethodDefinition' | 'TSAbstractMethodDefinition'>): void => {
    const marks = memberMarks(node);
    const { value } = node;
    if ('kind' in node && node.kind === 'constructor') return;
    if ('kind' in node && node.kind !== 'method') member('classicAccessor', node, marks, headTraits(node));
    else if (value && functionValues.has(value.type)) {
      member('classMethod', node, [...marks, isAsync(value) && 'async'], [...headTraits(node), ...functionTraits(value)]);
    } else member('classProperty', node, marks, [...headTraits(node), ...valueTraits(value)]);
  };
  const property = (node: Of<'Property'>, parent: Node | undefined): void => {
    if (node.kind !== 'init') member('classicAccessor', node, ['public']);
    else if (functionValues.has(node.value.type)) {
      member('objectLiteralMethod', node, ['public', isAsync(node.value) && 'async'], functionTraits(node.value));
    } else if (parent?.type !== 'ObjectPattern') member('objectLiteralProperty', node, ['public'], valueTraits(node.value));
  };
  const variables = (node: Of<'VariableDeclarator'>, parents: readonly Node[]): void => {
    const parent = parents.at(-1);
    const exported = parents.at(-2)?.type === 'ExportNamedDeclaration';
    const isConst = parent?.type === 'VariableDeclaration' && parent.kind === 'const';
    const isGlobal = scopeAround(parents)?.type === 'Program';
    for (const { id, destructured } of boundNames(node.id)) {
      const direct = id === node.id;
      const traits = direct && node.init ? [...(functionValues.has(node.init.type) ? functionTraits(node.init) : []), ...valueTraits(node.init)] : [];
      add('variable', id, [
        isConst && 'const', isGlobal && 'global', destructured && 'destructured', direct && isAsync(node.init) && 'async',
        (exported || isListed(id.name, parents)) && 'exported',
      ], traits, { node: id, upper: false });
    }
  };
  const fn = (node: Of<'FunctionDeclaration' | 'TSDeclareFunction' | 'FunctionExpression' | 'TSEmptyBodyFunctionExpression' | 'ArrowFunctionExpression'>, parents: readonly Node[]): void => {
    if (node.id && node.type !== 'TSEmptyBodyFunctionExpression') {
      // The name of a function expression is bound in a scope of its own.
      const own = node.type === 'FunctionExpression';
      add('function', node.id, [
        !own && scopeAround(parents)?.type === 'Program' && 'global', node.async && 'async',
        (isExport(parents.at(-1)) || (!own && isListed(node.id.name, parents))) && 'exported',
      ], functionTraits(node), own ? null : { node, upper: true });
    }
    inside(node, () => {
      for (const param of node.params) {
        if (param.type === 'TSParameterProperty') continue;
        for (const { id, destructured } of boundNames(param)) {
          add('parameter', id, [destructured && 'destructured'], id === param ? headTraits(param) : [], { node: id, upper: false });
        }
      }
    });
  };
  const typeLike = (kind: DeclarationKind, node: Of<'ClassDeclaration' | 'ClassExpression' | 'TSInterfaceDeclaration' | 'TSTypeAliasDeclaration' | 'TSEnumDeclaration'>, parents: readonly Node[]): void => {
    if (!node.id) return;
    const ownScope = kind === 'class' || kind === 'enum';
    // A generic interface or alias is looked up in the scope of its parameters, where no list exports it.
    const hidden = 'typeParameters' in node && node.typeParameters && !ownScope;
    add(kind, node.id, [
      'abstract' in node && node.abstract && 'abstract',
      (isExport(parents.at(-1)) || (!hidden && isListed(node.id.name, parents))) && 'exported',
    ], headTraits(node), { node, upper: ownScope });
  };
  const imported = (node: Of<'ImportDeclaration'>, program: Node | undefined): void => {
    for (const specifier of node.specifiers) {
      if (specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier' && specifier.imported.name !== 'default') continue;
      const mark = specifier.type === 'ImportNamespaceSpecifier' ? 'namespace' : 'default';
      add('import', specifier.local, [mark, program && lists.get(program)?.has(specifier.local.name) && 'reexported']);
    }
  };
  function inside(node: Node, act: () => void): void {
    const around = container;
    container = within(container, node);
    act();
    container = around;
  }

  const visit: Visit = (node, parents) => {
    container = containers[parents.length - 1] ?? '';
    containers[parents.length] = within(container, node);
    const parent = parents.at(-1);
    switch (node.type) {
      case 'Program': case 'TSModuleBlock': lists.set(node, listedNames(node.body)); break;
      case 'ImportDeclaration': imported(node, parents[0]); break;
      case 'VariableDeclarator': variables(node, parents); break;
      case 'FunctionDeclaration': case 'TSDeclareFunction': case 'FunctionExpression': case 'TSEmptyBodyFunctionExpression': case 'ArrowFunctionExpression':
        fn(node, parents);
        break;
      case 'TSParameterProperty':
        for (const { id } of boundNames(node.parameter)) add('parameterProperty', id, memberMarks(node), headTraits(node));
        break;
      case 'PropertyDefinition': case 'TSAbstractPropertyDefinition': case 'MethodDefinition': case 'TSAbstractMethodDefinition': classMember(node); break;
      case 'AccessorProperty': case 'TSAbstractAccessorProperty': member('autoAccessor', node, memberMarks(node), headTraits(node)); break;
      case 'Property': property(node, parent); break;
      case 'TSMethodSignature': member('typeMethod', node, ['public'], functionTraits(node)); break;
      case 'TSPropertySignature': {
        const type = node.typeAnnotation?.typeAnnotation;
        if (type?.type === 'TSFunctionType') member('typeMethod', node, ['public'], functionTraits(type));
        else member('typeProperty', node, ['public', node.readonly && 'readonly']);
        break;
      }
      case 'ClassDeclaration': case 'ClassExpression': typeLike('class', node, parents); break;
      case 'TSInterfaceDeclaration': typeLike('interface', node, parents); break;
      case 'TSTypeAliasDeclaration': typeLike('typeAlias', node, parents); break;
      case 'TSEnumDeclaration': typeLike('enum', node, parents); break;
      case 'TSEnumMember': {
        const name = keyName(node.id);
        add('enumMember', node.id, [name !== null && requiresQuotes(name) && 'requiresQuotes']);
        break;
      }
      case 'TSTypeParameter':
        if (parent?.type === 'TSTypeParameterDeclaration') add('typeParameter', node.name, [], [], { node, upper: false });
        break;
    }
  };
  return { visit, finish: () => found.sort((a, b) => a.start - b.start) };
}

const isAsync = (node: Node | null | undefined): boolean => !!node && 'async' in node && node.async;
const isExport = (node: Node | undefined): boolean => node?.type === 'ExportNamedDeclaration' || node?.type === 'ExportDefaultDeclaration';

function memberMarks(node: Exclude<Named, Of<'Property' | 'TSPropertySignature' | 'TSMethodSignature'>> | Of<'TSParameterProperty'>): Marks {
  const isPrivate = 'key' in node && node.key.type === 'PrivateIdentifier';
  return [
    isPrivate ? '#private' : node.accessibility ?? 'public', node.static && 'static', 'readonly' in node && node.readonly && 'readonly',
    'override' in node && node.override && 'override', node.type.startsWith('TSAbstract') && 'abstract',
  ];
}

/** The name that a key or identifier spells; null when it is computed. */
export function keyName(key: Node): string | null {
  switch (key.type) {
    case 'Identifier': case 'PrivateIdentifier': return key.name;
    case 'Literal': return String('bigint' in key ? key.bigint : key.value);
    case 'TemplateLiteral': return key.quasis[0]?.value.cooked ?? null;
    default: return null;
  }
}

// By UTF-16 units as TypeScript's own test goes, so that a letter beyond the first plane needs quotes.
const requiresQuotes = (name: string): boolean =>
  !/^[A-Za-z_$][\w$]*$/.test(name) && (!/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name) || /[\ud800-\udfff]/.test(name));

/** The names that export lists and `export default x` of one body mention. */
function listedNames(body: readonly Node[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of body) {
    if (node.type === 'ExportDefaultDeclaration' && node.declaration.type === 'Identifier') names.add(node.declaration.name);
    if (node.type !== 'ExportNamedDeclaration' || node.source) continue;
    for (const { local } of node.specifiers) if (local.type === 'Identifier') names.add(local.name);
  }
  return names;
}

const scopes = new Set([
  'Program', 'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassDeclaration', 'ClassExpression', 'BlockStatement', 'CatchClause',
  'SwitchStatement', 'WithStatement', 'StaticBlock', 'TSModuleBlock', 'TSEnumDeclaration', 'TSDeclareFunction', 'TSEmptyBodyFunctionExpression',
]);

/** The node whose scope is the nearest around. */
function scopeAround(parents: readonly Node[]): Node | undefined {
  return parents.findLast((node) => scopes.has(node.type) || bindsLoop(node));
}

function bindsLoop(node: Node): boolean {
  const first = node.type === 'ForStatement' ? node.init : node.type === 'ForInStatement' || node.type === 'ForOfStatement' ? node.left : null;
  return first?.type === 'VariableDeclaration' && first.kind !== 'var';
}

/** What a node adds to the names around its children. */
function within(container: string, node: Node): string {
  const name = ownName(node);
  return name === null ? container : container === '' ? name : `${container}.${name}`;
}

function ownName(node: Node): string | null {
  switch (node.type) {
    case 'FunctionDeclaration': case 'TSDeclareFunction': case 'FunctionExpression': case 'ClassDeclaration': case 'ClassExpression':
    case 'TSInterfaceDeclaration': case 'TSTypeAliasDeclaration': case 'TSEnumDeclaration': return node.id?.name ?? null;
    case 'VariableDeclarator': return node.id.type === 'Identifier' ? node.id.name : null;
    case 'TSModuleDeclaration': return dotted(node.id);
    case 'Property': case 'PropertyDefinition': case 'TSAbstractPropertyDefinition': case 'MethodDefinition': case 'TSAbstractMethodDefinition':
    case 'AccessorProperty': case 'TSAbstractAccessorProperty': case 'TSPropertySignature': case 'TSMethodSignature':
      return node.computed ? null : keyName(node.key);
    default: return null;
  }
}

const dotted = (node: Node): string | null => (node.type === 'TSQualifiedName' ? `${dotted(node.left) ?? ''}.${node.right.name}` : keyName(node));
