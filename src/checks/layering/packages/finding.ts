import type { Details } from '../../../core/check.ts';
import type { Edge } from '../../../core/graph.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import type { Data } from '../../../core/violation.ts';
import type { ImportedPackage } from '../../../graph/packages.ts';
import type { Options } from './options.ts';

export type Message = 'denied' | 'not-allowed' | 'licence' | 'undeclared' | 'dev-in-production';

/** An import of a package. */
export interface Named {
  readonly edge: Edge;
  readonly imported: ImportedPackage;
}

/** What one part of a rule has against an import. */
export interface Finding extends Omit<Details, 'found'> {
  readonly message: Message;
  /** Beside the name of the package. */
  readonly data: Data;
}

/** Judges an import by one part of a rule; null where it is fine. */
export type Judge = (project: Linked & Lists, options: Options, named: Named) => Finding | null;
