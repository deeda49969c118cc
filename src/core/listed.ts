/** "a, b and c" */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  const end = words.at(-1);
  return end === undefined || words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${end}`;
}
