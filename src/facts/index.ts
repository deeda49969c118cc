import { parseSync } from 'oxc-parser';
import type { Import } from '../core/code.ts';
import type { Language, Section, Sections } from '../core/fact.ts';

export const factsVersion = 'stand-in';

const at = { line: 1, column: 1, endLine: 1, endColumn: 1 };

const script: Language = {
  name: 'script',
  extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
  sections: ['imports', 'problems'],
  extract(text, sections) {
    const { module, errors } = parseSync('a.tsx', text, { lang: 'ts' });
    const of = (specifier: string, form: Import['form']): Import => ({ specifier, form, kind: 'value', at, symbols: [] });
    const imports = [
      ...module.staticImports.map((one) => of(one.moduleRequest.value, 'import')),
      ...module.staticExports.flatMap((one) => one.entries.flatMap((entry) => (entry.moduleRequest ? [of(entry.moduleRequest.value, 'export')] : []))),
      ...module.dynamicImports.map((one) => of(text.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1), 'import()')),
    ];
    const all: Partial<Sections> = { imports, problems: errors.map((error) => ({ text: error.message, at })) };
    return Object.fromEntries(sections.map((section) => [section, all[section]]));
  },
};

export function createLanguages(_parser: 'oxc' | 'typescript-eslint'): readonly Language[] {
  return [script];
}

export function availableParser(): 'oxc' | 'typescript-eslint' {
  return 'oxc';
}

export function languageOf(languages: readonly Language[], path: string): Language | null {
  return languages.find((language) => language.extensions.some((extension) => path.endsWith(extension))) ?? null;
}

export function encode<S extends Section>(_section: S, value: Sections[S]): string {
  return JSON.stringify(value);
}

export function decode<S extends Section>(_section: S, text: string): Sections[S] {
  return JSON.parse(text) as Sections[S];
}
