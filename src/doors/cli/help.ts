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
      'Checks the project of the nearest lintel.yaml in or above the working directory. Paths limit what is reported, not what is read.',
    flags: (await import('./check.ts')).checkFlags,
    more: `${await formatsText()}Examples\n  lintel                                   check everything\n  lintel check src/billing                 report only violations in this folder\n  lintel check --rule layering/domain      run one rule\n  lintel check --since origin/main         only violations that are new on this branch\n  lintel check --all                       every root below, in one report\n  lintel check --format json=report.json --format agent`,
  }),
  init: async () => ({
    usage: 'lintel init [flags]',
    about:
      'Proposes rules that the repository already follows: layers and entry points from its imports, styles from its names, tests from its files. Writes lintel.yaml, CONVENTIONS.md, lintel-baseline.json with all current violations, a CI workflow, and a section of AGENTS.md. On a terminal it asks up to three questions. It never overwrites a file, and does nothing if lintel.yaml exists. With --from, it only translates the configuration of another linter, and lists what has no equivalent.',
    flags: (await import('./init.ts')).initFlags,
    more: 'Examples\n  lintel init                              propose rules, ask, write files\n  lintel init --yes                        write without asking\n  lintel init --dry-run | less             show the files without writing them\n  lintel init --from ls-lint               translate .ls-lint.yml\n  lintel init --from dependency-cruiser --run-config\n                                           run .dependency-cruiser.js to translate it\n  lintel init --agents                     add lintel hook to the settings of coding agents',
  }),
  fix: async () => ({
    usage: 'lintel fix [paths…] [flags]',
    about:
      'Applies every fix that is proven safe: it removes its violation and adds none. Writes all files or none, checks again, and prints the remaining violations. Exit codes are those of `lintel check`.',
    flags: (await import('./fix.ts')).fixFlags,
    more: 'Examples\n  lintel fix                               apply all safe fixes\n  lintel fix --dry-run | git apply         print a diff and apply it with git\n  lintel fix --id 3fa9c1 --suggested       apply one suggested fix after review\n  lintel fix --verify "npm test"           undo all changes if the tests fail',
  }),
  rename: async () => ({
    usage: 'lintel rename FILE#symbol[.member] NAME [flags]',
    about:
      'Renames a top-level symbol of a file, or a member of one, and every use of it in the project. After the rename every name must still mean what it meant, and no rule may have a new violation; otherwise nothing is written, and the exit code is 1.',
    flags: (await import('./rename.ts')).renameFlags,
    more: 'Examples\n  lintel rename src/bread.ts#bake bakeBread\n  lintel rename src/oven.ts#Oven.heat warm --dry-run | git apply',
  }),
  move: async () => ({
    usage: 'lintel move FILE[#symbol] TO [flags]',
    about:
      'Moves a file with its tests, or a top-level symbol with what only it uses, and rewrites all imports. TO is a file or a folder. No rule may have a new violation; otherwise nothing is written, and the exit code is 1.',
    flags: (await import('./move.ts')).moveFlags,
    more: 'Examples\n  lintel move src/bread.ts src/oven/\n  lintel move src/bread.ts#bake src/oven/bake.ts --dry-run',
  }),
  context: async () => ({
    usage: 'lintel context FILE… [flags]',
    about:
      'Says what applies to files before they are edited, whether they exist yet or not: zones, layer, what they may import, names, the test that must exist, what the conventions say, and a file nearby to follow.',
    flags: (await import('./context.ts')).contextFlags,
    more: 'Examples\n  lintel context src/billing/tax.ts        in at most 120 tokens\n  lintel context src/a.ts src/b.ts --full  everything, also why',
  }),
  may: async () => ({
    usage: 'lintel may FROM TO [symbol] [flags]',
    about:
      'Says whether a file may import another file or a package: exit code 0 for yes, 1 for no. The import is tried on the project, so the answer is that of `lintel check` after the edit. For a symbol it also names the imports that are allowed instead.',
    flags: (await import('./may.ts')).mayFlags,
    more: 'Examples\n  lintel may src/ui/page.ts src/db/user.ts findUser\n  lintel may src/core/price.ts node:fs',
  }),
  explain: async () => ({
    usage: 'lintel explain <rule | check | zone | id>',
    about:
      'Explains a rule, check or violation: what is required and why, how to fix it, examples, and the section of the conventions. For a zone: its globs, instances and first files.',
    flags: (await import('./explain.ts')).explainFlags,
    more: 'Examples\n  lintel explain layering/domain           a rule in lintel.yaml\n  lintel explain layers                    a check and its options\n  lintel explain 3fa9c1                    a violation, by a prefix of its id',
  }),
  graph: async () => ({
    usage: 'lintel graph [paths…] [flags]',
    about:
      'Draws the imports of the project with the zones, layers and violations of lintel.yaml; without a lintel.yaml, with its packages and folders. Paths limit what is drawn. Violations do not change the exit code.',
    flags: (await import('./graph.ts')).graphFlags,
    more: `Formats\n  ${(await import('./graph.ts')).graphFormats.join(' ')} dependency-cruiser:FORMAT\n  html is one page with all levels. Formats of dependency-cruiser, such as archi, ddot and metrics, need that package.\n\nExamples\n  lintel graph --out graph.html            a page to explore, from zones down to files\n  lintel graph                             zones and layers as Mermaid, for Markdown\n  lintel graph --level folder --out a.svg  folders, as an image\n  lintel graph --focus src/a.ts --depth 2  what is near a file\n  lintel graph --violations --level file   only imports that violate a rule`,
  }),
  plan: async () => ({
    usage: 'lintel plan [paths…] [flags]',
    about:
      'Arranges all violations, frozen ones included, into packets of one pull request each: first those that end most violations for each changed line. Every fix in a packet was tried, and most packets name the command that applies them. What somebody has to write comes last, grouped by cause. The exit code is 0.',
    flags: (await import('./plan.ts')).planFlags,
    more: 'Examples\n  lintel plan                      the twenty packets that pay most, as Markdown\n  lintel plan src/billing --most 0 everything in a folder\n  lintel plan --format json        for a script that hands out the packets',
  }),
  contract: async () => ({
    usage: 'lintel contract [paths…] [flags]',
    about:
      'Makes an OpenAPI document from the routes of the project: paths, parameters, bodies and statuses, as far as the code tells them. The check `openapi` then finds no difference. Paths limit whose routes are documented. An existing file is never overwritten.',
    flags: (await import('./contract.ts')).contractFlags,
    more: 'Examples\n  lintel contract                          print the document as YAML\n  lintel contract --write openapi.yaml     write it; JSON if the name ends with .json\n  lintel contract services/shop --write services/shop/openapi.yaml',
  }),
  loop: async () => ({
    usage: 'lintel loop [paths…] --agent "CMD" [flags]',
    about:
      'Applies every fix that is proven safe, and hands the other violations to a program, packet by packet, each in a git worktree of its own. Keeps what ends its violations, adds none, weakens no rule, and passes --verify; nothing is committed. Goes on with what is left while that gets better. The exit code is 0 if nothing is left.',
    flags: (await import('./loop.ts')).loopFlags,
    more: 'Examples\n  lintel loop --agent "claude -p --permission-mode acceptEdits" --verify "npm test"\n  lintel loop src/billing --agent ./repair.sh --jobs 4 --rounds 2',
  }),
  facts: async () => ({
    usage: 'lintel facts --out DIR [paths…] [flags]',
    about:
      'Writes what Lintel knows of files by their contents, for a check on another machine: `lintel check --facts DIR` parses none of them again. Without paths, these are the files of the package in the working directory; packages further down have facts of their own.',
    flags: (await import('./facts.ts')).factsFlags,
    more: 'Examples\n  lintel facts --out .facts                in each package, as a task of Turborepo or Nx\n  lintel check --facts ".facts,packages/*/.facts"',
  }),
  baseline: async () => ({
    usage: 'lintel baseline create | prune | show',
    about:
      'Records current violations in lintel-baseline.json, so that only new ones fail. The baseline only shrinks: an entry whose violation no longer exists is an error until `prune` or `lintel fix` deletes it.',
    flags: (await import('./baseline.ts')).baselineFlags,
    more: 'Examples\n  lintel baseline create                   freeze all violations\n  lintel baseline create --rule naming/x   freeze the violations of a new rule\n  lintel baseline prune                    delete obsolete entries, follow renamed files, raise figures\n  lintel baseline show --by owner          count entries by CODEOWNERS',
  }),
  hook: async () => ({
    usage: 'lintel hook [flags]',
    about:
      'Answers a hook of a coding agent: reads its JSON from stdin and writes its answer to stdout. An edit is tried before it is written; when the agent stops, its changes since the last commit are checked. Only new violations count, each is told once, and a clean edit costs no output. It never fails: what it cannot read passes, with one line on stderr.',
    flags: (await import('./hook.ts')).hookFlags,
    more: 'Setup\n  lintel init --agents                     write the settings of the agents that are used here\n  docs/agents.md lists the events and answers of each agent.',
  }),
  mcp: async () => ({
    usage: 'lintel mcp',
    about:
      'Serves the project of the nearest lintel.yaml to an agent, using the Model Context Protocol on stdin and stdout. Tools: check, fix, explain, context, may, plan, rename, move.',
    flags: (await import('./mcp.ts')).mcpFlags,
    more: 'Example configuration of an agent\n  { "mcpServers": { "lintel": { "command": "npx", "args": ["lintel", "mcp"] } } }',
  }),
  lsp: async () => ({
    usage: 'lintel lsp',
    about:
      'Serves the projects of the open files to an editor, using the Language Server Protocol on stdin and stdout: diagnostics of unsaved files, quick fixes, hover, and definitions in lintel.yaml.',
    flags: (await import('./lsp.ts')).lspFlags,
    more: 'Setup\n  docs/editors.md describes VS Code, Neovim, Helix and Zed.',
  }),
  completions: async () => ({
    usage: 'lintel completions bash | zsh | fish',
    about: 'Prints a script that completes commands, flags and formats in a shell.',
    flags: (await import('./completions.ts')).completionsFlags,
    more: 'Examples\n  eval "$(lintel completions bash)"         in ~/.bashrc\n  eval "$(lintel completions zsh)"          in ~/.zshrc\n  lintel completions fish | source          in ~/.config/fish/config.fish',
  }),
};

