import { ageOf } from '../../../languageService.ts';
import type { StatusAnswer, StatusParams } from '../../../protocol.ts';
import { texts } from '../../client/params.ts';
import { requestHandler } from '../../session.ts';

export const onStatus = requestHandler<StatusParams>(
  texts('uri'),
  ({ uri }, session): StatusAnswer | null => {
    const analysis = session.stateOf(uri)?.analysis;
    const settings = session.configuration.forDocument(uri);
    if (!analysis?.kind || !settings) return null;
    const { inventory } = analysis;
    return {
      kind: analysis.kind,
      profile: settings.profile ?? 'recommended',
      parameterFiles: session.configuration.parameterFilesOf(uri),
      inventoryAge: inventory ? (ageOf(inventory, Date.now()) ?? '') : null,
    };
  },
);
