import { regionOfZone } from '../../../aws/regions.ts';
import { inventoryWithDate } from '../../../inventory/words.ts';
import { valueAt } from '../../../syntax/tree.ts';
import { settingOf } from '../../../zappa/settings.ts';
import { defineRule } from '../../defineRule.ts';
import { placedStages, placedSubnets } from './placedStages.ts';

/** Subnets of another region than the stage is deployed to. */
export default defineRule({
  id: 'zappa-region-mismatch',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The subnets are in another region than the stage',
  why: 'A function and its subnets are in one region, that of aws_region. Lambda does not find a subnet of another region and rejects the deployment. In which region a subnet is, is read from the inventory, and never changes.',
  howToFix: 'Use subnets of the region of the stage, or change aws_region.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html', 'LAM-11', 'LAM-13'],

  *check(file) {
    for (const placed of placedStages(file)) {
      const { stage, inventory } = placed;
      const setting = settingOf(stage, 'aws_region');
      const region = valueAt(setting?.entry.value);
      if (!setting || region?.kind !== 'scalar' || typeof region.value !== 'string') continue;
      if (!REGION.test(region.text)) continue;
      const [odd, ...others] = placedSubnets(placed).flatMap(({ item, subnet }) => {
        const own =
          subnet.zone.kind === 'known' && subnet.zone.value.kind === 'name' ? subnet.zone.value.name : '';
        const where = regionOfZone(own);
        return where !== undefined && where !== region.text ? [{ item, where }] : [];
      });
      if (!odd) continue;
      yield {
        at: odd.item,
        stage: stage.name,
        message: `${odd.item.text} is in ${odd.where} by ${inventoryWithDate(inventory)}, and stage "${stage.name}" is deployed to ${region.text}. Lambda does not find it there.`,
        related: [
          { at: region, message: `aws_region is ${region.text}` },
          ...others.map(({ item, where }) => ({ at: item, message: `${item.text} is in ${where} too` })),
        ],
        fixes:
          setting.from === stage
            ? [
                {
                  title: `Deploy to ${odd.where}`,
                  preferred: false,
                  edits: [{ op: 'replace', node: region, value: odd.where }],
                },
              ]
            : [],
      };
    }
  },
});

/** The form of a region, in contrast to a placeholder that a pipeline fills in. */
const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d$/;
