import type { Node } from '../node.ts';

/** The names that export lists and `export default x` of one body mention. */
export function listedNames(body: readonly Node[]): ReadonlySet<string> {
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
export function scopeAround(parents: readonly Node[]): Node | undefined {
  return parents.findLast((node) => scopes.has(node.type) || bindsLoop(node));
}

function bindsLoop(node: Node): boolean {
  const isEach = node.type === 'ForInStatement' || node.type === 'ForOfStatement';
  if (!isEach && node.type !== 'ForStatement') return false;
  const first = isEach ? node.left : node.init;
  return first?.type === 'VariableDeclaration' && first.kind !== 'var';
}
