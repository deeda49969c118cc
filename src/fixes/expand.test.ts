import { describe, expect, it } from 'vitest';
import type { Bindings, Writing } from '../core/bindings.ts';
import type { Edit, Intent } from '../core/fix.ts';
import type { Place } from '../core/location.ts';
import { createLanguages, languageOf } from '../facts/index.ts';
import { apply } from './apply.ts';
import { changesOf } from './change-set.ts';
import { createExpander, type Expansion, type Sources } from './expand.ts';

const place = (line: number, column: number, length = 1): Place => ({
  line,
  column,
  endLine: line,
  endColumn: column + length,
});
const nothing: Sources = {
  text: () => null,
  bindings: () => null,
  facts: () => null,
  idiom: () => languageOf(createLanguages('oxc'), 'a.ts')?.idiom ?? null,
  item: () => null,
  moves: () => expect.fail('no file moves'),
};

/** The text that an expansion leaves, or its reason. */
function after(text: string, expansion: Expansion): string {
  return 'reason' in expansion
    ? expansion.reason
    : (apply(changesOf(expansion.edits) ?? [], () => text).get('a.ts') ?? 'unchanged');
}

describe('a rename', () => {
  const bindingsWith = (...writings: readonly Writing[]): Bindings => ({
    scopes: [-1],
    variables: [
      {
        name: 'x',
        scope: 0,
        tie: null,
        doubt: null,
        named: null,
        occurrences: writings.map((writing, index) => ({ at: place(1, 1 + 2 * index), scope: 0, writing })),
      },
    ],
    free: [],
    unclear: [],
  });
  const rename: Intent = { kind: 'rename', file: 'a.ts', place: place(1, 1), to: 'yes', member: false };

  it.each<[writing: Writing, written: string]>([
    ['plain', 'yes'],
    ['property', 'x: yes'],
    ['import', 'x as yes'],
    ['export', 'yes as x'],
    ['comment', 'yes'],
  ])('writes a %s occurrence as `%s`', (writing, written) => {
    const expand = createExpander({ ...nothing, bindings: () => bindingsWith('plain', writing) }, []);
    expect(after('x x', expand(rename))).toBe(`yes ${written}`);
  });

  it('edits every occurrence, and remembers what it found when the file is asked for again', () => {
    let asked = 0;
    const expand = createExpander(
      {
        ...nothing,
        bindings: () => {
          asked++;
          return bindingsWith('plain', 'plain', 'plain');
        },
      },
      [],
    );
    expect(after('x x x', expand(rename))).toBe('yes yes yes');
    expand(rename);
    expect(asked).toBe(1);
  });

  it('is refused for members, and in languages without name bindings', () => {
    const expand = createExpander(nothing, []);
    expect(expand({ ...rename, member: true })).toEqual({ reason: expect.any(String) as string, outside: true });
    expect(expand(rename)).toEqual({ reason: 'other code in this file may use the name' });
  });
});

describe('a removal', () => {
  it('of a comment takes its line where nothing else is on it', () => {
    const text = 'a;\n  // odd\nb;\n';
    const expand = createExpander({ ...nothing, text: () => text }, []);
    expect(after(text, expand({ kind: 'remove-comment', file: 'a.ts', place: place(2, 3, 6) }))).toBe('a;\nb;\n');
  });

  it('of an item takes the stretch that the configuration names', () => {
    const text = 'except: [one, two]';
    const asked: unknown[] = [];
    const expand = createExpander(
      {
        ...nothing,
        text: () => text,
        item: (_, at) => {
          asked.push(at);
          return { start: 9, end: 14 };
        },
      },
      [],
    );
    const intent: Intent = { kind: 'remove-item', file: 'a.ts', line: 1, column: 10, list: false };
    expect(after(text, expand(intent))).toBe('except: [two]');
    expect(asked).toEqual([expect.objectContaining({ line: 1, column: 10, list: false })]);
  });

  it('notes the text that it takes away, so that a stale edit is noticed', () => {
    const expand = createExpander({ ...nothing, text: () => '// odd\nb;\n' }, []);
    const expansion = expand({ kind: 'remove-comment', file: 'a.ts', place: place(1, 1, 6) });
    const edits: readonly Edit[] = 'edits' in expansion ? expansion.edits : [];
    expect(edits).toEqual([expect.objectContaining({ kind: 'replace', old: '// odd\n', text: '' })]);
  });

  it('is refused where the text or the item cannot be found', () => {
    const reason = { reason: 'it cannot be separated from the code around it' };
    const intent: Intent = { kind: 'remove-item', file: 'a.ts', line: 1, column: 1, list: true };
    expect(createExpander(nothing, [])(intent)).toEqual(reason);
    expect(createExpander({ ...nothing, text: () => 'a' }, [])(intent)).toEqual(reason);
  });
});
