import type { Neighbour, RoutePath, RouteStub, Segment } from '../../core/endpoint.ts';
import type { Edit } from '../../core/fix.ts';
import type { Path } from '../../core/location.ts';
import { folderOf } from '../../core/path.ts';
import { quoted } from '../../core/shape-text.ts';
import { type CodeSources, type Draft, draftOf } from './draft.ts';
import { indentUnit, isSame, lineBefore } from './members.ts';

type Written = { readonly edits: readonly Edit[] } | { readonly reason: string };

/** Writes routes that throw until somebody fills them in, next to others and in their style. */
export function createRouteWriter(sources: CodeSources): (route: RouteStub) => Written {
  return (route) => {
    for (const neighbour of route.beside) {
      const draft = draftOf(sources, neighbour.at.file);
      const edits = draft && writers[route.form](draft, { route, neighbour, sources });
      if (edits) return { edits };
    }
    return { reason: 'no route nearby is written in a way that another one can stand next to it' };
  };
}

interface Place {
  readonly route: RouteStub;
  readonly neighbour: Neighbour;
  readonly sources: CodeSources;
}

/** Null where it cannot be written there. */
type Writer = (draft: Draft, place: Place) => readonly Edit[] | null;

const writers: Readonly<Record<RouteStub['form'], Writer>> = {
  call: (draft, place) => writeCall(draft, place, ''),
  'async-call': (draft, place) => writeCall(draft, place, 'async '),
  method: writeMethod,
  file: writeFile,
};

/** `router.delete('/:id', () => { … });`, or one more call of a chain. */
function writeCall(draft: Draft, { route, neighbour }: Place, prefix: string): readonly Edit[] | null {
  const { text, outline, quote, newline, stretch, splice } = draft;
  const { place } = neighbour.at;
  const call = place && outline.calls.find(({ name }) => isSame(name, place));
  const path = call ? localPath(route, neighbour, call.text) : null;
  if (!call || path === null) return null;
  const name = stretch(call.name);
  const statement = call.receiver === null || !call.statement ? null : stretch(call.statement);
  const before = lineBefore(text, statement?.start ?? name.start - 1);
  const indent = /^[ \t]*/.exec(before.text)?.[0] ?? '';
  const lines = [
    `${route.method}(${quoted(path, quote)}, ${prefix}() => {`,
    `${indent}${indentUnit(text)}${thrown(route, quote)}`,
    `${indent}})`,
  ].join(newline);
  if (!statement) {
    // A call of a chain takes the requests that come to it before the others.
    if (neighbour.isBefore) return null;
    const { end } = stretch(call.at);
    splice(end, end, before.text === indent ? `${newline}${indent}.${lines}` : `.${lines}`);
    return draft.edits();
  }
  const semicolon = text.charAt(statement.end - 1) === ';' ? ';' : '';
  const written = `${call.receiver ?? ''}.${lines}${semicolon}`;
  if (neighbour.isBefore) splice(statement.start, statement.start, `${written}${newline}${indent}`);
  else splice(statement.end, statement.end, `${newline}${indent}${written}`);
  return draft.edits();
}

const nest = '@nestjs/common';

/** A method of a controller. */
function writeMethod(draft: Draft, { route, neighbour }: Place): readonly Edit[] | null {
  const { text, quote, newline, stretch, splice, need } = draft;
  const found = methodAt(draft, neighbour);
  const path = found && localPath(route, neighbour, found.path);
  if (!found || path === null) return null;
  const name = route.id ?? [route.method, ...wordsOf(path)].join('');
  const { start, end } = stretch(found.member.at);
  const indent = lineBefore(text, start).text;
  const isFree = /^[A-Za-z_]\w*$/.test(name) && found.members.every((one) => one.name !== name);
  if (!isFree || indent.trim() !== '') return null;
  const decorators = [
    { name: capitalized(route.method), given: path === '' ? '' : quoted(path, quote) },
    ...(route.status === null ? [] : [{ name: 'HttpCode', given: String(route.status) }]),
  ];
  if (!decorators.every((one) => need(nest, one.name))) return null;
  const lines = [
    ...decorators.map((one) => `@${one.name}(${one.given})`),
    `${name}() {`,
    `${indentUnit(text)}${thrown(route, quote)}`,
    '}',
  ].join(`${newline}${indent}`);
  if (neighbour.isBefore) splice(start, start, `${lines}${newline}${newline}${indent}`);
  else splice(end, end, `${newline}${newline}${indent}${lines}`);
  return draft.edits();
}

