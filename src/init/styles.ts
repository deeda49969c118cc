import { isStyled, type Style } from '../core/style.ts';

/** How well names fit a choice of styles. */
export interface Fit {
  readonly styles: readonly Style[];
  readonly fitting: number;
  readonly total: number;
}

/** Is a name in a style? To `isStyled` a hyphen is a letter like others, as it is to typescript-eslint. */
export function isIn(name: string, style: Style): boolean {
  return isStyled(name, style) && (style === 'kebab-case' || !name.includes('-'));
}

/** The narrowest choice that nearly all names fit; null where none does, or the names are too few to tell. */
export function habitOf(names: readonly string[], choices: readonly (readonly Style[])[], fewest = 20): Fit | null {
  if (names.length < fewest) return null;
  const fits = choices.map((styles): Fit => {
    const fitting = names.filter((name) => styles.some((style) => isIn(name, style))).length;
    return { styles, fitting, total: names.length };
  });
  const misses = ({ fitting, total }: Fit): number => total - fitting;
  // One name in twenty is an old slip in a small repository, and in a large one a habit of its own.
  const close = fits.find((fit) => misses(fit) <= Math.min(fit.total * 0.02, 250));
  return close ?? fits.find((fit) => misses(fit) <= Math.min(fit.total * 0.05, 50)) ?? null;
}

/** A style, or a list of styles, as lintel.yaml has it. */
export function written({ styles }: Pick<Fit, 'styles'>): Style | readonly Style[] {
  const [first, ...others] = styles;
  return first !== undefined && others.length === 0 ? first : styles;
}