/** The help pages of all commands, in order. */
export async function pagesOf(): Promise<readonly (readonly [command: string, page: Page])[]> {
  return Promise.all(Object.entries(pages).map(async ([name, page]) => [name, await page()] as const));
}

/** The names, and what a CI service adds. */
async function formatsText(): Promise<string> {
  const { reporters } = await import('../../reporters/index.ts');
  return `Formats\n  ${Object.keys(reporters).join(' ')}\n  In GitHub Actions, annotations and a step summary are added unless --format is given.\n\n`;
}

const overview = `lintel: an architecture linter for TypeScript and JavaScript, written for coding agents

Usage
  lintel init                                propose rules for this repository and write lintel.yaml
  lintel [check] [paths…]                    check the project; exit code 1 on violations
  lintel fix [paths…]                        apply all fixes that are proven safe
  lintel rename FILE#symbol NAME             rename a symbol in all files
  lintel move FILE[#symbol] TO               move a file or a symbol, and rewrite all imports
  lintel context FILE…                       say what applies to a file before it is edited
  lintel may FROM TO [symbol]                say whether a file may import another, or a package
  lintel explain <rule | check | zone | id>  explain a rule or a violation and how to fix it
  lintel graph [paths…]                      draw imports, layers and violations
  lintel plan [paths…]                       arrange all violations into packets of work
  lintel contract [--write FILE]             write an OpenAPI document from the routes
  lintel loop --agent "CMD"                  fix, and let a program repair the rest
  lintel facts --out DIR [paths…]            write facts for a check on another machine
  lintel baseline create | prune | show      manage the violations that are frozen
  lintel hook                                answer hooks of coding agents
  lintel mcp                                 serve these questions and fixes to agents over MCP
  lintel lsp                                 serve diagnostics and quick fixes to editors over LSP
  lintel completions bash | zsh | fish       print a completion script for a shell
  lintel help <command>                      show all flags of a command
  lintel --version

Rules are defined in lintel.yaml:

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
  0  no errors   1  violations   2  invalid lintel.yaml or command line, or Lintel crashed
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