/** The method that answers a route, the path of its decorator, and the members around it. */
function methodAt({ outline, slice }: Draft, { at: { place } }: Neighbour) {
  for (const { members } of outline.braces) {
    const member = members.find(({ key }) => place && isSame(key, place));
    const mark = member?.decorators.find(({ name }) => /^(?:Get|Post|Put|Patch|Delete)$/.test(name));
    const path = mark?.first ? /^(['"`])([^'"`$]*)\1$/.exec(slice(mark.first))?.[2] : '';
    if (member && mark && path !== undefined) return { member, path, members };
  }
  return null;
}

/** An exported function of the file that serves the path, which is made where there is none. */
function writeFile({ text, newline, quote, file, splice, edits }: Draft, place: Place): readonly Edit[] | null {
  const { route, neighbour, sources } = place;
  const type = /\.[cm]?tsx?$/.test(file) ? ': never' : '';
  const lines = [
    `export function ${route.method.toUpperCase()}()${type} {`,
    `${indentUnit(text)}${thrown(route, quote)}`,
    `}${newline}`,
  ].join(newline);
  const target = fileFor(route.path, neighbour);
  if (target === file) {
    const end = text.trimEnd().length;
    splice(end, text.length, `${newline}${newline}${lines}`);
    return edits();
  }
  return target === null || sources.text(target) !== null ? null : [{ kind: 'create', file: target, text: lines }];
}

/** The file that serves a path, by one that serves the beginning of it. */
function fileFor(path: RoutePath, { at: { file }, path: near }: Neighbour): Path | null {
  const shared = sharedLength(path, near);
  let folder = folderOf(file);
  for (let left = near.length - shared; left > 0; folder = folderOf(folder)) {
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    if (!/^\(.*\)$|^@/.test(name)) left--;
  }
  const names = path.slice(shared).map(({ kind, text }) => (kind === 'static' ? text : bracketed(text)));
  if (names.some((name) => name === null)) return null;
  return [folder, ...names, file.slice(file.lastIndexOf('/') + 1)].join('/');
}

function bracketed(text: string): string | null {
  const name = /^\{(\w+)\}$/.exec(text)?.[1];
  return name === undefined ? null : `[${name}]`;
}

/** How many segments two paths begin with alike. */
function sharedLength(path: RoutePath, other: RoutePath): number {
  const differs = path.findIndex(({ shape }, i) => shape !== other[i]?.shape);
  return differs < 0 ? path.length : differs;
}

/** The path below what stands before that of the neighbour, as it writes its own; null where it cannot be written so. */
function localPath({ path }: RouteStub, neighbour: Neighbour, text: string): string | null {
  const own = text.split('/').filter((one) => one !== '');
  const count = neighbour.path.length - own.length;
  if (count < 0 || !own.every((one) => /^(?:[\w.~-]+|:\w+)$/.test(one))) return null;
  if (sharedLength(path, neighbour.path) < Math.min(count, path.length) || path.length < count) return null;
  const names = path.slice(count).map(spelled);
  if (names.some((one) => one === null)) return null;
  const isRooted = text.startsWith('/');
  return `${isRooted ? '/' : ''}${names.join('/')}`;
}

function spelled({ kind, text }: Segment): string | null {
  if (kind === 'static') return text;
  const name = /^\{(\w+)\}$/.exec(text)?.[1];
  return kind === 'param' && name !== undefined ? `:${name}` : null;
}

function thrown({ method, path }: RouteStub, quote: string): string {
  const name = `${method.toUpperCase()} /${path.map(({ text }) => text).join('/')}`;
  return `throw new Error(${quoted(`${name} is not implemented`, quote)});`;
}

function wordsOf(path: string): readonly string[] {
  return (path.match(/[A-Za-z0-9]+/g) ?? []).map(capitalized);
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
