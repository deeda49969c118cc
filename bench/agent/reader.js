import { moveFile, moveSymbol, pathTo, respecify, swapWord } from './edits.js';

// Makes the edits that a report in the format `agent` asks for. It knows nothing but that text and the files that the text names: what it
// cannot do, the text did not say.

/** The edits of each violation in a report. `behind` are rules with safe fixes that share one line: `lintel fix`
 * makes them. `left` are lines that no sentence below fits. */
export function readReport(text) {
  const found = [];
  const left = [];
  const behind = new Set();
  let name = null;
  let rule = null;
  let file = null;
  for (const line of text.split('\n').slice(1)) {
    const head = /^([a-z-]+(?:\/[\w-]+)?): (.*)$/.exec(line);
    const [, place] = /^ (\S+)$/.exec(line) ?? [];
    const [, ids, rest] = /^ {1,2}([0-9a-f]{6,}(?:,? [0-9a-f]{6,})*) (.+)$/.exec(line) ?? [];
    if (head !== null && !['says', 'why', 'cut', 'delta'].includes(head[1]))
      [name, rule, file] = [head[1], head[2], null];
    else if (ids !== undefined && rule !== null) {
      const whole = line.startsWith('  ') ? `${file}${rest.startsWith(':') ? '' : ' '}${rest}` : rest;
      const violation = violationIn(whole, /fix\(\w+\): .*/.exec(rule)?.[0] ?? '');
      const edit = violation && editOf(violation);
      if (/\d+ more with this cause: .*fix\(safe\)/.test(whole)) behind.add(name);
      if (edit) found.push({ ...violation, rule: name, edit });
      else left.push(line);
    } else if (place !== undefined) file = place;
  }
  return { found: inOrder(found), behind, left };
}

/** What is said of one place: a path, its line, what was found, and the fix, which a group may say for all of them. */
function violationIn(text, shared) {
  const [, path, line, said] = /^(\S+?)(?::(\d+):\d+)? (.+)$/.exec(text) ?? [];
  if (path === undefined) return null;
  const [what, own] = said.split(/ ?\bfix\((?=\w+\): )/);
  return { path, line: line === undefined ? null : Number(line), what, fix: own === undefined ? shared : `fix(${own}` };
}

/** From the end of each file to its start, so that lines stay what they are; moves of files come last. */
function inOrder(found) {
  const late = ({ fix }) => Number(/: move\b/.test(fix));
  return found.sort((a, b) => late(a) - late(b) || (b.line ?? 0) - (a.line ?? 0));
}

