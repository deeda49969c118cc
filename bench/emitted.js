import ts from 'typescript';

/**
 * What is left of the imports and re-exports of each file in what TypeScript writes: `import ./x`, `export ./x`, `require ./x`, in order.
 * `import {} from './x'` is what `verbatimModuleSyntax` leaves of `import { type X }`, which Lintel calls an import of types: `empty import ./x`.
 */
export function emittedBy(program) {
  const found = new Map();
  program.emit(
    undefined,
    (_, text, __, ___, sources = []) => {
      const [source] = sources;
      if (source) found.set(source.fileName, linksIn(text));
    },
    undefined,
    false,
  );
  return found;
}

function linksIn(text) {
  const links = [];
  const visit = (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
      links.push(
        `${isEmpty(node) ? 'empty ' : ''}${ts.isImportDeclaration(node) ? 'import' : 'export'} ${node.moduleSpecifier.text}`,
      );
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'require')
      links.push(`require ${node.arguments[0].text}`);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('out.jsx', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.JSX));
  return links;
}

function isEmpty(node) {
  const named = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
  return !node.importClause?.name && named?.elements?.length === 0;
}
