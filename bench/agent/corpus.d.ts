type Files = ReadonlyMap<string, string>;

export interface Seed {
  readonly kind: string;
  readonly rule: string;
  readonly paths: readonly string[];
}

export const familyNames: readonly string[];
export function corpusOf(project: {
  readonly family: string;
  readonly density: number;
  readonly only?: readonly string[];
}): {
  readonly files: Files;
  readonly clean: Files;
  readonly seeds: readonly Seed[];
};
export function isRepaired(seed: Seed, files: Files, clean: Files): boolean;
