/** How the words of a name are joined. */
export const styles = [
  'camelCase',
  'strictCamelCase',
  'PascalCase',
  'StrictPascalCase',
  'snake_case',
  'UPPER_CASE',
  'kebab-case',
] as const;
export type Style = (typeof styles)[number];

/** Is the name in the style? By the case that Unicode gives each character; the empty name is in every style. */
export function isStyled(name: string, style: Style): boolean {
  return name === '' || tests[style](name);
}

const tests: Readonly<Record<Style, (name: string) => boolean>> = {
  camelCase: (name) => beginsLower(name) && !name.includes('_'),
  strictCamelCase: (name) => beginsLower(name) && hasHumps(name, false),
  PascalCase: (name) => beginsUpper(name) && !name.includes('_'),
  StrictPascalCase: (name) => beginsUpper(name) && hasHumps(name, true),
  snake_case: (name) => name === name.toLowerCase() && !/^_|__|_$/.test(name),
  UPPER_CASE: (name) => name === name.toUpperCase() && !/^_|__|_$/.test(name),
  'kebab-case': (name) => name === name.toLowerCase() && !/^-|--|-$|_/.test(name),
};

const beginsLower = (name: string): boolean => name.charAt(0) === name.charAt(0).toLowerCase();
const beginsUpper = (name: string): boolean => name.charAt(0) === name.charAt(0).toUpperCase();

/** No underscore, and no two capitals side by side; the first character counts as a capital or not, whatever it is. */
function hasHumps(name: string, firstIsUpper: boolean): boolean {
  let wasUpper = firstIsUpper;
  for (let i = 1; i < name.length; i++) {
    const c = name.charAt(i);
    const isUpper = c === c.toUpperCase() && c !== c.toLowerCase();
    if (isUpper && wasUpper) return false;
    wasUpper = isUpper;
  }
  return !name.includes('_');
}

// `URLs` and `IDs`; then `HTTP` before `Server`; then what may begin with one capital.
const word = /\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}+(?!\p{Ll})\p{N}*|\p{Lu}?(?:(?!\p{Lu})[\p{L}\p{N}\p{M}$])+/gu;
const run = /[\p{L}\p{N}\p{M}$]+/gu;

/** The words of a name: at changes of case, with acronyms whole, and at everything that is neither letter nor digit. */
export function wordsOf(name: string): string[] {
  // Where there is no other case, it separates nothing: `SHA256SUM`.
  return name.match(name === name.toUpperCase() ? run : word) ?? [];
}

/** The same words in another style. Where nothing stood between the words, acronyms stay as they were. */
export function restyle(name: string, style: Style): string {
  const rest = name.replace(/^\$+/, '');
  const words = wordsOf(rest);
  if (words.length === 0) return name;
  const sign = name.slice(0, name.length - rest.length);
  const lower = words.map((one) => one.toLowerCase());
  if (style === 'snake_case') return sign + lower.join('_');
  if (style === 'UPPER_CASE') return sign + lower.join('_').toUpperCase();
  if (style === 'kebab-case') return sign + lower.join('-');
  const asTheyWere = words.join('') === rest && (style === 'camelCase' || style === 'PascalCase');
  const humps = (asTheyWere ? words : lower).map((one) => one.charAt(0).toUpperCase() + one.slice(1));
  return (
    sign + (style === 'PascalCase' || style === 'StrictPascalCase' ? humps : [lower[0], ...humps.slice(1)]).join('')
  );
}

/** Why no sensible name can have one of these prefixes and one of these styles; null when one can. */
export function prefixFault(allowed: readonly Style[], prefixes: readonly string[]): string | null {
  const [prefix] = prefixes;
  if (prefix === undefined || allowed.length === 0) return null;
  if (!prefixes.every((one) => /^\p{L}+$/u.test(one))) return null;
  const [join] = [...new Set(allowed.map((style) => joins[style]))];
  if (join !== undefined && allowed.every((style) => joins[style] === join))
    return `the prefix is removed before the style is checked, so ${prefix}${join}user is checked as ${join}user: write prefix: ${prefix}${join}`;
  if (!allowed.every((style) => /camelcase$/i.test(style) && /^c|^s/.test(style))) return null;
  const pascal = allowed.includes('camelCase') ? 'PascalCase' : 'StrictPascalCase';
  return `the prefix is removed before the style is checked, so ${prefix}User is checked as User: write style: ${pascal}`;
}

/** The separator between the words of a name. */
const joins: Partial<Record<Style, string>> = { 'kebab-case': '-', snake_case: '_' };

/** What names in a style all have: the wider style that allows them too. */
const wider: Partial<Record<Style, Style>> = { strictCamelCase: 'camelCase', StrictPascalCase: 'PascalCase' };

/** Is every name that is in one of the styles of now in one of the earlier ones? No style at all allows any name. */
export function areStylesKept(earlier: readonly Style[], now: readonly Style[]): boolean {
  if (earlier.length === 0) return true;
  return now.length > 0 && now.every((style) => [style, wider[style]].some((one) => one && earlier.includes(one)));
}

/** Are only affixes required now that were before? What is cut off before the style is judged may not change otherwise. */
export function areAffixesKept(earlier: readonly string[], now: readonly string[]): boolean {
  return earlier.length === 0 ? now.length === 0 : now.length > 0 && now.every((affix) => earlier.includes(affix));
}
