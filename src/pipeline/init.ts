import { baselineFile } from '../core/baseline.ts';
import { mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { diffOf } from '../fixes/diff.ts';
import { contractRemark, lacksDocument } from '../init/contract.ts';
import { type Accepted, counted, figure, someListed } from '../init/proposal.ts';
import { propose } from '../init/propose.ts';
import { agentsText, snippetFor } from '../init/surroundings.ts';
import { configText } from '../init/yaml.ts';
import { isTop, projectFolder } from '../world/home.ts';
import { version } from '../world/packs.ts';
import { findRoot } from '../world/root.ts';
import { write } from '../world/write.ts';
import { compose, type Row } from './compose.ts';
import { countOperations } from './contract.ts';
import { type Tried, tryProposals } from './proposals.ts';
import { steadilyAsync } from './steady.ts';
import { surveyAt, type Surveyed, type SurveyOptions } from './survey.ts';

export interface InitOptions extends SurveyOptions {
  readonly cwd: string;
  readonly dryRun: boolean;
  /** Asked only if the answer affects the written files. */
  ask(question: Question): Promise<boolean>;
}

/** What only people can decide. */
export interface Question {
  readonly about: 'layers' | 'names' | 'ci';
  readonly text: string;
}

/** The existing or written files. */
export type Outcome = { readonly existing: Path; readonly root: string } | Written;

export interface Written {
  readonly existing: null;
  readonly root: string;
  /** What the repository works with, in one line. */
  readonly tools: string;
  readonly rules: readonly Row[];
  readonly files: readonly { readonly path: Path; readonly isNew: boolean }[];
  /** What was not done, and why; a line each. */
  readonly remarks: readonly string[];
  /** For a dry run: the changes as a unified diff. */
  readonly diff: string;
}

/** Proposes rules for a repository that has none, and writes them with all that belongs to them. Where there is a lintel.yaml, nothing is done. */
export async function init(options: InitOptions): Promise<Outcome> {
  const there = findRoot(options.cwd);
  if (there) return { existing: there.file, root: there.root };
  const root = projectFolder(options.cwd);
  const answers = new Map<Question['about'], Promise<boolean>>();
  const ask = (question: Question): Promise<boolean> => {
    const answer = answers.get(question.about) ?? options.ask(question);
    answers.set(question.about, answer);
    return answer;
  };
  return steadilyAsync(() => attempt(root, { ...options, ask }));
}

async function attempt(root: string, options: InitOptions): Promise<Written> {
  const surveyed = await surveyAt(root, options);
  const { texts } = surveyed.setup.world.view();
  if (texts.exists(baselineFile)) throw mistake('baseline-alone', undefined);
  const tried = await answered(tryProposals(surveyed, propose(surveyed.survey, surveyed.tools)), options);
  const around = await surroundingsOf(surveyed, tried, options);
  const { texts: composed, rules, rejected } = compose(surveyed, tried, around.texts);
  const read = (path: Path): string | null => texts.read(path);
  const diff = options.dryRun ? diffOf(composed, read) : '';
  const files = [...composed.keys()].map((path) => ({ path, isNew: !texts.exists(path) }));
  if (!options.dryRun) {
    write({ root, env: options.env }, composed, read);
    surveyed.save();
  }
  const left = rejected.map(({ proposal, reason }) => `${proposal.rule}: ${reason}`);
  return {
    existing: null,
    root,
    tools: toolsText(surveyed),
    rules,
    files,
    remarks: [...left, ...documentRemarks(surveyed), ...around.remarks],
    diff,
  };
}

/** The command that writes an API document where there are routes and none. */
function documentRemarks({ setup, scope, alias, survey, tools }: Surveyed): readonly string[] {
  const isWanted = survey.sources.length > 0 && lacksDocument(tools);
  const operations = isWanted ? countOperations(setup, configText({ ...scope, alias }, [])) : 0;
  return operations === 0 ? [] : [contractRemark(operations)];
}

const questions = {
  layers: 'These folders look like layers, top layer first:',
  names: 'Nearly all names follow these styles:',
};

/** Asks about what a person may see otherwise, and leaves out what they do. */
async function answered({ accepted, rejected }: Tried, { ask }: InitOptions): Promise<Tried> {
  const refused: Accepted[] = [];
  for (const about of ['layers', 'names'] as const) {
    const some = accepted.filter(({ proposal }) => proposal.asked?.about === about);
    const lines = some.map(({ proposal }) => `  ${proposal.rule}: ${proposal.asked?.brief ?? ''}\n`);
    const text = `${questions[about]}\n${lines.join('')}Keep them?`;
    if (some.length > 0 && !(await ask({ about, text }))) refused.push(...some);
  }
  return {
    accepted: accepted.filter((one) => !refused.includes(one)),
    rejected: [...rejected, ...refused.map(({ proposal }) => ({ proposal, reason: 'you declined it' }))],
  };
}

/** Files around the rules, and what has to be said of those that are not written. */
interface Surroundings {
  readonly texts: ReadonlyMap<Path, string>;
  readonly remarks: readonly string[];
}

async function surroundingsOf(surveyed: Surveyed, { accepted }: Tried, { ask }: InitOptions): Promise<Surroundings> {
  const maps = agentMaps(surveyed, accepted);
  const job = await jobFor(surveyed, ask);
  return { texts: new Map([...maps.texts, ...job.texts]), remarks: [...maps.remarks, ...job.remarks] };
}

/** AGENTS.md, and CLAUDE.md where it exists. A link to another file of the project means that file. */
function agentMaps({ setup: { world } }: Surveyed, accepted: readonly Accepted[]): Surroundings {
  const { texts, links } = world.view();
  const found = new Map<Path, string>();
  const remarks: string[] = [];
  for (const map of ['AGENTS.md', 'CLAUDE.md']) {
    if (map === 'CLAUDE.md' && !texts.exists(map)) continue;
    const path = links.get(map) ?? map;
    const reason = world.unwritable(path);
    const text = reason === null ? agentsText(texts.read(path), accepted) : null;
    if (reason !== null) remarks.push(`${map} is unchanged: ${reason}`);
    if (text !== null) found.set(path, text);
  }
  return { texts: found, remarks };
}

/** The file for the CI service, or the line that people must add themselves. */
async function jobFor({ setup: { world }, tools }: Surveyed, ask: InitOptions['ask']): Promise<Surroundings> {
  const { texts } = world.view();
  const isLocked = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'].some((path) => texts.exists(path));
  const snippet = snippetFor(tools, isLocked, version());
  const only = (remark: string): Surroundings => ({ texts: new Map(), remarks: [remark] });
  if ('line' in snippet) return only(snippet.line);
  const { file, text, include, command } = snippet;
  if (world.site !== null && !isTop(world.site.root))
    return only(
      `${file} belongs in the root of the repository, which is not this folder; add a step there that runs: ${command}`,
    );
  if (texts.exists(file)) return only(`${file} already exists`);
  const reason = world.unwritable(file);
  if (reason !== null) return only(`${file} was not written: ${reason}`);
  if (!(await ask({ about: 'ci', text: `Write ${file}?` }))) return only(`${file} was not written: you declined it`);
  return { texts: new Map([[file, text]]), remarks: include === null ? [] : [include] };
}

function toolsText({ tools, survey, alias }: Surveyed): string {
  const { frameworks, runner, linters, documents } = tools;
  const members = survey.projects.length;
  return [
    counted(survey.sources.length + survey.tests.length, 'file'),
    ...(members > 1 ? [`${figure(members)} packages`] : []),
    ...(frameworks.length > 0 ? [someListed(frameworks)] : []),
    ...(runner === null ? [] : [`tests by ${runner}`]),
    ...(linters.length > 0 ? [`linted by ${someListed(linters)}`] : []),
    ...(documents.length > 0 ? [`API in ${someListed(documents)}`] : []),
    ...(Object.keys(alias).length > 0 ? [`aliases ${someListed(Object.keys(alias))}`] : []),
  ].join(', ');
}
