import type { Picture } from './picture.ts';
import { arrowText, childrenOf, colourOf, colours, labelOf, sizeText, violationText } from './words.ts';

/** Mermaid, which GitHub and GitLab draw in Markdown. */
export function mermaid(picture: Picture): string {
  const { arrows, nodes } = picture;
  const lines = arrows.map((arrow) => {
    const label = arrowText(arrow);
    return `  ${arrow.from} -->${label ? `|"${escaped(label)}"|` : ''} ${arrow.to}`;
  });
  const broken = arrows.flatMap(({ violations }, i) => {
    const colour = colourOf(violations);
    return colour ? [`  linkStyle ${i} stroke:${colour},stroke-width:2px,color:${colour}`] : [];
  });
  const marked = nodes.flatMap(({ id, violations }) => {
    const colour = colourOf(violations);
    return colour ? [`  class ${id} ${colour === colours.new ? 'broken' : 'known'}`] : [];
  });
  return `${[
    'flowchart TB',
    ...membersOf(picture, null, '  '),
    ...lines,
    ...broken,
    `  classDef broken stroke:${colours.new},stroke-width:2px`,
    `  classDef known stroke:${colours.known},stroke-width:2px`,
    ...marked,
  ].join('\n')}\n`;
}

function membersOf(picture: Picture, parent: string | null, indent: string): string[] {
  const { groups, nodes } = childrenOf(picture, parent);
  return [
    ...nodes.map((node) => {
      const label = [labelOf(node), sizeText(node), violationText(node.violations)].filter(Boolean).map(escaped);
      return `${indent}${node.id}["${label.join('<br>')}"]`;
    }),
    ...groups.flatMap((group) => [
      `${indent}subgraph ${group.id} ["${escaped(labelOf(group))}"]`,
      ...membersOf(picture, group.id, `${indent}  `),
      `${indent}end`,
    ]),
  ];
}

/** Everything that is not plainly text becomes an entity of Mermaid, since labels are Markdown and HTML. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} ,./:@_-]|^\d+\.(?= )/gu, (found) =>
    [...found].map((character) => `#${String(character.codePointAt(0))};`).join(''),
  );
}
