export function contest(options: {
  readonly agent: string;
  readonly sizes?: readonly number[];
  readonly families?: readonly string[];
  readonly turns?: number;
}): Promise<Readonly<Record<string, unknown>>[]>;
