import { hasText, NO_VALUE, unknown, type Value } from '../../../../template/evaluation/value.ts';
import { commaSeparated } from '../../commaSeparated.ts';
import { fieldWithin, itemsOf } from '../../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../../readResource.ts';
import { readWorkload } from './workload.ts';

const VPC = 'aws:ec2:vpc';
const LAUNCH = 'aws:autoscaling:launchconfiguration';

/**
 * The instances of an environment. Its options name their subnets and groups, to which a group of Elastic Beanstalk’s own is
 * added unless that is turned off: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
export function readBeanstalkEnvironment(reader: ResourceReader, draft: Draft): void {
  const { object, property, typeOf } = reader;
  const options = itemsOf(property('OptionSettings'));
  const option = (namespace: string, name: string) => optionIn(options, namespace, name);
  const subnets = option(VPC, 'Subnets');
  const isAlone = option(LAUNCH, 'DisableDefaultEC2SecurityGroup');
  const own = hasText(isAlone, 'true')
    ? []
    : [unknown('Elastic Beanstalk gives its instances a group of its own', object.at)];
  const said: Readonly<Record<string, Value>> = {
    Subnets: subnets.kind === 'absent' ? unknown('its options name no subnets', object.at) : subnets,
    SecurityGroups: {
      kind: 'list',
      items: [...itemsOf(commaSeparated(option(LAUNCH, 'SecurityGroups'), typeOf)), ...own],
      at: object.at,
    },
    AssociatePublicIpAddress: option(VPC, 'AssociatePublicIpAddress'),
  };
  readWorkload({ ...reader, property: (name) => said[name] ?? NO_VALUE }, draft);
}

function optionIn(options: readonly Value[], namespace: string, name: string): Value {
  const found = options.find(
    (option) =>
      hasText(fieldWithin(option, 'Namespace'), namespace) &&
      hasText(fieldWithin(option, 'OptionName'), name),
  );
  return found ? fieldWithin(found, 'Value') : NO_VALUE;
}
