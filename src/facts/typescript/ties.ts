import type { Tie } from '../../core/bindings.ts';
import type { Node } from './node.ts';
import { asNode, type Definition, parentOf, type Scope, type Variable } from './scopes.ts';

/** What the whole program says of its names. */
export interface Program {
  /** Its top-level names are its own. */
  readonly isModule: boolean;
  /** It only declares what is elsewhere. */
  readonly isDeclaration: boolean;
  readonly hasTags: boolean;
  /** Scopes whose names `eval` or `with` can see. */
  readonly evaluated: ReadonlySet<Scope>;
}

/** Why this variable's name cannot be changed by a look at its file alone; null when it can. */
export function tieOf(variable: Variable, program: Program): Tie | null {
  const { defs, scope } = variable;
  const isTop = scope.type === 'module' || scope.type === 'global';
  if (program.evaluated.has(scope)) return 'evaluated';
  if (isTop && !program.isModule) return 'global';
  if ((isTop || scope.type === 'tsModule') && (program.isDeclaration || defs.some(isAmbient))) return 'ambient';
  for (const def of defs) {
    const tie = tieOfDefinition(def);
    if (tie !== null) return tie;
  }
  return program.hasTags && isFactory(variable) ? 'factory' : null;
}

function tieOfDefinition(def: Definition): Tie | null {
  if (def.type === 'TSEnumMemberName' || isParameterProperty(def)) return 'member';
  if (def.type !== 'Parameter' && parentOf(statementOf(def))?.type === 'ExportNamedDeclaration') return 'exported';
  return null;
}

/** What JSX may be turned into calls of, without a word in the text. */
const factories = new Set([
  'React',
  'Preact',
  'preact',
  'h',
  'jsx',
  'Fragment',
  'createElement',
  'Vue',
  'Inferno',
  'm',
  'dom',
]);

function isFactory({ name, defs, references }: Variable): boolean {
  return defs.some(({ type }) => type === 'ImportBinding') && (factories.has(name) || references.length === 0);
}

function statementOf({ type, node, parent }: Definition): Node {
  return asNode(type === 'Variable' && parent ? parent : node);
}

/** Does the definition stand for something that is made elsewhere? */
function isAmbient(def: Definition): boolean {
  const statement = statementOf(def);
  if ('declare' in statement && statement.declare) return true;
  for (let at = parentOf(statement); at; at = parentOf(at)) {
    if (at.type === 'TSModuleDeclaration' && (at.declare || at.kind === 'global')) return true;
  }
  return false;
}

function isParameterProperty({ type, name }: Definition): boolean {
  if (type !== 'Parameter') return false;
  const parent = parentOf(asNode(name));
  return (
    parent?.type === 'TSParameterProperty' ||
    (parent?.type === 'AssignmentPattern' && parentOf(parent)?.type === 'TSParameterProperty')
  );
}
