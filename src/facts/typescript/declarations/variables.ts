import type { DeclarationKind } from '../../../core/code.ts';
import { type Node, type Of, boundNames } from '../node.ts';
import { functionTraits, headTraits, valueTraits } from '../traits.ts';
import { isAsync, isFunctionValue, type Names } from './names.ts';
import { scopeAround } from './scopes.ts';

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

/** Adds the names that a scope binds: of imports, variables, functions and their parameters, classes and types. */
export function readVariable(node: Node, parents: readonly Node[], names: Names): void {
  switch (node.type) {
    case 'ImportDeclaration':
      readImport(node, parents, names);
      break;
    case 'VariableDeclarator':
      readDeclarator(node, parents, names);
      break;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'FunctionExpression':
    case 'TSEmptyBodyFunctionExpression':
    case 'ArrowFunctionExpression':
      readFunction(node, parents, names);
      break;
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
    case 'TSTypeParameter':
      if (parents.at(-1)?.type === 'TSTypeParameterDeclaration')
        names.add('typeParameter', node.name, [], [], { node, upper: false });
      break;
  }
}

function readDeclarator(node: Of<'VariableDeclarator'>, parents: readonly Node[], names: Names): void {
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
  return isFunctionValue(init) ? functionTraits(init) : valueTraits(init);
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

const isExport = (node: Node | undefined): boolean =>
  node?.type === 'ExportNamedDeclaration' || node?.type === 'ExportDefaultDeclaration';
