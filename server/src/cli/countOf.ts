/** "1 file", "2 files". */
export function countOf(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : thing.endsWith('x') ? 'es' : 's'}`;
}
