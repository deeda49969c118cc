import type { Accepted } from './proposal.ts';
import type { Manager, Service, Tools } from './tools.ts';

const begin = '<!-- lintel:begin -->';
const end = '<!-- lintel:end -->';

/** The map for agents with a section on Lintel; null where it has one. */
export function agentsText(existing: string | null, rules: readonly Accepted[]): string | null {
  if (existing?.includes(begin)) return null;
  const families = [...new Set(rules.map(({ proposal }) => proposal.rule.split('/')[0] ?? ''))].join(', ');
  const section = [
    begin,
    '## Architecture rules',
    '',
    `lintel.yaml defines the rules (${families}); CONVENTIONS.md explains each of them.`,
    '',
    '- Before every commit: `npx lintel`. It prints \`ok\`, or each violation with its reason and how to fix it.',
    '- `npx lintel fix` applies safe fixes; `npx lintel explain <rule>` explains a rule, with examples.',
    '- Fix the code. Never add entries to lintel-baseline.json, exceptions or ignore comments unless a person asks for it.',
    end,
    '',
  ].join('\n');
  if (existing === null || existing.trim() === '') return `# Instructions for agents\n\n${section}`;
  return `${existing.trimEnd()}\n\n${section}`;
}

function packageOf(version: string): string {
  return `lintel@${version.split('.').slice(0, 2).join('.')}`;
}

/** A file for a CI service, or the line that its configuration needs. */
export type Snippet =
  | { readonly file: string; readonly text: string; readonly command: string; readonly include: string | null }
  | { readonly line: string };

/** What makes the CI service that was found run Lintel. */
export function snippetFor(
  { service, manager }: Pick<Tools, 'service' | 'manager'>,
  locked: boolean,
  version: string,
): Snippet {
  const run = `npx --yes ${packageOf(version)}`;
  const install = locked ? installs[manager] : null;
  if (service === 'github')
    return {
      file: '.github/workflows/lintel.yml',
      text: githubText(run, install, manager),
      include: null,
      command: run,
    };
  if (service === 'gitlab')
    return {
      file: '.gitlab/lintel.yml',
      text: gitlabText(run, install),
      command: run,
      include: "add to .gitlab-ci.yml: include: [{ local: '.gitlab/lintel.yml' }]",
    };
  return { line: `${lines[service ?? 'none']}: ${run}` };
}

const lines: Readonly<Record<Exclude<Service, 'github' | 'gitlab'> | 'none', string>> = {
  circleci: 'for CircleCI, add a step that runs',
  azure: 'for Azure Pipelines, add a script step that runs',
  jenkins: 'for Jenkins, add a stage that runs',
  none: 'no CI service was found; add a step that runs',
};

const installs: Readonly<Record<Manager, string>> = {
  npm: 'npm ci --ignore-scripts',
  pnpm: 'corepack enable && pnpm install --frozen-lockfile --ignore-scripts',
  yarn: 'corepack enable && yarn install',
  bun: 'bun install --frozen-lockfile --ignore-scripts',
};

function githubText(run: string, install: string | null, manager: Manager): string {
  return [
    '# Written by `lintel init`. Violations are shown as annotations of the pull request.',
    'name: lintel',
    'on:',
    '  pull_request:',
    '  push:',
    '    branches: [main, master]',
    'permissions:',
    '  contents: read',
    'jobs:',
    '  lintel:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v4',
    '      - uses: actions/setup-node@v4',
    '        with: { node-version: 22 }',
    ...(install !== null && manager === 'bun' ? ['      - uses: oven-sh/setup-bun@v2'] : []),
    ...(install === null ? [] : [`      - run: ${install}`]),
    `      - run: ${run}`,
    '',
  ].join('\n');
}

function gitlabText(run: string, install: string | null): string {
  return [
    '# Written by `lintel init`: include it in .gitlab-ci.yml.',
    'lintel:',
    '  image: node:22',
    '  script:',
    ...(install === null ? [] : [`    - ${install}`]),
    `    - ${run} --format gitlab=gl-code-quality.json --format agent`,
    '  artifacts:',
    '    when: always',
    '    reports: { codequality: gl-code-quality.json }',
    '',
  ].join('\n');
}
