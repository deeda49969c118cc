export { decode, encode } from './encode.ts';
export { createLanguages, extractFromProgram, languageOf } from './languages.ts';
export { availableParser, editorParser, holdsUnseenMemory, type Parser } from './typescript/parse.ts';
