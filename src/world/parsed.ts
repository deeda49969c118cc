import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { parseDocument } from 'yaml';
import type { Path } from '../core/location.ts';
import { yamlExcess } from '../core/yaml-excess.ts';

const most = { characters: 250_000, depth: 60, indent: 200, values: 20_000 };

/** The value of a configuration file of another tool: YAML by its extension, else JSON with comments. Nothing is executed. */
export function parsed(file: Path, text: string): { readonly value: unknown } | { readonly fault: string } {
  if (text.length > most.characters) return { fault: `it has more than ${String(most.characters)} characters` };
  return /\.ya?ml$/.test(file) ? yamlValue(text) : jsonValue(text);
}

function yamlValue(text: string): { readonly value: unknown } | { readonly fault: string } {
  if (yamlExcess(text, most)) return { fault: 'it is nested too deeply' };
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error) return { fault: `invalid YAML: ${error.message}` };
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch (caught) {
    return { fault: caught instanceof Error ? caught.message : String(caught) };
  }
}

function jsonValue(text: string): { readonly value: unknown } | { readonly fault: string } {
  const errors: ParseError[] = [];
  try {
    const value: unknown = parse(text, errors, { allowTrailingComma: true });
    const [error] = errors;
    return error ? { fault: `invalid JSON: ${printParseErrorCode(error.error)}` } : { value };
  } catch {
    return { fault: 'it is nested too deeply' };
  }
}
