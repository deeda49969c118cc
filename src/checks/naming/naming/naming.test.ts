import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLanguages, languageOf } from '../../../facts/index.ts';
import { declarationKinds, modifiers } from '../../../core/code.ts';
import { wordsOf } from '../../../core/style.ts';
import { lintFiles } from '../../../testing/index.ts';
import { naming } from './check.ts';
import { names as option, underscores } from './entry.ts';
import { expectedNames } from './expected.ts';
import { judge, type Named, questionsAbout } from './judge.ts';
import { selectors } from './selectors.ts';

const idiom = languageOf(createLanguages('oxc'), 'a.ts')?.idiom ?? null;

type Said = null | string | readonly string[] | Readonly<Record<string, unknown>>;
const styles = ['camelCase', 'PascalCase', 'snake_case', 'UPPER_CASE'];

function named(kind: Named['kind'], name: string): Named {
  return {
    kind,
    name,
    modifiers: /^[A-Za-z_$][\w$]*$/.test(name) ? 0 : 1 << modifiers.indexOf('requiresQuotes'),
    traits: [],
  };
}

/** The failing step and the expected name. */
function outcome(said: Said, name: string, kind: Named['kind'] = 'function'): readonly [string, string | null] | null {
  const names = option.parse({ [kind]: said });
  const verdict = judge(names, named(kind, name), false);
  return (
    verdict && [
      verdict.failure,
      expectedNames(names, named(kind, name), { unused: false, entry: verdict.entry, idiom })[0] ?? null,
    ]
  );
}

