import { hash as digest } from 'node:crypto';

/** A short fingerprint of a text; equal texts have equal hashes. */
export type Hash = string;

/** 96 bits of SHA-1, in base64url: an accident is out of the question, and nothing here defends against a forger. */
export function hashOf(text: string | Uint8Array): Hash {
  return digest('sha1', text, 'base64url' as 'hex').slice(0, 16);
}
