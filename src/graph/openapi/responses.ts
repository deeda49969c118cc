import type { Location } from '../../core/location.ts';
import type { DocumentValue } from './values.ts';

/** A response as a document describes it. */
export interface DocumentedResponse {
  /** `404`, `4XX` or `default`. */
  readonly status: string;
  /** The key. */
  readonly at: Location;
  readonly value: DocumentValue | null;
}

/** The responses that an operation has under `responses`; none if it does not describe any. */
export function responsesOf(described: DocumentValue | null): readonly DocumentedResponse[] {
  return (described?.entries() ?? [])
    .filter(({ key }) => /^(?:[1-5](?:\d\d|XX)|default)$/i.test(key))
    .map(({ key, at, value }) => ({ status: key, at, value }));
}

/** The response that describes a status: the status itself, else its range, else `default`. */
export function responseFor(status: number, responses: readonly DocumentedResponse[]): DocumentedResponse | undefined {
  const range = `${String(status).charAt(0)}XX`;
  return [String(status), range, 'DEFAULT']
    .map((wanted) => responses.find((one) => one.status.toUpperCase() === wanted))
    .find((one) => one !== undefined);
}
