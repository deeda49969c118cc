import { createHash } from 'node:crypto';
import { appendFileSync, realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { mistake } from '../../core/error.ts';
import type { Path } from '../../core/location.ts';
import type { Context } from '../../reporters/index.ts';
import type { Host } from './host.ts';

type Env = Host['env'];

export function isGitHub(env: Env): boolean {
  return env['GITHUB_ACTIONS'] === 'true';
}

/** Where a service has the project: its folder in the repository, and its lines on the web. */
export function placeOf(env: Env, root: string): Required<Pick<Context, 'prefix' | 'link'>> {
  const prefix = prefixIn(env['GITHUB_WORKSPACE'] ?? env['CI_PROJECT_DIR'], root);
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

/** No parenthesis is left, so that it can stand in a link of Markdown. */
function encoded(path: Path): string {
  const part = (text: string): string =>
    encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16)}`,
    );
  return path.split('/').map(part).join('/');
}

/**
 * Text of a repository on the standard output of a step of GitHub Actions, which would run commands that it finds there. Nobody can write the word
 * that lets it listen again, since that is the hash of the text.
 */
export function withoutCommands(text: string): string {
  const word = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return `::stop-commands::${word}\n${text}::${word}::\n`;
}

/** Adds to what GitHub shows below the step. */
export function addToSummary(env: Env, text: string): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  try {
    appendFileSync(file, text);
  } catch (error) {
    throw mistake('unwritable', { file, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}
