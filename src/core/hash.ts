import { hash as digest } from 'node:crypto';

/** A short fingerprint of a text; equal texts have equal hashes. */
export type Hash = string;

declare const oneReading: unique symbol;

/** A text with its own hash, both of one reading: what is learnt from the text can be kept under no other hash. Only `contentOf` makes one. */
export interface Content {
  readonly text: string;
  readonly hash: Hash;
  readonly [oneReading]: true;
}

/** The content that a text is; `bytes` are its UTF-8, where they are at hand. */
export function contentOf(text: string, bytes: string | Uint8Array = text): Content {
  return { text, hash: hashOf(bytes) } as Content;
}

/** 96 bits of SHA-1, in base64url: an accident is out of the question, and nothing here defends against a forger. */
export function hashOf(text: string | Uint8Array): Hash {
  return digest('sha1', text, 'base64url' as 'hex').slice(0, 16);
}
