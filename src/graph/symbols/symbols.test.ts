import { describe, expect, it } from 'vitest';
import type { Edge, Graph } from '../../core/graph.ts';
import { inputsFor, projectOf as loadedOf } from '../../testing/index.ts';
import { components, netOf, shortestCycle } from '../cycles.ts';
import { ofKinds } from '../walk.ts';
import { closureOf, closuresOf } from './closure.ts';
import { cheapestCut } from './cut.ts';
import { importersOf } from './importers.ts';
import { moved } from './moved.ts';

const config = 'version: 1\nrules: { layering/cycles: { check: cycles } }';

/** A graph of code: `// a.ts` begins a file. */
function graphOf(code: string): Graph {
  const files = code
    .split(/^\s*\/\/ (?=\S+\.ts$)/m)
    .slice(1)
    .map((part): [string, string] => {
      const end = part.indexOf('\n');
      return [part.slice(0, end), part.slice(end + 1)];
    });
  return inputsFor(loadedOf({ ...Object.fromEntries(files), 'lintel.yaml': config })).graph;
}

const listed = (mentions: readonly { name: string; type: boolean }[]): string =>
  mentions.map(({ name, type }) => (type ? `type ${name}` : name)).join();

describe('the closure of a symbol', () => {
  const graph = graphOf(`
    // a.ts
    import { b, type B } from './b';
    import * as c from './c';
    const own = 1;
    const shared = b;
    function deep() { return deeper() + own; }
    function deeper() { return deep() + c.x; }
    /** Says so. */
    export function main(x: B) { return deep() + shared; }
    export const other = shared;
    export function user() { return main(other as never); }
    export default class { at = own; }
    // b.ts
    export const b = 1; export type B = number;
    // c.ts
    export const x = 1;`);

  it.each([
    ['main', 'main,deep,deeper', 'own,shared', 'type B,c', 'main'],
    ['deep', 'deep,deeper', 'own', 'c', 'deep'],
    ['other', 'other', 'shared', '', 'other'],
    ['user', 'user', 'main,other', '', ''],
    ['default', '', 'own', '', ''],
  ])('of %s', (name, names, stays, imports, needed) => {
    const found = closureOf(graph, 'a.ts', [name]) ?? expect.fail();
    expect({
      names: found.names.join(),
      stays: listed(found.stays),
      imports: listed(found.imports),
      needed: listed(found.needed),
    }).toEqual({
      names,
      stays,
      imports,
      needed,
    });
  });

  it('takes helpers along that all asked symbols need', () => {
    expect(closureOf(graph, 'a.ts', ['main', 'other'])?.names).toEqual(['main', 'other', 'shared', 'deep', 'deeper']);
  });

  it('comes with all that its symbol needs where something would stay', () => {
    const found = closuresOf(graph, 'a.ts', ['main']);
    expect(found.map(({ names, stays, needed }) => [names.join(), listed(stays), listed(needed)])).toEqual([
      ['main,deep,deeper', 'own,shared', 'main'],
      ['main,own,shared,deep,deeper', '', 'main,own,shared'],
    ]);
    expect(closuresOf(graph, 'b.ts', ['b'])).toHaveLength(1);
    expect(closuresOf(graph, 'b.ts', ['nothing'])).toEqual([]);
  });

  it('is null for a name that the file does not declare', () => {
    expect(closureOf(graph, 'a.ts', ['b'])).toBe(null);
    expect(closureOf(graph, 'a.ts', ['main', 'nothing'])).toBe(null);
  });
});

describe('the importers of a symbol', () => {
  const graph = graphOf(`
    // x.ts
    export const v = 1; export const w = 2; const late = 3; export { late as later };
    // direct.ts
    import { v } from './x'; export const a = v;
    // other.ts
    import { w } from './x'; export const a = w;
    // barrel.ts
    export * from './x';
    // named.ts
    import { v as inner } from './barrel'; export { inner as renamed };
    // far.ts
    import { renamed } from './named'; export const a = renamed;
    // space.ts
    import * as x from './x'; export const a = x.w;
    // lazy.ts
    export const a = import('./x');
    // effect.ts
    import './x';
    // late.ts
    import { later } from './barrel'; export const a = later;`);

  it.each([
    ['v', 'barrel.ts*, direct.ts, lazy.ts*, space.ts*, named.ts through x.ts, far.ts through barrel.ts > x.ts'],
    ['w', 'barrel.ts*, lazy.ts*, other.ts, space.ts*'],
    ['late', 'barrel.ts*, lazy.ts*, space.ts*, late.ts through x.ts'],
  ])('of %s', (name, expected) => {
    const rows = importersOf(graph, { file: 'x.ts', name }).map(
      ({ edge, whole, through }) =>
        `${edge.from}${whole ? '*' : ''}${through.length ? ` through ${through.join(' > ')}` : ''}`,
    );
    expect(rows.join(', ')).toBe(expected);
  });
});

