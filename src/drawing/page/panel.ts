import { at } from '../../core/at.ts';
import { plain } from '../../core/plain.ts';
import type { PageData, PageImport } from '../data.ts';
import { type SceneArrow, violationsIn } from '../scene.ts';
import { counted } from '../words.ts';
import { button, html, part } from './dom.ts';
import { sorted } from './words.ts';

/** Opens the picture at a file. */
type Visit = (file: number) => void;

/** More are not listed. */
const mostListed = 200;

/** Lists the imports behind an arrow. */
export function listArrow(data: PageData, { imports, violations }: SceneArrow, visit: Visit): void {
  const title = [
    counted(imports.length, 'import'),
    violations.length > 0 ? counted(violations.length, 'violation') : '',
  ];
  fill(title.filter(Boolean).join(', '), [importList(data, imports, visit)]);
}

/** Lists what a file imports, and what imports it. */
export function listFile(data: PageData, file: number, visit: Visit): void {
  const imports = data.imports.filter(([from]) => from === file);
  const importers = data.imports.filter(([, to]) => to === file);
  fill(plain(at(data.files, file)[0], 4096), [
    html('h3', {}, counted(imports.length, 'import')),
    importList(data, imports, visit),
    html('h3', {}, `imported ${importers.length === 1 ? 'once' : `${importers.length} times`}`),
    importList(data, importers, visit),
  ]);
}

export function closePanel(): void {
  part('panel', HTMLElement).hidden = true;
}

function fill(title: string, content: readonly Node[]): void {
  const panel = part('panel', HTMLElement);
  const close = button('×', closePanel, { class: 'close', 'aria-label': 'Close' });
  panel.replaceChildren(close, html('h2', {}, title), ...content);
  panel.hidden = false;
  panel.scrollTop = 0;
}

function importList(data: PageData, imports: readonly PageImport[], visit: Visit): HTMLElement {
  const rows = sorted(imports)
    .slice(0, mostListed)
    .map((one) => importRow(data, one, visit));
  const more = imports.length > mostListed ? [html('li', {}, `… ${imports.length - mostListed} more`)] : [];
  return html('ul', {}, ...rows, ...more);
}

function importRow(data: PageData, one: PageImport, visit: Visit): HTMLElement {
  const [from, to, line, kind] = one;
  const violations = violationsIn(one).map((number) => {
    const { rule, text, isKnown, id } = at(data.violations, number);
    const look = `violation ${isKnown ? 'is-known' : 'is-new'}`;
    return html(
      'span',
      { class: look },
      `${plain(rule)}${isKnown ? ' (known)' : ''}: ${plain(text)} ${id.slice(0, 6)}`,
    );
  });
  return html(
    'li',
    {},
    button(`${plain(at(data.files, from)[0], 4096)}:${line}`, () => visit(from)),
    kind === 'value' ? ' > ' : ` (${kind}) > `,
    button(plain(at(data.files, to)[0], 4096), () => visit(to)),
    ...violations,
  );
}
