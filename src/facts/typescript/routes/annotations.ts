import type { Annotation } from '../../../core/route.ts';
import { type Node, endOf, startOf } from '../node.ts';
import type { Source } from '../source.ts';
import type { WrittenAnnotation } from './scope.ts';

/** A declared type by its places. */
export function annotationOf({ index, node, name }: WrittenAnnotation, source: Source): Annotation {
  return { index, name, at: source.place(startOf(node), endOf(node)), given: givenTypes(node, source) };
}

/** The types that a reference, or a call, is given. */
export function givenTypes(node: Node, source: Source): Annotation['given'] {
  const given = 'typeArguments' in node ? node.typeArguments : null;
  return (given?.params ?? []).map((type) => source.place(startOf(type), endOf(type)));
}
