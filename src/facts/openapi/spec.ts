import type { Fault } from '../../core/code.ts';
import type { Contents } from '../../core/contents.ts';
import {
  additional,
  namedMethods,
  type Operation,
  type PathItem,
  type Spec,
  type SpecReference,
} from '../../core/spec.ts';
import { contentsOf } from './contents.ts';
import { type Fields, type Opening, readYaml, type Value } from './yaml.ts';

const methods: ReadonlySet<string> = new Set(namedMethods);
const deepest = 3;

/** What a document, or a part of one, says of operations, all that it contains, and what keeps it from being read. */
export function readSpec(text: string): { spec: Spec; contents: Contents; problems: Fault[] } {
  const problems: Fault[] = [];
  const report = (fault: Fault): void => {
    problems.push(fault);
  };
  const open = readYaml(text.startsWith('\ufeff') ? text.slice(1) : text, report);
  const root = open?.(report);
  const fields = root?.fields();
  const contents = open ? readContents(open) : [];
  if (!root || !fields) return { spec: { version: null, servers: null, items: [] }, contents, problems };
  const items: PathItem[] = [];
  gather({ keys: [], at: { ...root.at, endLine: root.at.line, endColumn: root.at.column }, fields, into: items });
  const version = versionOf(fields);
  const servers = version?.startsWith('swagger ') ? basePathOf(fields) : serversOf(fields);
  return { spec: { version, servers, items }, contents, problems };
}

/** Nothing where not everything can be read: what is left out would count as missing. */
function readContents(open: Opening): Contents {
  let isWhole = true;
  const contents = contentsOf(
    open(() => {
      isWhole = false;
    }),
  );
  return isWhole ? contents : [];
}

function versionOf(fields: Fields): string | null {
  for (const name of ['openapi', 'swagger'] as const) {
    const version = fields.get(name)?.text();
    if (version !== undefined && version !== null) return `${name} ${version}`;
  }
  return null;
}

interface Found {
  readonly keys: readonly string[];
  readonly at: PathItem['at'];
  readonly fields: Fields;
  readonly into: PathItem[];
}

/** Path items may stand below `paths`, in components, and anywhere in a file that is referred to. */
function gather({ keys, at, fields, into }: Found): void {
  if (isElsewhere(keys)) return;
  const operations = [
    ...operationsIn(fields, [], (key) => methods.has(key)),
    ...operationsIn(fields.get(additional)?.fields() ?? null, [additional], () => true),
  ];
  const ref = referenceOf(fields.get('$ref'));
  if (ref || operations.length > 0) into.push({ keys, at, ref, servers: serversOf(fields), operations });
  else if (keys[0] === 'paths' && keys.length === 2) into.push({ keys, at, ref: null, servers: null, operations: [] });
  if (operations.length > 0 || keys.length >= deepest) return;
  for (const { key, at: place, value } of fields.entries) {
    const inner = value.fields();
    if (inner) gather({ keys: [...keys, key], at: place, fields: inner, into });
  }
}

/** Nothing but operations hangs on `paths` and `pathItems` of a whole document. */
function isElsewhere([first, second]: readonly string[]): boolean {
  return first === 'info' || (first === 'components' && second !== undefined && second !== 'pathItems');
}

function operationsIn(
  fields: Fields | null,
  above: readonly string[],
  isMethod: (key: string) => boolean,
): Operation[] {
  return (fields?.entries ?? []).flatMap(({ key, at, value }) => {
    const own = isMethod(key) ? value.fields() : null;
    if (!own) return [];
    const id = own.get('operationId')?.text() ?? null;
    return [{ method: key.toLowerCase(), keys: [...above, key], at, id, servers: serversOf(own) }];
  });
}

function referenceOf(value: Value | undefined): SpecReference | null {
  const text = value?.text() ?? null;
  return value && text !== null ? { text, at: value.at } : null;
}

/** The paths of the URLs; an empty list is none. */
function serversOf(fields: Fields): string[] | null {
  const paths = (fields.get('servers')?.items() ?? []).flatMap((server) => {
    const own = server.fields();
    const url = own?.get('url')?.text() ?? null;
    return own && url !== null ? [pathOf(filled(url, own.get('variables')?.fields() ?? null))] : [];
  });
  return paths.length > 0 ? [...new Set(paths)] : null;
}

/** What Swagger 2.0 has in place of servers. */
function basePathOf(fields: Fields): string[] | null {
  const base = fields.get('basePath')?.text() ?? null;
  return base === null ? null : [pathOf(base)];
}

function filled(url: string, variables: Fields | null): string {
  return url.replace(
    /\{([^{}]*)\}/g,
    (written, name: string) => variables?.get(name)?.fields()?.get('default')?.text() ?? written,
  );
}

/** The path of a URL, whole or relative, without the slash at its end. */
function pathOf(url: string): string {
  const path = url
    .replace(/^(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*/i, '')
    .replace(/[?#].*$/, '')
    .replace(/^\.(?=\/|$)/, '');
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' || trimmed.startsWith('/') ? trimmed : `/${trimmed}`;
}
