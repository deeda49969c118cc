import { at } from '../../core/at.ts';
import { plain } from '../../core/plain.ts';
import type { PageData } from '../data.ts';
import { chainOf, sceneOf } from '../scene.ts';
import { counted } from '../words.ts';
import { button, html, part } from './dom.ts';
import { paint, type Painted } from './paint.ts';
import { closePanel, listArrow, listFile } from './panel.ts';
import { arrowHint, itemHint } from './words.ts';

const data = JSON.parse(part('data', HTMLScriptElement).text) as PageData;
const [picture, hint, trail] = ['picture', 'hint', 'trail'].map((id) => part(id, HTMLElement)) as [
  HTMLElement,
  HTMLElement,
  HTMLElement,
];
const [search, only] = [part('search', HTMLInputElement), part('violations', HTMLInputElement)];
const [rule, found] = [part('rule', HTMLSelectElement), part('found', HTMLElement)];

/** What is shown. The box is also in the address, so that the browser can go back. */
const shown: { box: number; file: number | null; scale: number; painted: Painted | null } = {
  box: 0,
  file: null,
  scale: 1,
  painted: null,
};

function go(box: number, file: number | null = null): void {
  shown.file = file;
  if (box === shown.box) show();
  else location.hash = String(box);
}

function visit(file: number): void {
  go(at(data.files, file)[1], file);
  listFile(data, file, visit);
}

function show(): void {
  hint.hidden = true;
  const scene = sceneOf(data, {
    box: shown.box,
    file: shown.file,
    rule: rule.value === '' ? null : rule.value,
    violations: only.checked,
  });
  const title = shown.box === 0 ? null : at(data.boxes, shown.box).label;
  shown.painted = paint(data, scene, title, {
    open: (item) => (item.kind === 'box' ? go(item.number) : visit(item.number)),
    list: (arrow) => listArrow(data, arrow, visit),
    hint(event, about) {
      hint.hidden = event === null || about === null;
      if (event === null || about === null) return;
      hint.textContent = 'from' in about ? arrowHint(data, about) : itemHint(data, about);
      hint.style.left = `${Math.min(event.clientX + 14, Math.max(0, innerWidth - hint.offsetWidth - 8))}px`;
      hint.style.top = `${Math.min(event.clientY + 14, Math.max(0, innerHeight - hint.offsetHeight - 8))}px`;
    },
  });
  const { element } = shown.painted;
  if (shown.file !== null) element.querySelector(`[data-id=f${shown.file}]`)?.classList.add('found');
  picture.replaceChildren(scene.items.length > 0 ? element : html('p', {}, 'Nothing here matches.'));
  showTrail();
  const violations = new Set(scene.arrows.flatMap((arrow) => arrow.violations));
  const parts = [
    counted(
      scene.arrows.reduce((sum, { imports }) => sum + imports.length, 0),
      'import',
    ),
    counted(violations.size, 'violation'),
    scene.hidden > 0 ? `${scene.hidden} with few imports not shown` : '',
  ];
  part('count', HTMLElement).textContent = parts.filter(Boolean).join(', ');
  fit();
}

/** Shrinks a large picture, as long as it stays readable. */
function fit(): void {
  if (!shown.painted) return;
  const { width, height } = shown.painted;
  const room = { width: picture.clientWidth - 32, height: picture.clientHeight - 32 };
  shown.scale = Math.min(1, Math.max(0.55, Math.min(room.width / width, room.height / height)));
  rescale(1);
}

function rescale(factor: number): void {
  if (!shown.painted) return;
  const { element, width, height } = shown.painted;
  shown.scale = Math.min(4, Math.max(0.1, shown.scale * factor));
  element.setAttribute('width', String(Math.round(width * shown.scale)));
  element.setAttribute('height', String(Math.round(height * shown.scale)));
}

function showTrail(): void {
  const chain = chainOf(data.boxes, shown.box).toReversed();
  trail.replaceChildren(
    ...chain.flatMap((box, i) => {
      const here = i === chain.length - 1 ? { 'aria-current': 'page' } : {};
      const step = button(plain(at(data.boxes, box).label), () => go(box), here);
      return i === 0 ? [step] : [html('span', {}, '›'), step];
    }),
  );
}

const mostFound = 20;

function find(): void {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = data.files.flatMap(([path], file) =>
    words.length > 0 && words.every((word) => path.toLowerCase().includes(word)) ? [file] : [],
  );
  const rows = matches.slice(0, mostFound).map((file) => {
    const open = (): void => {
      found.hidden = true;
      visit(file);
    };
    return html('li', {}, button(plain(at(data.files, file)[0], 4096), open));
  });
  const more = matches.length > mostFound ? [html('li', {}, `… ${matches.length - mostFound} more`)] : [];
  found.replaceChildren(...rows, ...more);
  if (matches.length === 0) found.replaceChildren(html('li', {}, 'no file matches'));
  found.hidden = words.length === 0;
}

function readAddress(): void {
  const box = Number(location.hash.slice(1));
  shown.box = Number.isInteger(box) && box >= 0 && box < data.boxes.length ? box : 0;
  show();
}

rule.append(html('option', { value: '' }, 'every rule'));
for (const { id, statement } of data.rules)
  rule.append(html('option', { value: id, title: plain(statement) }, plain(id)));
rule.addEventListener('change', show);
only.addEventListener('change', show);
search.addEventListener('input', find);
part('smaller', HTMLElement).addEventListener('click', () => rescale(1 / 1.25));
part('larger', HTMLElement).addEventListener('click', () => rescale(1.25));
addEventListener('hashchange', readAddress);
addEventListener('resize', fit);
addEventListener('submit', (event) => event.preventDefault());
addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  found.hidden = true;
  closePanel();
});
readAddress();
