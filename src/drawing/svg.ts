import { at } from '../core/at.ts';
import { xml } from '../core/xml.ts';
import { type Box, layoutOf } from './layout.ts';
import { look } from './look.ts';
import type { Arrow, Group, Node, Picture } from './picture.ts';
import type { Rectangle } from './rows.ts';
import { worstOf } from './picture.ts';
import { arrowText, arrowTitle, childrenOf, labelOf, sizeText, violationText } from './words.ts';

/** More nodes cannot be read, and take minutes to lay out. */
export const mostNodes = 1000;

const margin = 24;
/** Roughly as wide as one letter. */
const letter = 7.4;

/** One picture that needs nothing else, in light and in dark. */
export function svg(picture: Picture): string {
  const { width, height, places, lines } = layoutOf(
    boxesOf(picture, null),
    picture.arrows.map((arrow) => ({ ...arrow, text: arrowText(arrow) })),
  );
  const [w, h] = [Math.ceil(width + 2 * margin), Math.ceil(height + 2 * margin)];
  const placeOf = (id: string): Rectangle => places.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const arrows = picture.arrows.map((arrow, i) => arrowMarkup(arrow, at(lines, i)));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="${-margin} ${-margin} ${w} ${h}" role="img">
<title>Imports by ${picture.level}</title>
<style>${look}</style>
<defs>${['', 'new', 'known'].map(markerMarkup).join('')}</defs>
${picture.groups.map((group) => groupMarkup(group, placeOf(group.id))).join('\n')}
${arrows.map(({ line }) => line).join('\n')}
${picture.nodes.map((node) => nodeMarkup(node, placeOf(node.id))).join('\n')}
${arrows.map(({ label }) => label).join('\n')}
</svg>
`;
}

function boxesOf(picture: Picture, parent: string | null): readonly Box[] {
  const { groups, nodes } = childrenOf(picture, parent);
  return [
    ...groups.map((group) => ({
      id: group.id,
      level: group.level,
      ...sizeOf([labelOf(group)]),
      boxes: boxesOf(picture, group.id),
    })),
    ...nodes.map((node) => ({ id: node.id, level: node.level, ...sizeOf(linesOf(node)), boxes: [] })),
  ];
}

function linesOf(node: Node): readonly string[] {
  const below = [sizeText(node), violationText(node.violations)].filter(Boolean).join(', ');
  return below ? [labelOf(node), below] : [labelOf(node)];
}

function sizeOf(lines: readonly string[]): { readonly width: number; readonly height: number } {
  const longest = Math.max(...lines.map((line) => line.length));
  return { width: Math.round(longest * letter + 24), height: lines.length > 1 ? 46 : 30 };
}

function groupMarkup(group: Group, { x, y, width, height }: Rectangle): string {
  return `<g><rect class="group" ${rectangle({ x, y, width, height })} rx="8"/><text class="group-label" x="${Math.round(x + width / 2)}" y="${Math.round(y + 20)}">${xml(labelOf(group))}</text></g>`;
}

function nodeMarkup(node: Node, place: Rectangle): string {
  const { x, y, width, height } = place;
  const middle = Math.round(x + width / 2);
  const [first = '', second] = linesOf(node);
  const worst = worstOf(node.violations) ?? '';
  const below =
    second === undefined
      ? ''
      : `<text class="size ${worst}" x="${middle}" y="${Math.round(y + 35)}">${xml(second)}</text>`;
  const title = `<title>${xml(node.label)}</title>`;
  return `<g>${title}<rect class="node ${node.kind} ${worst}" ${rectangle(place)} rx="5"/><text x="${middle}" y="${Math.round(y + (second === undefined ? height / 2 + 4 : 20))}">${xml(first)}</text>${below}</g>`;
}

function rectangle({ x, y, width, height }: Rectangle): string {
  return `x="${Math.round(x)}" y="${Math.round(y)}" width="${Math.round(width)}" height="${Math.round(height)}"`;
}

function arrowMarkup(
  arrow: Arrow,
  { path, middle }: ReturnType<typeof layoutOf>['lines'][number],
): { readonly line: string; readonly label: string } {
  const worst = worstOf(arrow.violations) ?? '';
  const text = arrowText(arrow);
  return {
    line: `<path class="arrow ${worst}" d="${path}" marker-end="url(#tip-${worst || 'plain'})"><title>${xml(arrowTitle(arrow))}</title></path>`,
    label:
      text &&
      `<text class="count ${worst}" x="${Math.round(middle.x)}" y="${Math.round(middle.y + 3)}">${xml(text)}</text>`,
  };
}

function markerMarkup(worst: string): string {
  return `<marker id="tip-${worst || 'plain'}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="tip${worst && `-${worst}`}" d="M0,0 L8,4 L0,8 z"/></marker>`;
}
