import { plain } from '../core/plain.ts';
import type { Path } from '../core/location.ts';
import type { ReportedViolation } from '../core/report.ts';
import { xml } from '../core/xml.ts';
import type { Context } from './reporter.ts';

/** A stop on the way that a violation of layering takes through the imports. */
interface Stop {
  /** The file, or the specifier that leads to what is no file of the report. */
  readonly name: string;
  readonly zones: readonly string[];
  /** The line of its import of the next stop. */
  readonly line: number | null;
}

/** Checks whose evidence is every import on the way from the file to what it must not reach. */
const chained: ReadonlySet<string> = new Set(['layers', 'independent', 'imports']);

/** The imports of a violation as boxes and arrows; '' if it has none. */
export function chainMarkup(violation: ReportedViolation, { zones }: Pick<Context, 'zones'>): string {
  const stops = stopsOf(violation, (path) => zones?.(path) ?? []);
  if (stops.length < 2) return '';
  const isCycle = violation.data['cycle'] !== undefined;
  const boxes = stops.map((stop, index) => {
    const isLast = index === stops.length - 1;
    const isEnd = !isCycle && (index === 0 || isLast);
    return `<li${isEnd ? ' class="end"' : ''}>${boxMarkup(stop)}${isLast && !isCycle ? '' : arrowMarkup(stop, isLast)}</li>`;
  });
  return `<ol class="chain" aria-label="imports">${boxes.join('')}</ol>\n`;
}

function stopsOf(
  { family, check, at, data, evidence }: ReportedViolation,
  zonesOf: (path: Path) => readonly string[],
): Stop[] {
  if (family !== 'layering') return [];
  const stopAt = (name: string, line: number | null): Stop => ({ name, zones: zonesOf(name), line });
  const { to, cycle } = data;
  if (cycle !== undefined) {
    const names = cycle.split(' > ').slice(0, -1);
    return names.length === evidence.length ? names.map((name, i) => stopAt(name, evidence[i]?.line ?? null)) : [];
  }
  if (to === undefined) return [];
  if (evidence.length < 2 || !chained.has(check)) return [stopAt(at.file, at.place?.line ?? null), stopAt(to, null)];
  const [goal] = /(?<=["'])[^"']+(?=["'][^"']*$)/.exec(evidence.at(-1)?.text ?? '') ?? [];
  const stops = evidence.map(({ file, line }) => stopAt(file, line));
  return goal === undefined ? stops : [...stops, stopAt(goal, null)];
}

function boxMarkup({ name, zones }: Stop): string {
  const end = name.lastIndexOf('/') + 1;
  const zone = zones.length > 0 ? ` <small>${xml(plain(zones.join(', ')))}</small>` : '';
  return `<span><small>${xml(plain(name.slice(0, end)))}</small>${xml(plain(name.slice(end)))}${zone}</span>`;
}

/** An arrow with the line of the import. The last one of a cycle leads to the first box. */
function arrowMarkup({ line }: Stop, isBack: boolean): string {
  return `<i>${line === null ? '' : `:${String(line)} `}${isBack ? '↩' : '→'}</i>`;
}