describe('the expected name', () => {
  it.each<[Said, string, readonly [string, string | null] | null]>([
    ['camelCase', 'processInvoice', null],
    ['camelCase', 'process_invoice', ['style', 'processInvoice']],
    ['camelCase', 'LoadAll', ['style', 'loadAll']],
    ['camelCase', '_load', ['style', 'load']],
    ['camelCase', 'Delete', ['style', null]],
    ['camelCase', '__', ['style', null]],
    [['snake_case', 'UPPER_CASE'], 'loadAll', ['style', 'load_all']],
    ['UPPER_CASE', 'maxHTTPRetries2', ['style', 'MAX_HTTP_RETRIES2']],
    ['strictCamelCase', 'loadURL', ['style', 'loadUrl']],
    ['strictCamelCase', 'get_a_b', ['style', null]],
    [{ style: 'camelCase', 'leading-underscore': 'require' }, 'load_all', ['leading-underscore', '_loadAll']],
    [{ style: 'camelCase', 'leading-underscore': 'requireDouble' }, '_load', ['leading-underscore', '__load']],
    [{ style: 'camelCase', 'leading-underscore': 'forbid' }, '__load', ['leading-underscore', 'load']],
    [{ style: 'camelCase', 'leading-underscore': 'allow' }, '__Load', ['style', '_load']],
    [{ style: 'camelCase', 'trailing-underscore': 'require' }, 'Load', ['trailing-underscore', 'load_']],
    [{ 'trailing-underscore': 'forbid' }, '_Load_', ['trailing-underscore', '_Load']],
    [{ style: 'PascalCase', prefix: ['get', 'is'] }, 'user_name', ['prefix', 'getUserName']],
    [{ style: 'PascalCase', prefix: ['get', 'is'] }, 'Is_open', ['prefix', 'isOpen']],
    [{ style: 'PascalCase', prefix: 'is' }, 'island', ['style', 'isIsland']],
    [{ style: 'PascalCase', prefix: 'I' }, 'HTTPServer', ['prefix', 'IHTTPServer']],
    [{ style: 'PascalCase', prefix: 'I' }, 'Item', ['style', 'IItem']],
    [{ style: 'PascalCase', suffix: ['Repository', 'Repo'] }, 'user_repo', ['suffix', 'UserRepo']],
    [{ style: 'PascalCase', suffix: 'Repository' }, 'users', ['suffix', 'UsersRepository']],
    [{ style: 'camelCase', suffix: ['Async', 'AllAsync'] }, 'loadAllAsync', null],
    [{ match: '^[a-z]+$' }, 'loadAll', ['match', null]],
    [{ style: 'PascalCase', 'not-match': '^I[A-Z]' }, 'IUser', ['not-match', null]],
    [{ style: 'camelCase', 'max-length': 5 }, 'load_all', ['style', null]],
    [{ style: 'camelCase', 'min-length': 3 }, 'go', ['length', null]],
    [{ 'ban-words': ['data', 'userInfo'] }, 'loadDATA', ['banned-word', null]],
    [{ 'ban-words': ['data', 'userInfo'] }, 'theUser_info2', null],
    [{ 'ban-words': ['data', 'userInfo'] }, 'the_user_info', ['banned-word', null]],
    ['kebab-case', 'load_all', ['style', null]],
    [null, '-', null],
    [['camelCase', 'PascalCase'], 'Sign_in_form', ['style', 'SignInForm']],
    [['camelCase', 'PascalCase'], 'sign_in', ['style', 'signIn']],
    [['camelCase', 'PascalCase'], '_Form', ['style', 'Form']],
    [['camelCase', 'UPPER_CASE'], '_import', ['style', null]],
    [['camelCase', 'UPPER_CASE'], '_load', ['style', 'load']],
    [['camelCase', 'UPPER_CASE'], 'MAX_Size', ['style', 'MAX_SIZE']],
    [['camelCase', 'UPPER_CASE'], 'Max_size', ['style', 'maxSize']],
  ])('%j: %s', (said, name, expected) => {
    expect(outcome(said, name)).toEqual(expected);
  });

  it('takes the quotes away where it can', () => {
    expect(outcome('camelCase', 'Content-Type', 'objectLiteralProperty')).toEqual(['style', 'contentType']);
    expect(outcome('camelCase', '200', 'objectLiteralProperty')).toEqual(['style', null]);
  });

  const entry = fc.record({
    style: fc.oneof(fc.constantFrom(...styles), fc.uniqueArray(fc.constantFrom(...styles), { minLength: 1 })),
    'leading-underscore': fc.option(fc.constantFrom(...underscores), { nil: undefined }),
    'trailing-underscore': fc.option(fc.constantFrom(...underscores), { nil: undefined }),
    prefix: fc.option(fc.subarray(['get_', '$', 'x1'], { minLength: 1 }), { nil: undefined }),
    suffix: fc.option(fc.subarray(['Service', '_t', 'Of'], { minLength: 1 }), { nil: undefined }),
  });

  it('passes, keeps the words, and is its own expected name', () => {
    const letters = (text: string): string => wordsOf(text).join('').toLowerCase();
    fc.assert(
      fc.property(entry, fc.stringMatching(/^[A-Za-z_$][A-Za-z0-9_]{0,15}$/), (said, name) => {
        const names = option.parse({ variable: JSON.parse(JSON.stringify(said)) });
        const verdict = judge(names, named('variable', name), false);
        const expected =
          verdict && expectedNames(names, named('variable', name), { unused: false, entry: verdict.entry, idiom })[0];
        if (expected === null || expected === undefined) return;
        expect(judge(names, named('variable', expected), false)).toBe(null);
        expect(letters(expected)).toContain(
          letters(name.replace(/^_*(get_|x1)/i, '').replace(/(service|_t|of)_*$/i, '')),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('is there for every name of plain words', () => {
    fc.assert(
      fc.property(
        entry,
        fc.array(fc.stringMatching(/^[a-z]{2,6}$/), { minLength: 2, maxLength: 4 }),
        fc.constantFrom('_', '-'),
        (said, words, by) => {
          const names = option.parse({ objectLiteralProperty: JSON.parse(JSON.stringify(said)) });
          const one = named('objectLiteralProperty', words.join(by));
          const verdict = judge(names, one, false);
          if (verdict)
            expect(expectedNames(names, one, { unused: false, entry: verdict.entry, idiom })).not.toEqual([]);
        },
      ),
    );
  });
});

describe('keys', () => {
  it.each([...selectors])('%s judges', (selector) => {
    const names = option.parse({ [selector]: { match: '^$' } });
    expect([...names.byKind.keys()].every((kind) => declarationKinds.includes(kind))).toBe(true);
    expect(judge(names, named([...names.byKind.keys()][0] ?? 'import', 'a'), false)?.failure).toBe('match');
  });

  it.each<[string, string]>([
    ['variabel', 'there is no selector "variabel": did you mean "variable"?'],
    ['variable[const', 'the [ is not closed'],
    ['variable[cost]', 'variable has no modifier "cost": did you mean "const"?'],
    ['variable[]', 'nothing stands between two of its brackets and commas'],
    ['variable[name=a]', 'write a regular expression between slashes: name=/^_/'],
    ['variable[name!=/(/]', 'name!=/(/: not a valid regular expression: missing closing ): `(`'],
    ['class[extends]', 'extends needs a name, such as extends=Repository'],
    ['class[extends=]', 'extends= needs a name, such as extends=Repository'],
    ['class[extend=A]', 'class has no modifier "extend": did you mean "extends="?'],
    ['variable[types=a]', 'variable has no modifier "types": did you mean "type="?'],
    ['property[type=string|]', 'type= needs a name, such as type=boolean'],
    ['enumMember[type=string]', 'enumMember has no modifier "type"; it has requiresQuotes, name='],
  ])('%s', (key, fault) => {
    const parsed = option.safeParse({ [key]: 'camelCase' });
    expect(
      parsed.error?.issues.map((issue) =>
        'issues' in issue ? (issue.issues as { message: string }[])[0]?.message : issue.message,
      ),
    ).toEqual([fault]);
  });

  it('accepts patterns with commas, brackets and escaped slashes', () => {
    const names = option.parse({ 'variable[const,name=/^[a,b\\/]+$/, name!=/]/]': { match: '^$' } });
    const constant = (name: string): Named => ({
      ...named('variable', name),
      modifiers: 1 << modifiers.indexOf('const'),
    });
    expect(['a', 'b', 'c', 'a]'].map((name) => judge(names, constant(name), false)?.failure ?? null)).toEqual([
      'match',
      'match',
      null,
      null,
    ]);
    expect(judge(names, named('variable', 'a'), false)).toBe(null);
  });
});

const yaml = (rest: string): string => `version: 1\nrules:\n  naming/x: { check: naming, names: ${rest} }\n`;

describe('what is reported', () => {
  it('contains everything that a fix needs', () => {
    const report = lintFiles({
      'lintel.yaml': yaml('{ method: camelCase, variable: { match: "^x" } }'),
      'a.ts': 'class A { Go_home() {} goHome() {} }\nconst y = 1;\n',
    });
    expect(
      report.violations.map(({ text, message, data, found, expected, brief, fix }) => ({
        text,
        message,
        data,
        found,
        expected,
        brief,
        fix: fix && { title: fix.title, verb: fix.verb, safety: fix.safety, intent: fix.intent, steps: fix.steps },
      })),
    ).toEqual([
      {
        text: 'The class method `Go_home` has the wrong style.',
        message: 'style',
        data: { name: 'Go_home', kind: 'classMethod', container: 'A', entry: 'method' },
        found: '`Go_home`',
        expected: 'camelCase class method names',
        brief: '`Go_home` -> `goHome`',
        fix: {
          title: 'Rename to `goHome`',
          verb: undefined,
          safety: 'manual',
          intent: {
            kind: 'rename',
            file: 'a.ts',
            place: { line: 1, column: 11, endLine: 1, endColumn: 18 },
            to: 'goHome',
            member: true,
          },
          steps: ['`goHome` already exists here: rename that first, or merge the two'],
        },
      },
      {
        text: 'The variable `y` does not match the required pattern.',
        message: 'match',
        data: { name: 'y', kind: 'variable', entry: 'variable' },
        found: '`y`',
        expected: 'variable names matching `^x`',
        brief: '`y`: expected a name matching `^x`',
        fix: {
          title: 'Rename to a name matching `^x`',
          verb: 'rename',
          safety: 'manual',
          intent: undefined,
          steps: ['rename it to a name matching `^x` wherever it is used'],
        },
      },
    ]);
  });

  it.each([
    ['function f() { const a_b = 1; }\nconst aB = 2;\n', ['`a_b` -> `aB`']],
    ['function f() { const a_b = 1; }\nfunction g() { const aB = 1; }\n', ['`a_b` -> `aB`']],
    ['function f() { const o = { aB: 1 }; function g(a_b) {} }\n', ['`a_b` -> `aB`']],
    ['class A { a_b = 1; }\nclass B { aB = 1; }\n', ['`a_b` -> `aB`']],
    [
      'const o = { "a\\n\u202e`b": 1, "-": 2 };\n',
      ['`a\\u{a}\\u{202e}`b` -> `aB`', '`-`: expected a name in camelCase without quotes'],
    ],
    [`const o = { "${'X_'.repeat(60)}": 1 };\n`, [`\`${'X_'.repeat(50)}…\` -> \`x${'X'.repeat(59)}\``]],
    ['const o = { "200": 1, "a-b": 2 };\n', ['`200`: expected a name in camelCase without quotes', '`a-b` -> `aB`']],
  ])('in %j the names are %j', (text, briefs) => {
    const { violations } = lintFiles({
      'lintel.yaml': yaml('{ default: camelCase, class: PascalCase }'),
      'a.js': text,
    });
    expect(violations.map(({ brief }) => brief)).toEqual(briefs);
  });

  it.each<[Readonly<Record<string, Said>>, string]>([
    [{ function: 'camelCase' }, 'functions are camelCase'],
    [{ function: ['camelCase', 'PascalCase'], default: null }, 'functions are camelCase or PascalCase'],
    [
      { 'class[extends=Repo]': { style: 'PascalCase', suffix: 'Repo', 'max-length': 40 } },
      'classes[extends=Repo] are PascalCase ending in `Repo` and of at most 40 characters',
    ],
    [
      { parameter: { 'leading-underscore': 'forbid' }, default: null },
      'parameters are names without a leading underscore',
    ],
    [{ default: null }, 'any name is allowed'],
    [
      {
        class: 'PascalCase',
        enum: 'PascalCase',
        interface: 'PascalCase',
        typeAlias: 'PascalCase',
        function: 'camelCase',
        variable: 'camelCase',
        import: 'camelCase',
      },
      'classes are PascalCase, enums are PascalCase, interfaces are PascalCase, type aliases are PascalCase, functions are camelCase, and 2 more',
    ],
  ])('the head of a group for %j', (names, statement) => {
    expect(naming.statement(naming.options.parse({ names }))).toBe(statement);
  });

  it('asks what is used only where an entry does', () => {
    const reads = (names: Said): unknown => naming.reads(naming.options.parse({ names })).facts;
    expect([reads({ variable: null }), reads({ 'variable[unused]': null })]).toEqual([
      ['declarations'],
      ['declarations', 'references'],
    ]);
  });
});

describe('a name of a constant and of a type', () => {
  const fixOf = (names: string, code: string) => {
    const yaml = `version: 1\nrules: { n: { check: naming, names: ${names} } }\n`;
    const { violations } = lintFiles({ 'lintel.yaml': yaml, 'a.ts': code });
    return violations.map(({ fix, brief }) => [brief, fix?.title]);
  };
  const code = 'export const KIND_OF = { a: 1 } as const;\nexport type KIND_OF = keyof typeof KIND_OF;\n';

  it('is not renamed where no name fits both', () => {
    expect(fixOf('{ variable: UPPER_CASE, typeAlias: PascalCase }', code)).toEqual([
      ['`KIND_OF`: expected a name in PascalCase', 'Part the two called `KIND_OF`'],
    ]);
  });

  it('gets a name that fits both', () => {
    expect(fixOf('{ variable: [UPPER_CASE, PascalCase], typeAlias: StrictPascalCase }', code)).toEqual([
      ['`KIND_OF` -> `KindOf`', 'Rename to `KindOf`'],
    ]);
  });

  it('may be that of a parameter elsewhere', () => {
    const apart = 'type kind = 1;\nexport const f = (kind: kind) => kind;\n';
    expect(fixOf('{ parameter: camelCase, typeAlias: PascalCase }', apart)).toEqual([
      ['`kind` -> `Kind`', 'Rename to `Kind`'],
    ]);
  });
});

describe('mistakes', () => {
  it.each([
    ['{ }', 'lintel.yaml:3:37 naming/x: names: it is empty: add an entry such as function: camelCase'],
    ['{ function: [] }', 'lintel.yaml:3:49 naming/x: names.function: the least is 1 item'],
    [
      '{ function: { styl: camelCase } }',
      'lintel.yaml:3:51 naming/x: names.function has no key "styl": did you mean "style"?',
    ],
    [
      '{ function: { style: camelcase } }',
      'lintel.yaml:3:58 naming/x: names.function.style must be camelCase, strictCamelCase, PascalCase, StrictPascalCase, snake_case, UPPER_CASE, kebab-case or a list, not "camelcase"',
    ],
    [
      '{ function: { leading-underscore: double } }',
      'lintel.yaml:3:71 naming/x: names.function.leading-underscore must be forbid, allow, require, requireDouble, allowDouble or allowSingleOrDouble, not "double"',
    ],
    ['{ function: { prefix: "" } }', 'lintel.yaml:3:59 naming/x: names.function.prefix: it is empty'],
    [
      '{ function: { match: "(?!a)" } }',
      'lintel.yaml:3:58 naming/x: names.function.match: lookahead at column 1 is not supported: use not-match',
    ],
    [
      '{ function: { min-length: 5, max-length: 2 } }',
      'lintel.yaml:3:49 naming/x: names.function: min-length is more than max-length: no name can pass',
    ],
    [
      '{ function: { style: strictCamelCase, prefix: [is, has] } }',
      'lintel.yaml:3:49 naming/x: names.function: the prefix is removed before the style is checked, so isUser is checked as User: write style: StrictPascalCase',
    ],
  ])('%s', (names, expected) => {
    const { errors } = lintFiles({ 'lintel.yaml': yaml(names), 'a.ts': 'export {};\n' });
    expect(errors.map((error) => `${error.at?.file}:${error.at?.line}:${error.at?.column} ${error.message}`)).toEqual([
      expected,
    ]);
  });
});

describe('types', () => {
  const one = (kind: Named['kind'], traits: readonly string[] = []): Named => ({
    kind,
    name: 'name',
    modifiers: 0,
    traits,
  });
  /** The entry that a name fails, of entries that none passes. */
  const decides = (keys: readonly string[], declared: Named): string | null => {
    const names = option.parse(Object.fromEntries(keys.map((key) => [key, 'UPPER_CASE'])));
    return judge(names, declared, false)?.entry.key.text ?? null;
  };

  it.each([
    [['variable', 'variable[type=boolean]'], ['type=boolean'], 'variable[type=boolean]'],
    [['variable', 'variable[type=boolean]'], ['type=string'], 'variable'],
    [['variable[type=string]', 'variable[type=boolean|string]'], ['type=string'], 'variable[type=boolean|string]'],
    [['variable[type=string|number]', 'variable[type=array]'], ['type=string', 'type=array'], 'variable[type=array]'],
    [['variable[type=boolean]', 'variable[const,unused,async]'], ['type=boolean'], 'variable[type=boolean]'],
    [['variable[type=Box]', 'variable[type=array]'], ['type=Box', 'type=array'], 'variable[type=Box]'],
    [['variable[type=boolean]', 'variable[name=/n/]'], ['type=boolean'], 'variable[name=/n/]'],
    [['variableLike', 'property[type=boolean]', 'default[type=boolean]'], ['type=boolean'], 'variableLike'],
  ])('of %j decide for a name with %j: %s', (keys, traits, key) => {
    expect(decides(keys, one('variable', traits))).toBe(key);
  });

  it('do not judge a name of which they are not known', () => {
    const names = option.parse({
      'variable[type=boolean]': 'UPPER_CASE',
      variable: 'UPPER_CASE',
      'variable[name=/^a/]': 'snake_case',
    });
    expect(judge(names, { ...one('variable'), unknown: ['type'] }, false)).toBe(null);
    expect(judge(names, one('variable'), false)?.entry.key.text).toBe('variable');
    expect(judge(names, { ...one('variable'), name: 'aB', unknown: ['type'] }, false)?.failure).toBe('style');
  });

  it.each<[Readonly<Record<string, Said>>, Named, readonly string[]]>([
    [{ variable: 'camelCase' }, one('variable'), []],
    [{ variable: 'camelCase', 'variable[type=boolean]': null }, one('variable'), ['type']],
    [{ 'variable[type=boolean]': null, 'variable[name=/name/]': null }, one('variable'), []],
    [{ 'variable[type=boolean,name=/other/]': null }, one('variable'), []],
    [{ 'variable[type=boolean,const]': null }, one('variable'), []],
    [{ 'default[type=boolean]': null }, one('class'), []],
    [{ 'variable[type=boolean,returns=Promise]': null }, one('variable'), ['type', 'returns']],
    [{ 'variable[type=boolean,initializer=z]': null }, one('variable'), []],
    [{ 'function[returns=Promise]': null }, one('function'), ['returns']],
    [{ 'function[returns=Promise]': null }, one('function', ['returns=void']), []],
    [{ 'function[returns=Promise]': null }, one('function', ['returns=JSX']), ['returns']],
    [{ 'function[returns=JSX]': null }, one('function'), []],
  ])('of %j are asked about %j: %j', (entries, declared, traits) => {
    expect(questionsAbout(option.parse(entries), declared, false)).toEqual(traits);
  });
});
