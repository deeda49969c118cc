import { type Disable, type TestCase, testRuns, type Tests } from '../core/tests.ts';
import { type Codec, flag, list, place, texts } from './cells.ts';

const testCase: Codec<TestCase> = {
  write({ path, at, run, assertions, values, isOpen, calls }, to) {
    texts.write(path, to);
    place.write(at, 0, to);
    to.number(testRuns.indexOf(run));
    texts.write(assertions, to);
    to.number(values);
    to.number(flag(isOpen));
    texts.write(calls, to);
  },
  read: (from) => ({
    path: texts.read(from),
    at: place.read(0, from),
    run: from.one(testRuns),
    assertions: texts.read(from),
    values: from.number(),
    isOpen: from.flag(),
    calls: texts.read(from),
  }),
};

const cases = list(testCase);

export const tests: Codec<Tests> = {
  write(value, to) {
    cases.write(value.cases, to);
    texts.write(value.helpers, to);
  },
  read: (from) => ({ cases: cases.read(from), helpers: texts.read(from) }),
};

export const disables = list<Disable>({
  write({ rules, at }, to) {
    texts.write(rules, to);
    place.write(at, 0, to);
  },
  read: (from) => ({ rules: texts.read(from), at: place.read(0, from) }),
});
