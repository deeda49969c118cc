import type { Contract, Documented } from '../routes/contract.ts';
import { modernItem } from './swagger.ts';
import type { DocumentValue, OpenDocument } from './values.ts';

/** What a document says of an operation, in the form of OpenAPI 3 whatever its version. */
export interface Described {
  readonly operation: DocumentValue | null;
  /** Its path item, which may have parameters. */
  readonly item: DocumentValue | null;
}

/** An operation and the document that has it. */
interface Standing {
  readonly contract: Pick<Contract, 'document' | 'version'>;
  readonly operation: Pick<Documented, 'item' | 'keys'>;
}

export function describedBy(open: OpenDocument, { contract, operation }: Standing): Described {
  const item = itemOf(open, contract, operation.item);
  const value = operation.keys.reduce<DocumentValue | null>((at, key) => at?.get(key) ?? null, item);
  return { operation: value, item };
}

/** A path item in the form of OpenAPI 3. */
export function itemOf(
  open: OpenDocument,
  { document, version }: Standing['contract'],
  { file, keys }: Documented['item'],
): DocumentValue | null {
  const item = open(file, keys);
  return item && version === '2.0' ? modernItem(item, open(document, [])) : item;
}
