import type { Span } from '../../syntax/span.ts';
import { defineRule } from '../defineRule.ts';

/** Comments and trailing commas in a `zappa_settings.json`, as Zappa's own README shows them. */
export default defineRule({
  id: 'zappa-json-not-strict',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The JSON has comments or trailing commas',
  why: 'Zappa reads the file with Python\'s json module, which knows neither: every command ends with "Unable to load the Zappa settings JSON". Zappa\'s README shows its examples with comments; pasted as they are, they do not load. YAML and TOML settings may have comments.',
  sources: ['https://docs.python.org/3/library/json.html', 'zappa/cli.py load_settings_file'],

  *check({ tree, zappa }) {
    if (!zappa || tree.format !== 'json') return;
    for (const problem of tree.problems) {
      if (problem.kind !== 'comment' && problem.kind !== 'trailing-comma') continue;
      const isComment = problem.kind === 'comment';
      yield {
        at: problem,
        message: isComment
          ? 'JSON has no comments; Zappa cannot load the file.'
          : 'A comma stands before the closing bracket; Zappa cannot load the file.',
        fixes: [
          {
            title: isComment ? 'Remove the comment' : 'Remove the comma',
            preferred: true,
            edits: [{ op: 'delete', at: isComment ? withItsSpace(tree.text, problem) : problem }],
          },
        ],
      };
    }
  },
});

/** The whole line of a comment that has one to itself; otherwise the spaces before it too. */
function withItsSpace(text: string, comment: Span): Span {
  let { start, end } = comment;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const startsLine = start === 0 || text[start - 1] === '\n';
  const lineEnd = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end));
  if (startsLine && lineEnd) end += lineEnd[0].length;
  return { start: startsLine && !lineEnd ? comment.start : start, end };
}