/** The sentences that ask for an edit. The first that fits a violation is done. */
const sentences = [
  [
    /`([^`]+)` -> `([^`]+)`.*fix\(\w+\): rename/,
    ([old, name], { path }) =>
      (files) =>
        swapWord(files, [path], old, name),
  ],
  [
    /lintel rename \S+#(\S+) (\w+)`/,
    ([old, name]) =>
      (files) =>
        swapWord(files, [...files.keys()], old, name),
  ],
  [
    /`([^`]+)` -> `([^`]+)`.*fix\(\w+\): move/,
    ([old, name], { path }) =>
      (files) =>
        moveFile(files, path, path.replace(old, name)),
  ],
  [
    /fix\(\w+\): move `([^`]+)` from `([^`]+)` to `([^`]+)`/,
    ([symbol, from, to]) =>
      (files) =>
        moveSymbol(files, symbol, from, to),
  ],
  [
    /fix\(\w+\): move `([^`]+)` to `([^`]+)\/`/,
    ([from, folder]) =>
      (files) =>
        moveFile(files, from, `${folder}/${from.split('/').at(-1)}`),
  ],
  [
    /fix\(\w+\): import `[^`]+` from `([^`]+)`/,
    ([to], { path, line }) =>
      (files) =>
        respecify(files, path, line, to),
  ],
  [
    /nearest: (\S+?)\.? fix\(\w+\): import an existing file/,
    ([to], { path, line }) =>
      (files) =>
        respecify(files, path, line, to),
  ],
  [
    /fix\(\w+\): import `?([^\s`]+)`? in `([^`]+)`/,
    ([to, path]) =>
      (files) =>
        prepend(files, path, `import '${pathTo(path, to)}';\n`),
  ],
  [
    /fix\(\w+\): delete the file/,
    (_, { path }) =>
      (files) =>
        void files.delete(path),
  ],
  [
    /fix\(\w+\): delete the (?:comment|exception)/,
    (_, { path, line }) =>
      (files) =>
        deleteLine(files, path, line),
  ],
  [
    /is missing.*fix\(\w+\): create it/,
    (_, { path }) =>
      (files) =>
        void files.set(path, '\n'),
  ],
  [
    /`([A-Z]+) (\S+)` has no route; same path: `([A-Z]+) /,
    ([method, route, other], { path }) =>
      (files) =>
        change(files, path, `  ${route}:\n    ${method.toLowerCase()}:`, `  ${route}:\n    ${other.toLowerCase()}:`),
  ],
  [
    /`([A-Z]+) (\S+)` has no route; near(?:est)?: `[^`]+` at (\S+):(\d+)\. fix\(\w+\): 1\. implement it next to that route/,
    ([method, route, path, line]) =>
      (files) =>
        implement(files, path, Number(line), { method, route }),
  ],
  [
    /`([A-Z]+) (\S+)` is not documented.*document \S+ in ([^\s,]+)/,
    ([method, route, path]) =>
      (files) =>
        document(files, path, { method, route }),
  ],
  [
    /fix\(\w+\): write `([^`]+)`, covering ((?:`\w+`(?:, | and )?)+)/,
    ([test, symbols], { path }) =>
      (files) =>
        void files.set(
          test,
          `import { ${[...symbols.matchAll(/`(\w+)`/g)].map(([, name]) => name).join(', ')} } from '${pathTo(test, path)}';\n`,
        ),
  ],
];

function editOf(violation) {
  const text = `${violation.what} ${violation.fix}`;
  for (const [pattern, make] of sentences) {
    const match = pattern.exec(text);
    if (match !== null) return make(match.slice(1), violation);
  }
  return null;
}

function change(files, path, old, text) {
  files.set(path, files.get(path).replace(old, text));
}

function prepend(files, path, text) {
  files.set(path, `${text}${files.get(path)}`);
}

function deleteLine(files, path, line) {
  const lines = files.get(path).split('\n');
  const item = /^\s*/.exec(lines[line - 1])[0].length;
  lines.splice(line - 1, 1);
  // A list without items goes with its key.
  const key = lines[line - 2]?.trim();
  const isAlone = key?.endsWith(':') && !(/^\s*/.exec(lines[line - 1] ?? '')[0].length >= item);
  if (isAlone) lines.splice(line - 2, 1);
  files.set(path, lines.join('\n'));
}

function implement(files, path, line, { method, route }) {
  const lines = files.get(path).split('\n');
  const [, receiver] = /^(\w+)\./.exec(lines[line - 1]);
  const end = lines.findIndex((one, i) => i >= line - 1 && /^\}?\)?.*;$/.test(one) && !one.startsWith(' '));
  lines.splice(end + 1, 0, `${receiver}.${method.toLowerCase()}('${route}', (c) => c.json({}));`);
  files.set(path, lines.join('\n'));
}

function document(files, path, { method, route }) {
  const text = files.get(path);
  const operation = `    ${method.toLowerCase()}:\n      responses: { "200": { description: OK } }\n`;
  if (text.includes(`  ${route}:\n    ${method.toLowerCase()}:`)) return;
  const isThere = text.includes(`\n  ${route}:\n`);
  const next = isThere
    ? text.replace(`\n  ${route}:\n`, `\n  ${route}:\n${operation}`)
    : `${text}  ${route}:\n${operation}`;
  files.set(path, next);
}
