import { addVpcConfig, newNetwork } from '../../../languageService.ts';
import type {
  AddVpcConfigAnswer,
  AddVpcConfigParams,
  NewNetworkAnswer,
  NewNetworkParams,
} from '../../../protocol.ts';
import { all, type CheckParams, inDocument, isObject, texts } from '../../client/params.ts';
import { requestHandler } from '../../session.ts';

const aNetwork: CheckParams = all(texts('pattern', 'zones', 'cidr'), ({ extras, format }) => {
  if (format !== 'yaml' && format !== 'json') return 'needs format, yaml or json';
  const isRight = Array.isArray(extras) && extras.every((name) => typeof name === 'string');
  return isRight ? undefined : 'needs extras, a list of texts';
});

export const onNewNetwork = requestHandler<NewNetworkParams>(
  aNetwork,
  ({ format, ...words }): NewNetworkAnswer => {
    const network = newNetwork(words, format);
    return 'refused' in network ? { refused: network.refused } : { template: network.template };
  },
);

export const onAddVpcConfig = requestHandler<AddVpcConfigParams>(
  all(inDocument, ({ network }) => (isObject(network) ? aNetwork(network) : 'needs a network')),
  ({ textDocument, network }, session): AddVpcConfigAnswer | null => {
    const state = session.stateOf(textDocument.uri);
    return state ? { version: state.version, stages: addVpcConfig(state.analysis, network) } : null;
  },
);
