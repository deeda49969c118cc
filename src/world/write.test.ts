import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hashOf } from '../core/hash.ts';
import { type Journal, journalText, type Step, unfinished } from './journal.ts';
import type { Site } from './site.ts';
import { finishEarlier, write } from './write.ts';

const kitchen = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-write-')));
afterAll(() => {
  rmSync(kitchen, { recursive: true, force: true });
});
let rooms = 0;
/** The secret of these tests is not the user's. */
const at = (root: string): Site => ({ root, env: { XDG_CACHE_HOME: join(kitchen, 'cache') } });

function room(files: Readonly<Record<string, string | Buffer>>): string {
  const root = join(kitchen, String(rooms++));
  mkdirSync(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

/** Every file below a folder, with its bytes; links are not followed. */
function contents(root: string, folder = ''): Record<string, string> {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  return Object.assign(
    {},
    ...entries.map((entry): Record<string, string> => {
      const path = `${folder}${entry.name}`;
      return entry.isDirectory()
        ? contents(root, `${path}/`)
        : entry.isFile()
          ? { [path]: readFileSync(join(root, path), 'latin1') }
          : {};
    }),
  ) as Record<string, string>;
}

const reader =
  (texts: Readonly<Record<string, string>>) =>
  (file: string): string | null =>
    texts[file] ?? null;

it('replaces, creates and deletes; marks, line ends and permissions stay', () => {
  const root = room({
    'bom.ts': '\ufeffa\r\n',
    'wide.ts': Buffer.from('\ufeffa', 'utf16le'),
    'run.sh': 'a',
    'old.ts': 'a',
  });
  chmodSync(join(root, 'run.sh'), 0o755);
  const undo = write(
    at(root),
    new Map([
      ['bom.ts', 'ä\r\n'],
      ['wide.ts', 'b'],
      ['run.sh', 'b'],
      ['old.ts', null],
      ['new/deep/a.ts', 'n'],
    ]),
    reader({ 'bom.ts': 'a\r\n', 'wide.ts': 'a', 'run.sh': 'a', 'old.ts': 'a' }),
  );
  expect(contents(root)).toEqual({
    'bom.ts': '\u00ef\u00bb\u00bf\u00c3\u00a4\r\n',
    'new/deep/a.ts': 'n',
    'run.sh': 'b',
    'wide.ts': '\u00ff\u00feb\u0000',
  });
  expect(statSync(join(root, 'run.sh')).mode & 0o777).toBe(0o755);
  undo();
  expect(contents(root)).toEqual({
    'bom.ts': '\u00ef\u00bb\u00bfa\r\n',
    'old.ts': 'a',
    'run.sh': 'a',
    'wide.ts': '\u00ff\u00fea\u0000',
  });
});

it.each<[title: string, file: string, read: string | null, text: string | null, error: string]>([
  [
    'another text than was read',
    'a.ts',
    'other',
    'x',
    'a.ts changed while fixes were computed, so nothing was written: run lintel fix again',
  ],
  [
    'a file that was not there',
    'a.ts',
    null,
    'x',
    'a.ts changed while fixes were computed, so nothing was written: run lintel fix again',
  ],
  [
    'a file that is gone',
    'gone.ts',
    'a',
    'x',
    'gone.ts changed while fixes were computed, so nothing was written: run lintel fix again',
  ],
  [
    'a path that leads out',
    '../a.ts',
    null,
    'x',
    'cannot write ../a.ts (it is outside the project); nothing was changed',
  ],
  [
    'an absolute path',
    '/tmp/a.ts',
    null,
    'x',
    'cannot write /tmp/a.ts (it is outside the project); nothing was changed',
  ],
  [
    "git's own folder",
    '.git/hooks/pre-commit',
    null,
    'x',
    "cannot write .git/hooks/pre-commit (it is not the project's own); nothing was changed",
  ],
  ['a link', 'link.ts', 'a', 'x', 'cannot write link.ts (it is a link); nothing was changed'],
  [
    'a linked folder',
    'out/a.ts',
    null,
    'x',
    'cannot write out/a.ts (a parent folder is a link or a file); nothing was changed',
  ],
  ['a folder', 'folder', null, 'x', 'cannot write folder (it is not a file); nothing was changed'],
  [
    'a text that is no UTF-8',
    'latin.ts',
    '\ufffd',
    'x',
    'cannot write latin.ts (its text is not UTF-8); nothing was changed',
  ],
])('refuses %s, and writes nothing', (_, file, read, text, error) => {
  const root = room({ 'a.ts': 'a', 'b.ts': 'b', 'folder/c.ts': 'c', 'latin.ts': Buffer.from([0xe4]) });
  symlinkSync(join(root, 'a.ts'), join(root, 'link.ts'));
  symlinkSync(kitchen, join(root, 'out'));
  const before = contents(root);
  expect(() =>
    write(
      at(root),
      new Map([
        ['b.ts', 'x'],
        [file, text],
      ]),
      (path) => (path === 'b.ts' ? 'b' : read),
    ),
  ).toThrow(error);
  expect(contents(root)).toEqual(before);
});

it('an edit that comes between the check and the write is kept, and nothing else is written', () => {
  const root = room({ 'a.ts': 'a', 'b.ts': 'b' });
  const read = (path: string): string => {
    // The first file has been checked when the second is asked for.
    if (path === 'b.ts') writeFileSync(join(root, 'a.ts'), 'edited');
    return path.charAt(0);
  };
  const texts = new Map([
    ['a.ts', 'x'],
    ['b.ts', 'y'],
  ]);
  expect(() => write(at(root), texts, read)).toThrow('a.ts changed while fixes were computed');
  expect(contents(root)).toEqual({ 'a.ts': 'edited', 'b.ts': 'b' });
  const late = (path: string): string => {
    if (path === 'b.ts') writeFileSync(join(root, 'b.ts'), 'B');
    return path === 'b.ts' ? 'B' : 'edited';
  };
  rmSync(join(root, 'b.ts'));
  expect(() => write(at(root), new Map([['c.ts', 'new'], ...texts].reverse() as [string, string][]), late)).toThrow();
  expect(contents(root)).toEqual({ 'a.ts': 'edited', 'b.ts': 'B' });
});

it('undoes earlier writes if a later file has been edited', () => {
  const root = room({ 'a.ts': 'a', 'b.ts': 'b', 'd.ts': 'd' });
  const texts = new Map([
    ['a.ts', 'x'],
    ['n.ts', 'new'],
    ['d.ts', null],
    ['b.ts', 'y'],
    ['z.ts', 'z'],
  ]);
  const read = (path: string): string | null => {
    if (path === 'z.ts') writeFileSync(join(root, 'b.ts'), 'edited');
    return path === 'n.ts' || path === 'z.ts' ? null : path.charAt(0);
  };
  expect(() => write(at(root), texts, read)).toThrow('b.ts changed while fixes were computed');
  expect(contents(root)).toEqual({ 'a.ts': 'a', 'b.ts': 'edited', 'd.ts': 'd' });
});

it('keeps the setuid bit, and refuses a file with a second name', () => {
  const root = room({ 'a.ts': 'a', 'b.ts': 'b' });
  chmodSync(join(root, 'a.ts'), 0o4755);
  write(at(root), new Map([['a.ts', 'x']]), reader({ 'a.ts': 'a' }));
  expect(statSync(join(root, 'a.ts')).mode & 0o7777).toBe(0o4755);
  linkSync(join(root, 'b.ts'), join(root, 'c.ts'));
  expect(() => write(at(root), new Map([['b.ts', 'x']]), reader({ 'b.ts': 'b' }))).toThrow(
    'cannot write b.ts (it has 2 hard links, and only one would change)',
  );
});

it.skipIf(process.getuid?.() !== 0)('keeps the owner', () => {
  const root = room({ 'a.ts': 'a' });
  chownSync(join(root, 'a.ts'), 1234, 1234);
  write(at(root), new Map([['a.ts', 'x']]), reader({ 'a.ts': 'a' }));
  const { uid, gid } = statSync(join(root, 'a.ts'));
  expect([uid, gid]).toEqual([1234, 1234]);
});

it.skipIf(process.platform === 'win32')('writes to a file with a \\ in its name', () => {
  const root = room({ 'a\\b.ts': 'a' });
  write(at(root), new Map([['a\\b.ts', 'x']]), reader({ 'a\\b.ts': 'a' }));
  expect(contents(root)).toEqual({ 'a\\b.ts': 'x' });
});

it.each(['.lintel-fix.json', '.lintel-fix.json.new', '.a.ts.lintel-new'])('follows no link at %s', (link) => {
  const root = room({ 'a.ts': 'a' });
  const outside = room({ victim: 'untouched' });
  symlinkSync(join(outside, 'victim'), join(root, link));
  expect(() => write(at(root), new Map([['a.ts', 'x']]), reader({ 'a.ts': 'a' }))).toThrow(
    `cannot write ${link} (it is a link); nothing was changed`,
  );
  expect([contents(root), contents(outside)]).toEqual([{ 'a.ts': 'a' }, { victim: 'untouched' }]);
  expect(lstatSync(join(root, link)).isSymbolicLink()).toBe(true);
});

it('undoes all changes if one file cannot be written', () => {
  const root = room({ 'a.ts': 'a', 'b.ts': 'b', '.c.ts.lintel-new/in-the-way': '' });
  const before = contents(root);
  expect(() =>
    write(
      at(root),
      new Map([
        ['a.ts', 'x'],
        ['b.ts', null],
        ['new/a.ts', 'n'],
        ['c.ts', 'n'],
      ]),
      reader({ 'a.ts': 'a', 'b.ts': 'b' }),
    ),
  ).toThrow('cannot write .c.ts.lintel-new (it is not a file); nothing was changed');
  expect(contents(root)).toEqual(before);
  expect(existsSync(join(root, 'new'))).toBe(false);
});

const step = (file: string, before: string | null, after: string | null): Step => ({
  file,
  ready: after === null ? null : `.${file}.lintel-new`,
  before: before === null ? null : hashOf(before),
  after: after === null ? null : hashOf(after),
});
const steps = [step('a.ts', 'a', 'x'), step('b.ts', 'b', null), step('n.ts', null, 'n')];
const done = { 'a.ts': 'x', 'n.ts': 'n' };

/** Files as a run that was killed has left them, with its journal. */
function cutShort(left: Readonly<Record<string, string>>, state: Journal['state'] | null, taken = steps): string {
  const root = room(left);
  if (state !== null) writeFileSync(join(root, '.lintel-fix.json'), journalText(at(root), { state, steps: taken }));
  return root;
}

it.each<
  [title: string, left: Record<string, string>, state: Journal['state'] | null, found: Readonly<Record<string, string>>]
>([
  ['nothing was begun', { 'a.ts': 'a', 'b.ts': 'b' }, null, { 'a.ts': 'a', 'b.ts': 'b' }],
  ['it was preparing', { 'a.ts': 'a', 'b.ts': 'b', '.a.ts.lintel-new': 'x' }, 'open', { 'a.ts': 'a', 'b.ts': 'b' }],
  ['all was prepared', { 'a.ts': 'a', 'b.ts': 'b', '.a.ts.lintel-new': 'x', '.n.ts.lintel-new': 'n' }, 'closed', done],
  ['the first was written', { 'a.ts': 'x', 'b.ts': 'b', '.n.ts.lintel-new': 'n' }, 'closed', done],
  ['the second was deleted', { 'a.ts': 'x', '.n.ts.lintel-new': 'n' }, 'closed', done],
  ['all was written', done, 'closed', done],
])('finishes what was cut short: %s', (_, left, state, found) => {
  const root = cutShort(left, state);
  expect(unfinished(at(root))).toBe(state && 'own');
  finishEarlier(at(root));
  expect(contents(root)).toEqual(found);
});

const prepared = { 'a.ts': 'a', 'b.ts': 'b', '.a.ts.lintel-new': 'x', '.n.ts.lintel-new': 'n' };

it.each<[title: string, root: () => string]>([
  ['the file was changed since', () => cutShort({ ...prepared, 'a.ts': 'else' }, 'closed')],
  ['another text lies ready', () => cutShort({ ...prepared, '.a.ts.lintel-new': 'else' }, 'closed')],
  [
    'the journal leads out',
    () => cutShort({}, 'closed', [{ file: '../a.ts', ready: null, before: hashOf('a'), after: null }]),
  ],
  [
    'the journal names another text',
    () => cutShort({ 'a.ts': 'a' }, 'closed', [{ ...step('a.ts', 'a', 'y'), ready: 'b.ts' }]),
  ],
])('touches nothing where %s', (_, leave) => {
  const root = leave();
  const left = contents(root);
  expect(() => {
    finishEarlier(at(root));
  }).toThrow(/cannot write|changed since|not written by Lintel/);
  expect(contents(root)).toEqual(left);
});

const closed: Journal = { state: 'closed', steps };
const own = (root: string): string => journalText(at(root), closed);

it.each<[title: string, journal: (root: string) => string]>([
  ['is damaged', () => '{'],
  ['is empty', () => ''],
  ['is null', () => 'null'],
  ['has odd steps', () => '{"state":"open","steps":[null,5,{"file":{}}]}'],
  ['has no list', () => '{"state":"closed","steps":{"every":1}}'],
  ['has no seal', () => JSON.stringify(closed)],
  ['has a null for a seal', () => JSON.stringify({ ...closed, seal: null })],
  [
    'was written by another machine or user',
    (root) => journalText({ root, env: { XDG_CACHE_HOME: join(kitchen, 'elsewhere') } }, closed),
  ],
  ['was written for another folder', () => own(kitchen)],
  ['was changed since', (root) => own(root).replace('"b.ts"', '"a.ts"')],
  ['was reopened since', (root) => own(root).replace('closed', 'open')],
])('does not follow a journal that %s', (_, journal) => {
  const root = room(prepared);
  writeFileSync(join(root, '.lintel-fix.json'), journal(root));
  const left = contents(root);
  expect(unfinished(at(root))).toBe('foreign');
  expect(() => {
    finishEarlier(at(root));
  }).toThrow('.lintel-fix.json is damaged or was not written by Lintel on this machine');
  expect(contents(root)).toEqual(left);
});

it('writes without a place for a secret, and follows no journal then', () => {
  const root = room({ 'a.ts': 'a', file: '' });
  const bare = { root, env: { XDG_CACHE_HOME: join(root, 'file') } };
  write(bare, new Map([['a.ts', 'x']]), reader({ 'a.ts': 'a' }));
  expect(contents(root)).toEqual({ 'a.ts': 'x', file: '' });
  writeFileSync(join(root, '.lintel-fix.json'), journalText(bare, closed));
  expect(unfinished(bare)).toBe('foreign');
});
