import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mistake } from '../core/error.ts';
import type { ReportedViolation } from '../core/report.ts';
import { reporters } from './index.ts';
import { script, style } from './html-page.ts';
import { base, manual, oven, report } from './report.fixture.ts';
import type { Context } from './reporter.ts';

const context: Context = {
  colour: false,
  lines: () => null,
  link: (_, line) => `https://host/blob#L${String(line)}`,
  zones: () => ['oven'],
};

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const decoded = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

/** Reads XML strictly: every character belongs to a tag, or is text without `<` and `&` save for entities by number. */
function parseXml(text: string): Element {
  const token =
    /<\?xml version="1\.0" encoding="UTF-8"\?>|<(\/?)([a-z-]+)((?: [a-zA-Z-]+="(?:[^<&"]|&#\d+;)*")*)(\/?)>|((?:[^<&]|&#\d+;)+)/y;
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const [, closes, name, attributes = '', empty, plain] = token.exec(text) ?? [];
    if (token.lastIndex === 0) throw new Error(`not well-formed at ${text.slice(from, from + 60)}`);
    const last = open.at(-1)!;
    if (plain !== undefined) last.text += decoded(plain);
    else if (closes === '/') {
      if (open.pop()?.name !== name) throw new Error(`closes ${String(name)}`);
    } else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        decoded(value),
      ]);
      const element = { name, attributes: Object.fromEntries(pairs) as Record<string, string>, children: [], text: '' };
      last.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (open.length !== 1) throw new Error('not closed');
  return top.children[0]!;
}

const warning = { ...base, id: 'bbbbbbbb02', rule: 'a/warned', severity: 'warn' as const };
const rules = [
  { ...oven, violations: 1 },
  { ...oven, id: 'a/passed', outcome: 'passed' as const, violations: 0 },
  { ...oven, id: 'a/warned', severity: 'warn' as const, family: 'naming' },
  { ...oven, id: 'a/skipped', outcome: 'not-run' as const, violations: 0, reason: 'lcov.info does not exist' },
];

describe('junit', () => {
  const error = mistake('no-files', undefined, { file: 'lintel.yaml', line: 3, column: 1 });
  const top = parseXml(reporters.junit(report([base, warning], { rules, errors: [error] }), context));

  it('counts rules that passed, failed, were skipped, and errors', () => {
    expect(top.attributes).toEqual({ name: 'lintel', tests: '5', failures: '1', errors: '1', time: '0' });
    expect(
      top.children.map(({ name, attributes: { name: family, tests, skipped } }) => [name, family, tests, skipped]),
    ).toEqual([
      ['testsuite', 'layering', '3', '1'],
      ['testsuite', 'naming', '1', '0'],
      ['testsuite', 'configuration', '1', '0'],
    ]);
  });

  it('has a case for every rule: what passed is empty, and a warning fails nothing', () => {
    const cases = top.children.flatMap(({ children }) => children);
    expect(cases.map(({ attributes, children }) => [attributes['name'], children.map(({ name }) => name)])).toEqual([
      ['layering/oven', ['failure']],
      ['a/passed', []],
      ['a/skipped', ['skipped']],
      ['a/warned', ['system-out']],
      ['lintel.yaml:3', ['error']],
    ]);
    expect(cases[0]?.children[0]).toMatchObject({
      attributes: { message: '1 violation', type: 'layers' },
      text: 'src/oven/bake.ts:1:8 `oven` must not import `till`. Expected: an import from oven. [aaaaaa]',
    });
    expect(cases[2]?.children[0]?.attributes['message']).toBe('lcov.info does not exist');
  });
});

it('checkstyle: one file element for each file, one error for each violation', () => {
  const top = parseXml(reporters.checkstyle(report([base, warning]), { ...context, prefix: 'apps/shop/' }));
  expect([top.name, top.attributes['version']]).toEqual(['checkstyle', '8.0']);
  expect(top.children.map(({ attributes }) => attributes['name'])).toEqual(['apps/shop/src/oven/bake.ts']);
  expect(top.children[0]?.children.map(({ attributes }) => attributes)).toEqual([
    {
      line: '1',
      column: '8',
      severity: 'error',
      message: '`oven` must not import `till`. Expected: an import from oven. [aaaaaa]',
      source: 'lintel.layering/oven',
    },
    expect.objectContaining({ severity: 'warning', source: 'lintel.a/warned' }),
  ]);
});

