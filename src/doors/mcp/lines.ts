import { Transform } from 'node:stream';

/** JSON-RPC errors for messages without another response. */
const refusals = {
  tooLong: { code: -32600, message: 'The message is too long.' },
  noJson: { code: -32700, message: 'The message is not valid JSON.' },
  badId: { code: -32600, message: 'The id must be a string or an integer.' },
  badMeta: { code: -32602, message: '_meta must be an object, and its progressToken a string or a number.' },
  noRequest: { code: -32600, message: 'The message is not a JSON-RPC 2.0 request.' },
} as const;

/** The longest message, in bytes. */
const longest = 8 * 1024 * 1024;

const lineFeed = 10;

/**
 * Passes valid messages on, one per line, and answers invalid ones: the library would drop them silently, or disconnect.
 * `answer` writes to the other side.
 */
export function createLines(answer: (line: string) => void): Transform {
  let held: Buffer[] = [];
  let size = 0;
  const refuse = (id: unknown, error: (typeof refusals)[keyof typeof refusals]): void => {
    answer(
      `${JSON.stringify({ jsonrpc: '2.0', id: typeof id === 'string' || typeof id === 'number' ? id : null, error })}\n`,
    );
  };
  const pass = (into: Transform): void => {
    const line = size > longest ? null : Buffer.concat(held);
    [held, size] = [[], 0];
    if (line === null) refuse(null, refusals.tooLong);
    else {
      const text = line.toString('utf8').trim();
      const message = text === '' ? undefined : parsed(text);
      if (message === null) refuse(null, refusals.noJson);
      else if (message) {
        const refusal = refusalOf(message.value);
        if (refusal) refuse(idOf(message.value), refusal);
        else into.push(`${text}\n`);
      }
    }
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let from = 0;
      for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, from)) {
        hold(chunk.subarray(from, end));
        pass(this);
        from = end + 1;
      }
      hold(chunk.subarray(from));
      done();
    },
    flush(done) {
      if (size > 0) pass(this);
      done();
    },
  });

  /** Messages that are too long are counted but not stored. */
  function hold(part: Buffer): void {
    size += part.length;
    if (size > longest) held = [];
    else if (part.length > 0) held.push(part);
  }
}

function parsed(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/** The error for a message that the library would drop silently; null for a valid one. */
function refusalOf(value: unknown): (typeof refusals)[keyof typeof refusals] | null {
  if (!isMessage(value)) return refusals.noRequest;
  const { method, id, params } = value as { method?: unknown; id?: unknown; params?: { _meta?: unknown } };
  if (method === undefined) return null;
  if ('id' in (value as object) && typeof id !== 'string' && !Number.isSafeInteger(id)) return refusals.badId;
  return isMeta(params?._meta) ? null : refusals.badMeta;
}

function isMeta(meta: unknown): boolean {
  if (meta === undefined) return true;
  if (typeof meta !== 'object' || meta === null || Array.isArray(meta)) return false;
  return !('progressToken' in meta) || ['string', 'number'].includes(typeof meta.progressToken);
}

function isMessage(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('jsonrpc' in value) || value.jsonrpc !== '2.0') return false;
  const isCall =
    'method' in value &&
    typeof value.method === 'string' &&
    (!('params' in value) ||
      (typeof value.params === 'object' && value.params !== null && !Array.isArray(value.params)));
  return isCall || 'result' in value || 'error' in value;
}

function idOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
}
