import type { Flag } from './arguments.ts';

interface Page {
  readonly usage: string;
  readonly about: string;
  readonly flags: Readonly<Record<string, Flag>>;
  readonly more: string;
}

const pages: Readonly<Record<string, () => Promise<Page>>> = {
  check: async () => ({
    usage: 'lintel [check] [paths…] [flags]',
    about:
      'Checks the project whose lintel.yaml is nearest above the working directory. Paths limit what is reported, not what is looked at.',
    flags: (await import('./check.ts')).checkFlags,
    more: `${await formatsText()}Examples\n  lintel                                   check everything\n  lintel check src/billing                 report what concerns this folder\n  lintel check --rule layering/domain      run one rule\n  lintel check --since origin/main         what is new on this branch\n  lintel check --format json=report.json --format agent`,
  }),
  init: async () => ({
    usage: 'lintel init [flags]',
    about:
      'Proposes rules from what the repository does already: layers and entry points from its imports, styles from its names, tests from its files. Writes lintel.yaml, CONVENTIONS.md, lintel-baseline.json with every violation of today, a file for the CI service, and a section of AGENTS.md. On a terminal it asks up to three questions. It overwrites nothing; where there is a lintel.yaml, it does nothing.',
    flags: (await import('./init.ts')).initFlags,
    more: 'Examples\n  lintel init                              propose, ask, write\n  lintel init --yes                        ask nothing\n  lintel init --dry-run | less             look first',
  }),
  fix: async () => ({
    usage: 'lintel fix [paths…] [flags]',
    about:
      'Applies every fix that is proven to be safe: its violation goes, and no other comes. Writes all files or none, checks again, and prints what remains. The exit code is that of check.',
    flags: (await import('./fix.ts')).fixFlags,
    more: 'Examples\n  lintel fix                               all safe fixes\n  lintel fix --dry-run | git apply         look first\n  lintel fix --id 3fa9c1 --suggested       one suggestion, after you have read it\n  lintel fix --verify "npm test"           put everything back where the tests fail',
  }),
  explain: async () => ({
    usage: 'lintel explain <rule | check | zone | id>',
    about:
      'Says all there is to say: what is demanded, why, how to repair it, examples, and the paragraph of the conventions. For a zone: its globs, instances and first files.',
    flags: (await import('./explain.ts')).explainFlags,
    more: 'Examples\n  lintel explain layering/domain           a rule of this project\n  lintel explain layers                    a check, with all options\n  lintel explain 3fa9c1                    a violation, by the start of its id',
  }),
  baseline: async () => ({
    usage: 'lintel baseline create | prune | show',
    about:
      'Freezes the violations that exist today in lintel-baseline.json, so that only new ones fail. The baseline only shrinks: an entry whose violation is gone is a violation, until prune or lintel fix deletes it.',
    flags: (await import('./baseline.ts')).baselineFlags,
    more: 'Examples\n  lintel baseline create                   freeze every violation\n  lintel baseline create --rule naming/x   freeze those of a new rule\n  lintel baseline prune                    delete what is gone, follow renamed files\n  lintel baseline show --by owner          count entries by CODEOWNERS',
  }),
  mcp: async () => ({
    usage: 'lintel mcp',
    about:
      'Serves the project whose lintel.yaml is nearest above the working directory to an agent, by the Model Context Protocol over stdin and stdout. Tools: check, fix, explain.',
    flags: (await import('./mcp.ts')).mcpFlags,
    more: 'For example, in the configuration of an agent\n  { "mcpServers": { "lintel": { "command": "npx", "args": ["lintel", "mcp"] } } }',
  }),
};

/** The names, and what a CI service adds. */
async function formatsText(): Promise<string> {
  const { reporters } = await import('../../reporters/index.ts');
  return `Formats\n  ${Object.keys(reporters).join(' ')}\n  In GitHub Actions without --format, annotations and a step summary come in addition.\n\n`;
}

const overview = `lintel: an architecture linter whose reader is a coding agent

Usage
  lintel init                                propose rules for this repository and write them
  lintel [check] [paths…]                    check the project; exit 1 when a rule is broken
  lintel fix [paths…]                        apply the fixes that are proven to be safe
  lintel explain <rule | check | zone | id>  what a rule demands, why, and how to repair it
  lintel baseline create | prune | show      freeze the violations of today
  lintel mcp                                 check, fix and explain for agents, by the Model Context Protocol
  lintel help <command>                      all flags of a command
  lintel --version

The rules stand in lintel.yaml:

  version: 1
  extends: [lintel/recommended]
  zones:
    ui:   "src/ui/**"
    core: "src/core/**"
  rules:
    layering/app:
      check: layers
      layers: [ui, core]
      because: the core must run without a browser
      see: "#layering"

Exit codes
  0  clean   1  violations   2  lintel.yaml or the command line is wrong, or Lintel failed
`;

/** The help of one command, or of all. */
export async function helpText(command: string | null): Promise<string> {
  const page = command === null ? undefined : await pages[command]?.();
  if (!page) return `${overview}\n${pageText(await required('check'))}`;
  return pageText(page);
}

async function required(name: string): Promise<Page> {
  const page = pages[name];
  if (!page) throw new Error(`no help page ${name}`);
  return page();
}

function pageText({ usage, about, flags, more }: Page): string {
  const rows = Object.entries(flags).map(
    ([name, { value, help }]) => `  ${`--${name}${value ? ` ${value}` : ''}`.padEnd(24)} ${help}`,
  );
  return `${usage}\n\n  ${about}\n\n${rows.length ? `Flags\n${rows.join('\n')}\n\n` : ''}${more}\n`;
}
