import { ts } from 'ts-morph';
import {
  commonJsExport,
  exportedValue,
  isCommonJsExport,
  offered,
  type CommonJsExport,
  unpackedModule,
} from './common-js.ts';
import type { Program } from './program.ts';
import type { Token } from './tokens.ts';

/** How a use of the symbol is written, and so what its new name is written as. */
export type Form =
  /** The name alone. */
  | 'plain'
  /** `{ x }`, whose key stays. */
  | 'value'
  /** `{ x }` of a pattern, whose variable stays. */
  | 'key'
  /** `x as y` of an import or export. */
  | 'aliased'
  /** `{ x }` of an export whose outer name stays. */
  | 'kept';

/** Where a module offers a symbol under a name of its own choice. */
export type Outlet = ts.ExportSpecifier | CommonJsExport;

/** A symbol under one name, in one state of the texts. */
export interface Binding {
  /** How a token uses the symbol by this name; null where it means something else. */
  formOf(token: Token): Form | null;
  /** Does a module offer the symbol by this name? */
  isOfferedBy(module: ts.Symbol | undefined): boolean;
}

/** Follows a symbol through imports and exports, as far as these keep its name. `keeps`: this export keeps its outer name whatever happens. */
export function bindingOf(
  { checker }: Program,
  { symbol, name, keeps }: { readonly symbol: ts.Symbol; readonly name: string; keeps(outlet: Outlet): boolean },
): Binding {
  const known = new Map<ts.Symbol, boolean>();
  const carries = (one: ts.Symbol | undefined): boolean => {
    if (!one) return false;
    if (isSame(checker, one, symbol)) return true;
    const before = known.get(one);
    if (before !== undefined) return before;
    known.set(one, false);
    const found = follows(one);
    known.set(one, found);
    return found;
  };
  const follows = (alias: ts.Symbol): boolean => {
    const specifier = alias.declarations?.find(isSpecifier);
    if (!specifier) return alias.name === name && followsCommonJs(alias);
    if (specifier.propertyName || specifier.name.text !== name) return false;
    return !(ts.isExportSpecifier(specifier) && keeps(specifier)) && carries(sourceOf(checker, specifier));
  };
  const followsCommonJs = (alias: ts.Symbol): boolean => {
    const outlet = commonJsExport(alias);
    if (outlet) return !keeps(outlet) && carries(exportedValue(checker, outlet));
    const unpacked = alias.declarations?.find(ts.isBindingElement);
    const module = unpacked && !unpacked.propertyName ? unpackedModule(checker, unpacked) : undefined;
    return module !== undefined && carries(offered(checker, module, name));
  };
  const shorthandForm = (parent: ts.ShorthandPropertyAssignment): Form | null => {
    if (!carries(checker.getShorthandAssignmentValueSymbol(parent))) return null;
    return isCommonJsExport(parent) && !keeps(parent) ? 'plain' : 'value';
  };
  const elementForm = (token: Token, element: ts.BindingElement): Form | null => {
    const pattern = element.parent;
    const isVariable = carries(checker.getSymbolAtLocation(token));
    if (!ts.isObjectBindingPattern(pattern) || unpackedModule(checker, element)) return isVariable ? 'plain' : null;
    if (isVariable) return 'value';
    return carries(checker.getTypeAtLocation(pattern).getProperty(name)) ? 'key' : null;
  };
  const formOf = (token: Token): Form | null => {
    const { parent } = token;
    if (ts.isShorthandPropertyAssignment(parent) && parent.name === token) return shorthandForm(parent);
    if (ts.isBindingElement(parent) && parent.name === token && !parent.propertyName) return elementForm(token, parent);
    if (isSpecifier(parent) && parent.propertyName === token)
      return carries(sourceOf(checker, parent)) ? 'aliased' : null;
    if (ts.isExportSpecifier(parent) && parent.name === token && !parent.propertyName && keeps(parent))
      return carries(sourceOf(checker, parent)) ? 'kept' : null;
    return carries(checker.getSymbolAtLocation(token)) ? 'plain' : null;
  };
  return {
    formOf,
    isOfferedBy: (module) => module !== undefined && carries(offered(checker, module, name)),
  };
}

export function isSpecifier(node: ts.Node): node is ts.ImportSpecifier | ts.ExportSpecifier {
  return ts.isImportSpecifier(node) || ts.isExportSpecifier(node);
}

/** What a specifier names, where it comes from. */
function sourceOf(checker: ts.TypeChecker, specifier: ts.ImportSpecifier | ts.ExportSpecifier): ts.Symbol | undefined {
  const from = ts.isImportSpecifier(specifier) ? specifier.parent.parent.parent : specifier.parent.parent;
  const module = from.moduleSpecifier && checker.getSymbolAtLocation(from.moduleSpecifier);
  if (module) return offered(checker, module, (specifier.propertyName ?? specifier.name).text);
  return ts.isExportSpecifier(specifier) && !from.moduleSpecifier
    ? checker.getExportSpecifierLocalTargetSymbol(specifier)
    : undefined;
}

/** Declarations tell symbols apart: the checker has several symbols for what is exported. */
function isSame(checker: ts.TypeChecker, one: ts.Symbol, other: ts.Symbol): boolean {
  const [a, b] = [one, other].map((symbol) => checker.getExportSymbolOfSymbol(symbol).declarations?.[0]);
  return a !== undefined && a === b;
}
