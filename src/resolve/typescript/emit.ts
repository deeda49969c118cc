import type { Emit, Keeps } from '../../core/emit.ts';
import type { Path } from '../../core/location.ts';

/** The options of a compiler, all that it extends included. */
type Options = Readonly<Record<string, { readonly value: unknown }>>;

/** What the options of a tsconfig.json make of imports. */
export function emitOf(options: Options): Emit {
  const isOn = (name: string): boolean => options[name]?.value === true;
  const textOf = (name: string): string | null => {
    const value = options[name]?.value;
    return typeof value === 'string' ? value : null;
  };
  const isStrict = options['strictNullChecks'] ? isOn('strictNullChecks') : isOn('strict');
  const isIsolated = isOn('isolatedModules') || isOn('verbatimModuleSyntax');
  const factory = textOf('jsxFactory') ?? textOf('reactNamespace') ?? 'React';
  const isAutomatic = textOf('jsx')?.startsWith('react-jsx') ?? false;
  return {
    keeps: keepsOf(isOn, textOf('importsNotUsedAsValues')),
    isolated: isIsolated,
    constEnums: isIsolated || isOn('preserveConstEnums'),
    metadata: isOn('emitDecoratorMetadata'),
    strictNulls: isStrict,
    factories: isAutomatic ? [] : [...new Set([factory, textOf('jsxFragmentFactory') ?? factory].map(rootOf))],
  };
}

/** TypeScript before 5.5 knows two options more. */
function keepsOf(isOn: (name: string) => boolean, unused: string | null): Keeps {
  if (isOn('verbatimModuleSyntax')) return 'written';
  if (unused === 'preserve' || unused === 'error') return 'imports';
  return isOn('preserveValueImports') ? 'values' : 'used';
}

function rootOf(name: string): string {
  return name.split('.')[0] ?? name;
}

const usual = emitOf({});
const declaration = /\.d\.(?:[^./]+\.)?[cm]?ts$/;
const typescript = /\.(?:[cm]?ts|tsx)$/;

/** What becomes of the imports of a file under these options; JavaScript stays as it is. */
export function emitAt(file: Path, options: Emit | null): Emit {
  const emit = options ?? usual;
  if (declaration.test(file)) return { ...emit, keeps: 'nothing' };
  return typescript.test(file) ? emit : { ...emit, keeps: 'written' };
}
