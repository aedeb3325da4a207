import { writtenIdLists } from '../../../zappa/vpcConfig.ts';
import { defineRule } from '../../defineRule.ts';

/** The most that Lambda accepts (fact LAM-08). */
const LIMITS = { SubnetIds: 16, SecurityGroupIds: 5 } as const;

/** More subnets or groups than a function may have. */
export default defineRule({
  id: 'zappa-vpc-limits',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'vpc_config has more subnets or security groups than Lambda allows',
  why: 'Lambda allows at most 16 subnets and 5 security groups per function and rejects the deployment otherwise.',
  howToFix:
    'Remove ids until the list is within the limit; two or three subnets in different zones are enough.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html', 'LAM-08'],

  *check({ zappa }) {
    for (const { key, of, value, items, stage, extendedBy } of zappa ? writtenIdLists(zappa) : []) {
      if (of !== 'vpc_config' || value.kind !== 'sequence') continue;
      const most = LIMITS[key];
      const excess = items[most];
      if (!excess) continue;
      yield {
        at: excess,
        stage: stage.name,
        extendedBy,
        message: `${key} has ${items.length} ids; Lambda allows ${most} and rejects the function.`,
      };
    }
  },
});
