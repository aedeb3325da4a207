import { ZAPPA_FILES } from '../../../zappa/files.ts';
import { defineRule } from '../../defineRule.ts';

/** A settings file that Zappa does not read because of another in the same folder. */
export default defineRule({
  id: 'zappa-settings-shadowed',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'Zappa reads another settings file in the same folder',
  why: 'Zappa looks for zappa_settings.json, .toml, .yml and .yaml in this order and reads the first one that exists, without mentioning the others. Changes to those have no effect unless -s names the file.',
  howToFix: 'Keep one settings file in the folder, or name this one with zappa -s.',
  whenToIgnore: 'If every command names the file with -s.',
  sources: ['zappa/cli.py:2947-2978'],

  *check({ zappa }) {
    if (!zappa) return;
    const { name, siblings } = zappa.surroundings;
    const own = ZAPPA_FILES.indexOf(name);
    const first = ZAPPA_FILES.slice(0, Math.max(own, 0)).find((file) => siblings.includes(file));
    const at = zappa.stages[0]?.key;
    if (!first || !at) return;
    yield {
      at,
      message: `Zappa reads ${first} in the same folder instead. It reads this file only with zappa -s ${name}.`,
    };
  },
});
