import type { Import, ImportedSymbol } from '../../../core/code.ts';

/** An import written down again on one line. */
export function quote(one: Import): string {
  const from = `'${one.specifier}'`;
  switch (one.form) {
    case 'import':
      return one.symbols.length ? `import ${clause(one)} from ${from}` : `import ${from}`;
    case 'export':
      return `export ${clause(one)} from ${from}`;
    case 'import()':
      return `import(${from})`;
    case 'require':
      return `require(${from})`;
    case 'import=':
      return `import ${one.symbols[0]?.local ?? '…'} = require(${from})`;
    case 'import-type':
      return `import(${from})`;
    case 'jsdoc':
      return `@import ${from}`;
    case 'reference':
      return `/// <reference path="${one.specifier}" />`;
    case 'declare-module':
      return `declare module ${from}`;
    case 'new-url':
      return `new URL(${from}, import.meta.url)`;
    case 'mock':
      return `mock(${from})`;
    default:
      return `${one.form}(${from})`;
  }
}

function clause(one: Import): string {
  const type = one.kind === 'type' ? 'type ' : '';
  const named: string[] = [];
  const outside: string[] = [];
  for (const symbol of one.symbols) {
    if (one.form === 'import' && symbol.name === 'default') outside.unshift(symbol.local);
    else if (symbol.name === '*') outside.push(symbol.local === '*' ? '*' : `* as ${symbol.local}`);
    else named.push(`${symbol.type && !type ? 'type ' : ''}${renamed(symbol)}`);
  }
  if (named.length || outside.length === 0) outside.push(named.length ? `{ ${named.join(', ')} }` : '{}');
  return type + outside.join(', ');
}

function renamed(symbol: ImportedSymbol): string {
  return symbol.name === symbol.local ? symbol.name : `${symbol.name} as ${symbol.local}`;
}
