/** How a text is written in bytes. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * PowerShell 5 writes what `>` redirects as UTF-16 with a byte order mark, and some of its cmdlets leave the mark out;
 * everything else writes UTF-8. Without a mark, UTF-16 is known by the empty halves of its first letters.
 */
function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a && b === 0 && c && d === 0) return 'utf-16le';
  if (a === 0 && b && c === 0 && d) return 'utf-16be';
  return 'utf-8';
}

/** The text with its byte order mark, if it has one. Bytes that are none become replacement characters. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes), { ignoreBOM: true }).decode(bytes);
}

/** A text in the encoding of other bytes. */
export function encodeLike(bytes: Uint8Array, text: string): Uint8Array {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8') return Buffer.from(text);
  const encoded = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? encoded.swap16() : encoded;
}
