import { valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { Mapping } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { removalFix, settingFix } from '../shared/fixes/settingFix.ts';
import { nestedSlip, slipOf } from '../shared/names/slipOf.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { COMPUTE } from './needs/compute.ts';
import { DATABASES } from './needs/databases.ts';
import { FUNCTIONS } from './needs/functions.ts';
import { LISTENERS } from './needs/listeners.ts';
import { isFilledList, isMissing, isWritten, type Need, type Needs } from './needs/need.ts';
import { NETWORKS } from './needs/networks.ts';

/** A resource that lacks a property which its kind requires, or has one that its kind does not accept. */
export default defineRule({
  id: 'property-missing-for-kind',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The resource lacks a property that its kind needs',
  why: 'The schemas of CloudFormation say what a type of resource requires, and not what one kind of it requires or does not accept. A zonal NAT gateway needs SubnetId, a target group of instances needs Port, Protocol and VpcId, a task definition for Fargate needs NetworkMode, Cpu and Memory. A flow log of a VPC needs TrafficType. A target group of a Lambda function accepts no port, a listener of a Gateway Load Balancer neither, and a public broker of RabbitMQ no security groups. AWS rejects the resource at deployment, and the stack fails. The sources list what each kind needs.',
  howToFix: 'Add the properties that are missing, or remove those that the kind does not have.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateSubnetCidrBlock.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateVpcCidrBlock.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancer.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateLaunchConfiguration.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/7835',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1557',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateQueryLoggingConfig.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
    'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeClientVpnIngress.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html',
    'https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html',
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EcsParameters.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverRule.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html',
    'https://github.com/cloudposse/terraform-aws-rds-cluster/pull/181',
    'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html',
    'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_VpcConfig.html',
    'https://docs.aws.amazon.com/apprunner/latest/api/API_EgressConfiguration.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpnconnection.html',
    'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html',
    'https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileSystemWindowsConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
    'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Build.html',
    'https://docs.aws.amazon.com/transfer/latest/userguide/API_EndpointDetails.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayRoute.html',
    'https://docs.aws.amazon.com/appstream2/latest/APIReference/API_CreateFleet.html',
    'https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html',
    'https://github.com/hashicorp/terraform-provider-aws/pull/2170',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html',
    'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_CreateFirewall.html',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_RuleGroup.html',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FirewallPolicy.html',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatefulRuleGroupReference.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateClientVpnEndpoint.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ClientVpnAuthenticationRequest.html',
    'https://github.com/cloudposse/terraform-aws-mq-broker/pull/42',
    'https://github.com/ministryofjustice/modernisation-platform/pull/3199',
    'https://github.com/hashicorp/terraform-provider-aws/issues/45846',
    'https://github.com/aws-cloudformation/cfn-lint/issues/3612',
    'https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_TargetGroupConfig.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/msk-starting-positions.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html',
    'https://github.com/aws/aws-cdk/pull/20741',
    'https://github.com/DataDog/terraform-aws-lambda-datadog/issues/2',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_RuleOption.html',
    'https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileSystemLustreConfiguration.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html',
  ],

  *check(file) {
    for (const reader of existingResources(file, Object.keys(NEEDS))) {
      const { object, property, resource } = reader;
      const need = NEEDS[resource.type]!(reader, file);
      if (!need) continue;
      const { kind, all = [], any = [], none = [], noneListed = [], ofOther, rests = [] } = need;
      const missing = all.filter((path) => isMissing(valueAtPath(property, path)));
      const unwanted = [
        ...none.filter((path) => isWritten(valueAtPath(property, path))),
        ...noneListed.filter((path) => isFilledList(valueAtPath(property, path))),
      ];
      const isAnyMissing = any.length > 0 && any.every((name) => isMissing(property(name)));
      const facts = [
        ...(missing.length > 0
          ? [`${missing.length === 1 ? 'has no' : 'lacks'} ${listed(missing.map(nameOfPath))}`]
          : []),
        ...(isAnyMissing ? [`has neither ${any.slice(0, 2).join(' nor ')}`] : []),
        ...(unwanted.length > 0 ? [`has ${listed(unwanted.map(nameOfPath))}`] : []),
        ...(ofOther ? [`has ${ofOther[0]} ${ofOther[1].text}`] : []),
      ];
      if (facts.length === 0) continue;
      yield {
        at: object.at,
        resource: object.id,
        defaults: rests.flatMap(defaultsOfValue),
        message: `${object.id} is ${kind} and ${listed(facts)}. AWS rejects it.`,
        fixes: remediesOf(need, missing, unwanted, object.properties),
        ...(missing.map((path) => nestedSlip(object.properties, path)).find(Boolean) ??
          slipOf(object.id, [...missing, ...(isAnyMissing ? any : [])], file)),
      };
    }
  },
});

/** As people write it, without the step to the items of a list. */
function nameOfPath(path: string): string {
  return path
    .split('.')
    .filter((step) => step !== '*')
    .join('.');
}

/**
 * Adds a property with only one possible value, or removes one that the kind does not have; a size or a port is the
 * user's choice.
 */
function remediesOf(
  { only = {} }: Need,
  missing: readonly string[],
  unwanted: readonly string[],
  properties: Mapping | undefined,
): readonly Fix[] {
  const [name, ...more] = missing;
  const value = name === undefined ? undefined : only[name];
  if (name !== undefined && value !== undefined && more.length === 0)
    return settingFix(properties, name, value, `Add ${name}: ${value}`);
  const edits = unwanted.flatMap((key) => removalFix(properties, key).flatMap((fix) => fix.edits));
  if (missing.length > 0 || edits.length < unwanted.length || edits.length === 0) return [];
  return [{ title: `Remove ${listed(unwanted)}`, preferred: false, edits }];
}

const NEEDS: Needs = table({ ...LISTENERS, ...FUNCTIONS, ...NETWORKS, ...DATABASES, ...COMPUTE });
