import type { Path, Place } from '../../../../core/location.ts';
import { climb, folderOf } from '../../../../core/path.ts';
import type { CallTerm } from '../../../../core/route.ts';
import { itemsOf, resolved, termOf, type WrittenReader } from '../../handlers/written.ts';
import type { Written } from '../../values.ts';

/** The package that makes the list of `app/routes.ts`. */
export const configPackage = '@react-router/dev';
const helpers = `${configPackage}/routes`;
/** What it lists is read as file routes. */
const fileRoutes = '@react-router/fs-routes';

/** A route of `app/routes.ts`, with `[id]`, `[[id]]` and `[...rest]` for what varies; without a file where it cannot be read. */
export interface ConfiguredRoute {
  readonly path: string;
  readonly file: Path | null;
  /** The call that makes it. */
  readonly at: Place | null;
}

/** Is this the file that lists the routes of its package? */
export function isConfig(pathInPackage: Path): boolean {
  return /^app\/routes\.[cm]?[jt]sx?$/.test(pathInPackage);
}

/** The routes that a module exports: `route(path, file, children)`, `index(file)`, `layout(file, children)`, `prefix(path, children)`. */
export function configuredRoutes(file: Path, reader: WrittenReader): readonly ConfiguredRoute[] {
  const list = reader.exported(file, 'default');
  return list ? routesIn(list, [], reader) : [];
}

const deepest = 30;

function routesIn(list: Written, above: readonly string[], reader: WrittenReader): readonly ConfiguredRoute[] {
  return itemsOf(list, reader).flatMap((item): readonly ConfiguredRoute[] => {
    const real = resolved(item, reader);
    const call = termOf(real);
    const name = call?.kind === 'call' ? helperOf({ term: call.of, at: real.at }, reader) : null;
    if (name === fileRoutes) return [];
    if (call?.kind !== 'call' || name === null || above.length > deepest)
      return [{ path: spelled(above), file: null, at: call?.kind === 'call' ? call.at : null }];
    return routesOf({ call, name, real, above }, reader);
  });
}

/** The name of the function that is called; the package of file routes for theirs; null for any other. */
function helperOf(callee: Written, reader: WrittenReader): string | null {
  const term = termOf(resolved(callee, reader));
  if (term?.kind !== 'import') return null;
  if (term.specifier === fileRoutes) return fileRoutes;
  return term.specifier === helpers ? term.name : null;
}

interface Calling {
  readonly call: CallTerm;
  readonly name: string;
  readonly real: Written;
  readonly above: readonly string[];
}

function routesOf({ call, name, real: { at }, above }: Calling, reader: WrittenReader): readonly ConfiguredRoute[] {
  const args = call.items.map((term) => resolved({ term, at }, reader));
  const hasPath = name === 'route' || name === 'prefix';
  const own = hasPath ? textOf(args.shift()) : '';
  const file = name === 'prefix' ? null : textOf(args.shift());
  const unread: ConfiguredRoute = { path: spelled(above), file: null, at: call.at };
  if (own === null || (name !== 'prefix' && file === null)) return [unread];
  const path = own === '' ? above : [...above, own];
  const children = args.find((one) => termOf(one)?.kind !== 'object');
  const isServed = file !== null && name !== 'layout';
  return [
    ...(isServed ? [{ path: spelled(path), file: climb(folderOf(at.file), file), at: call.at }] : []),
    ...(children ? routesIn(children, path, reader) : []),
  ];
}

/** A text; '' for `null`, and null for what is not literal. */
function textOf(written: Written | undefined): string | null {
  const term = written && termOf(written);
  if (term?.kind === 'null') return '';
  return term?.kind === 'text' ? term.text : null;
}

function spelled(parts: readonly string[]): string {
  const segments = parts.flatMap((part) => part.split('/')).filter((one) => one !== '');
  return `/${segments.map(bracketed).join('/')}`;
}

/** `:id`, `:id?`, `*` and `en?` as `[id]`, `[[id]]`, `[...]` and `[[...]]`. */
function bracketed(segment: string): string {
  if (segment === '*') return '[...]';
  const [, colon, name = '', optional] = /^(:?)(.*?)(\??)$/.exec(segment) ?? [];
  if (colon) return optional ? `[[${name}]]` : `[${name}]`;
  return optional ? '[[...]]' : segment;
}
