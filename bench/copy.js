import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const configuration =
  /(?:^|\/)(?:biome\.jsonc?|lintel\.yaml|\.oxlintrc\.json|\.eslintrc[^/]*|eslint\.config\.[^/]*|\.fallowrc[^/]*)$/;

/** Copies what git tracks in a repository, without the configuration of the tools that are compared. `installed`: with its node_modules. */
export function copyRepository(repository, root, { installed = false } = {}) {
  for (const path of tracked(repository)) {
    if (configuration.test(path) || !existsSync(join(repository, path))) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(repository, path), join(root, path), { verbatimSymlinks: true });
    // Where nothing is installed, a tsconfig that extends a package makes oxlint resolve no import at all.
    if (!installed && /tsconfig[^/]*\.json$/.test(path))
      writeFileSync(
        join(root, path),
        readFileSync(join(root, path), 'utf8').replace(/"extends"\s*:\s*"[^."][^"]*"\s*,?/g, ''),
      );
  }
  if (installed)
    execFileSync('cp', ['-al', realpathSync(join(repository, 'node_modules')), join(root, 'node_modules')]);
}

/** Makes a folder a repository, for the tools that ask git, and returns the paths of its code. */
export function addToGit(root) {
  execFileSync('git', ['init', '-q'], { cwd: root });
  execFileSync('git', ['add', '-A'], { cwd: root, maxBuffer: 1 << 28 });
  return tracked(root).filter((path) => /\.[cm]?[jt]sx?$/.test(path));
}

function tracked(folder) {
  return execFileSync('git', ['ls-files', '-z'], { cwd: folder, maxBuffer: 1 << 28 })
    .toString()
    .split('\0')
    .filter(Boolean);
}
