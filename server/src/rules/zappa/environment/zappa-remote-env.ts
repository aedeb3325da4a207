import type { Node } from '../../../syntax/tree.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { isTrue } from '../../../zappa/python.ts';
import { deployedStages, type Setting, type Stage, settingOf } from '../../../zappa/settings.ts';
import { defineRule } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';

/** A remote environment that the function never reads. */
export default defineRule({
  id: 'zappa-remote-env',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The function does not find its remote environment',
  why: 'The handler takes the bucket and the key from s3://bucket/key. From another form it takes none of them, or the wrong ones. It prints an error to the log and goes on without the variables, such as the address of the database.',
  sources: [
    'zappa/utilities.py:131-143',
    'zappa/handler.py:90-95',
    'zappa/handler.py:253-260',
    'zappa/cli.py:3174-3178',
  ],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa ? deployedStages(zappa) : []) {
      const setting = settingOf(stage, 'remote_env');
      const at = setting?.entry.value;
      if (setting && at?.kind === 'scalar' && typeof at.value === 'string' && isTrue(at)) {
        if (seen.has(at) || hasBucketAndKey(at.text) || isFilledInLater(at.text)) continue;
        seen.add(at);
        yield {
          at,
          stage: stage.name,
          message: `remote_env is "${at.text}", which is not of the form s3://bucket/key. The function starts without these variables.`,
          fixes: changeTo(at, meant(at.text), true),
        };
        continue;
      }
      const half = setting ? undefined : halfOf(stage);
      if (!half || seen.has(half.there.entry.key)) continue;
      seen.add(half.there.entry.key);
      yield {
        at: half.there.entry.key,
        stage: stage.name,
        message: `Zappa reads ${half.there.entry.key.text} only together with ${half.missing}, which is absent. The function starts without these variables.`,
      };
    }
  },
});

/** One setting of the older pair without the other. */
function halfOf(stage: Stage): { readonly there: Setting; readonly missing: string } | undefined {
  const bucket = settingOf(stage, 'remote_env_bucket');
  const file = settingOf(stage, 'remote_env_file');
  if (bucket && !file && isTrue(bucket.entry.value)) return { there: bucket, missing: 'remote_env_file' };
  if (file && !bucket && isTrue(file.entry.value)) return { there: file, missing: 'remote_env_bucket' };
  return undefined;
}

/** Zappa ignores the scheme, and uses the host as the bucket. */
function hasBucketAndKey(text: string): boolean {
  const host = /^\w+:\/\/([^/]+)\/+[^/]/.exec(text)?.[1];
  return host !== undefined && !host.includes('amazonaws.');
}

/** The URL that a bucket and a key without the scheme mean; undefined for anything else. */
function meant(text: string): string | undefined {
  return /^[a-z0-9][a-z0-9.-]+\/[^/:]/.test(text) && !text.includes('://') ? `s3://${text}` : undefined;
}
