import type { Path } from '../../core/location.ts';
import { blockOf, commentText, indented } from '../yaml.ts';
import type { NamedZone } from '../proposal.ts';
import type { Translated } from './translation.ts';

/** What a lintel.yaml is written from. */
export interface Source {
  readonly peer: string;
  readonly file: Path;
  readonly packs: readonly string[];
  readonly ignore: readonly string[];
  readonly alias: Readonly<Record<string, string>>;
  readonly zones: readonly NamedZone[];
  readonly rules: readonly Translated[];
}

const schema = './node_modules/lintel/lintel.schema.json';

/** The text of a lintel.yaml that says what the configuration of another linter says. */
export function textFrom({ peer, file, packs, ignore, alias, zones, rules }: Source): string {
  const named = Object.fromEntries(zones.map(({ name, globs }) => [name, globs.length === 1 ? globs[0] : globs]));
  return [
    `# yaml-language-server: $schema=${schema}\n`,
    commentText(
      `Written by \`lintel init --from ${peer}\` from ${file}. lintel-baseline.json freezes current violations.`,
    ),
    'version: 1\n',
    packs.length > 0 ? blockOf({ extends: packs }) : '',
    ignore.length > 0 ? `\n# Ignored in ${file}, too.\n${blockOf({ ignore })}` : '',
    Object.keys(alias).length > 0 ? `\n# Aliases that only the bundler knows.\n${blockOf({ alias })}` : '',
    zones.length > 0
      ? `\n# Names for sets of files; {x} matches each folder there.\n${blockOf({ zones: named }, 3)}`
      : '',
    rules.length === 0 ? '\nrules: {}\n' : `\nrules:\n${rules.map(ruleText).join('\n')}`,
  ].join('');
}

function ruleText({ rule, options, sources, differs }: Translated): string {
  const difference = differs === null ? [] : [`Differs: ${differs}.`];
  const comments = [...sources.map((source) => `From ${source}`), ...difference].map(commentText).join('');
  return indented(comments + blockOf({ [rule]: options }));
}
