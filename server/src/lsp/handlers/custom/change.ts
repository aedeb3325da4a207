import { type Analysis, changeRows, replacedResources } from '../../../languageService.ts';
import type { ChangeAnswer, ChangeRequest, ReplacedResource } from '../../../protocol.ts';
import { syntaxErrorsIn } from '../../../syntax/tree.ts';
import { texts } from '../../client/params.ts';
import { requestHandler } from '../../session.ts';

export const onChange = requestHandler<ChangeRequest>(
  texts('uri', 'before?'),
  async ({ uri, before }, session): Promise<ChangeAnswer> => {
    const state = await session.checkedStateOf(uri);
    if (!state?.analysis)
      return refused('This file is neither a CloudFormation template nor Zappa settings.');
    const old = before === undefined ? undefined : session.versionOf(uri, before);
    if (isBroken(state.analysis)) return refused('The file has a syntax error.');
    if (old?.analysis && isBroken(old.analysis)) return refused('The older version has a syntax error.');
    const { analysis, findings } = state;
    return changeRows(old?.analysis && { analysis: old.analysis, findings: old.findings }, {
      analysis,
      findings,
    });
  },
);

/** For a lens, which is not shown if there is nothing to show. */
export const onReplaced = requestHandler<ChangeRequest>(
  texts('uri', 'before'),
  ({ uri, before = '' }, session): readonly ReplacedResource[] => {
    const after = session.stateOf(uri)?.analysis;
    const old = after && session.versionOf(uri, before)?.analysis;
    if (!old || isBroken(old) || isBroken(after)) return [];
    return replacedResources(old, after);
  },
);

function refused(sentence: string): ChangeAnswer {
  return { sentence, sections: [] };
}

function isBroken({ tree }: Analysis): boolean {
  return syntaxErrorsIn(tree).length > 0;
}
