import { expect, it } from 'vitest';
import { graphOf } from '../../testing/graph.ts';
import { nameIn, newFile } from './new-file.ts';

const among = (...files: readonly string[]) => graphOf(files.join('\n'));

it('names a file in the style of its folder', () => {
  const kebab = among('src/a-b.ts', 'src/c-d.ts', 'src/e-f.ts', 'src/lib/gH.ts', 'src/lib/iJ.ts', 'src/lib/kL.ts');
  expect(newFile(kebab, 'src/x.ts', ['getUser'])).toBe('src/get-user.ts');
  expect(newFile(kebab, 'src/lib/x.tsx', ['getUser'])).toBe('src/lib/getUser.tsx');
  expect(newFile(kebab, 'src/x.ts', ['GetUser'], 'src/lib/y.ts')).toBe('src/lib/getUser.ts');
});

it('asks further out where a folder has several styles', () => {
  const mixed = ['a-b', 'a-b.test', 'c-d', 'c-d.test', 'eF'].map((name) => `src/lib/${name}.ts`);
  const around = ['gH', 'iJ', 'kL', 'mN', 'oP', 'qR', 'sT', 'uV', 'wX'].map((name) => `src/ui/${name}.ts`);
  expect(newFile(among(...mixed, ...around), 'src/lib/eF.ts', ['getUser'])).toBe('src/lib/getUser.ts');
});

it('asks the nearest folder with enough names that show a style, and takes kebab-case where there is none', () => {
  const camel = among('src/lib/get-url.ts', 'src/lib/load.ts', 'src/ui/aB.ts', 'src/ui/cD.ts', 'src/ui/eF.ts');
  expect(newFile(camel, 'src/lib/load.ts', ['getUser'])).toBe('src/lib/getUser.ts');
  expect(newFile(among('lib/load.ts'), 'lib/load.ts', ['getUser'])).toBe('lib/get-user.ts');
});

it('names a file as what it holds where some files begin with a capital', () => {
  const mixed = among('src/User.ts', 'src/Order.ts', 'src/getUser.ts');
  expect(newFile(mixed, 'src/User.ts', ['UserName'])).toBe('src/UserName.ts');
  expect(newFile(mixed, 'src/User.ts', ['getOrder'])).toBe('src/getOrder.ts');
  expect(newFile(mixed, 'src/User.ts', ['USER_LIMIT'])).toBe('src/userLimit.ts');
  expect(newFile(among('A.ts', 'B.ts', 'C.ts'), 'A.ts', ['getUser'])).toBe('GetUser.ts');
});

it('names the file of a hook as the hook where others begin with a capital', () => {
  const pascal = among('AaBb.ts', 'CcDd.ts', 'EeFf.ts');
  expect(newFile(pascal, 'AaBb.ts', ['useUser'])).toBe('useUser.ts');
  expect(nameIn(pascal, '', 'useUser.test.ts')).toBe('useUser.test.ts');
  expect(newFile(pascal, 'AaBb.ts', ['user'])).toBe('User.ts');
  const kebab = among('a-b.ts', 'c-d.ts', 'e-f.ts');
  expect(newFile(kebab, 'a-b.ts', ['useUser'])).toBe('use-user.ts');
  expect(nameIn(kebab, '', 'useUser.ts')).toBe('use-user.ts');
});

it('gives a number to a name that is taken, in the same style', () => {
  const taken = among('src/aB.ts', 'src/cD.ts', 'src/getUser.ts');
  expect(newFile(taken, 'src/aB.ts', ['getUser'])).toBe('src/getUser2.ts');
  expect(newFile(among('a-b.ts', 'c-d.ts', 'get-user.ts'), 'a-b.ts', ['getUser'])).toBe('get-user-2.ts');
  expect(newFile(among('moved.ts'), 'moved.ts', ['$'])).toBe('moved-2.ts');
});

it('keeps the name of a file that moves, but where all others have another style', () => {
  const pascal = among('ui/AaBb.ts', 'ui/CcDd.ts', 'ui/EeFf.ts', 'lib/aB.ts', 'lib/cD.ts', 'lib/EfGh.ts', 'one/aB.ts');
  expect(nameIn(pascal, 'ui/', 'getUser.test.ts')).toBe('GetUser.test.ts');
  expect(nameIn(pascal, 'ui/', 'user.ts')).toBe('User.ts');
  expect(nameIn(pascal, 'ui/', 'UserName.ts')).toBe('UserName.ts');
  expect(nameIn(pascal, 'lib/', 'get-user.ts')).toBe('get-user.ts');
  expect(nameIn(pascal, 'one/', 'get-user.ts')).toBe('get-user.ts');
  expect(nameIn(among('a-b.ts', 'c-d.ts', 'e-f.ts'), '', 'user.ts')).toBe('user.ts');
});
