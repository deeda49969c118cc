import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { formats } from './index.ts';
import { pictureOf } from './picture.ts';
import { hostile, hostileNames, layered } from './source.fixture.ts';

const zones = pictureOf(layered, 'zone');
const files = pictureOf(layered, 'file');

describe('dot', () => {
  it('has a cluster for each zone, counts, and colors for violations', () => {
    expect(formats.dot(zones)).toBe(`digraph lintel {
  rankdir=TB; newrank=true; fontname="sans-serif";
  node [shape=box style="rounded,filled" fillcolor=white fontname="sans-serif" fontsize=11];
  edge [fontname="sans-serif" fontsize=9 color="#777777"];
  n1 [label="ui\\n2 files"];
  n2 [label="db\\n2 files\\n1 violation" color="#b26a00" penwidth="2"];
  n1 -> n2 [style=invis]
  n1 -> n2 [label="2"];
  n2 -> n1 [color="#c62828" fontcolor="#c62828" penwidth="2"];
}
`);
    expect(formats.dot(files)).toContain(
      '  subgraph cluster_g1 {\n    label="ui"; style=rounded; color="#999999";\n    n1 [label="src/ui/list.ts"];',
    );
  });

  it('keeps every name in its string', () => {
    for (const line of formats.dot(pictureOf(hostile, 'file')).split('\n')) {
      const outside = line.replace(/"(?:[^"\\]|\\.)*"/g, '""');
      expect(outside).toMatch(
        /^(?:digraph lintel \{|\}| +(?:n\d+( -> n\d+)? \[(\w+="" ?)+\];|subgraph cluster_g\d+ \{|label=""; style=rounded; color="";|\}|rankdir.*|node \[.*|edge \[.*))?$/,
      );
    }
  });
});

describe('mermaid', () => {
  it('has labels, counts, and colors for violations', () => {
    expect(formats.mermaid(zones)).toBe(`flowchart TB
  n1["ui<br>2 files"]
  n2["db<br>2 files<br>1 violation"]
  n1 -->|"2"| n2
  n2 --> n1
  linkStyle 1 stroke:#c62828,stroke-width:2px,color:#c62828
  classDef broken stroke:#c62828,stroke-width:2px
  classDef known stroke:#b26a00,stroke-width:2px
  class n2 known
`);
  });

  it('writes everything that could be markup as an entity', () => {
    const text = formats.mermaid(pictureOf(hostile, 'file'));
    const labels = [...text.matchAll(/\["(.*)"\]/g)].map(([, label]) => label ?? '');
    expect(labels).toHaveLength(2 * hostileNames.length);
    for (const label of labels) expect(label).toMatch(/^(?:[\p{L}\p{N} ,./:@_-]|#\d+;)*$/u);
  });
});

describe('d2', () => {
  it('names nodes by their groups', () => {
    expect(formats.d2(files)).toContain('g1: "ui" {\n  n1: "src/ui/list.ts"\n  n2: "src/ui/page.ts"\n}\n');
    expect(formats.d2(files)).toContain(
      'g2.n3 -> g1.n2: "" {style: {stroke: "#c62828"; font-color: "#c62828"; stroke-width: 2}}',
    );
  });

  it('keeps every name in its string, where nothing is substituted', () => {
    const text = formats.d2(pictureOf(hostile, 'file'));
    expect(text.replace(/"(?:[^"\\$]|\\.)*"/g, '""')).not.toMatch(/alert|\$|9 \[/);
  });
});

describe('json', () => {
  it('has groups, nodes, and arrows with the line of every import', () => {
    expect(JSON.parse(formats.json(zones))).toMatchObject({
      version: 1,
      level: 'zone',
      rules: [{ id: 'layering/app', statement: 'ui > db' }],
      groups: [],
      nodes: [
        { id: 'n1', label: 'ui', kind: 'zone', parent: null, level: 0, files: 2, violations: [] },
        {
          id: 'n2',
          label: 'db',
          kind: 'zone',
          parent: null,
          level: 1,
          files: 2,
          violations: [{ rule: 'layering/app', isKnown: true }],
        },
      ],
      arrows: [
        {
          from: 'n1',
          to: 'n2',
          violations: [],
          imports: [
            { from: 'src/ui/page.ts', line: 1 },
            { from: 'src/ui/list.ts', line: 2 },
          ],
        },
        {
          from: 'n2',
          to: 'n1',
          violations: [{ rule: 'layering/app', isKnown: false }],
          imports: [{ from: 'src/db/read.ts', line: 3 }],
        },
      ],
    });
  });
});

describe('svg', () => {
  /** The elements and texts of an XML document; throws if it is not one. */
  const parsed = (text: string): { readonly tags: string[]; readonly texts: string[] } => {
    const found = { tags: [] as string[], texts: [] as string[] };
    const parser = new SaxesParser();
    parser.on('opentag', ({ name }) => found.tags.push(name));
    parser.on('text', (one) => found.texts.push(one.trim()));
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(text).close();
    return found;
  };

  it('draws boxes, counts and violations', () => {
    const text = formats.svg(zones);
    expect(parsed(text).texts.filter(Boolean)).toEqual(
      expect.arrayContaining(['ui', '2 files', 'db', '2 files, 1 violation', '2']),
    );
    expect(text).toMatch(
      /<path class="arrow new" [^>]*><title>src&#47;|<path class="arrow new" [^>]*><title>src\/db\/read\.ts:3 &#62; src\/ui\/page\.ts \(layering\/app\)/,
    );
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('is XML without any element of a hostile name', () => {
    const { tags } = parsed(formats.svg(pictureOf(hostile, 'file')));
    expect([...new Set(tags)].sort()).toEqual(['defs', 'g', 'marker', 'path', 'rect', 'style', 'svg', 'text', 'title']);
  });
});
