import { vpcsOf, writeSubnets } from '../../../languageService.ts';
import type { VpcsAnswer, VpcsParams, WriteSubnetsAnswer, WriteSubnetsParams } from '../../../protocol.ts';
import { all, inDocument, listOf, texts } from '../../client/params.ts';
import { requestHandler } from '../../session.ts';

export const onVpcs = requestHandler<VpcsParams>(
  inDocument,
  ({ textDocument: { uri } }, session): VpcsAnswer | null => {
    const state = session.stateOf(uri);
    return state ? { version: state.version, vpcs: vpcsOf(state.analysis) } : null;
  },
);

const isZone = (zone: unknown) => zone === undefined || zone === null || Number.isSafeInteger(zone);

export const onWriteSubnets = requestHandler<WriteSubnetsParams>(
  all(
    inDocument,
    texts('vpc', 'form'),
    listOf(
      'subnets',
      ({ name, cidr, zone, tier, ipv6 }) =>
        [name, cidr, tier].every((text) => typeof text === 'string') && isZone(zone) && isZone(ipv6),
    ),
    listOf(
      'updates',
      ({ id, cidr, zone }) =>
        typeof id === 'string' && (cidr === undefined || typeof cidr === 'string') && isZone(zone),
    ),
  ),
  (params, session): WriteSubnetsAnswer => {
    const state = session.stateOf(params.textDocument.uri);
    if (!state) return { refused: 'The template is not open.' };
    if (state.version !== params.textDocument.version) return { refused: 'The template changed meanwhile.' };
    return writeSubnets(state.analysis, params);
  },
);
