import type { Place } from './location.ts';

/** A value of a YAML or JSON document. Maps and lists name their values by index, so that a value with an alias is written once. */
export type ContentNode =
  | { readonly kind: 'text' | 'number' | 'boolean' | 'null'; readonly text: string; readonly at: Place }
  | { readonly kind: 'map'; readonly entries: readonly ContentEntry[]; readonly at: Place }
  | { readonly kind: 'list'; readonly items: readonly number[]; readonly at: Place };

export const scalarKinds = ['text', 'number', 'boolean', 'null'] as const;

export interface ContentEntry {
  readonly key: string;
  /** The key. */
  readonly at: Place;
  readonly value: number;
}

/** Everything in a document; the first node is the whole. Empty if it cannot be read in full. */
export type Contents = readonly ContentNode[];

/** The text of every `$ref`. */
export function* referencesIn(contents: Contents): Iterable<string> {
  for (const node of contents) {
    if (node.kind !== 'map') continue;
    const value = contents[node.entries.find(({ key }) => key === '$ref')?.value ?? -1];
    if (value?.kind === 'text') yield value.text;
  }
}
