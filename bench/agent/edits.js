import { posix } from 'node:path';

// Edits as somebody makes them who follows a sentence to the letter.

/** How a file names another in an import. */
export function pathTo(from, to) {
  const path = posix.relative(posix.dirname(from), to).replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}

export function swapWord(files, paths, old, name) {
  for (const path of paths) files.set(path, files.get(path).replaceAll(new RegExp(`\\b${old}\\b`, 'g'), name));
}

/** Makes the import in one line name another file. */
export function respecify(files, path, line, to) {
  const lines = files.get(path).split('\n');
  lines[line - 1] = lines[line - 1].replace(/(['"])\.[^'"]*\1/, `'${pathTo(path, to)}'`);
  files.set(path, lines.join('\n'));
}

/** Moves a file, and keeps all relative imports what they mean. */
export function moveFile(files, from, to) {
  const moved = files.get(from);
  files.delete(from);
  files.set(to, moved);
  for (const [path, text] of files) {
    if (!path.endsWith('.ts')) continue;
    const before = path === to ? from : path;
    const next = text.replaceAll(/(from |import )'(\.[^']*)'/g, (whole, keyword, specifier) => {
      const target = posix.join(posix.dirname(before), specifier).replace(/\.js$/, '.ts');
      const isConcerned = target === from || path === to;
      return isConcerned ? `${keyword}'${pathTo(path, target === from ? to : target)}'` : whole;
    });
    files.set(path, next);
  }
}

/** Moves a declaration into another file that imports it, and imports it from there. */
export function moveSymbol(files, symbol, from, to) {
  const statement = new RegExp(`^export (?:const|function) ${symbol}\\b(?:[^\\n]*;|[^]*?\\n\\})\\n`, 'm');
  const [text] = statement.exec(files.get(from));
  const rest = files.get(from).replace(text, '');
  const isUsed = new RegExp(`\\b${symbol}\\b`).test(rest);
  files.set(from, isUsed ? withName(rest, symbol, pathTo(from, to)) : rest);
  files.set(to, `${withoutName(files.get(to), symbol, pathTo(to, from))}\n${text}`);
}

function withName(text, symbol, specifier) {
  const end = ` } from '${specifier}';`;
  return text.includes(end)
    ? text.replace(end, `, ${symbol}${end}`)
    : `import { ${symbol} } from '${specifier}';\n${text}`;
}

function withoutName(text, symbol, specifier) {
  return text.replace(new RegExp(`^import \\{ ${symbol} \\} from '${specifier.replaceAll('.', '\\.')}';\\n`, 'm'), '');
}
