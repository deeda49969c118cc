import { isMap, isSeq, type Node, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import type { DocumentChange } from '../../core/document-change.ts';
import type { Edit } from '../../core/fix.ts';
import { lineStarts, placeAt } from '../../core/lines.ts';
import type { Path } from '../../core/location.ts';
import { blockSplices } from './block.ts';
import { flowSplices } from './flow.ts';
import { type Editing, entriesOf, type Inside, realNode, type Splice } from './nodes.ts';
import { type Patch, patchOf } from './patch.ts';
import { wholeText } from './print.ts';
import { plainStyle, styleOf } from './style.ts';

/** The edits of changes, or why there are none. */
type Edited = { readonly edits: readonly Edit[] } | { readonly reason: string };

/** Turns changes of documents into edits of their texts. Each text is parsed once. */
export function createDocumentEditor(
  read: (file: Path) => string | null,
): (changes: readonly DocumentChange[]) => Edited {
  const known = new Map<Path, Editing | null>();
  const editingOf = (file: Path): Editing | null => {
    let editing = known.get(file);
    if (editing === undefined) {
      const text = read(file);
      editing = text === null ? null : opened(file, text);
      known.set(file, editing);
    }
    return editing;
  };
  return (changes) => {
    const edits: Edit[] = [];
    for (const file of new Set(changes.map((change) => change.file))) {
      const editing = editingOf(file);
      const own = changes.filter((change) => change.file === file);
      const made = own.find((change) => change.kind === 'create');
      if (made) {
        edits.push({
          kind: 'create',
          file,
          text: wholeText(made.value, editingOf(made.like)?.style ?? plainStyle(file)),
        });
        continue;
      }
      const splices = editing && splicesOf(editing, patchOf(own));
      if (!editing || !splices || splices.length === 0)
        return { reason: `\`${file}\` cannot be changed there without losing a comment` };
      edits.push(...together(splices).map((splice) => editOf(file, editing, splice)));
    }
    return { edits };
  };
}

function opened(file: Path, text: string): Editing | null {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  if (document.errors.length > 0) return null;
  return { text, starts: lineStarts(text), document, style: styleOf(text, document, file.endsWith('.json')) };
}

function splicesOf(editing: Editing, patch: Patch): readonly Splice[] | null {
  const inside: Inside = (written, inner) => {
    const node = realNode(written, editing);
    if ((!isMap(node) && !isSeq(node)) || !isFor(node, inner)) return null;
    return node.flow ? flowSplices(node, inner, editing, inside) : blockSplices(node, inner, editing, inside);
  };
  const root: Node | null = editing.document.contents;
  return root && inside(root, patch);
}

/** Keys are added to maps, items to lists. */
function isFor(node: YAMLMap | YAMLSeq, { inside, appended }: Patch): boolean {
  if (isMap(node)) {
    const names = entriesOf(node).map(({ name }) => name);
    // A key of its own would hide the one that `<<` brings, with all that is in it.
    const mayHide = names.includes('<<') && [...inside].some(([key, { put }]) => !names.includes(key) && !put);
    return appended.length === 0 && !mayHide;
  }
  return [...inside.keys()].every((key) => /^\d+$/.test(key) && Number(key) < node.items.length);
}

/** Splices that touch each other become one, but for what others may be inserted beside. */
function together(splices: readonly Splice[]): readonly Splice[] {
  const found: Splice[] = [];
  for (const one of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = found.at(-1);
    if (last?.end === one.start && (last.isFree || !one.isFree))
      found[found.length - 1] = {
        ...last,
        end: one.end,
        text: last.text + one.text,
        isFree: last.isFree && one.isFree,
      };
    else found.push(one);
  }
  return found;
}

/** What is inserted and not free is written as a replacement, so that no other insertion comes to the same place. */
function editOf(file: Path, { text, starts }: Editing, { start, end, text: made, isFree }: Splice): Edit {
  const from = start === end && start > 0 && !isFree ? start - 1 : start;
  const place = placeAt(starts, from, end);
  return { kind: 'replace', file, ...place, old: text.slice(from, end), text: text.slice(from, start) + made };
}