describe('the move of a symbol', () => {
  const graph = graphOf(`
    // x.ts
    import { dep } from './dep';
    import { both } from './both';
    const kept = both;
    export const v = dep + both + kept;
    export const w = kept;
    export const u = v;
    // dep.ts
    export const dep = 1;
    // both.ts
    export const both = 1;
    // one.ts
    import { v } from './x'; export const a = v;
    // two.ts
    import { v, w } from './x'; export const a = [v, w];
    // typed.ts
    import { v } from './x'; export type A = typeof v;
    // barrel.ts
    export * from './x';
    // dead.ts
    import * as x from './x'; export const a = x.w;
    // whole/y.ts
    export const y = 1; export const z = 2;
    // whole/a.ts
    import * as y from './y'; export const a = y.y;`);
  const edges = (from: string, to: string): string => `${from} > ${to}`;
  const move = (file: string, name: string, to: string): object => {
    const found = moved(graph, closureOf(graph, file, [name]) ?? expect.fail(), to);
    if ('obstacle' in found) return found;
    return {
      gone: found.gone.map((edge) => edges(edge.from, 'file' in edge.target ? edge.target.file : '')).sort(),
      came: found.came.map(({ from, to: target, type }) => edges(from, target) + (type ? ' (type)' : '')).sort(),
      importers: found.importers.join(),
    };
  };

  it('to a new file', () => {
    expect(move('x.ts', 'v', 'new.ts')).toEqual({
      gone: ['one.ts > x.ts', 'typed.ts > x.ts', 'x.ts > dep.ts'],
      came: [
        'barrel.ts > new.ts',
        'new.ts > both.ts',
        'new.ts > dep.ts',
        'new.ts > x.ts',
        'one.ts > new.ts',
        'two.ts > new.ts',
        'typed.ts > new.ts (type)',
        'x.ts > new.ts',
      ],
      importers: 'barrel.ts,one.ts,two.ts,typed.ts',
    });
  });

  it('to one of its importers', () => {
    expect(move('x.ts', 'u', 'one.ts')).toEqual({
      gone: [],
      came: ['barrel.ts > one.ts', 'one.ts > x.ts'],
      importers: 'barrel.ts',
    });
  });

  it('is unknown if a file imports the whole namespace', () => {
    expect(move('whole/y.ts', 'y', 'new.ts')).toEqual({ obstacle: '`whole/a.ts` imports all of `whole/y.ts`' });
    expect(move('whole/y.ts', 'z', 'new.ts')).toMatchObject({ importers: '' });
  });
});

describe('the cheapest cut of a cycle', () => {
  it.each<[title: string, code: string, expected: string]>([
    [
      'moves what depends on nothing, also at the other end',
      `// user.ts
       import { order } from './order'; export enum Role { Admin } export const user = () => order;
       // order.ts
       import { Role } from './user'; import { helper } from './helper'; export const order = () => [Role, helper];
       // helper.ts
       import { Role } from './user'; export const helper = Role.Admin;`,
      'order.ts > user.ts: move Role to role.ts (new) for helper.ts, order.ts, ends',
    ],
    [
      'moves what only one file needs there',
      `// a.ts
       import { b } from './b'; export const a = () => b; export const only = 1;
       // b.ts
       import { only } from './a'; export const b = only;`,
      'b.ts > a.ts: move only to b.ts for b.ts, ends',
    ],
    [
      'imports from the declaring file past a barrel',
      `// index.ts
       export * from './a'; export * from './b';
       // a.ts
       import { b } from './index'; export const a = b;
       // b.ts
       export const b = 1;`,
      'a.ts > index.ts: direct b.ts for a.ts, ends',
    ],
    [
      'says what stands in the way',
      `// a.ts
       import { b } from './b'; export function a() { return b(); }
       // b.ts
       import { a } from './a'; export function b() { return a(); }
       // c.ts
       import { a } from './a'; import { b } from './b'; export const c = [a, b];`,
      'none: `b` needs `a.ts`, which leads back into the cycle; `a` needs `b.ts`, which leads back into the cycle',
    ],
  ])('%s', (_, code, expected) => {
    expect(cutIn(graphOf(code))).toBe(expected);
  });

  it('writes `import type` where the compiler keeps what is used only as a type', () => {
    const files = {
      'tsconfig.json': '{ "compilerOptions": { "verbatimModuleSyntax": true } }',
      'a.ts': "import { B } from './b'; export class A { b?: B }",
      'b.ts': "import { A } from './a'; export class B { a = new A(); }",
      'lintel.yaml': config,
    };
    expect(cutIn(inputsFor(loadedOf(files)).graph)).toBe('a.ts > b.ts: type for a.ts, ends');
  });

  it('reports whether another path remains', () => {
    const code = `
      // a.ts
      import { k } from './b'; import { c } from './c'; export const a = () => [k, c];
      // b.ts
      import { a } from './a'; export const b = () => a; export const k = 1;
      // c.ts
      import { b } from './b'; export const c = b;`;
    expect(cutIn(graphOf(code))).toBe('a.ts > b.ts: move k to a.ts for a.ts');
  });

  function cutIn(graph: Graph): string {
    const { taken } = ofKinds(graph, ['value', 'reexport']);
    const net = netOf(graph, taken);
    const [members] = components(net);
    if (!members) return 'none';
    const files = shortestCycle(net, members).nodes.map((id) => graph.files[id] ?? '');
    const edges = files.flatMap((from, i): Edge[] =>
      graph.importersOf(files[(i + 1) % files.length] ?? '').filter((edge) => edge.from === from && taken(edge.id)),
    );
    const { cut, obstacles } = cheapestCut(graph, edges, {
      taken,
      types: false,
      members: members.map((id) => graph.files[id] ?? ''),
    });
    if (!cut) return `none: ${obstacles.map(({ why }) => why).join('; ')}`;
    const how = {
      type: () => '',
      direct: () => (cut.way === 'direct' ? ` ${cut.change.came.map(({ to }) => to).join()}` : ''),
      move: () => (cut.way === 'move' ? ` ${cut.closure.names.join()} to ${cut.to}${cut.isNew ? ' (new)' : ''}` : ''),
    };
    const target = 'file' in cut.edge.target ? cut.edge.target.file : '';
    return `${cut.edge.from} > ${target}: ${cut.way}${how[cut.way]()} for ${cut.importers.join(', ')}${cut.ends ? ', ends' : ''}`;
  }
});
