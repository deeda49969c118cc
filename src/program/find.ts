import { ts } from 'ts-morph';
import { nearest } from '../core/nearest.ts';
import type { Path } from '../core/location.ts';
import { isSpecifier } from './binding.ts';
import { commonJsExport, exportedName, exportedValue, moduleSymbol, offered, unpackedModule } from './common-js.ts';
import { pathOf, type Program } from './program.ts';

/** A symbol with the name of its declaration. */
export interface Found {
  readonly symbol: ts.Symbol;
  readonly name: ts.Identifier;
}

/** The top-level symbol of a file by name, or why it cannot be renamed there. */
export function findSymbol(
  { checker, source }: Program,
  file: Path,
  name: string,
): Found | { readonly reason: string } {
  const own = source(file);
  const module = moduleSymbol(checker, own);
  const exported = module && offered(checker, module, name);
  const isIn = ({ declarations }: ts.Symbol): boolean =>
    declarations?.some((one) => one.getSourceFile() === own) ?? false;
  const symbol = exported ?? checker.getSymbolsInScope(own, anything).find((one) => one.name === name && isIn(one));
  if (!symbol) return { reason: missing(file, name, [...(module ? checker.getExportsOfModule(module) : [])]) };
  const declared = declaredBy(checker, symbol, own);
  if (declared.declarations?.some((one) => unpackedModule(checker, one)))
    return elsewhere(checker.getAliasedSymbol(declared), name);
  const declaration = declared.declarations?.find((one) => one.getSourceFile() === own);
  if (!declaration) return elsewhere(declared, name);
  const written = ts.getNameOfDeclaration(declaration);
  if (!written || !ts.isIdentifier(written) || written.text !== name)
    return { reason: `\`${name}\` is not declared by name in ${file}` };
  if (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration))
    return elsewhere(checker.getAliasedSymbol(declared), name);
  const outside = declared.declarations?.find((one) => one.getSourceFile() !== own);
  if (!module || (outside && !moduleSymbol(checker, outside.getSourceFile())))
    return { reason: `\`${name}\` is global: any file may use it` };
  return { symbol: declared, name: written };
}

const anything = ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Namespace | ts.SymbolFlags.Alias;

/** What `export { x }` or `exports.x = x` exports, where it is declared in the same file; other exports declare their names themselves. */
function declaredBy(checker: ts.TypeChecker, symbol: ts.Symbol, own: ts.SourceFile): ts.Symbol {
  const outlet = commonJsExport(symbol);
  const value = outlet && exportedName(outlet)?.text === symbol.name ? exportedValue(checker, outlet) : undefined;
  if (value) return value;
  const specifier = symbol.declarations?.find(isSpecifier);
  if (!specifier || !ts.isExportSpecifier(specifier) || specifier.propertyName) return symbol;
  if (specifier.parent.parent.moduleSpecifier) return checker.getAliasedSymbol(symbol);
  const local = checker.getExportSpecifierLocalTargetSymbol(specifier);
  if (!local) return symbol;
  return local.declarations?.[0]?.getSourceFile() === own ? local : checker.getAliasedSymbol(symbol);
}

function elsewhere({ declarations }: ts.Symbol, name: string): { readonly reason: string } {
  const at = declarations?.[0]?.getSourceFile().fileName;
  if (at === undefined) return { reason: `\`${name}\` comes from outside the project` };
  return { reason: `\`${name}\` is declared in ${pathOf(at)}: rename ${pathOf(at)}#${name}` };
}

function missing(file: Path, name: string, exported: readonly ts.Symbol[]): string {
  const near = nearest(
    name,
    exported.map((one) => one.name),
  );
  return `${file} has no top-level \`${name}\`${near === undefined ? '' : `: did you mean \`${near}\`?`}`;
}
