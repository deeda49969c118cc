import { extname, resolve } from 'node:path';
import { errorLine, LintelError, mistake } from '../../core/error.ts';
import { nearest } from '../../core/nearest.ts';
import { formats, type Level, levels, mostNodes, narrow, page, pictureOf, type Source } from '../../drawing/index.ts';
import { type Drawn, drawAt } from '../../pipeline/draw.ts';
import { readPageScript } from '../../world/packs.ts';
import { type Flag, type Given, readArguments } from './arguments.ts';
import { formatByCruiser } from './cruiser.ts';
import type { ExitCode, Host } from './host.ts';
import { writeReport } from './print.ts';

/** The names of formats; a format of dependency-cruiser follows its prefix. */
export const graphFormats = ['html', ...Object.keys(formats)] as readonly string[];
const cruiserPrefix = 'dependency-cruiser:';

/** The flags of `lintel graph`; also the source of its help. */
export const graphFlags = {
  format: {
    type: 'string',
    value: 'F',
    help: 'output format (default: that of the file name of --out, else mermaid)',
  },
  level: { type: 'string', value: levels.join('|'), help: 'what a node is (default: zone, with --focus: file)' },
  focus: { type: 'string', value: 'PATH', help: 'draw only this file or folder and what is near it' },
  depth: { type: 'string', value: 'N', help: 'with --focus: at most N imports away, in both directions (default: 1)' },
  violations: { type: 'boolean', help: 'draw only imports that violate a rule' },
  out: { type: 'string', value: 'FILE', help: 'write to this file instead of stdout' },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
} satisfies Record<string, Flag>;

/** Draws the imports of a project. Violations are drawn, too, but do not fail the command. */
export async function graph(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, graphFlags);
  if (given instanceof LintelError) throw given;
  const wanted = wantedOf(given);
  const drawn = await drawAt({
    cwd: host.cwd,
    env: host.env,
    parser: host.env['LINTEL_PARSER'] === 'typescript-eslint' ? 'typescript-eslint' : null,
    cache: given.flags['no-cache'] !== true,
    phase: () => undefined,
  });
  const text = await textOf(partOf(drawn, wanted), wanted);
  if (wanted.out === null) host.stdout.write(text);
  else writeReport(drawn.root, resolve(host.cwd, wanted.out), wanted.out, text);
  for (const error of drawn.errors) host.stderr.write(`${errorLine(error)}\n`);
  drawn.save();
  return drawn.errors.length > 0 ? 2 : 0;
}

/** What a command line asks for. */
interface Wanted {
  readonly format: string;
  readonly level: Level;
  readonly paths: readonly string[];
  readonly focus: string | null;
  readonly depth: number;
  readonly violations: boolean;
  readonly out: string | null;
}

function wantedOf({ flags, positionals }: Given): Wanted {
  const text = (name: keyof typeof graphFlags): string | null => (typeof flags[name] === 'string' ? flags[name] : null);
  const [focus, depth, level, out] = [text('focus'), text('depth'), text('level'), text('out')];
  if (depth !== null && focus === null) throw mistake('depth-needs-focus', undefined);
  if (depth !== null && !/^\d{1,9}$/.test(depth)) throw mistake('flag-number', { flag: '--depth', found: depth });
  const format = formatOf(text('format'), out);
  const hasLevels = format === 'html' || format.startsWith(cruiserPrefix);
  if (level !== null && hasLevels) throw mistake('one-level', { format });
  return {
    format,
    level: level === null ? defaultLevel(focus) : levelOf(level),
    paths: positionals,
    focus,
    depth: depth === null ? 1 : Number(depth),
    violations: flags['violations'] === true,
    out,
  };
}

function defaultLevel(focus: string | null): Level {
  return focus === null ? 'zone' : 'file';
}

function levelOf(asked: string): Level {
  const found = levels.find((level) => level === asked);
  if (found === undefined) throw mistake('unknown-level', { level: asked, names: levels });
  return found;
}

/** The names of files that tell a format. */
const extensions: Readonly<Record<string, string>> = {
  '.htm': 'html',
  '.gv': 'dot',
  '.mmd': 'mermaid',
  ...Object.fromEntries(graphFormats.map((format) => [`.${format}`, format])),
};

function formatOf(asked: string | null, out: string | null): string {
  if (asked === null) return (out === null ? null : extensions[extname(out).toLowerCase()]) ?? 'mermaid';
  if (graphFormats.includes(asked) || asked.startsWith(cruiserPrefix)) return asked;
  throw mistake('unknown-format', {
    format: asked,
    nearest: nearest(asked, graphFormats) ?? null,
    names: [...graphFormats, `${cruiserPrefix}FORMAT`],
  });
}

/** The part of the project that is drawn. */
function partOf({ source, fromRoot }: Drawn, { paths, focus, depth, violations }: Wanted): Source {
  const part = narrow(source, {
    paths: paths.map(fromRoot),
    focus: focus === null ? null : { path: fromRoot(focus), depth },
    violations,
  });
  if (part.files.length === 0) throw mistake('nothing-to-draw', undefined);
  return part;
}

async function textOf(source: Source, { format, level }: Wanted): Promise<string> {
  if (format === 'html') {
    const script = readPageScript();
    if (script === null) throw mistake('no-page', undefined);
    return page(source, script);
  }
  if (format.startsWith(cruiserPrefix)) return formatByCruiser(source, format.slice(cruiserPrefix.length));
  const picture = pictureOf(source, level);
  const count = picture.nodes.length;
  if (format === 'svg' && count > mostNodes)
    throw mistake('too-many-nodes', { nodes: String(count), most: String(mostNodes), level });
  return formats[format as keyof typeof formats](picture);
}
