import { listed } from '../../../core/listed.ts';
import type { ExportForm } from './main-export.ts';
import type { Spec, Specs } from './spec.ts';

/** What a name must be, around what it is the name of: `kebab-case file names ending in `.dto``. */
export function patternOf({ styles, patterns, prefixes, suffixes }: Spec, subject: string): string {
  const ticked = (texts: readonly string[]): string =>
    listed(
      texts.map((text) => `\`${text}\``),
      'or',
    );
  const clauses = [
    prefixes.length ? `beginning with ${ticked(prefixes)}` : '',
    suffixes.length ? `ending in ${ticked(suffixes)}` : '',
  ];
  const style = listed([...styles, ...patterns.map(({ source }) => `\`/${source}/\``)], 'or');
  return [style, subject, clauses.filter(Boolean).join(' and ')].filter(Boolean).join(' ');
}

const shown = 5;

/** The head of a group: `files *.tsx are PascalCase`; of many keys, the first. */
export function statementOf(what: string, all: Specs): string {
  const said = all.flatMap(({ key, glob, spec }) => {
    const demand = patternOf(spec, spec.styles.length + spec.patterns.length > 0 ? '' : 'names');
    return demand === 'names' ? [] : [`${what}${glob ? ` ${key}` : ''} are ${demand}`];
  });
  return said.slice(0, shown).join(', ') + (said.length > shown ? `, and ${said.length - shown} more` : '');
}

/** Behind `the name of its main export`. */
export function formWords(form: ExportForm): string {
  return form === 'exact' ? '' : ` in ${form}`;
}