describe('markdown', () => {
  it('has one part for each rule, that opens and closes, with links to lines', () => {
    const text = reporters.markdown(report([{ ...base, fix: manual('move `sell`') }, warning], { rules }), context);
    expect(text.match(/<details open><summary>/g)).toHaveLength(2);
    expect(text).toContain(
      '- [<code>src/oven/bake.ts&#58;1&#58;8</code>](https://host/blob#L1) <code>oven</code> must not import <code>till</code>. **Fix (manual):** move <code>sell</code>.',
    );
  });

  it('fits into a comment and counts omitted violations', () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ ...base, id: String(i).padStart(10, '0') }));
    const text = reporters.markdown(report(many), context);
    expect(text.length).toBeLessThanOrEqual(60_000);
    const [, left] = /(\d+) more violations: run <code>lintel check<\/code>/.exec(text) ?? [];
    expect(text.match(/^- \[/gm)!.length + Number(left)).toBe(5000);
  });

  it('contains no mentions and references', () => {
    const text = reporters.markdown(report([{ ...base, text: 'ask @octocat about #12' }]), context);
    expect(text).toContain('ask &#64;\u200boctocat about &#35;\u200b12');
  });
});

describe('html', () => {
  const text = reporters.html(report([base, warning], { rules }), context);

  it('needs nothing else, and lets only its own script run', () => {
    expect(text.match(/(?:src|href|url)\s*[=(]/g) ?? []).toEqual(['href=', 'href=']);
    expect(text).toMatch(/href="https:\/\/host\/blob#L1"/);
    expect(text).toMatch(
      /content="default-src 'none'; style-src 'sha256-[\w+/]{43}='; script-src 'sha256-[\w+/]{43}='"/,
    );
  });

  it('can be filtered by rule, zone and severity, in light and in dark', () => {
    const optionsOf = (id: string): string[] =>
      [...(new RegExp(`<select id="${id}".*?</select>`).exec(text)?.[0] ?? '').matchAll(/<option>([^<]*)/g)].map(
        ([, value = '']) => value,
      );
    expect([optionsOf('rule'), optionsOf('zone'), optionsOf('severity')]).toEqual([
      ['layering/oven', 'a/warned'],
      ['oven'],
      ['error', 'warn'],
    ]);
    expect(text).toContain('<article id="v-bbbbbbbb02" data-rule="a/warned" data-severity="warn" data-zone="oven">');
    expect(text).toContain('<meta name="color-scheme" content="light dark">');
    expect(style).toContain('light-dark(');
  });
});

it('html draws the imports of a violation as boxes with their zones, and an arrow with each line', () => {
  const drawn = (one: Partial<ReportedViolation>): string =>
    (/<ol class="chain".*?<\/ol>/.exec(reporters.html(report([{ ...base, ...one }]), context))?.[0] ?? '')
      .replaceAll(/<small>oven<\/small>/g, '(oven)')
      .replaceAll(/<li class="end">/g, '!')
      .replaceAll(/<[^>]*>/g, '');
  const hop = (file: string, line: number, text: string) => ({ file, line, text });
  expect(drawn({ data: { to: 'src/till/sell.ts' } })).toBe('!src/oven/bake.ts (oven):1 →!src/till/sell.ts (oven)');
  const evidence = [hop('src/oven/bake.ts', 1, "import '../shelf'"), hop('src/shelf.ts', 3, "export * from './till'")];
  expect(drawn({ data: { to: 'src/shelf.ts', reaches: 'till' }, evidence })).toBe(
    '!src/oven/bake.ts (oven):1 →src/shelf.ts (oven):3 →!./till (oven)',
  );
  expect(drawn({ check: 'cycles', data: { cycle: 'a.ts > b.ts > a.ts' }, evidence })).toBe(
    'a.ts (oven):1 →b.ts (oven):3 ↩',
  );
  expect(drawn({ family: 'naming', data: { to: 'x' } })).toBe('');
  expect(drawn({ check: 'protected', data: { to: 'src/till.ts' }, evidence })).toBe(
    '!src/oven/bake.ts (oven):1 →!src/till.ts (oven)',
  );
});

it('html can be filtered by owner where there is a CODEOWNERS file', () => {
  const owned = reporters.html(report([base]), { ...context, owners: () => ['@bakers/oven', '@till'] });
  expect(owned).toContain('<option>@bakers/oven</option><option>@till</option>');
  expect(owned).toContain('data-owner="@bakers/oven&#10;@till"');
  expect(reporters.html(report([base]), context)).not.toContain('id="owner"');
});

describe('text of a hostile repository', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          '<script>',
          '</script>',
          '<!--',
          ']]>',
          '"',
          "'",
          '`',
          '&amp;',
          '\n',
          '\r',
          '\u2028',
          '::error::',
          '%0A',
          '](http://x)',
          '</details>',
          '|',
          '@you',
          '\u0000',
          '\u001b[31m',
          '\ud800',
          '**',
          'a',
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join('')),
  );
  const violation = fc
    .record({ text, file: text, expected: text, step: text, heading: text, why: text })
    .map(({ text: told, file, expected, step, heading, why }): ReportedViolation => ({
      ...base,
      text: told,
      expected,
      why,
      at: { ...base.at, file },
      fix: manual(step),
      see: { file, anchor: heading, line: 1, heading, quote: heading },
      evidence: [{ file, line: 1, text: told }],
    }));
  const hostile = (check: (violation: ReportedViolation) => void): void => {
    fc.assert(fc.property(violation, check), { numRuns: 500 });
  };

  it('text cannot add an element to XML', () => {
    hostile((one) => {
      const told = report([one], { rules: [{ ...oven, why: one.why }] });
      const checkstyle = parseXml(reporters.checkstyle(told, context));
      expect(checkstyle.children.map(({ children }) => children.length)).toEqual([1]);
      const junit = parseXml(reporters.junit(told, context));
      expect(junit.children.map(({ children }) => children.map((child) => child.children.length))).toEqual([[1]]);
    });
  });

  it('text cannot add a command to an annotation', () => {
    hostile((one) => {
      expect(reporters.github(report([one]), context)).toMatch(/^::error file=[^:,\n\r]*,[^:\n\r]*::[^\n\r]*\n$/);
    });
  });

  it('adds no command to a logged issue', () => {
    hostile((one) => {
      expect(reporters.azure(report([one]), context)).toMatch(
        /^##vso\[task\.logissue type=error;sourcepath=[^;\]\n\r]*;(?:[a-z]+=[^;\]\n\r]*;)*\][^\n\r]*\n$/,
      );
    });
  });

  it('text cannot add a tag to a page', () => {
    const tags = (html: string): string[] =>
      html
        .replace(script, '')
        .replace(style, '')
        .match(/<[^>]*>?/g)!
        .map((tag) => /^<\/?[!a-z0-9]+/.exec(tag)?.[0] ?? tag);
    const shape = (one: ReportedViolation): string[] =>
      tags(reporters.html(report([one]), context)).filter((tag) => !/^<\/?code/.test(tag));
    hostile((one) => {
      const tame = (told: string): string => told && 'a';
      const step = tame(one.fix?.steps[0] ?? '');
      const plain = {
        ...one,
        text: tame(one.text),
        expected: tame(one.expected),
        why: tame(one.why ?? ''),
        fix: manual(step),
      };
      expect(shape(one)).toEqual(shape(plain));
    });
  });

  it('text cannot add markup to a comment', () => {
    hostile((one) => {
      const told = reporters.markdown(report([one], { rules: [{ ...oven, why: one.why }] }), context);
      const bare = told
        .replaceAll(/<\/?(?:code|summary|details(?: open)?)>/g, '')
        .replaceAll(/\]\(https:\/\/host\/blob#L1\)/g, ')')
        .replaceAll(/\*\*(?:Why|Fix \(manual\)):\*\*/g, '')
        .replaceAll(/^(?:### Lintel: |- \[)/gm, '')
        .replaceAll('See [', '')
        .replaceAll(/&#\d+;/g, '');
      expect(bare).not.toMatch(/[<>[\]`*_@#|\\!~"&]/);
      expect(told.match(/^- /gm)).toHaveLength(1);
    });
  });

  it('is one line of JSON, whatever the format of services', () => {
    hostile((one) => {
      for (const format of ['sarif', 'gitlab', 'rdjson'] as const)
        expect(() => JSON.parse(reporters[format](report([one]), context)) as unknown).not.toThrow();
    });
  });
});
