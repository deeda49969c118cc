import { at } from '../../core/at.ts';
import { plain } from '../../core/plain.ts';
import type { PageData } from '../data.ts';
import { type Box, type Layout, layoutOf } from '../layout.ts';
import type { Rectangle } from '../rows.ts';
import { type Item, type Scene, type SceneArrow, violationsIn } from '../scene.ts';
import { counted, countText } from '../words.ts';
import { svg } from './dom.ts';
import { worstOf } from './words.ts';

/** What a painted picture does when somebody points at it. */
export interface Reactions {
  open(item: Item): void;
  list(arrow: SceneArrow): void;
  hint(event: MouseEvent | null, about: Item | SceneArrow | null): void;
}

export interface Painted {
  readonly element: SVGSVGElement;
  readonly width: number;
  readonly height: number;
}

const margin = 16;
const letter = 7.4;
const longest = 34;
/** Among more arrows, counts are only shown of those at the item that is pointed at. */
const mostCounted = 40;

/** Paints a scene; `title` names the frame around what is inside, and is null for the whole project. */
export function paint(data: PageData, scene: Scene, title: string | null, reactions: Reactions): Painted {
  const { items, arrows } = scene;
  const layout = layoutOf(
    boxesOf(items, title),
    arrows.map((arrow) => ({ ...arrow, text: textOf(arrow) })),
  );
  const [width, height] = [Math.ceil(layout.width) + 2 * margin, Math.ceil(layout.height) + 2 * margin];
  const look = arrows.length > mostCounted ? 'crowded' : 'sparse';
  const element = svg('svg', { class: look, viewBox: `${-margin} ${-margin} ${width} ${height}`, width, height });
  element.append(svg('defs', {}, ...['', 'new', 'known'].map(tip)));
  const frame = layout.places.get('frame');
  if (frame && title !== null) element.append(...frameMarks(frame, title));
  const far = new Set(items.filter(({ isOutside }) => isOutside).map(({ id }) => id));
  const links = arrows.map((arrow, i) =>
    linkMark(data, { arrow, line: at(layout.lines, i), isFar: far.has(arrow.from) || far.has(arrow.to) }, reactions),
  );
  const nodes = items.map((item) => itemMark(data, item, layout.places.get(item.id), reactions));
  element.append(...links.map(({ line }) => line), ...nodes, ...links.flatMap(({ label }) => label ?? []));
  dimOthers(element, { items, arrows }, nodes, links);
  return { element, width, height };
}

function boxesOf(items: readonly Item[], title: string | null): readonly Box[] {
  const boxes = items.map((item): [boolean, Box] => [
    item.isOutside,
    { id: item.id, level: item.level, ...sizeOf(linesOf(item)), boxes: [] },
  ]);
  const inside = boxes.filter(([isOutside]) => !isOutside).map(([, box]) => box);
  if (title === null || inside.length === 0) return boxes.map(([, box]) => box);
  const outside = boxes.filter(([isOutside]) => isOutside).map(([, box]) => ({ ...box, level: null }));
  return [{ id: 'frame', level: null, ...sizeOf([title]), boxes: inside }, ...outside];
}

function shortened(text: string): string {
  const line = plain(text);
  return line.length > longest ? `…${line.slice(1 - longest)}` : line;
}

function linesOf(item: Item): readonly string[] {
  const violations = new Set(item.broken.flatMap(violationsIn)).size;
  const below = [
    item.kind === 'box' ? counted(item.count, item.unit) : '',
    violations > 0 ? counted(violations, 'violation') : '',
  ].filter(Boolean);
  return below.length > 0 ? [shortened(item.label), below.join(', ')] : [shortened(item.label)];
}

function sizeOf(lines: readonly string[]): { readonly width: number; readonly height: number } {
  const most = Math.max(...lines.map((line) => line.length));
  return { width: Math.round(most * letter + 26), height: lines.length > 1 ? 46 : 30 };
}

