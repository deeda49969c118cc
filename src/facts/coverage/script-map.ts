import type { ScriptMap } from '../../core/script.ts';
import { isObject, own } from './json.ts';

/** A source map without the layout of its script. */
export type PlainMap = Omit<ScriptMap, 'lineLengths'>;

/** A source map of JSON; null for one that cannot be read. Sections, which bundlers may write, are none of its form. */
export function readMap(data: unknown): PlainMap | null {
  if (!isObject(data)) return null;
  const [mappings, sources, root] = [own(data, 'mappings'), own(data, 'sources'), own(data, 'sourceRoot')];
  if (typeof mappings !== 'string' || !Array.isArray(sources)) return null;
  return { sources: sources.map((one) => sourceOf(one, root)), mappings };
}

function sourceOf(source: unknown, root: unknown): string | null {
  if (typeof source !== 'string') return null;
  const path = source.replace(/^webpack:\/\//, '');
  const folder = typeof root === 'string' ? root.replace(/\/$/, '') : '';
  return folder === '' || path.startsWith('file://') ? path : `${folder}/${path.replace(/^\//, '')}`;
}
