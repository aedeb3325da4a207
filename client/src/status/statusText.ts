import type { StatusAnswer } from '../../../server/src/protocol.ts';
import type { Translate } from '../translate.ts';

/** What a file is checked with, in lines. `parameterFiles` are the names to show. */
export function statusText(
  { kind, profile, inventoryAge }: StatusAnswer,
  parameterFiles: readonly string[],
  findings: number,
  t: Translate,
): string {
  const kinds: Readonly<Record<StatusAnswer['kind'], string>> = {
    template: t('CloudFormation template'),
    zappa: t('Zappa settings'),
    inventory: t('AWS inventory'),
  };
  const count = findings === 1 ? t('1 finding') : t('{0} findings', findings);
  return [
    t('VPC Lens checks this {0} with the {1} rules: {2}', kinds[kind], profile, count),
    ...(parameterFiles.length > 0 ? [t('Parameters: {0}', parameterFiles.join(', '))] : []),
    inventoryAge === null
      ? t('AWS inventory: none')
      : t('AWS inventory: {0}', inventoryAge || t('of unknown age')),
  ].join('\n');
}
