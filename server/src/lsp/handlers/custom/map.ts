import { mermaidOfShown, reachedThings, shownMap } from '../../../languageService.ts';
import type { MapParams, MapReachAnswer, MapReachParams, MapReply } from '../../../protocol.ts';
import { syntaxErrorsIn } from '../../../syntax/tree.ts';
import { all, type CheckParams, inDocument, texts } from '../../client/params.ts';
import { requestHandler } from '../../session.ts';

const aChoice: CheckParams = all(inDocument, ({ scenario, unfolded }) => {
  if (scenario !== null && typeof scenario !== 'string') return 'needs scenario, a text or null';
  return Array.isArray(unfolded) && unfolded.every((one) => typeof one === 'string')
    ? undefined
    : 'needs unfolded, a list of texts';
});

export const onMap = requestHandler<MapParams>(aChoice, (params, session): MapReply => {
  const state = session.stateOf(params.textDocument.uri);
  const map = state && shownMap(state.analysis, params);
  return {
    isBroken: state !== undefined && syntaxErrorsIn(state.analysis.tree).length > 0,
    map: map ? { version: state.version, ...map } : null,
  };
});

export const onMapReach = requestHandler<MapReachParams>(
  all(aChoice, texts('from')),
  (params, session): MapReachAnswer => {
    const state = session.stateOf(params.textDocument.uri);
    return state ? reachedThings(state.analysis, params.from, params) : { sentence: 'The file is not open.' };
  },
);

export const onMapMermaid = requestHandler<MapParams>(aChoice, (params, session): string | null => {
  const state = session.stateOf(params.textDocument.uri);
  return (state && mermaidOfShown(state.analysis, params.scenario)) ?? null;
});
