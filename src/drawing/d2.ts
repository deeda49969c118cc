import type { Picture } from './picture.ts';
import { arrowText, childrenOf, colourOf, labelOf, sizeText, violationText } from './words.ts';

/** D2. A node is named by the path of its groups. */
export function d2(picture: Picture): string {
  const parents = new Map([...picture.groups, ...picture.nodes].map(({ id, parent }) => [id, parent]));
  const nameOf = (id: string): string => {
    const parent = parents.get(id) ?? null;
    return parent === null ? id : `${nameOf(parent)}.${id}`;
  };
  const arrows = picture.arrows.map((arrow) => {
    const [label, colour] = [arrowText(arrow), colourOf(arrow.violations)];
    const look = colour ? ` {style: {stroke: "${colour}"; font-color: "${colour}"; stroke-width: 2}}` : '';
    return `${nameOf(arrow.from)} -> ${nameOf(arrow.to)}${label || look ? `: ${quoted(label)}${look}` : ''}`;
  });
  return `${['direction: down', ...membersOf(picture, null, ''), ...arrows].join('\n')}\n`;
}

function membersOf(picture: Picture, parent: string | null, indent: string): string[] {
  const { groups, nodes } = childrenOf(picture, parent);
  return [
    ...nodes.map((node) => {
      const label = [labelOf(node), sizeText(node), violationText(node.violations)].filter(Boolean).join('\n');
      const colour = colourOf(node.violations);
      return `${indent}${node.id}: ${quoted(label)}${colour ? ` {style.stroke: "${colour}"}` : ''}`;
    }),
    ...groups.flatMap((group) => [
      `${indent}${group.id}: ${quoted(labelOf(group))} {`,
      ...membersOf(picture, group.id, `${indent}  `),
      `${indent}}`,
    ]),
  ];
}

/** In a string of D2, a backslash begins an escape, and a dollar sign a substitution. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"$]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
