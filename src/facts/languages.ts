import type { Section, Sections } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { componentLanguages } from './components.ts';
import { coverage } from './coverage/coverage.ts';
import { runner } from './coverage/runner.ts';
import { script } from './coverage/script.ts';
import { headingsOf } from './markdown.ts';
import { mdxLanguage } from './mdx.ts';
import { readSpec } from './openapi/spec.ts';
import { codeSections, extractFromText, extractFromTree } from './typescript/extract.ts';
import { declarations, typescript } from './typescript/idiom/idiom.ts';
import type { Dialect, Parser } from './typescript/parse.ts';

const dialects: Readonly<Record<string, { readonly dialect: Dialect; readonly extensions: readonly string[] }>> = {
  typescript: { dialect: 'ts', extensions: ['.ts', '.mts', '.cts'] },
  'typescript-declarations': { dialect: 'dts', extensions: ['.d.ts', '.d.mts', '.d.cts'] },
  tsx: { dialect: 'tsx', extensions: ['.tsx'] },
  javascript: { dialect: 'jsx', extensions: ['.js', '.jsx', '.mjs', '.cjs'] },
};

const markdown: Language = {
  name: 'markdown',
  extensions: ['.md', '.markdown'],
  sections: ['headings', 'problems'],
  extract: (text, sections) => ({
    ...(sections.includes('headings') ? { headings: headingsOf(text) } : {}),
    ...(sections.includes('problems') ? { problems: [] } : {}),
  }),
};

/** Of the many documents of these names, only those are read that a rule asks for. */
const openapi: Language = {
  name: 'openapi',
  extensions: ['.yaml', '.yml', '.json'],
  sections: ['spec', 'contents', 'problems'],
  extract(text, sections) {
    const found = readSpec(text);
    return Object.fromEntries(
      sections.flatMap((section) => (section in found ? [[section, found[section as keyof typeof found]]] : [])),
    );
  },
};

/** The languages that Lintel reads, code by the given parser. */
export function createLanguages(parser: Parser): readonly Language[] {
  const code = Object.entries(dialects).map(([name, { dialect, extensions }]): Language => ({
    name,
    extensions,
    sections: [...codeSections, 'bindings', 'uses', 'tests', 'disables', 'outline'],
    idiom: dialect === 'dts' ? declarations : typescript,
    extract: (text, sections) => extractFromText(text, dialect, parser, sections),
  }));
  return [...code, ...componentLanguages(parser), mdxLanguage(parser), markdown, coverage, script, runner, openapi];
}

const declarationFile = /\.d\.(?:[^./]+\.)?[cm]?ts$/;

/** The language of a file by its extension, the longest that fits. */
export function languageOf(languages: readonly Language[], path: Path): Language | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (declarationFile.test(name)) return languages.find((language) => language.name === 'typescript-declarations');
  const extension = name.slice(name.lastIndexOf('.'));
  return languages.find(({ extensions }) => extensions.includes(extension));
}

/** The same sections as a language's `extract`, from a TS-ESTree program with its comments that another has parsed. */
export function extractFromProgram(
  program: object,
  text: string,
  language: string,
  sections: readonly Section[],
): Partial<Sections> {
  const known = dialects[language];
  if (!known) throw new Error(`${language} is no language of programs.`);
  return extractFromTree(program, text, known.dialect, sections);
}
