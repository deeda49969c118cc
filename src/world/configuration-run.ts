import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Environment } from './site.ts';

/** What a configuration in JavaScript evaluates to, as JSON; or why it could not be had. */
export type Evaluated = { readonly value: unknown } | { readonly fault: string };

const patience = 60_000;
const most = 32 << 20;

/** What a process needs to start and to find programs and its temporary folder. Tokens and passwords of the user are not among it. */
const inherited = ['PATH', 'Path', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP', 'LANG'];

/**
 * Runs a configuration file in a process of its own. `without` names keys whose values are not wanted, such as plugins.
 * What JSON cannot say is `{ "lintel:code": "a function", "text": "its name" }`.
 */
export function runConfiguration(file: string, env: Environment, without: readonly string[]): Evaluated {
  const typescript = pathToFileURL(createRequire(import.meta.url).resolve('typescript')).href;
  const args = [file, JSON.stringify(without), typescript];
  const { error, status, output, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', program, ...args],
    {
      cwd: dirname(file),
      env: Object.fromEntries(inherited.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      timeout: patience,
      killSignal: 'SIGKILL',
      maxBuffer: most,
      windowsHide: true,
    },
  );
  if (error && 'code' in error && error.code === 'ETIMEDOUT')
    return { fault: `it did not finish in ${String(patience / 1000)} seconds` };
  if (error) return { fault: error.message };
  const [, , , text] = output;
  if (status !== 0 || !text) return { fault: reasonIn(stderr) ?? `it ended with exit code ${String(status)}` };
  return { value: JSON.parse(text) as unknown };
}

/** The line of a stack trace that says what is wrong. */
function reasonIn(stderr: string): string | null {
  const lines = stderr.split('\n').map((line) => line.trim());
  return lines.find((line) => /^(?:\w*Error\b.*?: |Error \[)/.test(line)) ?? lines.find((line) => line !== '') ?? null;
}

// The program of that process, as a text, since a bundle has no file for it. What the configuration prints does not mix with the answer, which leaves by a
// pipe of its own. TypeScript is stripped of its types by the compiler, as Node.js 20 cannot do it.
const program = String.raw`
import { readFileSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
const [file, without, typescript] = process.argv.slice(1);
const hooks = 'import { readFileSync } from "node:fs"; import { fileURLToPath } from "node:url";' +
  'export async function load(url, context, next) {' +
  '  if (!/\\.[mc]?ts$/.test(url)) return next(url, context);' +
  '  const { default: ts } = await import(' + JSON.stringify(typescript) + ');' +
  '  const text = readFileSync(fileURLToPath(url), "utf8");' +
  '  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };' +
  '  return { format: "module", shortCircuit: true, source: ts.transpileModule(text, { compilerOptions }).outputText };' +
  '}';
if (/\.[mc]?ts$/.test(file)) register('data:text/javascript,' + encodeURIComponent(hooks));
const omitted = new Set(JSON.parse(without));
const isPlain = (value) => [Object.prototype, null].includes(Object.getPrototypeOf(value));
const code = (kind, text = '') => ({ 'lintel:code': kind, text });
function plain(value, above) {
  if (typeof value === 'function') return code('a function', value.name);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof RegExp) return code('a regular expression', value.source);
  if (above.includes(value)) return code('a reference to itself');
  const here = [...above, value];
  if (Array.isArray(value)) return value.map((one) => plain(one, here));
  if (!isPlain(value) && Object.prototype.toString.call(value) !== '[object Object]') return code('an object');
  const kept = Object.entries(value).filter(([key]) => !omitted.has(key));
  return Object.fromEntries(kept.map(([key, one]) => [key, plain(one, here)]));
}
const loaded = await import(pathToFileURL(file).href);
let value = loaded.default ?? loaded.config ?? loaded;
for (let depth = 0; depth < 3 && value !== null && typeof value === 'object' && value.__esModule; depth++) value = value.default ?? value;
value = await (typeof value === 'function' ? value() : value);
writeFileSync(3, JSON.stringify(plain(value, []) ?? null));
process.exit(0);
`;
