import { templatingIn } from '../../template/templating.ts';
import { isHjson } from '../../zappa/hjson.ts';
import { defineRule } from '../defineRule.ts';

/** Text that is not what its format allows. Only the first place: the others usually follow from it. */
export default defineRule({
  id: 'syntax-broken',
  area: 'files',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template', 'zappa'],
  title: 'The file has a syntax error',
  why: 'Text after a syntax error may be read differently from what was meant, or not at all. AWS and Zappa reject the file.',
  howToFix: 'Correct the syntax at the marked place.',
  sources: [
    'https://yaml.org/spec/1.1/',
    'https://www.rfc-editor.org/rfc/rfc8259',
    'https://toml.io/en/v0.5.0',
  ],

  *check({ tree, template, zappa, inventoryFile }) {
    // AWS does not read an inventory; inventory-broken reports its errors.
    if (inventoryFile) return;
    const problem = tree.problems.find(({ kind }) => kind === 'broken' || kind === 'limit');
    if (!problem) {
      // The name of the file suggests settings, but its content is something else.
      if (!template && !zappa && tree.root) {
        const at = { start: tree.root.start, end: Math.min(tree.root.end, tree.root.start + 1) };
        yield { at, message: 'The settings must map stage names to settings. Zappa stops with an error.' };
      }
      return;
    }
    // The file that a templating tool makes of it may be correct.
    const templating = zappa ? undefined : templatingIn(tree);
    if (templating && problem.kind === 'broken') {
      const tag = tree.text.slice(templating.start, templating.start + 2);
      const message = `VPC Lens does not check this file: lines that begin with ${tag} are instructions for a templating tool, and the file is not a template until that tool has run.`;
      yield { at: templating, message, severity: 'info' };
      return;
    }
    // zappa-json-not-strict reports what Zappa's lenient reader accepts.
    if (zappa && tree.format === 'json' && problem.kind === 'broken' && isHjson(tree.text)) return;
    // A limit of VPC Lens; AWS may well accept the file.
    const isLimit = problem.kind === 'limit';
    yield { at: problem, message: problem.message, ...(isLimit && { severity: 'info' as const }) };
  },
});
