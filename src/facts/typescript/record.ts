import type { EcmaScriptModule, StaticExport, StaticExportEntry, StaticImport } from 'oxc-parser';
import type { Export, ExportKind, ImportedSymbol } from '../../core/code.ts';
import type { Place } from '../../core/location.ts';
import type { Entry } from './context.ts';
import { type Origins, bindingExport } from './exports.ts';
import type { Source } from './source.ts';

// Each word may stand for an import or export of which the record says nothing. A word too many costs time, one too few a fact.
const beyond = new RegExp(
  [
    String.raw`\b(?:require|createRequire|URL|mock|doMock|unmock|doUnmock|dontMock|deepUnmock|setMock|importActual|importMock|requireActual|requireMock`,
    String.raw`|createMockFromModule|genMockFromModule|unstable_mockModule|unstable_unmockModule)\b`,
    String.raw`|<reference\s|@import\s|\bmodule\b(?=\s*["'/])|\bexport\s*(?=[=@/])|\bexport\s+default\s*(?=[/@])|\bexport\s*\{\s*(?=[}/])`,
    String.raw`|\bawait\s+import\b|\bimport\s*(?=[(/.<])`,
  ].join(''),
  'g',
);
const meta = /\s*\.\s*(?:url|env|dirname|filename|main|hot|vitest)\b/y;
const plain = /^(?:'[^'\\\n]*'|"[^"\\\n]*"|`[^`\\$]*`)$/;

/** What a text holds that may be beyond the record. */
export interface Beyond {
  /** Words after which the record will not do. */
  readonly words: boolean;
  /** `URL`, which matters beside `import.meta` only. */
  readonly urls: boolean;
  /** How often `import` stands before something that the record counts. */
  readonly calls: number;
}

/** Looks through a text, before it is parsed, as far as the first word after which the record will not do. */
export function beyondIn(text: string): Beyond {
  let [urls, calls] = [false, 0];
  beyond.lastIndex = 0;
  for (let match = beyond.exec(text); match; match = beyond.exec(text)) {
    const found = match[0].trimEnd();
    if (found === 'import') calls++;
    else if (found === 'URL') urls = true;
    else return { words: true, urls, calls };
  }
  return { words: false, urls, calls };
}

/** Does oxc's record tell all that this text imports and exports? */
export function recordSuffices(text: string, record: EcmaScriptModule, { words, urls, calls }: Beyond): boolean {
  if (words || (urls && record.importMetas.length > 0)) return false;
  // The words `import(` and `import.meta` in comments, types and strings are more than the record has.
  if (calls !== record.dynamicImports.length + record.importMetas.length) return false;
  const isClear = ({ start, end }: { start: number; end: number }): boolean =>
    !'\'"`('.includes(text.charAt(start)) || plain.test(text.slice(start, end));
  return (
    record.dynamicImports.every(({ moduleRequest }) => isClear(moduleRequest)) &&
    record.importMetas.every(({ end }) => {
      meta.lastIndex = end;
      return meta.test(text);
    })
  );
}

/** The imports of a record. */
export function recordImports(record: EcmaScriptModule, source: Source): Entry[] {
  const found = record.staticImports.map((statement) => staticImport(statement, source));
  for (const statement of record.staticExports) {
    const request = statement.entries[0]?.moduleRequest;
    if (!request || isOfImport(statement)) continue;
    const { entries } = statement;
    const symbols = entries.map(({ importName, exportName, isType }): ImportedSymbol => {
      const name = importName.kind === 'Name' ? (importName.name ?? '') : '*';
      return { name, local: exportName.name ?? '*', type: isType };
    });
    const kind = symbols.every(({ type }) => type) ? 'type' : 'reexport';
    found.push({
      start: request.start,
      import: { specifier: request.value, kind, form: 'export', at: source.place(request.start, request.end), symbols },
    });
  }
  for (const {
    moduleRequest: { start, end },
  } of record.dynamicImports) {
    const written = source.text.slice(start, end);
    if (!plain.test(written)) continue;
    found.push({
      start,
      import: {
        specifier: written.slice(1, -1),
        kind: 'dynamic',
        form: 'import()',
        at: source.place(start, end),
        symbols: [],
      },
    });
  }
  return found;
}

/** `export { a }` of an imported name is filed under the import. */
const isOfImport = ({ end, entries }: StaticExport): boolean => entries.some((entry) => entry.start >= end);

/** Names that an import does not spell. */
const fixedNames: Readonly<Record<string, string>> = { Default: 'default', NamespaceObject: '*' };