function tip(worst: string): SVGElement {
  const marker = {
    viewBox: '0 0 8 8',
    refX: 7,
    refY: 4,
    markerWidth: 8,
    markerHeight: 8,
    markerUnits: 'userSpaceOnUse',
    orient: 'auto',
  };
  return svg(
    'marker',
    { id: `tip-${worst || 'plain'}`, ...marker },
    svg('path', { class: worst ? `tip-${worst}` : 'tip', d: 'M0,0 L8,4 L0,8 z' }),
  );
}

function frameMarks({ x, y, width, height }: Rectangle, title: string): readonly SVGElement[] {
  return [
    svg('rect', { class: 'group', x, y, width, height, rx: 8 }),
    svg('text', { class: 'group-label', x: x + width / 2, y: y + 21 }, shortened(title)),
  ];
}

function itemMark(data: PageData, item: Item, place: Rectangle | undefined, reactions: Reactions): SVGElement {
  const { x, y, width, height } = place ?? { x: 0, y: 0, width: 0, height: 0 };
  const [first = '', second] = linesOf(item);
  const worst = worstOf(data, item.broken.flatMap(violationsIn));
  const group = svg(
    'g',
    {
      class: `item ${item.kind}${item.isOutside ? ' outside' : ''}`,
      'data-id': item.id,
      tabindex: 0,
      role: 'button',
      'aria-label': plain(item.label),
    },
    svg('rect', { class: `node ${worst}`, x, y, width, height, rx: 5 }),
    svg('text', { x: x + width / 2, y: second === undefined ? y + height / 2 + 4 : y + 20 }, first),
  );
  if (second !== undefined) group.append(svg('text', { class: `size ${worst}`, x: x + width / 2, y: y + 35 }, second));
  group.addEventListener('click', () => reactions.open(item));
  group.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') reactions.open(item);
  });
  hinted(group, item, reactions);
  return group;
}

function textOf({ imports }: SceneArrow): string {
  return countText(imports.length, imports.filter((one) => violationsIn(one).length > 0).length);
}

interface Link {
  readonly line: SVGElement;
  readonly label: SVGElement | null;
}

interface Course {
  readonly arrow: SceneArrow;
  readonly line: Layout['lines'][number];
  /** It leads out of the box that is shown, or into it. */
  readonly isFar: boolean;
}

function linkMark(data: PageData, { arrow, line: { path, middle }, isFar }: Course, reactions: Reactions): Link {
  const worst = worstOf(data, arrow.violations);
  const line = svg(
    'g',
    { class: isFar ? 'link far' : 'link' },
    svg('path', { class: `arrow ${worst}`, d: path, 'marker-end': `url(#tip-${worst || 'plain'})` }),
    svg('path', { class: 'hit', d: path }),
  );
  line.addEventListener('click', () => reactions.list(arrow));
  hinted(line, arrow, reactions);
  const text = textOf(arrow);
  const label = text ? svg('text', { class: `count ${worst}`, x: middle.x, y: middle.y + 3 }, text) : null;
  return { line, label };
}

function hinted(element: SVGElement, about: Item | SceneArrow, { hint }: Reactions): void {
  element.addEventListener('mousemove', (event) => hint(event, about));
  element.addEventListener('mouseleave', () => hint(null, null));
}

/** While an item is pointed at, only its own arrows are drawn in full. */
function dimOthers(
  picture: SVGElement,
  { items, arrows }: Pick<Scene, 'items' | 'arrows'>,
  nodes: readonly SVGElement[],
  links: readonly Link[],
): void {
  const show = (id: string | null): void => {
    for (const [i, { from, to }] of arrows.entries()) {
      const isNear = from === id || to === id;
      const { line, label } = at(links, i);
      for (const mark of label ? [line, label] : [line]) {
        mark.classList.toggle('near', isNear);
        mark.classList.toggle('dimmed', id !== null && !isNear);
      }
    }
  };
  for (const [i, { id }] of items.entries()) {
    at(nodes, i).addEventListener('mouseenter', () => show(id));
    at(nodes, i).addEventListener('mouseleave', () => show(null));
  }
  picture.addEventListener('mouseleave', () => show(null));
}
