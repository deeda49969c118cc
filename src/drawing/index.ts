import { d2 } from './d2.ts';
import { dot } from './dot.ts';
import { json } from './json.ts';
import { mermaid } from './mermaid.ts';
import type { Picture } from './picture.ts';
import { svg } from './svg.ts';

/** The formats of a picture at one level. */
export const formats = { svg, dot, mermaid, d2, json } satisfies Readonly<Record<string, (picture: Picture) => string>>;

export { cruiseResult } from './cruise.ts';
export { page } from './html.ts';
export { type Focus, narrow, type Narrowing } from './narrow.ts';
export { type Level, levels, type Picture, pictureOf } from './picture.ts';
export type { Source } from './source.ts';
export { mostNodes } from './svg.ts';
