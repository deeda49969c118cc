import { branchKinds, type Branching, type CodeFunction, type Execution } from '../core/execution.ts';
import { type Codec, list, numbers, place, texts } from './cells.ts';

const functions = list<CodeFunction>({
  write({ name, at }, to) {
    to.text(name);
    place.write(at, 0, to);
  },
  read: (from) => ({ name: from.text(), at: place.read(0, from) }),
});

const branchings = list<Branching>({
  write({ kind, line, text, ways }, to) {
    to.number(branchKinds.indexOf(kind));
    to.number(line);
    to.text(text);
    texts.write(ways, to);
  },
  read: (from) => ({ kind: from.one(branchKinds), line: from.number(), text: from.text(), ways: texts.read(from) }),
});

export const execution: Codec<Execution> = {
  write(value, to) {
    numbers.write(value.lines, to);
    functions.write(value.functions, to);
    branchings.write(value.branchings, to);
  },
  read: (from) => ({ lines: numbers.read(from), functions: functions.read(from), branchings: branchings.read(from) }),
};
