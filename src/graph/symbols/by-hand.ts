import type { Fix } from '../../core/fix.ts';
import type { Edge, Graph } from '../../core/graph.ts';
import { listed } from '../../core/listed.ts';
import { manualFix, quoted } from './advice.ts';
import { type Breach, isThere } from './breach.ts';
import { type Importer, importersOf } from './importers.ts';

/** Functions, and classes that are only constructed, get as a parameter what they import, where all of their callers may import it. */
export function passedIn({ graph, contract, edge, target }: Breach): Fix | null {
  const locals = edge.import.symbols.map(({ local }) => local);
  const uses = graph.uses(edge.from);
  const ways = uses?.imports.flatMap((one) => (locals.includes(one.local) ? one.ways : [])) ?? [];
  // A value that is passed in does not end what needs the import itself.
  if (ways.includes('extended') || (contract.types && ways.includes('type'))) return null;
  const units = uses?.units ?? [];
  const users = units.filter(({ mentions }) => mentions.some(({ name }) => locals.includes(name)));
  const names = users.flatMap((unit) => unit.names);
  const isOwn = units.some(({ mentions }) => mentions.some(({ name }) => names.includes(name)));
  const areOpen = users.every(({ kind, effects }) => kind === 'function' || (kind === 'class' && !effects));
  if (locals.length === 0 || isOwn || users.length === 0 || !areOpen) return null;
  const callers = names.flatMap((name) => importersOf(graph, { file: edge.from, name }));
  const files = [...new Set(callers.map((caller) => caller.edge.from))].sort();
  const isFine = files.every((file) => contract.allows(file, target, false) || isThere(graph, file, target));
  if (files.length === 0 || !isFine || callers.some((caller) => caller.whole || caller.edge.import.form === 'export'))
    return null;
  const classes = users.filter(({ kind }) => kind === 'class');
  if (classes.length > 0 && !callers.every((caller) => isConstructed(graph, caller))) return null;
  const what = listed(quoted(locals), 'and');
  const where =
    classes.length === users.length
      ? `the constructor of ${listed(quoted(names), 'and')}`
      : listed(quoted(names), 'and');
  const step = `add a parameter for ${what} to ${where} in \`${edge.from}\`, and pass it from ${listed(quoted(files), 'and')}`;
  return manualFix('pass it as a parameter', [step]);
}

/** Does an importer of a class nothing but construct it? */
function isConstructed(graph: Graph, { edge, name }: Importer): boolean {
  const local = edge.import.symbols.find((one) => one.name === name)?.local;
  const ways = graph.uses(edge.from)?.imports.find((one) => one.local === local)?.ways ?? [];
  return ways.includes('constructed') && ways.every((way) => way === 'constructed' || way === 'type');
}

/** What stays where it is, as every package does, is no longer imported: says which declarations use it. */
export function withoutImport(graph: Graph, edge: Edge): Fix {
  const locals = edge.import.symbols.map(({ local }) => local);
  const units = graph.uses(edge.from)?.units ?? [];
  const users = units.filter(({ mentions }) => mentions.some(({ name }) => locals.includes(name)));
  const names = users.flatMap((unit) => unit.names);
  const used = names.length > 0 ? `; ${listed(quoted(names), 'and')} ${names.length > 1 ? 'use' : 'uses'} it` : '';
  return manualFix('remove the import', [`remove the import of \`${edge.import.specifier}\`${used}`]);
}
