import type ts from 'typescript';
import { hashOf } from '../core/hash.ts';
import { lineStarts, offsetAt, placeAt } from '../core/lines.ts';
import type { Location, Path, Place } from '../core/location.ts';
import { type Shape, unknownShape } from '../core/shape.ts';
import type { FileQuestions, FileSpots, TypeAnswer, TypeChecking, TypeProject, TypeSources } from '../core/typing.ts';
import { typeNames } from './type-names.ts';
import { typeShapes } from './type-shapes.ts';
import {
  isForeign,
  nameOf,
  optionsOf,
  type ParsedFiles,
  pathOf,
  typedHost,
  type TypeScript,
  typescript,
} from './typed-host.ts';

/** A type checker that has parsed nothing yet. */
export function createTypeChecking(): TypeChecking {
  const parsed = new Map<string, ParsedFiles>();
  const programOf = (
    loaded: TypeScript,
    files: readonly Path[],
    { sources, project }: { readonly sources: TypeSources; readonly project: TypeProject },
  ): ts.Program => {
    const options = optionsOf(loaded, sources, project);
    // Files are parsed alike whatever is beside them.
    const key = hashOf(JSON.stringify({ ...options, types: [], typeRoots: [], configFilePath: '' }));
    const known = parsed.get(key) ?? new Map();
    parsed.set(key, known);
    return loaded.createProgram({
      rootNames: [...new Set([...files, ...project.globals])].map(nameOf),
      options,
      host: typedHost(loaded, sources, { options, parsed: known }),
    });
  };
  const filesOf = (questions: readonly { readonly file: Path }[]): Path[] => questions.map(({ file }) => file);
  return {
    ask(sources, project, questions) {
      const loaded = typescript();
      const program = programOf(loaded, filesOf(questions), { sources, project });
      return answersIn(loaded, program, { sources, questions });
    },
    shapes(sources, project, questions) {
      const loaded = typescript();
      return shapesIn(loaded, programOf(loaded, filesOf(questions), { sources, project }), questions);
    },
  };
}

function shapesIn(
  loaded: TypeScript,
  program: ts.Program,
  questions: readonly FileSpots[],
): ReadonlyMap<Path, readonly Shape[]> {
  const starts = new Map<ts.SourceFile, readonly number[]>();
  const startsOf = (source: ts.SourceFile): readonly number[] => {
    const found = starts.get(source) ?? lineStarts(source.text);
    starts.set(source, found);
    return found;
  };
  const locate = (node: ts.Node): Location | null => {
    const source = node.getSourceFile();
    const file = pathOf(source.fileName);
    const [start, end] = [node.getStart(source), node.getEnd()];
    return isForeign(source.fileName) ? null : { file, place: placeAt(startsOf(source), start, end) };
  };
  const shapes = typeShapes(loaded, program, locate);
  return new Map(
    questions.map(({ file, spots }) => {
      const source = program.getSourceFile(nameOf(file));
      return [
        file,
        spots.map(({ at, member }) => {
          const node = source && nodeOver(loaded, source, spanOf(startsOf(source), at));
          return node ? shapes.of(node, member) : unknownShape;
        }),
      ];
    }),
  );
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function spanOf(starts: readonly number[], { line, column, endLine, endColumn }: Place): Span {
  return { start: offsetAt(starts, line, column), end: offsetAt(starts, endLine, endColumn) };
}

/** The outermost expression or type with exactly this text. */
function nodeOver({ forEachChild }: TypeScript, source: ts.SourceFile, { start, end }: Span): ts.Node | undefined {
  let node: ts.Node | undefined = source;
  while (node && (node.getStart(source) !== start || node.end !== end))
    node = forEachChild(node, (one): ts.Node | undefined => (one.pos <= start && end <= one.end ? one : undefined));
  return node;
}

function answersIn(
  loaded: TypeScript,
  program: ts.Program,
  { sources, questions }: { readonly sources: TypeSources; readonly questions: readonly FileQuestions[] },
): ReadonlyMap<Path, readonly TypeAnswer[]> {
  const names = typeNames(loaded, program.getTypeChecker());
  const reasonFor = reasons(loaded, program, sources);
  return new Map(
    questions.map(({ file, asked }) => {
      const source = program.getSourceFile(nameOf(file));
      const starts = source ? lineStarts(source.text) : [];
      return [
        file,
        asked.map(({ at, trait }): TypeAnswer => {
          const node = source && nodeAt(loaded, source, offsetAt(starts, at.line, at.column));
          const found = node ? names.of(node, trait) : null;
          return found ? { names: found } : { unknown: reasonFor(file) };
        }),
      ];
    }),
  );
}

/** The name that begins at an offset. */
function nodeAt({ forEachChild }: TypeScript, source: ts.SourceFile, offset: number): ts.Node {
  let node: ts.Node = source;
  for (;;) {
    const child: ts.Node | undefined = forEachChild(node, (one) =>
      one.pos <= offset && offset < one.end ? one : undefined,
    );
    if (!child) return node;
    node = child;
  }
}

/** Tells why types in a file are not known: the first import that leads nowhere, its own or that of a file which it imports, directly or not. */
function reasons(loaded: TypeScript, program: ts.Program, { target }: TypeSources): (file: Path) => string {
  const checker = program.getTypeChecker();
  const known = new Map<Path, string>();
  const find = (first: Path): string => {
    const reached = new Set([first]);
    for (const file of reached) {
      for (const { text, node } of importsIn(loaded, program.getSourceFile(nameOf(file)))) {
        const next = target(file, text);
        if (next !== null) reached.add(next);
        // An ambient `declare module` may speak of it.
        else if (!checker.getSymbolAtLocation(node))
          return `\`${text}\` does not resolve in ${file}: ${remedyFor(text)}`;
      }
    }
    return `${first} has errors of types: run tsc`;
  };
  return (file) => {
    const reason = known.get(file) ?? find(file);
    known.set(file, reason);
    return reason;
  };
}

function remedyFor(specifier: string): string {
  return /^[./]/.test(specifier) ? 'correct the import, or declare the module' : 'install dependencies';
}

/** The specifiers of a file, which TypeScript lists, but does not show in its types. */
function importsIn(
  { isStringLiteralLike }: TypeScript,
  file: (ts.SourceFile & { readonly imports?: readonly ts.Node[] }) | undefined,
): readonly { readonly text: string; readonly node: ts.Node }[] {
  return (file?.imports ?? []).flatMap((node) => (isStringLiteralLike(node) ? [{ text: node.text, node }] : []));
}
