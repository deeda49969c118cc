import {
  type CoveredScript,
  isMapOf,
  type ScriptFunction,
  type ScriptMap,
  type ScriptRange,
} from '../../core/script.ts';
import { isObject, type Members, own, shortened } from './json.ts';
import { readMap } from './script-map.ts';

/** What of a report cannot be read. */
type Complain = (text: string) => void;

/** Is it the member of a report that Node writes where NODE_V8_COVERAGE says, and that c8 leaves? */
export function isScriptList(key: string, value: unknown): value is readonly unknown[] {
  return key === 'result' && Array.isArray(value);
}

/** The scripts of a report that are files; those of Node itself and of packages are passed over. */
export function readScripts(list: readonly unknown[], maps: unknown, complain: Complain): CoveredScript[] {
  return list.flatMap((entry, index): CoveredScript[] => {
    const url = isObject(entry) ? own(entry, 'url') : undefined;
    if (!isObject(entry) || typeof url !== 'string') {
      complain(`script ${index} has no \`url\``);
      return [];
    }
    const path = pathOf(url);
    if (path === null || path.includes('/node_modules/')) return [];
    const tell: Complain = (text) => {
      complain(`${shortened(url)} ${text}`);
    };
    const functions = functionsOf(entry, tell);
    const map = mapOf(isObject(maps) ? own(maps, url) : undefined, tell);
    return functions === null || map === undefined ? [] : [{ path, at: 1, functions, map }];
  });
}

/** The path of a file's URL, and a path itself; null for what is no file. */
function pathOf(url: string): string | null {
  if (url.startsWith('/')) return url;
  if (!url.startsWith('file:///')) return null;
  const [path = ''] = url.slice('file://'.length).split(/[?#]/);
  try {
    return decodeURIComponent(path).replace(/^\/(?=[A-Za-z]:\/)/, '');
  } catch {
    return null;
  }
}

function functionsOf(script: Members, tell: Complain): ScriptFunction[] | null {
  const list = own(script, 'functions');
  const found = Array.isArray(list) ? list.map(functionOf) : [null];
  if (!found.includes(null)) return found.filter((one) => one !== null);
  tell('has no functions with ranges, one inside the other');
  return null;
}

function functionOf(entry: unknown): ScriptFunction | null {
  if (!isObject(entry)) return null;
  const [name, list] = [own(entry, 'functionName'), own(entry, 'ranges')];
  if (typeof name !== 'string' || !Array.isArray(list)) return null;
  const ranges = list.map(rangeOf).filter((one) => one !== null);
  if (ranges.length < list.length || !areNested(ranges)) return null;
  return { name, isBlock: own(entry, 'isBlockCoverage') === true, ranges };
}

function rangeOf(entry: unknown): ScriptRange | null {
  if (!isObject(entry)) return null;
  const [start, end, count] = [own(entry, 'startOffset'), own(entry, 'endOffset'), own(entry, 'count')];
  return isAmount(start) && isAmount(end) && isAmount(count) && start <= end ? { start, end, count } : null;
}

function isAmount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Deeper than any code is nested: to merge ranges takes a stack. */
const mostNested = 1000;

/** The first range is around all others, which come in order, each inside of or behind the one before. */
function areNested(ranges: readonly ScriptRange[]): boolean {
  const open: ScriptRange[] = [];
  return (
    ranges.length > 0 &&
    ranges.every((range, index) => {
      while ((open.at(-1)?.end ?? Infinity) <= range.start && open.length > 1) open.pop();
      const around = open.at(-1);
      open.push(range);
      if (index === 0) return true;
      return around !== undefined && isInside(range, around) && open.length <= mostNested;
    })
  );
}

function isInside(range: ScriptRange, { start, end }: ScriptRange): boolean {
  return start <= range.start && range.end <= end;
}

/** Null where the script has no map, undefined where it has one that cannot be read. */
function mapOf(entry: unknown, tell: Complain): ScriptMap | null | undefined {
  const data = isObject(entry) ? own(entry, 'data') : null;
  if (!isObject(entry) || !isObject(data)) return null;
  const [map, lineLengths] = [readMap(data), own(entry, 'lineLengths')];
  if (map && isLengths(lineLengths) && isMapOf(map, lineLengths)) return { lineLengths, ...map };
  tell('has a source map without mappings for its lines');
  return undefined;
}

function isLengths(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(isAmount);
}
