import { createHash } from 'node:crypto';
import { appendFileSync, realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { mistake } from '../../core/error.ts';
import type { Path } from '../../core/location.ts';
import type { Context, Format } from '../../reporters/index.ts';
import type { Host } from './host.ts';

type Env = Host['env'];

/** A CI service that runs commands which it finds in the output of a step. */
export interface Service {
  readonly variable: string;
  /** The format that is written as such commands. */
  readonly format: Format;
  /** Text of a repository, in which the service finds no command. */
  guard(text: string): string;
}

const services: readonly Service[] = [
  { variable: 'GITHUB_ACTIONS', format: 'github', guard: betweenStops },
  { variable: 'TF_BUILD', format: 'azure', guard: withoutBrackets },
];

/** The service that the process runs in; null where it is none of these. */
export function serviceOf(env: Env): Service | null {
  return services.find(({ variable }) => env[variable]?.toLowerCase() === 'true') ?? null;
}

/** The location of the project in a CI service: its folder in the repository, and URLs of its lines. */
export function placeOf(env: Env, root: string): Required<Pick<Context, 'prefix' | 'link'>> {
  const prefix = prefixIn(env['GITHUB_WORKSPACE'] ?? env['CI_PROJECT_DIR'] ?? env['BUILD_SOURCESDIRECTORY'], root);
  const base = webBase(env);
  return {
    prefix,
    link: (file, line) =>
      base === null ? null : `${base}/${encoded(prefix + file)}${line === null ? '' : `#L${String(line)}`}`,
  };
}

function prefixIn(workspace: string | undefined, root: string): string {
  if (workspace === undefined) return '';
  const folder = relative(realOr(workspace), root).split(sep).join('/');
  return folder === '' || folder.startsWith('../') || folder === '..' || folder.startsWith('/') ? '' : `${folder}/`;
}

function realOr(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function webBase(env: Env): string | null {
  const [server, repository, sha] = [env['GITHUB_SERVER_URL'], env['GITHUB_REPOSITORY'], env['GITHUB_SHA']];
  if (server && repository && sha) return `${server}/${repository}/blob/${sha}`;
  const [project, commit] = [env['CI_PROJECT_URL'], env['CI_COMMIT_SHA']];
  return project && commit ? `${project}/-/blob/${commit}` : null;
}

/** Parentheses are escaped, so that the URL is valid in a Markdown link. */
function encoded(path: Path): string {
  const part = (text: string): string =>
    encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16)}`,
    );
  return path.split('/').map(part).join('/');
}

/** GitHub Actions stops to listen until it reads a word. Nobody can write that word before, since it is the hash of the text. */
function betweenStops(text: string): string {
  const word = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return `::stop-commands::${word}\n${text}::${word}::\n`;
}

/** Azure Pipelines finds `##vso[` and `##[` anywhere in a line, and cannot be told to stop. */
function withoutBrackets(text: string): string {
  return text.replace(/##(?=(?:vso)?\[)/gi, '# #');
}

/** Appends to the step summary of GitHub. */
export function addToSummary(env: Env, text: string): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  try {
    appendFileSync(file, text);
  } catch (error) {
    throw mistake('unwritable', { file, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}
