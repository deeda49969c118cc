import type { Import } from '../core/code.ts';
import type { Section, Sections } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import { codeSections, extractFromText } from './typescript/extract.ts';
import { codeOf, type Stretch, withDefault } from './embedded.ts';
import { layoutOf } from './layout.ts';
import { embedded } from './typescript/idiom/idiom.ts';
import type { Dialect, Parser } from './typescript/parse.ts';
import { sourceOf } from './typescript/source.ts';

/** A kind of file that holds scripts between other things. */
interface Kind {
  readonly name: string;
  /** What surrounds code that is not the component's own. */
  readonly foreign: string | null;
  /** Scripts are TypeScript without saying so, and the file begins with one between two fences. */
  readonly fenced: boolean;
}

const kinds: readonly Kind[] = [
  { name: 'vue', foreign: 'template', fenced: false },
  { name: 'svelte', foreign: 'svelte:head', fenced: false },
  { name: 'astro', foreign: null, fenced: true },
];

/** Vue, Svelte and Astro files, of which the scripts are read. What a template uses is not known. */
export function componentLanguages(parser: Parser): readonly Language[] {
  return kinds.map((kind) => ({
    name: kind.name,
    extensions: [`.${kind.name}`],
    sections: codeSections,
    idiom: embedded,
    extract: (text, sections) => extract(text, kind, parser, sections),
  }));
}

function extract(text: string, kind: Kind, parser: Parser, sections: readonly Section[]): Partial<Sections> {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  const scripts = scriptsIn(plain, kind);
  const found = extractFromText(codeOf(plain, scripts), dialectOf(scripts, kind), parser, sections);
  return {
    ...found,
    // Tools count the lines of the whole file.
    ...(found.layout ? { layout: layoutOf(plain) } : {}),
    ...(found.imports ? { imports: [...found.imports, ...sourceImports(scripts, plain)] } : {}),
    ...(found.exports ? { exports: withDefault(found.exports) } : {}),
    // The template may use any name.
    ...(found.references ? { references: [] } : {}),
  };
}

interface Script extends Stretch {
  readonly attributes: ReadonlyMap<string, { readonly value: string; readonly at: number }>;
}

const dialects: Readonly<Record<string, Dialect>> = { ts: 'ts', typescript: 'ts', tsx: 'tsx' };

function dialectOf(scripts: readonly Script[], { fenced }: Kind): Dialect {
  const said = scripts.flatMap(({ attributes }) => dialects[attributes.get('lang')?.value ?? ''] ?? []);
  return said[0] ?? (fenced ? 'ts' : 'jsx');
}

/** `<script src>` is code that stands elsewhere. */
function sourceImports(scripts: readonly Script[], text: string): Import[] {
  const { place } = sourceOf(text);
  return scripts.flatMap(({ attributes }): Import[] => {
    const source = attributes.get('src');
    if (!source || !/^\.{1,2}\//.test(source.value)) return [];
    const at = place(source.at, source.at + source.value.length);
    return [{ specifier: source.value, kind: 'value', form: 'import', at, symbols: [] }];
  });
}

const fence = /^\s*---/;
const scriptTypes: ReadonlySet<string> = new Set([
  '',
  'module',
  'text/javascript',
  'text/typescript',
  'ts',
  'text/babel',
]);

function scriptsIn(text: string, { foreign, fenced }: Kind): Script[] {
  const scripts: Script[] = [];
  let from = 0;
  const head = fenced ? fence.exec(text)?.[0].length : undefined;
  if (head !== undefined) {
    const end = text.indexOf('\n---', head);
    if (end < 0) return [];
    scripts.push({ start: head, end, attributes: new Map() });
    from = end + 4;
  }
  const marks = new RegExp(`<!--|<script(?=[\\s/>])${foreign === null ? '' : `|</?${foreign}(?=[\\s/>])`}`, 'gi');
  marks.lastIndex = from;
  for (let depth = 0, mark = marks.exec(text); mark; mark = marks.exec(text)) {
    if (mark[0] === '<!--') {
      const end = text.indexOf('-->', marks.lastIndex);
      if (end < 0) break;
      marks.lastIndex = end;
      continue;
    }
    const tag = readTag(text, marks.lastIndex);
    marks.lastIndex = tag.end;
    if (!tag.isWhole) continue;
    if (/^<script/i.test(mark[0])) {
      const end = tag.isClosed ? tag.end : endOfScript(text, tag.end);
      if (end < 0) break;
      marks.lastIndex = end;
      if (depth === 0 && !isInline(tag)) scripts.push({ start: tag.end, end, attributes: tag.attributes });
    } else if (mark[0].startsWith('</')) depth = Math.max(0, depth - 1);
    else if (!tag.isClosed) depth++;
  }
  return scripts;
}

/** Left to the browser as it is. */
function isInline({ attributes }: Tag): boolean {
  return (
    attributes.has('is:inline') ||
    attributes.has('define:vars') ||
    !scriptTypes.has(attributes.get('type')?.value ?? '')
  );
}

function endOfScript(text: string, from: number): number {
  const close = /<\/script\s*>/gi;
  close.lastIndex = from;
  return close.exec(text)?.index ?? -1;
}

const attribute = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?|\/?>/gy;

interface Tag {
  /** Where it ends, or stops being one. */
  readonly end: number;
  readonly isWhole: boolean;
  readonly isClosed: boolean;
  readonly attributes: Script['attributes'];
}

/** The tag whose name ends at `from`. */
function readTag(text: string, from: number): Tag {
  const attributes = new Map<string, { value: string; at: number }>();
  for (let at = from; ;) {
    while (at < text.length && /\s/.test(text.charAt(at))) at++;
    attribute.lastIndex = at;
    const found = attribute.exec(text);
    if (!found) return { end: at, isWhole: false, isClosed: false, attributes };
    at = attribute.lastIndex;
    const [whole, name, ...values] = found;
    if (name === undefined) return { end: at, isWhole: true, isClosed: whole === '/>', attributes };
    const value = values.find((one) => one !== undefined) ?? '';
    attributes.set(name, { value, at: at - value.length - (values[2] === undefined ? 1 : 0) });
  }
}
