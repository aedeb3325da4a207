import { driftRows } from '../../../languageService.ts';
import type { DriftAnswer, DriftRequest } from '../../../protocol.ts';
import { syntaxErrorsIn } from '../../../syntax/tree.ts';
import { texts } from '../../client/params.ts';
import { requestHandler } from '../../session.ts';

export const onDrift = requestHandler<DriftRequest>(texts('uri'), ({ uri }, session): DriftAnswer => {
  const analysis = session.stateOf(uri)?.analysis;
  if (!analysis) return { sentence: 'This file is not a CloudFormation template.', sections: [] };
  const isBroken = syntaxErrorsIn(analysis.tree).length > 0;
  return isBroken ? { sentence: 'The file has a syntax error.', sections: [] } : driftRows(analysis);
});
