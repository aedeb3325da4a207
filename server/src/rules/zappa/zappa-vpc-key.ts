import { entriesOf, entryAt, type Node } from '../../syntax/tree.ts';
import { meantKey, VPC_CONFIG_KEYS, writtenVpcConfigs } from '../../zappa/vpcConfig.ts';
import { defineRule } from '../defineRule.ts';

/** A key in `vpc_config` that Lambda does not know, such as `subnet_ids`. */
export default defineRule({
  id: 'zappa-vpc-key',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'vpc_config has a key that Lambda does not know',
  why: 'Zappa passes vpc_config to Lambda as it is. boto3 refuses every key but SubnetIds, SecurityGroupIds and Ipv6AllowedForDualStack with "Unknown parameter in VpcConfig", and the deployment ends there.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html',
    'LAM-08',
    'zappa/core.py:1238,1439',
  ],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const { stage, value } of zappa ? writtenVpcConfigs(zappa) : []) {
      if (value.kind !== 'mapping') continue;
      for (const entry of entriesOf(value)) {
        const { key } = entry;
        // A key that several vpc_config take from one anchor is wrong once.
        if (VPC_CONFIG_KEYS.some((known) => known === key.text) || seen.has(key)) continue;
        seen.add(key);
        const meant = meantKey(key.text);
        const isFree = meant !== undefined && !entryAt(value, meant);
        yield {
          at: key,
          stage: stage.name,
          message: `Lambda does not know "${key.text}" in vpc_config; boto3 stops the deployment. ${
            meant ? `The key is ${meant}.` : `It takes ${VPC_CONFIG_KEYS.slice(0, 2).join(' and ')}.`
          }`,
          fixes: isFree
            ? [{ title: `Rename to ${meant}`, preferred: true, edits: [{ op: 'rename', entry, key: meant }] }]
            : [],
        };
      }
    }
  },
});
