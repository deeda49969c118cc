import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import type { Path } from '../../core/location.ts';
import type { ManifestFault } from '../resolver.ts';

/** Reads JSON with comments; what cannot be read is a fault, and as much as can be is kept. */
export function parseManifest(file: Path, text: string, faults: ManifestFault[]): Readonly<Record<string, unknown>> {
  const errors: ParseError[] = [];
  try {
    const value: unknown = parse(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
    const first = errors[0];
    if (first)
      faults.push({
        file,
        text: `not valid JSON (${printParseErrorCode(first.error)})`,
        line: lineAt(text, first.offset),
      });
    return recordOf(value);
  } catch {
    faults.push({ file, text: 'nested too deeply', line: 1 });
    return {};
  }
}

/** An object as one; anything else is an empty one. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A string or a list of strings, as a list; anything else is none. */
export function stringsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one) => typeof one === 'string');
}

/** The line of a place in a text. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
