import { LintelError, mistake } from '../../core/error.ts';
import { nearest } from '../../core/nearest.ts';
import { reporters } from '../../reporters/index.ts';
import { type Flag, readArguments } from './arguments.ts';
import { pagesOf } from './help.ts';
import type { ExitCode, Host } from './host.ts';

/** `lintel completions` has no flags. */
export const completionsFlags = {} satisfies Record<string, Flag>;

interface Command {
  readonly name: string;
  readonly about: string;
  readonly flags: readonly { readonly name: string; readonly help: string; readonly takesValue: boolean }[];
}

const shells: Readonly<Record<string, (commands: readonly Command[]) => string>> = { bash, zsh, fish };
const formats = Object.keys(reporters).join(' ');

/** Prints a script that completes commands, flags and formats in a shell. */
export async function completions(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, completionsFlags);
  if (given instanceof LintelError) throw given;
  const [shell = '', more] = given.positionals;
  if (more !== undefined) throw mistake('too-many', { more, command: 'completions', most: 'one shell' });
  const script = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
  if (!script)
    throw mistake('unknown-shell', {
      shell,
      nearest: nearest(shell, Object.keys(shells)) ?? null,
      names: Object.keys(shells),
    });
  host.stdout.write(script(await commandsOf()));
  return 0;
}

async function commandsOf(): Promise<Command[]> {
  const pages = await pagesOf();
  return pages.map(([name, { about, flags }]) => ({
    name,
    about: about.split(/[.:] /)[0] ?? '',
    flags: Object.entries(flags).map(([flag, { type, optional, help }]) => ({
      name: flag,
      help,
      takesValue: type === 'string' && optional !== true,
    })),
  }));
}

const flagsOf = ({ flags }: Command): string => [...flags.map(({ name }) => `--${name}`), '--help'].join(' ');

function bash(commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const cases = commands.map((command) => `    ${command.name}) flags="${flagsOf(command)}" ;;`).join('\n');
  const check = commands.find(({ name }) => name === 'check');
  return `# eval "$(lintel completions bash)"
_lintel() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} flags
  case "\${COMP_WORDS[1]}" in
${cases}
    *) flags="${check ? flagsOf(check) : ''} --version" ;;
  esac
  if [[ $before == --format ]]; then COMPREPLY=($(compgen -W "${formats}" -- "$word"))
  elif [[ $word == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$word"))
  elif [[ $COMP_CWORD == 1 ]]; then COMPREPLY=($(compgen -W "${names}" -- "$word"))
  else COMPREPLY=()
  fi
}
complete -o default -F _lintel lintel
`;
}

function zsh(commands: readonly Command[]): string {
  const cases = commands.map(({ name, flags }) => {
    const specs = flags.map((flag) => quoted(`--${flag.name}[${bracketed(flag.help)}]${valueOf(flag)}`));
    return `    ${name}) _arguments ${[...specs, quoted('*:file:_files')].join(' ')} ;;`;
  });
  const names = commands.map(({ name, about }) => quoted(`${name}:${about}`)).join(' ');
  return `#compdef lintel
# eval "$(lintel completions zsh)"
_lintel() {
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    local commands=(${names})
    _describe command commands
    _files
    return
  fi
  local command=check
  if (( \${+_lintel_commands[$words[2]]} )); then command=$words[2]; shift words; (( CURRENT-- )); fi
  case $command in
${cases.join('\n')}
  esac
}
typeset -gA _lintel_commands=(${commands.map(({ name }) => `${name} 1`).join(' ')})
compdef _lintel lintel
`;
}

function valueOf({ name, takesValue }: Command['flags'][number]): string {
  if (!takesValue) return '';
  return name === 'format' ? `:format:(${formats})` : `:${name}: `;
}

function fish(commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const lines = commands.flatMap(({ name, about, flags }) => [
    `complete -c lintel -n "not __fish_seen_subcommand_from ${names}" -a ${name} -d ${quoted(about)}`,
    ...flags.map((flag) => {
      const when = name === 'check' ? `not __fish_seen_subcommand_from ${names}; or ` : '';
      const value = flag.name === 'format' ? ` -x -a ${quoted(formats)}` : ' -x';
      return `complete -c lintel -n "${when}__fish_seen_subcommand_from ${name}" -l ${flag.name}${flag.takesValue ? value : ''} -d ${quoted(flag.help)}`;
    }),
  ]);
  return `# lintel completions fish | source\n${lines.join('\n')}\n`;
}

/** A word in single quotes: all three shells read `'\''` as a quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Brackets and colons have a meaning in the descriptions of `_arguments`. */
function bracketed(text: string): string {
  return text.replaceAll(/[[\]:\\]/g, '\\$&');
}
