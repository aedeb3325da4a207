/** The name of the list of rules, as its tab shows it. */
export const RULE_LIST = 'Rules';

/**
 * The rule id in the path of a rule page's URI, such as `/cidr-host-bits.md`, or `README` for the list of rules, which
 * our own command calls `Rules`; undefined
 * for any other path. Anybody can write such a link, so an id consists of lower-case letters, digits and hyphens only: it
 * cannot lead out of the folder.
 */
export function rulePageId(path: string): string | undefined {
  return /(?<![A-Za-z0-9-])([a-z0-9-]+|README|Rules)\.md$/.exec(path)?.[1]?.replace(RULE_LIST, 'README');
}
