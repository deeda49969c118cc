/** The list of checks with one more: its import after those of its family, and its name at the end. */
export function withCheck(
  index: string,
  { value, folder }: { readonly value: string; readonly folder: string },
): string {
  const lines = index.split('\n');
  const family = folder.slice(0, folder.indexOf('/') + 1);
  const before = lines.findLastIndex((line) => line.startsWith('import ') && line.includes(`'./${family}`));
  lines.splice(before + 1, 0, `import { ${value} } from './${folder}/check.ts';`);
  const open = lines.findIndex((line) => line.startsWith('export const checks'));
  lines.splice(lines.indexOf('];', open), 0, `  ${value},`);
  return lines.join('\n');
}
