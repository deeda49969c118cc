export function closure(
  sizes?: readonly number[],
  families?: readonly string[],
): Promise<
  {
    readonly family: string;
    readonly density: number;
    readonly safe: number;
    readonly left: number;
    readonly added: readonly string[];
    readonly broken: boolean;
    readonly idempotent: boolean;
    readonly anyOrder: boolean;
  }[]
>;
