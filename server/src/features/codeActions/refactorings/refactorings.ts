import type { Analysis } from '../../../analysis.ts';
import { type DraftedEdits, draftedEdits, type TextEdit } from '../../../syntax/edit.ts';
import { encloses } from '../../../syntax/span.ts';
import type { SyntaxTree } from '../../../syntax/tree.ts';
import { blockNotation } from './blockNotation.ts';
import { extractMapping } from './extractMapping.ts';
import { extractParameter } from './extractParameter.ts';
import { fillVpcConfig } from './fillVpcConfig.ts';
import { cursorResourceAt } from './place.ts';
import type { Refactoring } from './refactoring.ts';
import { moveRuleIn } from './rules/moveRuleIn.ts';
import { moveRuleOut } from './rules/moveRuleOut.ts';
import { referToGroup } from './rules/referToGroup.ts';
import { splitSubnet } from './splitSubnet.ts';
import { addTier } from './zones/addTier.ts';
import { addZone } from './zones/addZone.ts';
import { intoLoop } from './zones/intoLoop.ts';
import { moveToTier } from './zones/moveToTier.ts';

const OF_TEMPLATES = [
  addZone,
  addTier,
  splitSubnet,
  moveToTier,
  blockNotation,
  referToGroup,
  moveRuleOut,
  moveRuleIn,
  extractParameter,
  extractMapping,
  intoLoop,
] as const;

/** A refactoring with the changes of the text. */
export type OfferedRefactoring = Pick<Refactoring, 'kind' | 'title'> & DraftedEdits;

/** The refactorings at an offset that lose no comment. */
export function refactorings(analysis: Analysis, offset: number): readonly OfferedRefactoring[] {
  const { tree } = analysis;
  const place = cursorResourceAt(analysis, offset);
  const all = place ? OF_TEMPLATES.flatMap((offer) => offer(place)) : fillVpcConfig(analysis, offset);
  return all.flatMap(({ kind, title, edits }) => {
    const drafted = draftedEdits(tree, edits);
    return 'refused' in drafted || losesComment(tree, drafted.edits) ? [] : [{ kind, title, ...drafted }];
  });
}

/** Text that looks like a comment counts as one. */
function losesComment({ text, format, problems }: SyntaxTree, edits: readonly TextEdit[]): boolean {
  return edits.some(({ span, text: written }) => {
    if (format !== 'json') {
      const comments = text.slice(span.start, span.end).match(/#.*/g) ?? [];
      return comments.some((comment) => !written.includes(comment.trimEnd()));
    }
    return problems.some((one) => one.kind === 'comment' && encloses(span, one));
  });
}
