import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { Network, Subnet } from '../../network/model.ts';
import { itemsOf, targetField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import { hasText, type Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** Something in isolated subnets that needs a service of AWS, in a VPC without an endpoint for it. */
export default defineRule({
  id: 'isolated-without-endpoint',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'What runs in isolated subnets cannot reach a service that it needs',
  why: 'Subnets without a route to a NAT gateway, an internet gateway or another network reach AWS only through endpoints of their VPC. A canary stores its results in S3 and its metrics in CloudWatch, a model of SageMaker loads its data from S3, instances of EMR read S3, a build of Image Builder is driven by Systems Manager, instances of Elastic Beanstalk report to it, an Airflow environment takes its tasks from a queue of SQS, and notebooks of a SageMaker domain that is VpcOnly call SageMaker. Without the endpoint all of them fail or time out.',
  howToFix: 'Add the endpoint, or use subnets with a route to a NAT gateway.',
  whenToIgnore: 'If another stack adds the endpoint or the route.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_VPC.html',
    'https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html',
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-clusters-in-a-vpc.html',
    'https://docs.aws.amazon.com/imagebuilder/latest/userguide/ibhow-integrations.html',
    'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/vpc-vpce.html',
    'https://docs.aws.amazon.com/mwaa/latest/userguide/vpc-vpe-create-access.html',
    'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html',
  ],

  *check(file) {
    const { network } = file;
    for (const reader of existingResources(file, Object.keys(NEEDS))) {
      const { services, consequence, ...need } = NEEDS[reader.resource.type]!;
      if (need.isMeant && !need.isMeant(reader)) continue;
      const subnets = subnetsOf(need.subnets(reader), network);
      const vpc = subnets && keyOfField(subnets[0]!.vpc);
      if (!subnets || vpc === undefined || network.exportedIds.has(vpc)) continue;
      if (!subnets.every((subnet) => classOf(subnet, network).kind === 'isolated')) continue;
      const missing = services.filter((name) => !mayHaveEndpoint(name, vpc, network));
      if (missing.length < services.length) continue;
      const { object } = reader;
      const ids = subnets.map(({ id }) => id);
      yield {
        at: object.at,
        resource: object.id,
        message: `${object.id} is in ${listed(ids)}, which ${ids.length === 1 ? 'has' : 'have'} no route out of ${vpc}, and ${vpc} has no endpoint for ${listed(missing)}. ${consequence}`,
        related: subnets.map(({ id, at }) => ({ at, message: `${id} is isolated` })),
      };
    }
  },
});

interface Need {
  readonly subnets: (reader: ResourceReader) => Value;
  /** The finding needs a VPC without an endpoint for any of these services. */
  readonly services: readonly string[];
  readonly consequence: string;
  readonly isMeant?: (reader: ResourceReader) => boolean;
}

const at =
  (path: string) =>
  ({ property }: ResourceReader): Value =>
    valueAtPath(property, path);

const NEEDS: Readonly<Record<string, Need>> = table({
  'AWS::Synthetics::Canary': {
    subnets: at('VPCConfig.SubnetIds'),
    services: ['s3', 'monitoring'],
    consequence: 'Its runs fail when they store their results.',
  },
  'AWS::SageMaker::Model': {
    subnets: at('VpcConfig.Subnets'),
    services: ['s3'],
    consequence: 'SageMaker cannot load the model data.',
    isMeant: ({ property }) =>
      ['PrimaryContainer.ModelDataUrl', 'Containers.*.ModelDataUrl'].some((path) =>
        ['known', 'list'].includes(valueAtPath(property, path).kind),
      ),
  },
  'AWS::EMR::Cluster': {
    subnets: at('Instances.Ec2SubnetId'),
    services: ['s3'],
    consequence: 'Its instances never become ready.',
  },
  'AWS::ImageBuilder::InfrastructureConfiguration': {
    subnets: at('SubnetId'),
    services: ['ssm'],
    consequence: 'Its builds time out.',
  },
  'AWS::MWAA::Environment': {
    subnets: at('NetworkConfiguration.SubnetIds'),
    services: ['s3', 'sqs', 'logs', 'monitoring'],
    consequence: 'Airflow does not start.',
  },
  'AWS::SageMaker::Domain': {
    subnets: at('SubnetIds'),
    services: ['sagemaker.api', 'sagemaker.runtime'],
    consequence: 'Its notebooks do not start.',
    isMeant: ({ property }) => hasText(property('AppNetworkAccessType'), 'VpcOnly'),
  },
  'AWS::ElasticBeanstalk::Environment': {
    subnets: optionOf('aws:ec2:vpc', 'Subnets'),
    services: ['elasticbeanstalk', 'elasticbeanstalk-health', 'cloudformation'],
    consequence: 'Its instances never report, and the environment fails.',
  },
});

/** An option of an environment of Elastic Beanstalk. */
function optionOf(namespace: string, name: string) {
  return ({ property }: ResourceReader): Value => {
    for (const option of itemsOf(property('OptionSettings'))) {
      if (option.kind !== 'fields') continue;
      const { fields } = option;
      if (hasText(fields.get('Namespace'), namespace) && hasText(fields.get('OptionName'), name))
        return fields.get('Value') ?? { kind: 'absent' };
    }
    return { kind: 'absent' };
  };
}

/** All subnets of a list, or of a string of ids with commas; undefined if one of them is not in the file. */
function subnetsOf(value: Value, network: Network): readonly Subnet[] | undefined {
  const joined = value.kind === 'unknown' ? /^\$\{\w+\}(?:,\s*\$\{\w+\})*$/.exec(value.partial ?? '') : null;
  const found = joined
    ? joined[0].split(',').map((part) => network.subnets.get(part.trim().slice(2, -1)))
    : itemsOf(value).map((item) => find(network.subnets, targetField(item)));
  return found.length > 0 && found.every((one) => one !== undefined) ? found : undefined;
}

function mayHaveEndpoint(name: string, vpc: string, { endpoints }: Network): boolean {
  return [...endpoints.values()].some(
    (endpoint) =>
      (endpoint.vpc.kind === 'unknown' || keyOfField(endpoint.vpc) === vpc) &&
      (endpoint.service.kind !== 'known' || endpoint.service.value.name === name),
  );
}
