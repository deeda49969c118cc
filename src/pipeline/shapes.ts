import type { Compiler } from '../core/compiler.ts';
import { addTo } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { type Shape, unknownShape } from '../core/shape.ts';
import type { TypeSpot } from '../core/type-spot.ts';
import type { FileSpots, TypeProject } from '../core/typing.ts';
import type { Inputs } from './inputs.ts';

const column = 'shapes';

const option = (value: unknown): Compiler['options'][string] => ({ value, folder: '' });

/** What files are compiled with that no tsconfig.json speaks of. */
const plain: Compiler = {
  file: 'tsconfig.json',
  options: { target: option('es2022'), module: option('esnext'), strict: option(true) },
  lacks: [],
  includes: () => true,
};

/** What the type checker says of the values at some spots: as kept for the texts of all that their files import, or asked now in one go. */
export function shapesAt(inputs: Inputs, spots: readonly TypeSpot[]): (spot: TypeSpot) => Shape {
  const ground = inputs.typeGround;
  const { store } = inputs.loaded;
  const asked = grouped(spots).flatMap(({ file, spots: all }) => {
    const project = ground.projectOf(file, plain);
    return 'unknown' in project ? [] : [{ file, spots: all, project }];
  });
  const keyOf = ({ file, spots: all, project }: (typeof asked)[number]): string =>
    `${ground.keyOf(file, project)}${JSON.stringify(all)}`;
  const found = new Map<Path, readonly Shape[]>();
  const open = new Map<TypeProject, FileSpots[]>();
  for (const one of asked) {
    const kept = store.answer(column, keyOf(one));
    if (kept === undefined) addTo(open, one.project, one);
    else found.set(one.file, JSON.parse(kept) as Shape[]);
  }
  for (const [project, questions] of open)
    for (const [file, shapes] of ground.shapes(project, questions)) found.set(file, shapes);
  // What was asked on the way is part of every key.
  if (open.size > 0) for (const one of asked) store.keepAnswer(column, keyOf(one), JSON.stringify(found.get(one.file)));
  const shapes = new Map(
    asked.flatMap(({ file, spots: all }) =>
      all.map((one, i) => [nameOf({ ...one, file }), found.get(file)?.[i] ?? unknownShape] as const),
    ),
  );
  return (spot) => shapes.get(nameOf(spot)) ?? unknownShape;
}

function nameOf({ file, at, member }: TypeSpot): string {
  return JSON.stringify([file, at.line, at.column, at.endLine, at.endColumn, member]);
}

/** The spots of each file, each once. */
function grouped(spots: readonly TypeSpot[]): readonly FileSpots[] {
  const files = new Map<Path, Map<string, FileSpots['spots'][number]>>();
  for (const { file, at, member } of spots) {
    const own = files.get(file) ?? new Map<string, FileSpots['spots'][number]>();
    files.set(file, own.set(nameOf({ file, at, member }), { at, member }));
  }
  return [...files].map(([file, own]) => ({ file, spots: [...own.values()] }));
}
