import { resolved } from '../../syntax/tree.ts';
import { readId } from '../../zappa/ids.ts';
import { writtenIdLists } from '../../zappa/vpcConfig.ts';
import { defineRule } from '../defineRule.ts';

/** An id left in from an example, such as `subnet-xxxxxxxx`. Variables of a pipeline are none. */
export default defineRule({
  id: 'zappa-id-placeholder',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'A placeholder stands where an id belongs',
  why: 'AWS refuses the deployment, since nothing has that id. Texts such as $SUBNET_ID or ${SUBNET_ID}, which a pipeline fills in, are left alone.',
  sources: ['ID-01', 'zappa/core.py:1238,1439'],

  *check({ zappa }) {
    for (const { key, items, stage, heirs } of zappa ? writtenIdLists(zappa) : []) {
      for (const item of items.map(resolved)) {
        if (item?.kind !== 'scalar' || typeof item.value !== 'string') continue;
        if (readId(item.text).kind !== 'placeholder') continue;
        const noun = key === 'SubnetIds' ? 'subnet' : 'security group';
        const message =
          item.text.trim() === ''
            ? `The id of a ${noun} is empty. AWS refuses it.`
            : `"${item.text}" is a placeholder for the id of a ${noun}. AWS refuses it.`;
        yield { at: item, stage: stage.name, heirs, message };
      }
    }
  },
});
