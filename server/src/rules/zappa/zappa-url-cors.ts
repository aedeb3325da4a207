import { entryAt, type Node, resolved } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import { isTrue } from '../../zappa/python.ts';
import { settingValue, writtenValues } from '../../zappa/settings.ts';
import { defineRule, type Report } from '../defineRule.ts';

/** A part of what Zappa reads of the CORS settings of a function URL. */
export default defineRule({
  id: 'zappa-url-cors',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'cors of function_url_config lacks keys that Zappa reads',
  why: 'Without cors, Zappa allows all origins, headers and methods. A cors that is written takes the place of all of that: Zappa reads six keys of it and stops with a KeyError at the first that is missing.',
  sources: ['zappa/cli.py:2837-2848', 'zappa/core.py:1834-1848'],

  *check({ zappa }) {
    for (const { value, owner, extendedBy } of zappa ? writtenValues(zappa, 'function_url_config') : []) {
      if (isTrue(settingValue(owner, 'function_url_enabled')) !== true) continue;
      const report = corsIn(value);
      if (report) yield { ...report, stage: owner.name, extendedBy };
    }
  },
});

/** What Zappa writes where function_url_config has no cors; it reads all of these keys of one that is written. */
const CORS = {
  allowedOrigins: ['*'],
  allowedHeaders: ['*'],
  allowedMethods: ['*'],
  allowCredentials: false,
  exposedResponseHeaders: ['*'],
  maxAge: 0,
};

/** A mapping in place of Zappa's own, which lacks some of its keys. */
function corsIn(config: Node): Report | undefined {
  const cors = resolved(entryAt(config, 'cors')?.value);
  if (cors?.kind !== 'mapping' || cors.entries.length === 0) return undefined;
  const missing = Object.entries(CORS).filter(([key]) => !entryAt(cors, key));
  if (missing.length === 0) return undefined;
  const names = listed(missing.map(([key]) => key));
  return {
    at: cors,
    message: `cors of function_url_config has no ${names}. Zappa reads six keys of it and stops with an error when the function is deployed already.`,
    fixes: [
      {
        title: `Add ${names}`,
        preferred: false,
        edits: missing.map(([key, value]) => ({ op: 'insert-entry', into: cors, key, value })),
      },
    ],
  };
}
