/** The file extension that associates a file with the calculator. */
export const ENDING = '.subnets.json';

/** The path to save a plan at: `chosen`, with the extension of plans if it has no extension of JSON. */
export function planPath(chosen: string): string {
  return chosen.endsWith('.json') ? chosen : `${chosen}${ENDING}`;
}

/** The name that is offered for an exported file. */
export function exportName(extension: string): string {
  return extension.startsWith('subnets') ? `network.${extension}` : `subnets.${extension}`;
}
