import { modifiers } from '../../../core/code.ts';
import { nearest } from '../../../core/nearest.ts';
import { type Regex, regexOf } from '../../../core/regex.ts';
import {
  type KeyModifier,
  modifiersOf,
  type Selector,
  selectors,
  type Trait,
  traitsOf,
  weightOf,
} from './selectors.ts';

/** Which names an entry is about. */
export interface Key {
  readonly text: string;
  readonly selector: Selector;
  /** Bits of `core` modifiers, all of which a name must have. */
  readonly modifiers: number;
  readonly unused: boolean;
  /** Of each list, a name must have one: `['extends=Repository']`. */
  readonly traits: readonly (readonly string[])[];
  readonly filters: readonly Filter[];
  /** Of keys with one selector, the heaviest that applies decides. */
  readonly weight: number;
}

interface Filter {
  readonly regex: Regex;
  /** Must the name match, or must it not? */
  readonly match: boolean;
}

interface Fault {
  readonly fault: string;
}

type Item =
  | { readonly modifier: KeyModifier }
  | { readonly trait: Trait; readonly values: readonly string[] }
  | { readonly filter: Filter };

/** Reads `selector[modifier,name=/re/,extends=X]`. */
export function parseKey(text: string): Key | Fault {
  const open = text.indexOf('[');
  const word = (open < 0 ? text : text.slice(0, open)).trim();
  const selector = selectors.find((one) => one === word);
  if (!selector) return unknown('there is no selector', word, selectors);
  if (open >= 0 && !text.trimEnd().endsWith(']')) return { fault: 'the [ is not closed' };
  const items: Item[] = [];
  for (const written of open < 0 ? [] : itemsOf(text.trimEnd().slice(open + 1, -1))) {
    const item = parseItem(written.trim(), selector);
    if ('fault' in item) return item;
    items.push(item);
  }
  const named = items.flatMap((item) => ('modifier' in item ? [item.modifier] : []));
  return {
    text,
    selector,
    modifiers: named.reduce((bits, one) => (one === 'unused' ? bits : bits | (1 << modifiers.indexOf(one))), 0),
    unused: named.includes('unused'),
    traits: items.flatMap((item) => ('trait' in item ? [traitsIn(item)] : [])),
    filters: items.flatMap((item) => ('filter' in item ? [item.filter] : [])),
    weight: weightOf(
      items.flatMap((item) => {
        if ('modifier' in item) return [item.modifier];
        return 'trait' in item ? traitsIn(item) : ['name'];
      }),
    ),
  };
}

function traitsIn({ trait, values }: Extract<Item, { readonly trait: Trait }>): string[] {
  return values.map((value) => `${trait}=${value}`);
}

/** Cuts at commas, but not inside a filter's regular expression, which runs to its next unescaped slash. */
function itemsOf(inner: string): string[] {
  const items: string[] = [];
  let from = 0;
  for (let i = 0; i < inner.length; i++) {
    if (inner.charAt(i) === ',') {
      items.push(inner.slice(from, i));
      from = i + 1;
    } else if (inner.charAt(i) === '/' && /^\s*name!?=$/.test(inner.slice(from, i))) {
      for (i++; i < inner.length && inner.charAt(i) !== '/'; i++) if (inner.charAt(i) === '\\') i++;
    }
  }
  return [...items, inner.slice(from)];
}

function parseItem(written: string, selector: Selector): Item | Fault {
  if (written === '') return { fault: 'nothing stands between two of its brackets and commas' };
  const equals = written.indexOf('=');
  if (equals < 0) return parseModifier(written, selector);
  const name = written.slice(0, equals);
  const value = written.slice(equals + 1);
  if (name === 'name' || name === 'name!') return parseFilter(value, name === 'name');
  const valid = traitsOf(selector);
  const trait = valid.find((one) => one === name);
  if (!trait)
    return unknown(`${selector} has no modifier`, name, [
      ...modifiersOf(selector),
      ...valid.map((one) => `${one}=`),
      'name=',
    ]);
  const values = value.split('|').map((one) => one.trim());
  return values.includes('')
    ? { fault: `${trait}= needs a name, such as ${trait}=${examples[trait]}` }
    : { trait, values };
}

const examples: Readonly<Record<Trait, string>> = {
  type: 'boolean',
  initializer: 'zod',
  returns: 'Promise',
  implements: 'Port',
  extends: 'Repository',
  decorator: 'Injectable',
};

function parseModifier(written: string, selector: Selector): Item | Fault {
  const valid = modifiersOf(selector);
  const modifier = valid.find((one) => one === written);
  if (modifier) return { modifier };
  const traits = traitsOf(selector);
  const trait = traits.find((one) => one === written);
  if (trait) return { fault: `${trait} needs a name, such as ${trait}=${examples[trait]}` };
  return unknown(`${selector} has no modifier`, written, [...valid, ...traits.map((one) => `${one}=`), 'name=']);
}

function parseFilter(value: string, match: boolean): Item | Fault {
  const sign = match ? 'name=' : 'name!=';
  if (!/^\/[^]*\/$/.test(value) || value.length < 3)
    return { fault: `write a regular expression between slashes: ${sign}/^_/` };
  const regex = regexOf(value.slice(1, -1));
  return 'fault' in regex ? { fault: `${sign}${value}: ${regex.fault}` } : { filter: { regex, match } };
}

function unknown(what: string, word: string, valid: readonly string[]): Fault {
  const near = nearest(word, valid);
  return {
    fault: `${what} "${word}"${near === undefined ? `; ${what === 'there is no selector' ? 'there are' : 'it has'} ${valid.join(', ')}` : `: did you mean "${near}"?`}`,
  };
}
