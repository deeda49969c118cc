/** Attacks by name: a size, and the files that an attack of some size consists of. */
export const attacks: Readonly<
  Record<string, readonly [size: number, files: (size: number) => Readonly<Record<string, string>>]>
>;
