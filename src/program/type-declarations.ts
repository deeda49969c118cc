import type ts from 'typescript';
import type { TypeScript } from './typed-host.ts';

/** What the declarations of types say that their members do not. */
export interface Declarations {
  isDate(type: ts.Type): boolean;
  /** Do values have the properties of the type and no other meaning? */
  isData(type: ts.ObjectType): boolean;
  /** May values have further properties, since a part of the type is not known? */
  isOpen(type: ts.ObjectType): boolean;
  /** Is a property left out of JSON: a method, an accessor, a symbol? */
  isHidden(symbol: ts.Symbol): boolean;
  /** Is a property a field of a class that nobody has to set? */
  mayBeUnset(symbol: ts.Symbol): boolean;
  /** Is a property made with `null` in JavaScript, where it may get any value later? */
  isPlaceholder(symbol: ts.Symbol, type: ts.Type): boolean;
}

/** The packages whose decorators only check or describe a property. */
const describing = /^(?:class-validator|@nestjs\/swagger)$/;

export function createDeclarations(loaded: TypeScript, program: ts.Program): Declarations {
  const { SymbolFlags } = loaded;
  const checker = program.getTypeChecker();
  const { strict, strictPropertyInitialization = strict } = program.getCompilerOptions();
  const declarationsOf = (type: ts.Type): readonly ts.Declaration[] => type.getSymbol()?.declarations ?? [];
  const isLibrary = (node: ts.Node): boolean => node.getSourceFile().fileName.startsWith('/.lintel/lib/');
  const isInstalled = (node: ts.Node): boolean => node.getSourceFile().fileName.includes('/node_modules/');
  const hasMethods = (type: ts.Type): boolean =>
    checker
      .getPropertiesOfType(type)
      .some(
        (one) =>
          (one.flags & (SymbolFlags.Method | SymbolFlags.Accessor)) !== 0 ||
          checker.getTypeOfSymbol(one).getCallSignatures().length > 0,
      );

  const isUnresolvedBase = (node: ts.Declaration): boolean =>
    (loaded.isClassLike(node) || loaded.isInterfaceDeclaration(node)) &&
    (node.heritageClauses ?? []).some(
      ({ token, types }) =>
        (token === loaded.SyntaxKind.ExtendsKeyword || loaded.isInterfaceDeclaration(node)) &&
        types.some((one) => (checker.getTypeAtLocation(one).flags & loaded.TypeFlags.Any) !== 0),
    );
  const basesOf = (type: ts.ObjectType): readonly ts.BaseType[] =>
    type.isClassOrInterface() ? checker.getBaseTypes(type) : [];
  const isOpen = (type: ts.ObjectType): boolean => {
    const target = 'target' in type ? (type as ts.TypeReference).target : type;
    return (
      declarationsOf(target).some((node) => isUnresolvedBase(node) || isFilledLater(node)) ||
      basesOf(target).some((base) => isOpen(base as ts.ObjectType))
    );
  };
  /** Nothing says that an object of JavaScript keeps the properties that it is made with. */
  const isFilledLater = (node: ts.Declaration): boolean => loaded.isObjectLiteralExpression(node) && isJavaScript(node);

  /** `#own`. */
  const isPrivate = (node: ts.Declaration): boolean => {
    const name = loaded.getNameOfDeclaration(node);
    return name !== undefined && loaded.isPrivateIdentifier(name);
  };

  return {
    isDate: (type) => type.getSymbol()?.name === 'Date' && declarationsOf(type).some(isLibrary),
    isData(type) {
      const named = declarationsOf(type).filter((one) => loaded.isClassLike(one) || loaded.isInterfaceDeclaration(one));
      if (named.some(isLibrary)) return false;
      if (named.some(isInstalled) && (named.some(loaded.isClassLike) || hasMethods(type))) return false;
      return named.every((one) => !loaded.isClassLike(one) || isPlainClass(one, loaded, checker));
    },
    isOpen,
    mayBeUnset: ({ declarations = [] }) =>
      strictPropertyInitialization !== true &&
      declarations.some(
        (one) => loaded.isPropertyDeclaration(one) && !one.initializer && !one.exclamationToken && !one.questionToken,
      ),
    isPlaceholder: ({ declarations = [] }, { flags }) =>
      (flags & loaded.TypeFlags.Null) !== 0 && declarations.some(isJavaScript),
    isHidden: ({ flags, name, declarations = [] }) =>
      (flags & SymbolFlags.Method) !== 0 ||
      name.startsWith('__@') ||
      declarations.some(isPrivate) ||
      ((flags & SymbolFlags.Accessor) !== 0 && declarations.some((one) => loaded.isClassLike(one.parent))),
  };
}

function isJavaScript(node: ts.Node): boolean {
  return /\.[cm]?jsx?$/.test(node.getSourceFile().fileName);
}

/** May no decorator hide or change a member? */
function isPlainClass({ members }: ts.ClassLikeDeclaration, loaded: TypeScript, checker: ts.TypeChecker): boolean {
  return members.every(
    (member) =>
      !loaded.canHaveDecorators(member) ||
      (loaded.getDecorators(member) ?? []).every((one) => isDescribing(one, loaded, checker)),
  );
}

/** Is a decorator one of a package that changes nothing? */
function isDescribing({ expression }: ts.Decorator, loaded: TypeScript, checker: ts.TypeChecker): boolean {
  const callee = loaded.isCallExpression(expression) ? expression.expression : expression;
  const declared = checker.getSymbolAtLocation(callee)?.declarations?.[0];
  const source = declared && loaded.isImportSpecifier(declared) ? declared.parent.parent.parent : null;
  const specifier = source && loaded.isImportDeclaration(source) ? source.moduleSpecifier : null;
  return specifier !== null && loaded.isStringLiteral(specifier) && describing.test(specifier.text);
}
