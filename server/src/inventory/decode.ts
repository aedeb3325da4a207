/**
 * The text of a file from its bytes. PowerShell 5 writes what `>` redirects as UTF-16 with a byte order mark, everything
 * else writes UTF-8. Bytes that are neither become replacement characters.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}