function staticImport({ start, entries, moduleRequest }: StaticImport, source: Source): Entry {
  const symbols = entries.map(({ importName, localName, isType }): ImportedSymbol => {
    const name = fixedNames[importName.kind] ?? importName.name ?? '';
    return { name, local: localName.value, type: isType };
  });
  emptyType.lastIndex = start;
  const isType = symbols.length > 0 ? symbols.every(({ type }) => type) : emptyType.test(source.text);
  const at = source.place(moduleRequest.start, moduleRequest.end);
  return {
    start: moduleRequest.start,
    import: { specifier: moduleRequest.value, kind: isType ? 'type' : 'value', form: 'import', at, symbols },
  };
}

const emptyType = /import\s+type\b/y;
const list = /export\s*(?:type\s*)?\{/y;
const head = /export\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+|async\s+)?(?:const\s+(?=enum\b))?([a-z]+)\b/y;
const keywords: Readonly<Record<string, ExportKind>> = {
  __proto__: null as never,
  function: 'function',
  class: 'class',
  const: 'variable',
  let: 'variable',
  var: 'variable',
  using: 'variable',
  type: 'type',
  interface: 'interface',
  enum: 'enum',
  namespace: 'namespace',
  module: 'namespace',
  import: 'binding',
};

/** The exports of a record, in order; null when the text between its entries is unusual. */
export function recordExports(record: EcmaScriptModule, source: Source, origins: Origins): Export[] | null {
  const found: Export[] = [];
  const defaults = new Set(
    record.staticImports.flatMap(({ entries }) =>
      entries.flatMap(({ importName }) => (importName.kind === 'Default' ? [importName.start] : [])),
    ),
  );
  for (const statement of record.staticExports) {
    for (const entry of statement.entries) {
      const one = entry.moduleRequest
        ? exportFrom(statement, entry, { source, origins, isDefault: defaults.has(entry.importName.start) })
        : exportHere(statement, entry, source, origins);
      if (!one) return null;
      found.push(one);
    }
  }
  return found.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
}

function placeOf(source: Source, { start, end }: { start: number | null; end: number | null }): Place {
  return source.place(start ?? 0, end ?? 0);
}

interface Surroundings {
  readonly source: Source;
  readonly origins: Origins;
  /** It is the default import of another file; its name there is no part of this text, and the record spells it at random. */
  readonly isDefault: boolean;
}

function exportFrom(
  statement: StaticExport,
  entry: StaticExportEntry,
  { source, origins, isDefault }: Surroundings,
): Export | null {
  const { moduleRequest, importName, exportName } = entry;
  if (!moduleRequest) return null;
  const place = placeOf(source, moduleRequest);
  const type = entry.isType || (entry.start >= statement.end && isTypeInList(source.text, entry.start));
  const rest = { from: origins.at(place.line, place.column), type };
  if (exportName.name === null) return { name: '*', local: '*', kind: 'star', at: place, ...rest };
  const imported = importName.kind === 'Name' ? importName.name : '*';
  const local = isDefault ? 'default' : imported;
  return { name: exportName.name, local, kind: 'binding', at: placeOf(source, exportName), ...rest };
}

/** Of an imported name, the record tells the import's `type` only. */
function isTypeInList(text: string, start: number): boolean {
  const open = text.lastIndexOf('{', start);
  const entry = text.slice(start, start + 50);
  return (
    /^type\s{1,20}(?!as\b|[,}])/.test(entry) ||
    /\bexport\s{1,20}type\s{0,20}$/.test(text.slice(Math.max(0, open - 50), open)) ||
    /[{,]\s{0,20}type\s{1,20}$/.test(text.slice(Math.max(open, start - 50), start))
  );
}

function exportHere(
  { start }: StaticExport,
  entry: StaticExportEntry,
  source: Source,
  origins: Origins,
): Export | null {
  const { exportName, localName, isType } = entry;
  const isDefault = exportName.kind === 'Default';
  if (isDefault && localName.kind === 'Default') {
    return bindingExport('default', localName.name ?? '', origins.local(localName.name ?? ''), {
      type: false,
      at: placeOf(source, localName),
    });
  }
  list.lastIndex = head.lastIndex = start;
  if (list.test(source.text)) {
    if (exportName.name === null || localName.name === null) return null;
    return bindingExport(exportName.name, localName.name, origins.local(localName.name), {
      type: isType,
      at: placeOf(source, exportName),
    });
  }
  const kind = keywords[head.exec(source.text)?.[1] ?? ''] ?? (isDefault ? 'expression' : null);
  if (isDefault && kind) {
    const local = kind === 'expression' ? null : localName.name;
    return {
      name: 'default',
      local,
      from: null,
      type: kind === 'interface',
      kind,
      at: placeOf(source, local === null ? exportName : localName),
    };
  }
  if (!kind || exportName.name === null) return null;
  if (kind === 'binding')
    return bindingExport(exportName.name, exportName.name, origins.local(exportName.name), {
      type: isType,
      at: placeOf(source, exportName),
    });
  return {
    name: exportName.name,
    local: localName.name,
    from: null,
    type: isType,
    kind,
    at: placeOf(source, exportName),
  };
}
