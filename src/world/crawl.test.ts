import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { crawl } from './crawl.ts';
import { emptyListing } from './listing.ts';
import { costOf } from '../../test/cost.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

function folderOf(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-crawl-')));
  roots.push(root);
  write(root, files);
  return root;
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function git(root: string, ...words: string[]): string {
  return execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** What git itself lists. */
function listed(root: string): readonly string[] {
  return [...new Set(git(root, 'ls-files', '-co', '--exclude-standard', '-z').split('\0'))]
    .filter((path) => path !== '')
    .sort();
}

const found = (root: string): readonly string[] => [...crawl(root).files.keys()];

const patterns = [
  '*.log',
  '/a.log',
  'x',
  'x/',
  '/x',
  '/x/',
  'x/y',
  '/x/y',
  'x/*',
  'x/**',
  '**/y',
  '**/y/',
  'x/**/z.log',
  '**/x/y/*',
  '*',
  '*\n!*/\n!*.ts',
  '*.log\n!b.log',
  'x/\n!x/a.log',
  'x/*\n!x/y/',
  '[ab].log',
  '[!a].log',
  '[a-b]*',
  '?.log',
  'a?log',
  '\\!odd.log',
  '\\#odd',
  '# a comment',
  'a.log   ',
  'a.log\\ ',
  'a.log\r',
  '*.*',
  'y\n!y',
  'x/y/\n!x/y/z.log',
  '/**/z.log',
  'x/**/',
  '**',
  '*.LOG',
  'a\\.log',
  '[',
  'x//y',
  '',
  '/',
  '!a.log',
  '**a.log',
  'x/**y',
  '[a-',
  '[]-]a.log',
  '[^x].log',
];

describe('crawl', () => {
  it('ignores what git ignores, pattern by pattern', () => {
    const root = folderOf({
      'a.log': '',
      'b.log': '',
      'a.log ': '',
      '!odd.log': '',
      '#odd': '',
      'c.ts': '',
      'x/a.log': '',
      'x/c.ts': '',
      'x/y/z.log': '',
      'x/y/c.ts': '',
      'w/x/y/z.log': '',
      'w/y': '',
      '[': '',
      '-a.log': '',
    });
    git(root, 'init', '-q');
    const differences = patterns.filter((pattern) => {
      write(root, { '.gitignore': pattern });
      return found(root).join('\n') !== listed(root).join('\n');
    });
    expect(differences).toEqual([]);
  });

  it('nests, knows info/exclude, and keeps what is tracked although ignored', () => {
    const root = folderOf({
      '.gitignore': '*.gen.ts\nout/\n',
      'a.gen.ts': '',
      'b.gen.ts': '',
      'out/kept.ts': '',
      'out/lost.ts': '',
      'x/.gitignore': '!*.gen.ts\n/y\n',
      'x/c.gen.ts': '',
      'x/y': '',
      'x/z/y': '',
      'secret.ts': '',
      'node_modules/m/index.js': '',
    });
    git(root, 'init', '-q');
    git(root, 'add', '-f', 'a.gen.ts', 'out/kept.ts', 'node_modules');
    write(root, { '.git/info/exclude': 'secret.ts\n' });
    expect(found(root)).toEqual(['.gitignore', 'a.gen.ts', 'out/kept.ts', 'x/.gitignore', 'x/c.gen.ts', 'x/z/y']);
    expect(found(root)).toEqual(listed(root).filter((path) => !path.startsWith('node_modules/')));
  });

  it.each([
    ['version 4', ['update-index', '--index-version', '4']],
    ['a split index', ['update-index', '--split-index']],
  ])('reads an index of %s', (_, words) => {
    const root = folderOf({
      '.gitignore': 'out/\n',
      'out/a.ts': '',
      'out/ab.ts': '',
      'out/deep/abc.ts': '',
      'out/lost.ts': '',
    });
    git(root, 'init', '-q');
    git(root, 'add', '-f', 'out/a.ts', 'out/ab.ts', 'out/deep/abc.ts', '.gitignore');
    git(root, ...words);
    expect(found(root)).toEqual(['.gitignore', 'out/a.ts', 'out/ab.ts', 'out/deep/abc.ts']);
  });

  it('reads linked work trees, and a damaged index as none', () => {
    const root = folderOf({ 'main/.gitignore': 'out/\n', 'main/out/a.ts': '' });
    const top = join(root, 'main');
    git(top, 'init', '-q');
    git(top, 'add', '-f', '.');
    git(top, 'commit', '-qm', 'a');
    git(top, 'worktree', 'add', '-q', '../linked');
    const linked = found(join(root, 'linked'));
    write(top, { '.git/index': 'DIRC\0\0\0\u0002\0\0\0\u0009garbage' });
    expect([linked, found(top)]).toEqual([['.git', '.gitignore', 'out/a.ts'].slice(1), ['.gitignore']]);
  });

  it('applies .gitignore files above the root, unless the root itself is ignored', () => {
    const root = folderOf({
      '.gitignore': '*.log\n/web/gen/\n/build/\n',
      'web/a.log': '',
      'web/a.ts': '',
      'web/gen/b.ts': '',
      'other.ts': '',
      'build/c.ts': '',
    });
    git(root, 'init', '-q');
    expect([found(join(root, 'web')), found(join(root, 'build'))]).toEqual([['a.ts'], ['c.ts']]);
  });

  it('works the same without a repository', () => {
    expect(
      found(
        folderOf({
          '.gitignore': '*.log\n',
          'a.log': '',
          'a.ts': '',
          'node_modules/x.js': '',
          'x/.gitignore': '*\n',
          'x/b.ts': '',
        }),
      ),
    ).toEqual(['.gitignore', 'a.ts']);
  });

  it('follows links inside the root by name only, and none out of it', () => {
    const root = folderOf({ 'root/real/a.ts': '', 'outside/b.ts': '' });
    const top = join(root, 'root');
    for (const [path, target] of [
      ['folder', 'real'],
      ['file.ts', 'real/a.ts'],
      ['out', '../outside'],
      ['loop', '.'],
      ['dead', 'gone'],
    ] as const)
      symlinkSync(target, join(top, path));
    const { files, links } = crawl(top);
    expect([[...files.keys()], [...links]]).toEqual([
      ['real/a.ts'],
      [
        ['file.ts', 'real/a.ts'],
        ['folder', 'real'],
        ['loop', ''],
      ],
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('tells of a folder that may not be listed', () => {
    const root = folderOf({ 'a.ts': '', 'closed/b.ts': '' });
    chmodSync(join(root, 'closed'), 0);
    const { files, notes } = crawl(root);
    chmodSync(join(root, 'closed'), 0o755);
    expect([[...files.keys()], notes]).toEqual([['a.ts'], ['not read: closed/ cannot be listed (EACCES)']]);
  });

  it('reports names that are not UTF-8', () => {
    const root = folderOf({ 'a.ts': '' });
    writeFileSync(Buffer.from(`${root}/\xe9.ts`, 'latin1'), '');
    mkdirSync(Buffer.from(`${root}/\xe8`, 'latin1'));
    const { files, notes } = crawl(root);
    expect([[...files.keys()], [...notes].sort()]).toEqual([
      ['a.ts'],
      [
        'not read: \uFFFD.ts has a name that is not UTF-8: rename it',
        'not read: \uFFFD/ has a name that is not UTF-8: rename it',
      ],
    ]);
  });

  it('reads no .gitignore through a link, and none that is a device, a pipe or too large', () => {
    const root = folderOf({ 'root/a.ts': '', 'root/in/a.ts': '', secret: '*\n', 'root/large/a.ts': '' });
    const top = join(root, 'root');
    symlinkSync('../secret', join(top, '.gitignore'));
    mkdirSync(join(top, 'device'));
    symlinkSync('/dev/zero', join(top, 'device/.gitignore'));
    mkdirSync(join(top, 'pipe'));
    execFileSync('mkfifo', [join(top, 'pipe/.gitignore')]);
    writeFileSync(join(top, 'large/.gitignore'), '*\n'.repeat(600_000));
    symlinkSync('../../secret', join(top, 'in/.gitignore'));
    const { files, notes } = crawl(top);
    expect([...files.keys()]).toEqual(['a.ts', 'in/a.ts', 'large/.gitignore', 'large/a.ts']);
    expect([...notes].sort()).toEqual([
      'not read: .gitignore (it is a link): the files it ignores are checked',
      'not read: device/.gitignore (it is a link): the files it ignores are checked',
      'not read: in/.gitignore (it is a link): the files it ignores are checked',
      'not read: large/.gitignore (it is larger than 1 MB): the files it ignores are checked',
      'not read: pipe/.gitignore (it is not a regular file): the files it ignores are checked',
    ]);
  });

  it('reports a git index that is damaged, a link or a pipe', () => {
    const root = folderOf({ 'a.ts': '', 'b.log': '', '.gitignore': '*.log\n' });
    git(root, 'init', '-q');
    git(root, 'add', '-f', '.');
    const index = join(root, '.git/index');
    const bytes = readFileSync(index);
    expect([found(root), crawl(root).notes]).toEqual([['.gitignore', 'a.ts', 'b.log'], []]);
    const faultOf = (put: () => void): unknown => {
      rmSync(index);
      put();
      const { files, notes } = crawl(root);
      return [files.has('b.log'), notes.map((note) => /\((.*)\)/.exec(note)?.[1])];
    };
    const flipped = Buffer.from(bytes);
    flipped[90] = 1;
    expect(
      faultOf(() => {
        writeFileSync(index, flipped);
      }),
    ).toEqual([false, ['it is damaged']]);
    expect(
      faultOf(() => {
        writeFileSync(index, bytes.subarray(0, 100));
      }),
    ).toEqual([false, ['it is damaged']]);
    expect(
      faultOf(() => {
        symlinkSync('/dev/zero', index);
      }),
    ).toEqual([false, ['it is a link']]);
    expect(
      faultOf(() => {
        execFileSync('mkfifo', [index]);
      }),
    ).toEqual([false, ['it is not a regular file']]);
  });

  it('reads the last 300 of the patterns that cannot be looked up, and says so', () => {
    const root = folderOf({
      '.gitignore': `*first*\n${Array.from({ length: 300 }, (_, i) => `*a${String(i)}*b*\n`).join('')}`,
      'first.ts': '',
      'a299b.ts': '',
    });
    const { files, notes } = crawl(root);
    expect([...files.keys()]).toEqual(['.gitignore', 'first.ts']);
    expect(notes).toEqual(['not read: 1 pattern of .gitignore: the limit is 300 with wildcards inside']);
    expect(
      found(
        folderOf({ '.gitignore': '*.ts\nx\n/y.js\n!b.ts\n', 'a.ts': '', 'b.ts': '', x: '', 'y.js': '', 'z/y.js': '' }),
      ),
    ).toEqual(['.gitignore', 'b.ts', 'z/y.js']);
  });

  it('is not slowed down by a hostile pattern', () => {
    const root = folderOf({
      '.gitignore': `${'*a'.repeat(200)}b\n${'**/a/'.repeat(200)}b\n${'['.repeat(100_000)}\n`,
      [`${'a'.repeat(200)}`]: '',
      [`${'a/'.repeat(300)}c`]: '',
    });
    expect(found(root).length).toBe(3);
    expect(costOf(() => found(root))).toBeLessThan(1000);
  });
});

describe('a second look', () => {
  const changes: Readonly<Record<string, (root: string) => void>> = {
    'a new file': (root) => {
      write(root, { 'a/new.ts': '' });
    },
    'a longer file': (root) => {
      write(root, { 'a/b/two.ts': 'export {};\n' });
    },
    'a deleted file': (root) => {
      rmSync(join(root, 'a/one.ts'));
    },
    'a renamed folder': (root) => {
      renameSync(join(root, 'a/b'), join(root, 'a/c'));
    },
    'a file in place of another': (root) => {
      write(root, { 'a/draft.log': 'export {};\n' });
      renameSync(join(root, 'a/draft.log'), join(root, 'a/one.ts'));
    },
    'a folder in place of a file': (root) => {
      rmSync(join(root, 'a/one.ts'));
      write(root, { 'a/one.ts/index.ts': '' });
    },
    'another link': (root) => {
      rmSync(join(root, 'link.ts'));
      symlinkSync('a/b/two.ts', join(root, 'link.ts'));
    },
    'a link to a file that came': (root) => {
      write(root, { 'a/later.ts': '' });
    },
    'another .gitignore': (root) => {
      write(root, { 'a/.gitignore': 'two.ts\n' });
    },
    'a new .gitignore': (root) => {
      write(root, { 'a/b/.gitignore': 'two.ts\n' });
    },
    'no .gitignore': (root) => {
      rmSync(join(root, '.gitignore'));
    },
    'another exclude': (root) => {
      writeFileSync(join(root, '.git/info/exclude'), 'two.ts\n');
    },
    'an ignored file that is tracked': (root) => {
      git(root, 'add', '-f', 'a/draft.log');
    },
    'a file that nobody can read': (root) => {
      chmodSync(join(root, 'a'), 0);
    },
  };

  it.each(Object.entries(changes))('sees %s', async (_, change) => {
    const root = folderOf({
      '.gitignore': '*.log\n',
      'a/.gitignore': 'none\n',
      'a/one.ts': '',
      'a/draft.log': '',
      'a/b/two.ts': '',
    });
    symlinkSync('a/one.ts', join(root, 'link.ts'));
    symlinkSync('a/later.ts', join(root, 'later.ts'));
    git(root, 'init', '-q');
    // What is as young as a look is read again by the next one in any case.
    await pause(100);
    const { listing } = crawl(root, emptyListing());
    expect(seen(crawl(root, listing))).toEqual(seen(crawl(root)));
    change(root);
    const [second, anew] = [crawl(root, listing), crawl(root)];
    chmodSync(join(root, 'a'), 0o700);
    expect(seen(second)).toEqual(seen(anew));
    expect(seen(crawl(root, second.listing))).toEqual(seen(crawl(root)));
  });

  it('tells which files may have other texts than at the last look', async () => {
    const root = folderOf({ 'a/one.ts': '', 'a/two.ts': '', '.gitignore': 'a\n' });
    git(root, 'init', '-q');
    git(root, 'add', '-f', 'a/one.ts');
    await pause(100);
    const first = crawl(root);
    const second = crawl(root, first.listing);
    write(root, { 'a/one.ts': 'another' });
    const third = crawl(root, second.listing);
    // It is as young as the look, and may have been written again under the same stamp.
    const fourth = crawl(root, third.listing);
    write(root, { 'b.ts': '' });
    const fifth = crawl(root, fourth.listing);
    expect([first, second, third, fourth, fifth].map(({ touched }) => touched && [...touched])).toEqual([
      null,
      [],
      ['a/one.ts'],
      ['a/one.ts'],
      null,
    ]);
    expect([...fifth.files.keys()]).toEqual(['.gitignore', 'a/one.ts', 'b.ts']);
    expect(second.files).toBe(first.files);
  });

  it('lists no folder again that nobody touched', async () => {
    const root = folderOf({ 'a/one.ts': '', 'a/b/two.ts': '', 'c/three.ts': '' });
    await pause(100);
    const first = crawl(root, emptyListing()).listing;
    write(root, { 'c/four.ts': '' });
    const second = crawl(root, first).listing;
    const same = [...second.folders].filter(([path, folder]) => first.folders.get(path) === folder);
    expect(same.map(([path]) => path)).toEqual(['', 'a/', 'a/b/']);
  });
});

function seen({ files, links, notes }: ReturnType<typeof crawl>): unknown {
  return { files: [...files], links: [...links], notes };
}
