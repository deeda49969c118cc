import { at } from '../../core/at.ts';
import { plain } from '../../core/plain.ts';
import type { PageData, PageImport } from '../data.ts';
import { type Item, type SceneArrow, violationsIn } from '../scene.ts';
import { counted } from '../words.ts';

/** `src/a.ts:3 > src/b.ts`, and what it violates, below. */
export function importText(data: PageData, one: PageImport): string {
  const [from, to, line] = one;
  const rules = new Set(violationsIn(one).map((number) => at(data.violations, number).rule));
  const ends = `${plain(at(data.files, from)[0])}:${line} > ${plain(at(data.files, to)[0])}`;
  return rules.size === 0 ? ends : `${ends}\n  ${plain([...rules].join(', '))}`;
}

/** Violations first. */
export function sorted(imports: readonly PageImport[]): readonly PageImport[] {
  return [...imports].sort((a, b) => b.length - a.length);
}

const mostHinted = 8;

export function arrowHint(data: PageData, { imports }: SceneArrow): string {
  const shown = sorted(imports)
    .slice(0, mostHinted)
    .map((one) => importText(data, one));
  return [
    ...shown,
    ...(imports.length > mostHinted ? [`… ${imports.length - mostHinted} more, click for all`] : []),
  ].join('\n');
}

export function itemHint(data: PageData, item: Item): string {
  const name = item.kind === 'box' ? item.label : at(data.files, item.number)[0];
  const action = item.kind === 'box' ? `${counted(item.count, item.unit)}, click to open` : 'click for its imports';
  return `${plain(name, 4096)}\n${action}`;
}

/** How serious the worst of some violations is: `new`, `known`, or '' without any. */
export function worstOf(data: PageData, violations: readonly number[]): string {
  if (violations.length === 0) return '';
  return violations.some((number) => !at(data.violations, number).isKnown) ? 'new' : 'known';
}
