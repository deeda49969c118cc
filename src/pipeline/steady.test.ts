import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import type { Report } from '../core/report.ts';
import { createLanguages, decode, encode } from '../facts/index.ts';
import { createStore } from '../world/store.ts';
import { diskWorld, type World } from '../world/world.ts';
import { fix } from './fix.ts';
import { openSession, type Session } from './session.ts';
import { setupOf } from './setup.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-steady-')));
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

const lintelYaml = `version: 1
rules:
  names: { check: naming, names: { variable: camelCase } }
  rounds: { check: cycles }
  links: { check: unresolved }
`;
/** Each file in some texts; null: it is not there. What stands first is on the disk when a run begins. */
const variants: Readonly<Record<string, readonly (string | null)[]>> = {
  'a.ts': [
    'export function a() {\n  const bad_name = 1;\n  return bad_name;\n}\n',
    '// a line\nexport function a(x = 2) {\n  const bad_name = x;\n  return bad_name + bad_name;\n}\n',
  ],
  'b.ts': [
    "import { c } from './c';\nexport const b = c;\n",
    'export const b = 1;\n',
    "import './gone';\nexport const b = 1;\n",
  ],
  'c.ts': ["import { b } from './b';\nexport const c = b;\n", 'export const c = 2;\n', null],
  'lintel.yaml': [lintelYaml, lintelYaml.replace('camelCase', 'snake_case')],
  'tsconfig.json': ['{}', '{ "compilerOptions": { "paths": { "~/*": ["./*"] } } }', null],
};
const files = Object.keys(variants);

let kitchens = 0;
function kitchen(): string {
  const root = join(base, String(kitchens++));
  mkdirSync(root);
  for (const file of files) write(root, file, 0);
  return root;
}

function write(root: string, file: string, variant: number): void {
  const texts = variants[file] ?? [];
  const text = texts[variant % texts.length] ?? null;
  mkdirSync(dirname(join(root, file)), { recursive: true });
  if (text === null) unlinkSync(join(root, file));
  else writeFileSync(join(root, file), text);
}

/** A world in which somebody else is told of each look, just before it is taken. */
function watched(world: World, onLook: () => void): World {
  return {
    ...world,
    view(overlay, written) {
      const view = world.view(overlay, written);
      const { content, read, hash } = view.texts;
      const before =
        <A extends readonly unknown[], R>(take: (...args: A) => R) =>
        (...args: A): R => {
          onLook();
          return take(...args);
        };
      return { ...view, texts: { ...view.texts, content: before(content), read: before(read), hash: before(hash) } };
    },
    sweep: () => watched(world.sweep(), onLook),
  };
}

/** An edit at some look, which is taken back at a later one. */
interface Disturbance {
  readonly at: number;
  readonly lasts: number;
  readonly file: string;
  readonly variant: number;
}

function open(root: string, onLook: () => void = () => undefined): Session {
  const store = createStore({ version: 'test', encode, decode });
  const world = watched(diskWorld({ root, env: process.env }, store.stamps), onLook);
  return openSession(setupOf({ world, store, languages: createLanguages('oxc'), file: 'lintel.yaml', mode: 'loop' }));
}

const everything = { paths: [], rule: null };
const told = ({ violations, errors, summary }: Report): unknown => ({
  violations,
  errors: errors.map(String),
  summary,
});
const cold = (root: string): unknown => told(open(root).lint(everything));

const disturbances = fc.array(
  fc.record({
    at: fc.integer({ min: 1, max: 120 }),
    lasts: fc.integer({ min: 1, max: 60 }),
    file: fc.constantFrom(...files),
    variant: fc.integer({ min: 1, max: 2 }),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Edits files when its time has come; a file that another disturbance holds is left alone. */
function meddler(root: string, planned: readonly Disturbance[]): { onLook: () => void; count: () => number } {
  let looks = 0;
  let count = 0;
  const held = new Map<string, number>();
  const onLook = (): void => {
    looks++;
    for (const [file, until] of held) {
      if (looks < until) continue;
      write(root, file, 0);
      held.delete(file);
    }
    for (const { at, lasts, file, variant } of planned) {
      if (at !== looks || held.has(file)) continue;
      write(root, file, variant);
      held.set(file, looks + lasts);
      count++;
    }
  };
  return { onLook, count: () => count };
}

const isRestless = (error: unknown): boolean => error instanceof Error && error.message.includes('keeps changing');
const looksLeft = 400;

it('gives the same results as a cold run after edits that were undone during a run', () => {
  let edits = 0;
  fc.assert(
    fc.property(disturbances, (planned) => {
      const root = kitchen();
      const { onLook, count } = meddler(root, planned);
      let session: Session;
      try {
        session = open(root, onLook);
        session.lint(everything);
        session.refresh(undefined, true);
        session.lint(everything);
      } catch (error) {
        if (!isRestless(error)) throw error;
        session = open(root);
      }
      // Whatever is still changed is put back before the last answer.
      for (let look = 0; look < looksLeft; look++) onLook();
      session.refresh(undefined, true);
      expect(told(session.lint(everything))).toEqual(cold(root));
      edits += count();
    }),
    { numRuns: 100 },
  );
  expect(edits).toBeGreaterThan(100);
});

it('does not mix two versions of a file that is edited during a fix', () => {
  const [text = '', edited = ''] = variants['a.ts'] ?? [];
  const right = [text, edited].flatMap((one) => [one, one?.replaceAll('bad_name', 'badName')]);
  let writes = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 40 }), (at, lasts) => {
      const root = kitchen();
      const { onLook } = meddler(root, [{ at, lasts, file: 'a.ts', variant: 1 }]);
      const session = open(root, onLook);
      try {
        writes += fix(session, { ...everything, ids: [], suggested: false }, { dryRun: false }).files.length;
      } catch (error) {
        if (!/keeps changing|is not as it was/.test(String(error))) throw error;
      }
      expect(right).toContain(readFileSync(join(root, 'a.ts'), 'utf8'));
    }),
    { numRuns: 60 },
  );
  expect(writes).toBeGreaterThan(20);
});
