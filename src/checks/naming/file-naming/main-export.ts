import type { Export } from '../../../core/code.ts';
import { configuresTools } from '../../../core/manifest.ts';
import type { Path } from '../../../core/location.ts';
import { isStyled, restyle, type Style } from '../../../core/style.ts';

/** In which form a file has the name of its main export. */
export type ExportForm = 'exact' | Style;

/** The name of the default export, else of the only exported class or component; null where a file has no such export, or is named after something else. */
export function mainExport(path: Path, exports: readonly Export[]): string | null {
  // A story is named after what it shows, a configuration after its tool.
  if (/\.stories\.[^./]+$/.test(path) || configuresTools(path)) return null;
  const own = exports.filter(({ from, type }) => from === null && !type);
  const first = own.find(({ name }) => name === 'default' || name === 'export=');
  if (first) return first.local;
  const mayRender = /\.[jt]sx$/.test(path);
  const leading = own.filter(
    ({ name, kind }) =>
      kind === 'class' ||
      (mayRender && (kind === 'function' || kind === 'variable') && isStyled(name, 'StrictPascalCase')),
  );
  return leading.length === 1 ? (leading[0]?.name ?? null) : null;
}

/** The base name of a file that has this main export; null for the name that it has. */
export function namedAfter(path: Path, name: string, form: ExportForm): string | null {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const [, lead = '', stem = '', rest = ''] = /^([._]*)([^.]*)(.*)$/.exec(base) ?? [];
  const wanted = form === 'exact' ? name : restyle(name, form);
  return stem === 'index' || stem === wanted || lead + stem === wanted ? null : `${lead}${wanted}${rest}`;
}
