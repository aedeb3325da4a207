import type { StatusAnswer } from '../../server/src/protocol.ts';

const KINDS: Readonly<Record<StatusAnswer['kind'], string>> = {
  template: 'CloudFormation template',
  zappa: 'Zappa settings',
  inventory: 'AWS inventory',
};

/** What a file is checked with, in lines. `parameterFiles` are the names to show. */
export function statusText(
  { kind, profile, inventoryAge }: StatusAnswer,
  parameterFiles: readonly string[],
  findings: number,
): string {
  return [
    `VPC Lens checks this ${KINDS[kind]} with the ${profile} rules: ${findings} finding${findings === 1 ? '' : 's'}`,
    ...(parameterFiles.length > 0 ? [`Parameters: ${parameterFiles.join(', ')}`] : []),
    inventoryAge === null ? 'AWS inventory: none' : `AWS inventory: ${inventoryAge || 'of unknown age'}`,
  ].join('\n');
}
