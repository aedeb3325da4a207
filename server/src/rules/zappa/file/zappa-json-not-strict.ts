import type { Span } from '../../../syntax/span.ts';
import type { SyntaxProblem } from '../../../syntax/tree.ts';
import { isHjson } from '../../../zappa/hjson.ts';
import { defineRule, type Fix, type Report } from '../../defineRule.ts';

/** Comments, trailing commas and the like in a `zappa_settings.json`: Zappa accepts them, other readers do not. */
export default defineRule({
  id: 'zappa-json-not-strict',
  area: 'zappa',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The settings file is Hjson, not JSON',
  why: 'Zappa reads JSON settings with Hjson, which allows comments and trailing commas. Other tools that read the file do not: jq, python -m json.tool, formatters, scripts in a pipeline. YAML and TOML have comments that every parser supports.',
  whenToIgnore: 'If only Zappa reads the file.',
  sources: ['zappa/cli.py:29', 'https://hjson.github.io/syntax.html'],

  *check({ tree, zappa }) {
    if (!zappa || tree.format !== 'json') return;
    const lenient = tree.problems.filter(({ kind }) => kind === 'comment' || kind === 'trailing-comma');
    const all = lenient.length > 1 ? [removalOfAll(tree.text, lenient)] : [];
    for (const problem of lenient) {
      const report = problem.kind === 'comment' ? commentReport(tree.text, problem) : commaReport(problem);
      yield { ...report, fixes: [...(report.fixes ?? []), ...all] };
    }
    const broken = tree.problems.find(({ kind }) => kind === 'broken');
    if (broken && isHjson(tree.text)) {
      yield {
        at: broken,
        message: 'Zappa reads this as Hjson; strict JSON parsers such as jq fail.',
      };
    }
  },
});

function commentReport(text: string, comment: SyntaxProblem): Report {
  return {
    at: comment,
    message: 'Zappa accepts this comment; strict JSON parsers such as jq fail.',
    // Not preferred: the comment may be wanted.
    fixes: [
      {
        title: 'Remove the comment',
        preferred: false,
        edits: [{ op: 'delete', at: withItsSpace(text, comment) }],
      },
    ],
  };
}

function commaReport(comma: SyntaxProblem): Report {
  return {
    at: comma,
    message: 'Zappa accepts this trailing comma; strict JSON parsers such as jq fail.',
    fixes: [{ title: 'Remove the comma', preferred: true, edits: [{ op: 'delete', at: comma }] }],
  };
}

/** Makes the whole file strict JSON at once. */
function removalOfAll(text: string, problems: readonly SyntaxProblem[]): Fix {
  return {
    title: 'Remove every comment and trailing comma',
    preferred: false,
    edits: problems.map((problem) => {
      return { op: 'delete', at: problem.kind === 'comment' ? withItsSpace(text, problem) : problem };
    }),
  };
}

/** The span of a comment with its line, if it has one to itself; otherwise with the spaces before it. */
function withItsSpace(text: string, comment: Span): Span {
  let { start, end } = comment;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const startsLine = start === 0 || text[start - 1] === '\n';
  const lineEnd = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end));
  if (startsLine && lineEnd) end += lineEnd[0].length;
  return { start: startsLine && !lineEnd ? comment.start : start, end };
}
