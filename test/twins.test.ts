import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileErrors, validate } from '@readme/openapi-parser';
import { describe, expect, it } from 'vitest';
import type { Location } from '../src/core/location.ts';
import { fix } from '../src/pipeline/fix.ts';
import { sessionOf } from '../src/pipeline/session.ts';
import { projectOf, readmeCases, runCase } from '../src/testing/index.ts';
import { foundIn } from '../src/testing/readme.ts';
import { bake, home, lintel } from './bakery.ts';

const folder = join(home, 'test/twins');
const twins = readdirSync(folder).map((name) => {
  const [clean, drifted] = readmeCases(readFileSync(join(folder, name), 'utf8'));
  if (!clean || !drifted) throw new Error(`${name} needs a clean and a drifted twin`);
  return { name: name.replace('.md', ''), clean, drifted };
});

/** What another validator says against the document of a project. */
async function faultsOf(files: Readonly<Record<string, string | null>>, path: string): Promise<string> {
  const root = bake(
    Object.fromEntries(Object.entries(files).flatMap(([file, text]) => (text === null ? [] : [[file, text]]))),
  );
  const result = await validate(join(root, path));
  return result.valid ? '' : compileErrors(result);
}

/** What no edit of a document can repair. */
const byHand = /:(?:unimplemented|unresolved-route|security)$/;

/** Edits that would make something else wrong, by twin: there, a value that is sent takes its property from the type that would change. */
const unprovable: Readonly<Record<string, RegExp>> = {
  'types-fastify': /^it would violate contract\/api in openapi\.yaml:45$/,
  'types-koa': /^it would violate contract\/api in openapi\.yaml:33$/,
  'types-nest': /^it would violate contract\/api in openapi\.yaml:33$/,
};

describe.each(twins)('the twins of $name', ({ name, clean, drifted }) => {
  it('agree where they are clean, and differ at these lines where they drifted', () => {
    expect(runCase(clean)).toEqual([]);
    expect(runCase(drifted)).toEqual(drifted.expected);
  });

  it('agree again when every fix is made', async () => {
    const session = sessionOf(projectOf(drifted.files));
    const { violations } = session.lint({ paths: [], rule: null, thorough: true });
    const offered = violations.flatMap(({ fix: one }) => (one?.safety === 'suggested' ? [one] : []));
    expect(offered.filter(({ proven }) => !proven)).toEqual([]);
    const done = fix(session, { paths: [], rule: 'contract/api', ids: [], suggested: true }, { dryRun: true });
    const said = ({ at, message }: { at: Location; message: string }): string => `${at.file}:${message}`;
    const manual = violations.filter(({ fix: one }) => one?.safety === 'manual').map(said);
    expect(manual.filter((one) => !byHand.test(one))).toEqual([]);
    expect(done.report.violations.map(said).sort()).toEqual(manual.sort());
    const [path = ''] = Object.keys(drifted.files).filter((one) => one.startsWith('openapi.'));
    const after: Record<string, string | null> = { ...drifted.files, ...Object.fromEntries(done.changes) };
    expect([await faultsOf(drifted.files, path), await faultsOf(after, path)]).toEqual(['', '']);
    const lost = Object.entries(drifted.files).flatMap(([file, text]) =>
      (text.match(/# .*$/gm) ?? []).filter((comment) => !after[file]?.includes(comment)),
    );
    expect(lost).toEqual([]);
  });

  it('differ in nothing that a fix of the code was for, where the document is right', () => {
    const rules = drifted.files['lintel.yaml']?.replace('check: openapi,', 'check: openapi, fix-side: code,') ?? '';
    const session = sessionOf(projectOf({ ...drifted.files, 'lintel.yaml': rules }));
    const { violations } = session.lint({ paths: [], rule: null, thorough: true });
    const edited = violations.filter(({ fix: one }) => (one?.edits.length ?? 0) > 0);
    const unproven = edited.flatMap(({ fix: one }) => (one && !one.proven ? [one.reason ?? ''] : []));
    expect(unproven.filter((reason) => !unprovable[name]?.test(reason))).toEqual([]);
    expect(unproven.length > 0).toBe(name in unprovable);
    const steps = violations.filter(({ fix: one }) => one?.safety === 'manual').map(({ fix: one }) => one?.steps ?? []);
    expect(steps.filter((some) => some.length === 0)).toEqual([]);
    expect(edited.length + steps.length).toBe(violations.length);
    const ids = edited.filter(({ fix: one }) => one?.proven).map(({ id }) => id);
    if (ids.length === 0) return;
    const { report } = fix(session, { paths: [], rule: 'contract/api', ids, suggested: true }, { dryRun: true });
    const others = violations.map(({ id }) => id).filter((id) => !ids.includes(id));
    expect(report.violations.map(({ id }) => id).sort()).toEqual(others.sort());
  });

  it.each(['openapi.yaml', 'docs/openapi.json'])('have a document that is written from the code: %s', async (file) => {
    const others = Object.entries(clean.files).filter(([path]) => !/^(?:openapi\..*|lintel\.yaml)$/.test(path));
    const root = bake(Object.fromEntries(others));
    const { code, stdout, stderr } = await lintel(root, ['contract', '--write', file]);
    expect([code, stderr]).toEqual([0, '']);
    const text = readFileSync(join(root, file), 'utf8');
    expect(await faultsOf({ [file]: text }, file)).toBe('');
    const rule = `version: 1\nrules:\n  api: { check: openapi, spec: ${file} }\n`;
    expect(
      foundIn(
        sessionOf(projectOf({ ...clean.files, 'lintel.yaml': rule, [file]: text })).lint({ paths: [], rule: null }),
      ),
    ).toEqual([]);
    expect(stdout).toMatch(/^wrote \S+ with [2-9] operations\n/);
    expect(await lintel(root, ['contract', '--write', file])).toMatchObject({ code: 2 });
    expect(readFileSync(join(root, file), 'utf8')).toBe(text);
  });
});
