import type { format as formatCruise } from 'dependency-cruiser';
import { mistake } from '../../core/error.ts';
import { cruiseResult, type Source } from '../../drawing/index.ts';

/** Lets dependency-cruiser write one of its formats. It is loaded from beside Lintel, never from the checked repository, of which nothing is executed. */
export async function formatByCruiser(source: Source, format: string): Promise<string> {
  // Its plugins are files of the repository.
  if (!/^[a-z\d-]+$/.test(format)) throw mistake('cruise-format', { format, reason: 'the name is not valid' });
  const { format: write } = await loadCruiser();
  try {
    const { output } = await write(cruiseResult(source), { outputType: format });
    const text = typeof output === 'string' ? output : JSON.stringify(output, null, 2);
    return text.endsWith('\n') ? text : `${text}\n`;
  } catch (error) {
    throw mistake('cruise-format', { format, reason: error instanceof Error ? error.message : String(error) });
  }
}

async function loadCruiser(): Promise<{ readonly format: typeof formatCruise }> {
  try {
    return await import('dependency-cruiser');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND')
      throw mistake('no-dependency-cruiser', undefined);
    throw error;
  }
}
