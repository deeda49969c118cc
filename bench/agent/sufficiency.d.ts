export function sufficiency(sizes?: readonly number[]): Promise<
  {
    readonly family: string;
    readonly seeds: number;
    readonly missed: readonly string[];
    readonly left: readonly string[];
  }[]
>;
