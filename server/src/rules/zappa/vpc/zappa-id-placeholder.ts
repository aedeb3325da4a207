import { resolved } from '../../../syntax/tree.ts';
import { readId } from '../../../zappa/ids.ts';
import { writtenIdLists } from '../../../zappa/vpcConfig.ts';
import { defineRule } from '../../defineRule.ts';

/** An id left in from an example, such as `subnet-xxxxxxxx`. Variables of a pipeline are none. */
export default defineRule({
  id: 'zappa-id-placeholder',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'A placeholder is used as an id',
  why: 'No resource has that id, so AWS rejects the deployment. The rule does not report variables such as $SUBNET_ID or ${SUBNET_ID}, which a pipeline fills in.',
  howToFix: 'Replace the placeholder with an id from your account.',
  whenToIgnore: 'If a script replaces the placeholder before Zappa reads it.',
  sources: ['ID-01', 'zappa/core.py:1238,1439'],

  *check({ zappa }) {
    for (const { key, items, stage, extendedBy } of zappa ? writtenIdLists(zappa) : []) {
      for (const item of items.map(resolved)) {
        if (item?.kind !== 'scalar' || typeof item.value !== 'string') continue;
        if (readId(item.text).kind !== 'placeholder') continue;
        const noun = key === 'SubnetIds' ? 'subnet' : 'security group';
        const message =
          item.text.trim() === ''
            ? `This ${noun} id is empty. AWS rejects it.`
            : `"${item.text}" is a placeholder for a ${noun} id. AWS rejects it.`;
        yield { at: item, stage: stage.name, extendedBy, message };
      }
    }
  },
});
