import type {
  EcmaScriptModule,
  ExportExportName,
  ExportImportName,
  ExportLocalName,
  ImportName,
  StaticExportEntry,
  StaticImport,
} from 'oxc-parser';

interface Span {
  readonly start: number;
  readonly end: number;
}
/** A name as the parser leaves it: a name with its span, the span of a default, or the word for what has neither. */
type LazyName = string | (Span & { readonly value?: string });
type Lazily<T> = { readonly [K in keyof T]: K extends 'importName' | 'exportName' | 'localName' ? LazyName : T[K] };

/** oxc's record where it was left in the parser's memory: there, names are told in fewer words. */
export interface LazyRecord extends Pick<EcmaScriptModule, 'hasModuleSyntax' | 'dynamicImports' | 'importMetas'> {
  readonly staticImports: readonly (Span &
    Pick<StaticImport, 'moduleRequest'> & {
      readonly entries: readonly (Pick<StaticImport['entries'][number], 'localName' | 'isType'> & {
        readonly importName: LazyName;
      })[];
    })[];
  readonly staticExports: readonly (Span & { readonly entries: readonly Lazily<StaticExportEntry>[] })[];
}

/** The record as oxc tells it elsewhere. */
export function wholeRecord(
  { hasModuleSyntax, staticImports, staticExports, dynamicImports, importMetas }: LazyRecord,
  text: string,
): EcmaScriptModule {
  return {
    hasModuleSyntax,
    staticImports: staticImports.map(({ start, end, moduleRequest, entries }) => ({
      start,
      end,
      moduleRequest: requestOf(moduleRequest),
      entries: entries.map(({ importName, localName, isType }) => ({
        importName: nameOf(importName, { namespaceObject: 'NamespaceObject' }) as ImportName,
        localName: { value: localName.value, start: localName.start, end: localName.end },
        isType,
      })),
    })),
    staticExports: staticExports.map(({ start, end, entries }) => ({
      start,
      end,
      entries: entries.map((entry) => ({
        start: entry.start,
        end: entry.end,
        isType: entry.isType,
        moduleRequest: entry.moduleRequest && requestOf(entry.moduleRequest),
        importName: nameOf(entry.importName, {
          all: 'All',
          allButDefault: 'AllButDefault',
          null: 'None',
        }) as ExportImportName,
        exportName: nameOf(entry.exportName, { null: 'None' }) as ExportExportName,
        localName: localNameOf(entry, text),
      })),
    })),
    dynamicImports: dynamicImports.map(({ start, end, moduleRequest }) => ({
      start,
      end,
      moduleRequest: { start: moduleRequest.start, end: moduleRequest.end },
    })),
    importMetas: importMetas.map(({ start, end }) => ({ start, end })),
  };
}

function requestOf({ value, start, end }: StaticImport['moduleRequest']): StaticImport['moduleRequest'] {
  return { value, start, end };
}

const nowhere = { name: null, start: null, end: null };

function nameOf(
  name: LazyName,
  words: Readonly<Record<string, string>>,
): { kind: string; name: string | null; start: number | null; end: number | null } {
  if (typeof name === 'string') return { kind: words[name] ?? name, ...nowhere };
  const { value, start, end } = name;
  return value === undefined ? { kind: 'Default', name: null, start, end } : { kind: 'Name', name: value, start, end };
}

/** `export default x`: nothing but its own keyword stands before the name. */
function localNameOf({ exportName, localName }: Lazily<StaticExportEntry>, text: string): ExportLocalName {
  const found = nameOf(localName, { null: 'None' }) as ExportLocalName;
  const isOfDefault =
    typeof exportName !== 'string' &&
    exportName.value === undefined &&
    found.start !== null &&
    /^[\s(]*$/.test(text.slice(exportName.end, found.start));
  return isOfDefault ? { ...found, kind: 'Default' as ExportLocalName['kind'] } : found;
}
