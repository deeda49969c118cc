import type { Location } from '../../core/location.ts';
import type { DocumentValue } from './values.ts';

/** What a document says of who may call an operation. */
export interface DocumentedSecurity {
  /** `optional`: with or without. */
  readonly kind: 'required' | 'optional' | 'none';
  /** Its `security`, else that of the document; null where neither has one. */
  readonly at: Location | null;
}

/** The security of an operation: its own, else that of its document. */
export function securityOf(operation: DocumentValue | null, document: DocumentValue | null): DocumentedSecurity {
  const security = operation?.get('security') ?? document?.get('security');
  const ways = security?.items() ?? [];
  const isOpen = ways.some((way) => way?.kind === 'map' && way.entries().length === 0);
  if (ways.length === 0) return { kind: 'none', at: security?.at ?? null };
  return { kind: isOpen ? 'optional' : 'required', at: security?.at ?? null };
}
