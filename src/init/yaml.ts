import { Document, isCollection, visit } from 'yaml';
import { plain } from '../core/plain.ts';
import { anchorOf, type Draft, type NamedZone, type Options, type Paragraph } from './proposal.ts';

/** A rule as it is written. */
export interface WrittenRule {
  readonly id: string;
  /** Null where the rule is switched off. */
  readonly options: Options | null;
  /** Why it is there. */
  readonly comment: string | null;
  readonly paragraph: Paragraph | null;
  readonly zones: readonly NamedZone[];
}

const schema = './node_modules/lintel/lintel.schema.json';
const width = 110;

/** The text of lintel.yaml. */
export function configText(
  draft: Pick<Draft, 'ignore' | 'tests' | 'alias'>,
  rules: readonly WrittenRule[],
  more = '',
): string {
  const zones = new Map(rules.flatMap((rule) => rule.zones.map((zone) => [zone.name, zone.globs] as const)));
  const tests = draft.tests ? { tests: draft.tests } : {};
  const named = {
    ...tests,
    ...Object.fromEntries([...zones].map(([name, globs]) => [name, globs.length === 1 ? globs[0] : globs])),
  };
  return [
    `# yaml-language-server: $schema=${schema}\n`,
    '# Written by `lintel init` with rules that this repository already follows. Change or delete what does not fit.\n',
    '# Comments show the evidence for each rule. CONVENTIONS.md explains the rules; lintel-baseline.json freezes current violations.\n',
    'version: 1\n',
    'extends: [lintel/recommended]\n',
    draft.ignore.length > 0
      ? `\n# Test inputs, vendored code and generated files.\n${blockOf({ ignore: draft.ignore })}`
      : '',
    Object.keys(draft.alias).length > 0
      ? `\n# Aliases that only the bundler knows.\n${blockOf({ alias: draft.alias })}`
      : '',
    Object.keys(named).length > 0
      ? `\n# Names for sets of files; {x} matches each folder there.\n${blockOf({ zones: named }, 3)}`
      : '',
    '\ndefaults: { not: tests }\n',
    rules.length === 0 ? '\nrules: {}\n' : `\nrules:\n${rules.map(ruleText).join('\n')}`,
    more,
  ].join('');
}

function ruleText({ id, options, comment, paragraph }: WrittenRule): string {
  const value = options && { ...options, ...(paragraph ? { see: `#${anchorOf(paragraph)}` } : {}) };
  const why = comment === null ? '' : commentText(comment);
  return indented(why + blockOf({ [id]: value ?? 'off' }));
}

/** A comment in lines that can be read. */
export function commentText(text: string): string {
  const lines: string[] = [];
  for (const word of plain(text, Infinity).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `# ${line}\n`).join('');
}

/** A text as the value of a key. */
export function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

/** A value as YAML: every path in quotes, and below the first levels short lists and maps on one line. */
export function blockOf(value: unknown, levels = 2): string {
  const document = new Document(value);
  visit(document, {
    Scalar(key, node) {
      if (key !== 'key' && typeof node.value === 'string' && /[^\w ./-]/.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
    Collection(key, node, path) {
      const isInner = path.length > 2 * levels - 2;
      const isItem = key !== 'value';
      node.flow = isInner && (isItem || (isShort(node.toJSON()) && !node.items.some(isCollection)));
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).replaceAll(/\[ (.*?) \]/g, '[$1]');
}

function isShort(value: unknown): boolean {
  return JSON.stringify(value).length <= 90;
}
