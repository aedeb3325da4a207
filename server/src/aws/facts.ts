/** Something that AWS does, with where it is written. Rules, code and comments name a fact by its id. */
export interface Fact {
  readonly says: string;
  /** A page of AWS, or what stands in for one. */
  readonly source: string;
}

const VPC = 'https://docs.aws.amazon.com/vpc/latest/userguide/';
const PRIVATELINK = 'https://docs.aws.amazon.com/vpc/latest/privatelink/';
const TEMPLATES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/';
const EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/';

/**
 * The facts that the code rests on. All were read on 2026-11-23. An id whose letter is G is a rule of the catalogue from
 * which ours were chosen: something that follows from other facts, or that users have met.
 */
export const FACTS: Readonly<Record<string, Fact>> = {
  'ACL-02': {
    says: 'Rules of a network ACL are numbered from 1 to 32,766, once in each direction; what none matches is denied.',
    source: `${VPC}vpc-network-acls.html`,
  },
  'ACL-06': {
    says: 'An ACL entry names its protocol by number, -1 for all, and is for ingress unless Egress is true. TCP and UDP have a port range.',
    source: `${TEMPLATES}aws-resource-ec2-networkaclentry.html`,
  },
  'ADM-01': {
    says: 'Session Manager needs no open port, no bastion and no SSH key.',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html',
  },
  'ADM-02': {
    says: 'An EC2 Instance Connect Endpoint opens a session without a bastion or a public address.',
    source:
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html',
  },
  'ADM-03': {
    says: 'Ports 22 and 3389 are to be opened to known addresses only, never to 0.0.0.0/0.',
    source: `${VPC}vpc-security-groups.html`,
  },
  'ALB-03': {
    says: 'An application load balancer has subnets in two zones or more, one in each; its Scheme is internet-facing unless said otherwise.',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
  },
  'CIDR-01': {
    says: 'An IPv4 block of a VPC is between /16 (65,536 addresses) and /28 (16).',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-06': {
    says: 'A block with host bits is stored without them: 100.68.0.18/18 becomes 100.68.0.0/18.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-16': {
    says: 'The default VPC is 172.31.0.0/16 with a /20 subnet in every zone.',
    source: `${VPC}default-vpc-components.html`,
  },
  'DNS-01': {
    says: "The resolver answers on 169.254.169.253 and on the third address of the VPC's primary block.",
    source: `${VPC}AmazonDNS-concepts.html`,
  },
  'DNS-04': {
    says: 'Of the two attributes of a VPC, enableDnsSupport is on unless said otherwise, and enableDnsHostnames off outside of the default VPC.',
    source: `${VPC}AmazonDNS-concepts.html`,
  },
  'DNS-05': {
    says: 'Private hosted zones and private DNS of interface endpoints need both DNS attributes of the VPC.',
    source: `${VPC}AmazonDNS-concepts.html`,
  },
  'EIP-01': {
    says: 'An Elastic IP address for a VPC has Domain vpc and depends on the attachment of the internet gateway; its AllocationId is an attribute.',
    source: `${TEMPLATES}aws-resource-ec2-eip.html`,
  },
  'EP-01': {
    says: 'S3 and DynamoDB have gateway endpoints, which are free and work through route tables.',
    source: `${PRIVATELINK}gateway-endpoints.html`,
  },
  'EP-02': {
    says: 'A gateway endpoint adds a route for its prefix list to its tables; a table has one endpoint of a service at most.',
    source: `${PRIVATELINK}gateway-endpoints.html`,
  },
  'EP-06': {
    says: 'VpcEndpointType is Gateway where it is not written.',
    source: `${TEMPLATES}aws-resource-ec2-vpcendpoint.html`,
  },
  'EP-07': {
    says: 'PrivateDnsEnabled is for interface endpoints, needs both DNS attributes of the VPC, and is false in CloudFormation where it is not written.',
    source: `${TEMPLATES}aws-resource-ec2-vpcendpoint.html`,
  },
  'EP-09': {
    says: 'Names of the services that have interface endpoints: com.amazonaws, the region, the service.',
    source: `${PRIVATELINK}aws-services-privatelink-support.html`,
  },
  'EP-11': {
    says: 'Some services in China begin with cn.com.amazonaws; not verified.',
    source: `${PRIVATELINK}aws-services-privatelink-support.html`,
  },
  'FN-01': {
    says: 'Fn::Cidr makes 1 to 256 blocks; its third argument is the number of host bits.',
    source: `${TEMPLATES}intrinsic-function-reference-cidr.html`,
  },
  'FN-02': {
    says: 'The blocks of Fn::Cidr come in the order of their addresses; inferred from the examples.',
    source: `${TEMPLATES}intrinsic-function-reference-cidr.html`,
  },
  'FN-06': {
    says: 'Fn::GetAZs of an empty text means the region of the stack; the order of zones is not promised.',
    source: `${TEMPLATES}intrinsic-function-reference-getavailabilityzones.html`,
  },
  G6: {
    says: 'Lambda refuses subnets without security groups, and the reverse.',
    source: `${LAMBDA}api/API_VpcConfig.html`,
  },
  G19: {
    says: 'A zonal public NAT gateway needs an AllocationId, a private one refuses it.',
    source: `${TEMPLATES}aws-resource-ec2-natgateway.html`,
  },
  G22: { says: 'A route has a target.', source: `${TEMPLATES}aws-resource-ec2-route.html` },
  G23: {
    says: 'A route has one target; the API answers a second with an error, as users report.',
    source: `${EC2}API_CreateRoute.html`,
  },
  G28: {
    says: 'A table has one route for a destination; users report RouteAlreadyExists.',
    source: `${EC2}API_CreateRoute.html`,
  },
  G39: {
    says: 'Subnets, security groups and private DNS belong to interface endpoints, route tables to gateway endpoints.',
    source: `${TEMPLATES}aws-resource-ec2-vpcendpoint.html`,
  },
  G41: {
    says: 'Private DNS on an endpoint in a VPC without both DNS attributes is refused.',
    source: `${TEMPLATES}aws-resource-ec2-vpcendpoint.html`,
  },
  G54: {
    says: 'Whether egress rules that are resources of their own take the allow-all rule away is not promised by CloudFormation.',
    source: `${TEMPLATES}aws-resource-ec2-securitygroup.html`,
  },
  G56: {
    says: 'Several blocks that together cover the internet are the internet; arithmetic.',
    source: 'https://www.rfc-editor.org/rfc/rfc4632',
  },
  G57: {
    says: 'The rules of a group add up, so one that lies within another changes nothing.',
    source: `${VPC}security-group-rules.html`,
  },
  G59: {
    says: 'A DB subnet group has subnets in two zones or more.',
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  },
  G69: {
    says: 'An application load balancer needs two zones.',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
  },
  G77: { says: 'Zappa passes vpc_config to Lambda as it is.', source: 'zappa/core.py:1238,1439' },
  'ID-01': {
    says: 'An id is a prefix, a hyphen and 8 or, since 2016 to 2018, 17 hexadecimal digits.',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html',
  },
  'LAM-01': {
    says: 'A function with a VpcConfig sends all its traffic through the VPC; without one it has the internet.',
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  'LAM-02': {
    says: 'A public subnet gives a function neither a public address nor the internet.',
    source: `${LAMBDA}dg/configuration-vpc-internet.html`,
  },
  'LAM-08': {
    says: 'VpcConfig takes at most 16 subnets, at most 5 security groups, and Ipv6AllowedForDualStack.',
    source: `${LAMBDA}api/API_VpcConfig.html`,
  },
  'LAM-09': {
    says: 'Ipv6AllowedForDualStack is off by default and needs dual-stack subnets only.',
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  'LAM-10': {
    says: 'Two empty lists take a function out of its VPC.',
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  'LAM-11': {
    says: "A function's subnets and groups are in one VPC, which follows from the subnets.",
    source: `${LAMBDA}api/API_VpcConfigResponse.html`,
  },
  'LAM-15': {
    says: 'AWS advises subnets in two zones for a function.',
    source: `${LAMBDA}dg/configuration-vpc-internet.html`,
  },
  'LAM-17': {
    says: "SAM joins the lists of Globals' VpcConfig with those of the function.",
    source:
      'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html',
  },
  'NAT-01': {
    says: 'A NAT gateway is public unless said otherwise; a zonal public one has a subnet and an AllocationId, a private one no address of its own.',
    source: `${VPC}vpc-nat-gateway.html`,
  },
  'NAT-02': {
    says: 'A regional NAT gateway names a VPC and no subnet, and has its addresses from AWS.',
    source: `${VPC}nat-gateways-regional.html`,
  },
  'NET-01': {
    says: 'A public subnet is one whose route table has a route to an internet gateway.',
    source: `${VPC}VPC_Internet_Gateway.html`,
  },
  'RDS-04': {
    says: 'A DB subnet group has subnets in two zones or more, in a Local Zone one.',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html',
  },
  'REG-02': {
    says: 'The name of a zone is that of its region and a letter.',
    source: 'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html',
  },
  'RT-01': {
    says: 'The longest prefix wins; IPv4 and IPv6 are told apart.',
    source: `${VPC}route-tables-priority.html`,
  },
  'RT-04': {
    says: 'A subnet has one route table: the one it is associated with, else the main one.',
    source: `${VPC}subnet-route-tables.html`,
  },
  'RT-05': {
    says: 'The main table of a new VPC has only the local route.',
    source: `${VPC}subnet-route-tables.html`,
  },
  'RT-07': {
    says: 'A route has one destination: an IPv4 block, an IPv6 block or a prefix list.',
    source: `${TEMPLATES}aws-resource-ec2-route.html`,
  },
  'RT-08': {
    says: 'A route has one target, of the kinds that CloudFormation has a property for.',
    source: `${TEMPLATES}aws-resource-ec2-route.html`,
  },
  'RT-09': {
    says: "CloudFormation's schema requires of a route only its table; that there is one destination and one target is said in words.",
    source: `${TEMPLATES}aws-resource-ec2-route.html`,
  },
  'SG-01': {
    says: 'Security groups only allow, and the rules of all groups of an interface add up.',
    source: `${VPC}vpc-security-groups.html`,
  },
  'SG-02': {
    says: 'A group without SecurityGroupEgress gets a rule that lets everything out.',
    source: `${TEMPLATES}aws-resource-ec2-securitygroup.html`,
  },
  'SG-04': {
    says: 'A group has 60 rules in each direction, counted for IPv4 and IPv6 apart.',
    source: `${VPC}amazon-vpc-limits.html`,
  },
  'SG-08': {
    says: 'A rule has one source; a protocol other than TCP, UDP and ICMP has no ports, so all are open.',
    source: `${EC2}API_IpPermission.html`,
  },
  'SUB-01': {
    says: 'An IPv4 subnet is between /16 and /28, within its VPC, and shares no address with another.',
    source: `${VPC}subnet-sizing.html`,
  },
  'SUB-02': {
    says: 'AWS keeps five addresses of every IPv4 subnet: the first four and the last.',
    source: `${VPC}subnet-sizing.html`,
  },
  'SUB-03': {
    says: 'An IPv6 subnet is between /44 and /64 in steps of four; the first four addresses and the last are kept.',
    source: `${VPC}subnet-sizing.html`,
  },
  'SUB-04': {
    says: 'A subnet of IPv6 alone needs Ipv6Native.',
    source: `${TEMPLATES}aws-resource-ec2-subnet.html`,
  },
  'X-07': {
    says: 'Blocks of IPv6 for a VPC are between /44 and /60, for a subnet between /44 and /64, both in steps of four.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'X-08': {
    says: "What happens when all inline egress rules are taken away is told differently by two of AWS's pages.",
    source: `${TEMPLATES}aws-resource-ec2-securitygroup.html`,
  },
};
