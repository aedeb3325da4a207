import { GATEWAY_SERVICES, serviceText } from '../../aws/services.ts';
import type { Data } from '../../syntax/edit.ts';
import type { NetworkRequest } from '../request.ts';
import { type PlannedSubnet, type SubnetsByTier, tablesOf } from './layout.ts';
import { attribute, ignoring, named, output, type Part, ref, type TemplateResource } from './part.ts';

/** The group of the app, which others refer to. It has no rule: a function takes no connections (LAM-18). */
export function appGroupPart(): Part {
  return {
    comment: 'The security group of the app. Other groups admit it by reference, not by addresses.',
    resources: { AppGroup: group('The app', 'app', [], ANYWHERE) },
    outputs: {
      AppGroupId: output(
        'The group of the app, for SecurityGroupIds in vpc_config',
        attribute('AppGroup', 'GroupId'),
      ),
    },
  };
}

/** Rules for what leaves a group. AWS adds the first itself to a group without any; written down it can be narrowed. */
export const ANYWHERE: readonly Data[] = [
  { IpProtocol: '-1', CidrIp: '0.0.0.0/0', Description: 'To anywhere' },
];
/** A group without a rule would allow everything (SG-02); answers need no rule. */
export const NOWHERE: readonly Data[] = [
  { IpProtocol: '-1', CidrIp: '127.0.0.1/32', Description: 'To nowhere: it only answers' },
];

/** A security group of the VPC with its rules. */
export function group(
  description: string,
  suffix: string,
  ingress: readonly Data[],
  egress: readonly Data[],
): TemplateResource {
  return {
    Type: 'AWS::EC2::SecurityGroup',
    // Which services on the internet it calls, only its owner knows.
    ...(egress === ANYWHERE && ignoring('sg-egress-world')),
    Properties: {
      GroupDescription: description,
      VpcId: ref('Vpc'),
      ...(ingress.length > 0 && { SecurityGroupIngress: ingress }),
      SecurityGroupEgress: egress,
      Tags: named(suffix),
    },
  };
}

/** The groups that use the database and the endpoints: of the app and of the hosts for administration. */
export function clientGroups({ extras }: NetworkRequest): readonly string[] {
  return [
    'AppGroup',
    ...(extras.has('bastion') ? ['BastionGroup'] : []),
    ...(extras.has('session-manager') ? ['SessionHostGroup'] : []),
  ];
}

/** A rule for each group, on one TCP port. */
export function admitting(groups: readonly string[], port: number): readonly Data[] {
  return groups.map((id) => ({
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    SourceSecurityGroupId: attribute(id, 'GroupId'),
    Description: `From ${id}`,
  }));
}

export function endpointsPart(request: NetworkRequest, layout: SubnetsByTier): Part {
  const app = layout[request.pattern.appTier];
  const interfaces = request.endpoints.filter((service) => !GATEWAY_SERVICES.has(service));
  return {
    comment:
      interfaces.length > 0
        ? 'Endpoints: the app reaches these services without the internet. AWS bills each interface endpoint by the hour and zone.'
        : 'Endpoints: the app reaches these services without the internet, free of charge.',
    resources: {
      ...(interfaces.length > 0 && {
        EndpointGroup: group(
          'The endpoints of AWS services',
          'endpoints',
          admitting(clientGroups(request), 443),
          NOWHERE,
        ),
      }),
      ...Object.fromEntries(
        request.endpoints.map((service) => [
          `${idOf(service)}Endpoint`,
          GATEWAY_SERVICES.has(service) ? gatewayEndpoint(service, app) : interfaceEndpoint(service, app),
        ]),
      ),
    },
  };
}

function gatewayEndpoint(service: string, subnets: readonly PlannedSubnet[]): TemplateResource {
  return {
    Type: 'AWS::EC2::VPCEndpoint',
    Properties: {
      VpcEndpointType: 'Gateway',
      VpcId: ref('Vpc'),
      ServiceName: serviceName(service),
      RouteTableIds: tablesOf(subnets).map(ref),
    },
  };
}

function interfaceEndpoint(service: string, subnets: readonly PlannedSubnet[]): TemplateResource {
  return {
    Type: 'AWS::EC2::VPCEndpoint',
    Properties: {
      VpcEndpointType: 'Interface',
      VpcId: ref('Vpc'),
      ServiceName: serviceName(service),
      PrivateDnsEnabled: true,
      SubnetIds: subnets.map(({ id }) => ref(id)),
      SecurityGroupIds: [attribute('EndpointGroup', 'GroupId')],
    },
  };
}

function serviceName(service: string): Data {
  return { 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${service}` };
}

/** SecretsManager for secretsmanager, EcrApi for ecr.api. */
function idOf(service: string): string {
  const words = serviceText(service).split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
