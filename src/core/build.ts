declare const LINTEL_BUILD: string | undefined;

/** A hash of the code that this copy of Lintel was built from. What another build kept is not read. */
export const build: string = typeof LINTEL_BUILD === 'undefined' ? 'source' : LINTEL_BUILD;
