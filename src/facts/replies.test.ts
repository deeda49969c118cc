import { expect, it } from 'vitest';
import { createLanguages, languageOf } from './index.ts';

/** The replies of all functions: the chain of each, with its place. */
function repliesIn(text: string): string[] {
  const { routes } = languageOf(createLanguages('oxc'), 'a.ts')?.extract(text, ['routes']) ?? {};
  if (!routes) return expect.fail();
  const shown = (term: number): string => {
    const one = routes.terms[term];
    return one && 'text' in one ? one.text || '?' : (one?.kind ?? '');
  };
  return routes.functions.flatMap(({ replies }) =>
    replies.map(
      ({ chain, at }) => `${at.line} ${chain.map(({ name, args }) => `${name}(${args.map(shown).join()})`).join('.')}`,
    ),
  );
}

it.each<[title: string, body: string, found: string[]]>([
  ['a chain is one reply', 's.status(404).json({ a: 1 })', ['1 status(404).json(?)']],
  ['what is assigned', 's.response.status = 404', ['1 response().status=(404)']],
  ['an alternative', 's.status(q.a ? 1 : 2)', ['1 status(either)']],
  ['callbacks answer for the function with the argument', 'later(() => s.sendStatus(204))', ['1 sendStatus(204)']],
  ['responses that it makes', 'return new Response(null, { status: 204 })', ['1 new(null,object)']],
  ['an exception', 'throw new Gone(1)', ['1 throw(1)']],
  ['an exception in `catch`', 'try { f(); } catch { throw new Gone(1); }', ['1 throw(1)']],
  ['an exception that it may catch', 'try { throw new Gone(1); } catch {}', []],
  ['what is called on something else', 'other.status(404); s.on(x)', []],
])('%s', (_, body, found) => {
  expect(repliesIn(`import 'express'; export const handler = async (q, s) => { ${body}; };`)).toEqual(found);
});
