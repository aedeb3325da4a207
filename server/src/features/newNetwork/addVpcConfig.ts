import type { Analysis } from '../../analysis.ts';
import { type NetworkWords, readNetworkRequest } from '../../patterns/request.ts';
import { vpcConfigOf } from '../../patterns/zappaSettings.ts';
import type { StageEdits } from '../../protocol.ts';
import { textEditsOf } from '../../syntax/edit.ts';
import { settingOf } from '../../zappa/settings.ts';
import { lspTextEdits } from '../workspaceEdit.ts';

/** For each stage without a `vpc_config` of its own or an inherited one: the edits that add that of a new network. */
export function addVpcConfig({ content, tree, lines }: Analysis, words: NetworkWords): readonly StageEdits[] {
  const request = readNetworkRequest(words);
  const value = 'refused' in request ? undefined : vpcConfigOf(request);
  if (content.kind !== 'zappa' || value === undefined) return [];
  return content.settings.stages.flatMap((stage) => {
    if (settingOf(stage, 'vpc_config') !== undefined) return [];
    const edits = textEditsOf(tree, [{ op: 'set-entry', in: stage.node, key: 'vpc_config', value }]);
    if ('refused' in edits) return [];
    return [{ stage: stage.name, edits: lspTextEdits(lines, edits) }];
  });
}
