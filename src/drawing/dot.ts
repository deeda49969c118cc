import { type Node, type Picture } from './picture.ts';
import { arrowText, childrenOf, colourOf, labelOf, sizeText, violationText } from './words.ts';

/** The language of Graphviz. */
export function dot(picture: Picture): string {
  const arrows = picture.arrows.map((arrow) => {
    const colour = colourOf(arrow.violations);
    const label = arrowText(arrow);
    return `  ${arrow.from} -> ${arrow.to}${attributes({
      ...(label ? { label } : {}),
      ...(colour ? { color: colour, fontcolor: colour, penwidth: '2' } : {}),
    })}`;
  });
  return `${[
    'digraph lintel {',
    '  rankdir=TB; newrank=true; fontname="sans-serif";',
    '  node [shape=box style="rounded,filled" fillcolor=white fontname="sans-serif" fontsize=11];',
    '  edge [fontname="sans-serif" fontsize=9 color="#777777"];',
    ...membersOf(picture, null, '  '),
    ...layersOf(picture),
    ...arrows,
    '}',
  ].join('\n')}\n`;
}

function membersOf(picture: Picture, parent: string | null, indent: string): string[] {
  const { groups, nodes } = childrenOf(picture, parent);
  return [
    ...nodes.map((node) => `${indent}${node.id}${attributes(lookOf(node))}`),
    ...groups.flatMap((group) => [
      `${indent}subgraph cluster_${group.id} {`,
      `${indent}  label=${quoted(labelOf(group))}; style=rounded; color="#999999";`,
      ...membersOf(picture, group.id, `${indent}  `),
      `${indent}}`,
    ]),
  ];
}

function lookOf(node: Node): Readonly<Record<string, string>> {
  const colour = colourOf(node.violations);
  const label = [labelOf(node), sizeText(node), violationText(node.violations)].filter(Boolean).join('\n');
  return { label, ...(colour ? { color: colour, penwidth: '2' } : {}) };
}

/** Unseen arrows that keep every layer above the next. */
function layersOf({ nodes }: Picture): string[] {
  const layers = nodes.filter(({ level }) => level !== null);
  return layers.flatMap(({ id, parent, level }) => {
    const above = layers.filter((one) => one.parent === parent && (one.level ?? 0) < (level ?? 0));
    const nearest = Math.max(...above.map((one) => one.level ?? 0));
    return above.filter((one) => one.level === nearest).map((one) => `  ${one.id} -> ${id} [style=invis]`);
  });
}

function attributes(all: Readonly<Record<string, string>>): string {
  const written = Object.entries(all).map(([name, value]) => `${name}=${quoted(value)}`);
  return written.length > 0 ? ` [${written.join(' ')}];` : ';';
}

/** In a string of DOT, a backslash begins an escape, and a line feed is written as one. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
