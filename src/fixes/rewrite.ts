import { type Import, isPatternForm } from '../core/code.ts';
import type { Edit } from '../core/fix.ts';
import { lineStarts, offsetAt } from '../core/lines.ts';
import type { Path } from '../core/location.ts';
import type { Respell, Sample } from '../core/spelling.ts';
import { folderOf } from '../core/path.ts';
import type { Mention } from './mentions.ts';

/** An import and the files that it resolves to. */
export interface Link {
  readonly import: Import;
  readonly targets: readonly Path[];
}

/** An import of one of the files. */
export interface Use {
  readonly importer: Path;
  readonly link: Link;
  readonly target: Path;
}

/** The new path of each file that moves. */
export type Moves = ReadonlyMap<Path, Path>;

interface Texts {
  text(file: Path): string | null;
  links(file: Path): readonly Link[];
}

/** An import as it must read after the moves. */
export function respelled(
  { text: textOf, links }: Texts,
  { importer, link, target }: Use,
  moves: Moves,
  respell: Respell,
): { readonly edits: readonly Edit[] } | { readonly reason: string } {
  const { specifier, form, at } = link.import;
  const place = `${importer}:${String(at.line)}`;
  if (link.targets.length !== 1)
    return /^\.{1,2}(?:\/|$)/.test(specifier) || isPattern(link.import)
      ? { reason: `\`${specifier}\` in ${place} may resolve differently from another folder` }
      : { edits: [] };
  const text = textOf(importer) ?? '';
  const starts = lineStarts(text);
  const whole = text.slice(offsetAt(starts, at.line, at.column), offsetAt(starts, at.endLine, at.endColumn));
  const quote = /^(["'`]).*\1$/s.test(whole) ? whole.charAt(0) : '';
  const written = whole.slice(quote.length, whole.length - quote.length);
  // Both forms mean what is beside the file, with and without `./`.
  const isBare = (form === 'new-url' || form === 'reference') && !/^[./]/.test(written);
  if (written !== specifier && `./${written}` !== specifier)
    return { reason: `the specifier in ${place} contains an escape sequence` };
  const now = (file: Path): Path => moves.get(file) ?? file;
  const samples = links(importer).flatMap((one): Sample[] => {
    const [led] = one.targets;
    return one === link || led === undefined ? [] : [{ specifier: one.import.specifier, target: now(led) }];
  });
  const replaced = { specifier: isBare ? `./${written}` : written, target, from: importer };
  const spelling = respell(now(importer), now(target), { replaced, samples });
  if ('reason' in spelling) return { reason: `${place} imports it, and ${spelling.reason}` };
  const plain = isBare ? spelling.specifier.replace(/^\.\//, '') : spelling.specifier;
  if (/["'`\\\n]/.test(plain)) return { reason: `${place} cannot write \`${plain}\` between quotes` };
  const next = quote + plain + quote;
  return { edits: next === whole ? [] : [{ kind: 'replace', file: importer, ...at, old: whole, text: next }] };
}

/** A mention in JSON that is the path and nothing else, as it reads after the move; null of any other. */
export function rewritten({ file, path, text, at, quoted }: Mention, to: Path): Edit | null {
  if (!quoted || !/\.(?:json|jsonc)$/.test(file)) return null;
  const dots = text.startsWith('./') ? './' : '';
  for (const folder of [folderOf(file), '']) {
    const start = folder === '' ? '' : `${folder}/`;
    if (`${start}${text.slice(dots.length)}` === path && to.startsWith(start))
      return { kind: 'replace', file, ...at, old: text, text: dots + to.slice(start.length) };
  }
  return null;
}

/** Does it find files by a pattern? */
export function isPattern({ form }: Import): boolean {
  return isPatternForm(form);
}
