export { configure, type Input } from './configure.ts';
export { createItemFinder } from './item.ts';
export { schemaOf } from './schema.ts';
export { separateNote } from './subfolders.ts';
export { vacuities, type Vacuities } from './vacuity.ts';
