import { CATALOGUE_FACTS } from './catalogueFacts.ts';
import type { Fact } from './fact.ts';

const VPC = 'https://docs.aws.amazon.com/vpc/latest/userguide/';
const TGW = 'https://docs.aws.amazon.com/vpc/latest/tgw/';
const PRIVATELINK = 'https://docs.aws.amazon.com/vpc/latest/privatelink/';
const TEMPLATES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/';
const EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/';

/**
 * The facts that the code relies on. Their sources were read in November 2026. Facts whose id begins with G are in
 * `catalogueFacts.ts`.
 */
export const FACTS: Readonly<Record<string, Fact>> = {
  ...CATALOGUE_FACTS,
  'ACL-01': {
    says: 'A network ACL is stateless and filters only at the border of a subnet: lowest number first, and the first match decides.',
    source: `${VPC}vpc-network-acls.html`,
  },
  'ACL-02': {
    says: 'Rules of a network ACL are numbered from 1 to 32,766, once in each direction; what none matches is denied.',
    source: `${VPC}vpc-network-acls.html`,
  },
  'ACL-03': {
    says: "A subnet has one network ACL; without an association it is the VPC's default one, which allows everything.",
    source: `${VPC}vpc-network-acls.html`,
  },
  'ACL-05': {
    says: 'Answers go to the port that the client sent from: Linux uses 32768–61000, load balancers, NAT gateways and Lambda 1024–65535.',
    source: `${VPC}custom-network-acl.html`,
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
  'CVPN-01': {
    says: 'A Client VPN endpoint lets clients go where it has a route, its own VPC among them, and an authorization rule; they come from its associated subnets, behind its groups.',
    source: 'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/how-it-works.html',
  },
  'CIDR-01': {
    says: 'An IPv4 block of a VPC is between /16 (65,536 addresses) and /28 (16).',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-02': {
    says: 'No VPC has addresses of 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 or 224.0.0.0/4.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-03': {
    says: 'A VPC may have public addresses; 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16 are advised, and 100.64.0.0/10 is allowed.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-04': {
    says: 'Services that run Docker, such as Cloud9 and SageMaker AI, use 172.17.0.0/16 themselves.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-05': {
    says: 'A VPC has 5 IPv4 blocks, the primary one counted, and up to 50 on request.',
    source: `${VPC}amazon-vpc-limits.html`,
  },
  'CIDR-06': {
    says: 'A block with host bits is stored without them: 100.68.0.18/18 becomes 100.68.0.0/18.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-07': {
    says: 'A secondary block does not overlap another of the VPC, and no block of a VPC changes its size.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-09': {
    says: 'A VPC that begins in 10.0.0.0/8 gets nothing of 172.16.0.0/12, 192.168.0.0/16 and 198.19.0.0/16, and nothing of 10.0.0.0/16 where one of its blocks is within 10.0.0.0/15.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-10': {
    says: 'A VPC that begins in 172.16.0.0/12 gets nothing of 10.0.0.0/8, 192.168.0.0/16, 172.31.0.0/16 and 198.19.0.0/16.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-11': {
    says: 'A VPC that begins in 192.168.0.0/16 gets nothing of 10.0.0.0/8, 172.16.0.0/12 and 198.19.0.0/16.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-12': {
    says: 'A VPC that begins in 198.19.0.0/16 gets nothing of 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-13': {
    says: 'A VPC that begins with public addresses or in 100.64.0.0/10 gets nothing of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and 198.19.0.0/16.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-14': {
    says: 'Link-local addresses, 169.254.0.0/16, are never a block of a VPC.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'CIDR-16': {
    says: 'The default VPC is 172.31.0.0/16 with a /20 subnet in every zone.',
    source: `${VPC}default-vpc-components.html`,
  },
  'DB-02': {
    says: 'ElastiCache answers on 6379 for Redis and Valkey and on 11211 for Memcached; from examples, AWS promises it nowhere.',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html',
  },
  'DB-03': {
    says: 'DocumentDB answers on 27017 in all examples, Neptune on 8182 unless said otherwise.',
    source: `${TEMPLATES}aws-resource-neptune-dbcluster.html`,
  },
  'DB-04': {
    says: 'EFS is mounted over NFS, TCP 2049, by one mount target in a zone.',
    source: 'https://docs.aws.amazon.com/efs/latest/ug/network-access.html',
  },
  'DB-05': {
    says: 'An OpenSearch domain without VPCOptions has a public endpoint.',
    source: `${TEMPLATES}aws-resource-opensearchservice-domain.html`,
  },
  'DB-06': {
    says: 'S3, DynamoDB, SQS and SNS are outside of the VPC: a function in one needs a NAT gateway or an endpoint.',
    source: `${LAMBDA}dg/configuration-vpc-internet.html`,
  },
  'DNS-01': {
    says: "The resolver answers on 169.254.169.253 and on the third address of the VPC's primary block.",
    source: `${VPC}AmazonDNS-concepts.html`,
  },
  'DNS-03': {
    says: 'Neither security groups nor network ACLs filter the DNS resolver, DHCP, instance metadata and the time service.',
    source: `${VPC}vpc-network-acls.html`,
  },
  'DNS-04': {
    says: 'Of the two attributes of a VPC, enableDnsSupport is on unless said otherwise, and enableDnsHostnames off outside of the default VPC.',
    source: `${VPC}AmazonDNS-concepts.html`,
  },
  'DNS-05': {
    says: 'Private hosted zones and private DNS of interface endpoints need both DNS attributes of the VPC.',
    source: `${VPC}AmazonDNS-concepts.html`,
  },
  'DNS-12': {
    says: 'Private DNS names resolve only through the Amazon DNS server (AmazonProvidedDNS); hosts with other name servers do not ask it.',
    source: `${PRIVATELINK}interface-endpoints.html`,
  },
  'EIGW-01': {
    says: 'An egress-only internet gateway carries IPv6 outwards, keeps state and has no security group.',
    source: `${VPC}egress-only-internet-gateway.html`,
  },
  'EIP-01': {
    says: 'An Elastic IP address for a VPC has Domain vpc and has to depend on the attachment of the internet gateway; its AllocationId is an attribute.',
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
  'EP-03': {
    says: 'A gateway endpoint leaves the public addresses of its service; security groups have to allow outbound traffic to the prefix list or to everywhere.',
    source: `${PRIVATELINK}gateway-endpoints.html`,
  },
  'EP-05': {
    says: 'An interface endpoint has an address in each of its subnets, one in a zone, and its security groups have to allow 443; without any it has the default group.',
    source: `${PRIVATELINK}create-interface-endpoint.html`,
  },
  'EP-06': {
    says: 'VpcEndpointType is Gateway by default.',
    source: `${TEMPLATES}aws-resource-ec2-vpcendpoint.html`,
  },
  'EP-07': {
    says: 'PrivateDnsEnabled is for interface endpoints, needs both DNS attributes of the VPC, and is false in CloudFormation by default.',
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
  'EP-12': {
    says: 'A gateway endpoint for DynamoDB may be dual-stack.',
    source: `${PRIVATELINK}gateway-endpoints.html`,
  },
  'EP-13': {
    says: 'In a VPC without a way out, Session Manager needs endpoints of ssm and ssmmessages, and of ec2messages for agents before 3.3.40.0.',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html',
  },
  'EP-20': {
    says: 'A gateway endpoint carries TCP and pings (VPCE_GATEWAY_PROTOCOL_RESTRICTION), an interface endpoint for an AWS service only TCP.',
    source: 'https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html',
  },
  'EP-21': {
    says: 'PrivateDnsOnlyForInboundResolverEndpoint, which is on for S3 by default, leaves the VPC to the gateway endpoint; the names of the interface endpoint are for those outside.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html',
  },
  'EFS-05': {
    says: 'The name of an EFS file system answers with the mount target of the zone of the one who asks.',
    source: 'https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html',
  },
  'EICE-02': {
    says: 'With PreserveClientIp an instance sees the clients of an EC2 Instance Connect Endpoint, and its group has to allow these.',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html',
  },
  'EKS-01': {
    says: 'EKS creates a security group for a cluster and gives it to managed nodes without groups of their own; it allows inbound traffic from itself and all outbound traffic.',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
  },
  'EKS-02': {
    says: 'The API server of a cluster has a public endpoint unless it is turned off, for all or for PublicAccessCidrs; with private access the cluster’s VPC uses interfaces in its subnets instead.',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
  },
  'ELB-04': {
    says: 'Targets in a zone that the load balancer is not enabled in get nothing; without cross-zone load balancing each zone sends to its own targets.',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',
  },
  'FN-01': {
    says: 'Fn::Cidr makes 1 to 256 blocks; its third argument is the number of host bits.',
    source: `${TEMPLATES}intrinsic-function-reference-cidr.html`,
  },
  'FN-02': {
    says: 'The blocks of Fn::Cidr come in the order of their addresses; inferred from the examples.',
    source: `${TEMPLATES}intrinsic-function-reference-cidr.html`,
  },
  'FN-03': {
    says: 'Fn::Cidr makes as many blocks as it is asked for. What CloudFormation answers where they do not fit is not documented there.',
    source: `${TEMPLATES}intrinsic-function-reference-cidr.html`,
  },
  'FN-04': {
    says: 'Fn::Cidr is declared with three arguments. What holds without the third, the number of host bits, is not documented there.',
    source: `${TEMPLATES}intrinsic-function-reference-cidr.html`,
  },
  'FN-06': {
    says: 'Fn::GetAZs of an empty text means the region of the stack; the order of zones is not promised.',
    source: `${TEMPLATES}intrinsic-function-reference-getavailabilityzones.html`,
  },
  'ID-01': {
    says: 'An id is a prefix, a hyphen and 8 or, since 2016 to 2018, 17 hexadecimal digits.',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html',
  },
  'LAM-01': {
    says: 'A function with a VpcConfig sends all its traffic through the VPC; without one it has internet access.',
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  'LAM-02': {
    says: 'In a public subnet a function has neither a public address nor internet access.',
    source: `${LAMBDA}dg/configuration-vpc-internet.html`,
  },
  'LAM-03': {
    says: 'Functions share one network interface for each combination of a subnet and a set of groups.',
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  'LAM-06': {
    says: "A function's role has to allow ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces, ec2:DeleteNetworkInterface and three more for a VPC.",
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  'LAM-08': {
    says: 'VpcConfig has at most 16 subnets, at most 5 security groups, and Ipv6AllowedForDualStack.',
    source: `${LAMBDA}api/API_VpcConfig.html`,
  },
  'LAM-09': {
    says: 'Ipv6AllowedForDualStack is off by default and needs dual-stack subnets only; a function without a VPC sends no IPv6.',
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  'LAM-10': {
    says: 'Two empty lists remove a function from its VPC.',
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  'LAM-12': {
    says: 'Lambda does not connect to a VPC with dedicated instance tenancy; a VPC with default tenancy that is peered with it works.',
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  'LAM-11': {
    says: "A function's subnets and groups are in one VPC, which follows from the subnets.",
    source: `${LAMBDA}api/API_VpcConfigResponse.html`,
  },
  'LAM-13': {
    says: 'A function whose subnets or groups AWS cannot find fails with InvalidSubnet or InvalidSecurityGroup.',
    source: `${LAMBDA}api/API_FunctionConfiguration.html`,
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
  'LOG-01': {
    says: 'A flow log goes to CloudWatch Logs unless LogDestinationType says otherwise, and needs a role there.',
    source: `${EC2}API_CreateFlowLogs.html`,
  },
  'LAM-18': {
    says: 'A function opens outbound connections and accepts none; it is called through the Lambda API.',
    source: `${LAMBDA}dg/foundation-networking.html`,
  },
  'NAT-01': {
    says: 'A NAT gateway is public unless said otherwise; a zonal public one has a subnet and an AllocationId, a private one no address of its own.',
    source: `${VPC}vpc-nat-gateway.html`,
  },
  'NAT-02': {
    says: 'A regional NAT gateway names a VPC and no subnet, and has its addresses from AWS.',
    source: `${VPC}nat-gateways-regional.html`,
  },
  'NAT-03': {
    says: 'A NAT gateway sends from ports 1024–65535 and has no security group.',
    source: `${VPC}nat-gateway-basics.html`,
  },
  'NAT-06': {
    says: 'A public NAT gateway of one zone in a subnet without a route to an internet gateway leads nowhere.',
    source: `${VPC}nat-gateway-basics.html`,
  },
  'NAT-08': {
    says: 'A NAT gateway can forward to a peered VPC or another network, and accepts the answers of a peer without a route to it.',
    source: `${VPC}nat-gateway-basics.html`,
  },
  'NAT-09': {
    says: 'A NAT gateway forwards nothing that arrives over a virtual private gateway or a peering connection; what arrives over a transit gateway it forwards.',
    source: `${VPC}nat-gateway-basics.html`,
  },
  'NAT-07': {
    says: "With EnableDns64 a subnet's resolver answers for IPv4-only hosts with addresses of 64:ff9b::/96, which a route sends to a NAT gateway.",
    source: `${VPC}nat-gateway-basics.html`,
  },
  'NAT-20': {
    says: 'A NAT instance forwards only with its source/destination check off, and the check is on unless it is said to be off.',
    source: `${VPC}work-with-nat-instances.html`,
  },
  'NLB-03': {
    says: 'A Network Load Balancer keeps the addresses of its clients for instances, and over UDP; for addresses as targets over TCP and TLS only with preserve_client_ip.enabled.',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html',
  },
  'NET-01': {
    says: 'A public subnet is one whose route table has a route to an internet gateway.',
    source: `${VPC}VPC_Internet_Gateway.html`,
  },
  'NET-02': {
    says: 'Traffic through an internet gateway needs a public IPv4 address of its own.',
    source: `${VPC}VPC_Internet_Gateway.html`,
  },
  'NET-03': {
    says: 'A VPC has one internet gateway, and it has to be attached.',
    source: `${VPC}VPC_Internet_Gateway.html`,
  },
  'NET-05': {
    says: 'AWS blocks TCP 25 to public addresses by default, and lifts this on request, except for functions outside of a VPC.',
    source: 'https://repost.aws/knowledge-center/ec2-port-25-throttle',
  },
  'PCX-01': {
    says: 'A peering needs routes on both sides and leads to the addresses of the peer alone, never on.',
    source: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
  },
  'RDS-01': {
    says: 'A database in a subnet group has no public address by default.',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  },
  'RDS-03': {
    says: 'A database with a public address has to be in public subnets of a VPC with an internet gateway and both DNS attributes.',
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  },
  'RDS-04': {
    says: 'A DB subnet group has subnets in two zones or more, in a Local Zone one.',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html',
  },
  'RDS-06': {
    says: 'Unless said otherwise a database answers on 3306 (MySQL, MariaDB), 5432 (PostgreSQL), 1521 (Oracle), 1433 (SQL Server) or 50000 (Db2).',
    source: `${TEMPLATES}aws-resource-rds-dbinstance.html`,
  },
  'RDS-08': {
    says: 'Without a port, CloudFormation gives a cluster of Aurora PostgreSQL 3306, and 5432 only in the mode `serverless`.',
    source: `${TEMPLATES}aws-resource-rds-dbcluster.html`,
  },
  'RDS-07': {
    says: 'RDS Proxy is in the VPC of its database, never public, and answers on 3306 or 5432.',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html',
  },
  'REG-02': {
    says: 'The name of a zone is that of its region and a letter.',
    source: 'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html',
  },
  'RT-01': {
    says: 'The longest prefix wins; IPv4 and IPv6 are separate.',
    source: `${VPC}route-tables-priority.html`,
  },
  'RT-02': {
    says: 'Of equal destinations a static route goes before one of a prefix list, and that before one that a gateway has learnt.',
    source: `${VPC}route-tables-priority.html`,
  },
  'RT-03': {
    says: 'A route that is more specific than local holds exactly one subnet and leads to a NAT gateway, an interface or a Gateway Load Balancer endpoint.',
    source: `${VPC}subnet-route-tables.html`,
  },
  'RT-04': {
    says: 'A subnet has one route table: the one it is associated with, else the main one.',
    source: `${VPC}subnet-route-tables.html`,
  },
  'RT-05': {
    says: 'The main table of a new VPC has only the local route.',
    source: `${VPC}subnet-route-tables.html`,
  },
  'RT-06': {
    says: 'No route has a destination within 169.254.168.0/22 or fd00:ec2::/32, which AWS keeps for its services.',
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
    says: "CloudFormation's schema requires of a route only its table; that there is one destination and one target is only in its text.",
    source: `${TEMPLATES}aws-resource-ec2-route.html`,
  },
  'RT-11': {
    says: 'A route to a transit gateway of the same template has to depend on the attachment of its VPC.',
    source: `${TEMPLATES}aws-resource-ec2-route.html`,
  },
  'BPA-01': {
    says: 'VPC Block Public Access is set for a whole account in a region and blocks what passes internet gateways and egress-only internet gateways.',
    source: `${VPC}security-vpc-bpa.html`,
  },
  'BPA-02': {
    says: '`block-bidirectional` blocks both ways; `block-ingress` allows only what leaves through NAT gateways and egress-only internet gateways: an instance with a public address sends nothing either.',
    source: `${VPC}security-vpc-bpa-basics.html`,
  },
  'BPA-03': {
    says: 'An exclusion is for a VPC with all of its subnets, or for one subnet; for a NAT gateway its subnet counts.',
    source: `${VPC}security-vpc-bpa-basics.html`,
  },
  'BPA-04': {
    says: 'An exclusion with allow-egress allows outbound traffic only; where the account blocks ingress only, it is ignored.',
    source: `${VPC}security-vpc-bpa-example.html`,
  },
  'RT-13': {
    says: 'A route table of a gateway has routes to network interfaces and Gateway Load Balancer endpoints only.',
    source: `${VPC}gateway-route-tables.html`,
  },
  'RT-14': {
    says: 'A route may lead to an interface, an instance or a Gateway Load Balancer endpoint, which inspects what comes and sends it on, or does not.',
    source: `${VPC}route-table-options.html`,
  },
  'SG-01': {
    says: 'Security groups only allow, and the rules of all groups of an interface add up.',
    source: `${VPC}vpc-security-groups.html`,
  },
  'SG-02': {
    says: 'A group without SecurityGroupEgress gets a rule that allows all outbound traffic.',
    source: `${TEMPLATES}aws-resource-ec2-securitygroup.html`,
  },
  'SG-03': {
    says: 'The default group of a VPC allows all traffic from itself and allows all outbound traffic.',
    source: `${VPC}default-security-group.html`,
  },
  'SG-04': {
    says: 'A group has 60 rules in each direction, counted for IPv4 and IPv6 apart.',
    source: `${VPC}amazon-vpc-limits.html`,
  },
  'SG-07': {
    says: 'Two groups that name each other inline are a circular dependency, which CloudFormation rejects.',
    source: `${TEMPLATES}aws-resource-ec2-securitygroup.html`,
  },
  'SG-08': {
    says: 'A rule has one source; a protocol other than TCP, UDP and ICMP has no ports, so all are open.',
    source: `${EC2}API_IpPermission.html`,
  },
  'SG-10': {
    says: 'NAT gateways, internet gateways and gateway endpoints have no security group.',
    source: `${TEMPLATES}aws-resource-ec2-vpcendpoint.html`,
  },
  'SG-11': {
    says: 'A group without a VPC is created in the default VPC, and what uses it has to be there.',
    source: `${TEMPLATES}aws-resource-ec2-securitygroup.html`,
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
  'SUB-05': {
    says: 'MapPublicIpOnLaunch is false by default.',
    source: `${TEMPLATES}aws-resource-ec2-subnet.html`,
  },
  'SUB-06': {
    says: 'A VPC has 200 subnets, and more on request.',
    source: `${VPC}amazon-vpc-limits.html`,
  },
  'VPN-01': {
    says: 'A VPN connection of a virtual private gateway carries no IPv6.',
    source: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html',
  },
  'VPN-02': {
    says: 'Route propagation from a virtual private gateway of the same template has to depend on the attachment of the gateway.',
    source: `${TEMPLATES}aws-resource-ec2-vpngatewayroutepropagation.html`,
  },
  'VPN-03': {
    says: 'A VPN connection with static routes has those that are written for it, and its gateway propagates these.',
    source: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html',
  },
  'VPN-04': {
    says: 'StaticRoutesOnly is false by default: the connection learns its routes by BGP.',
    source: `${TEMPLATES}aws-resource-ec2-vpnconnection.html`,
  },
  'TGW-01': {
    says: 'A VPC is attached to a transit gateway by one subnet in a zone, and its route tables still need a route to it. A zone without such a subnet does not reach the gateway; what comes from one is sent into any zone of the attachment.',
    source: `${TGW}how-transit-gateways-work.html`,
  },
  'TGW-02': {
    says: 'Traffic from an attachment follows the one route table that the attachment is associated with: the default one, unless the gateway has none.',
    source: `${TGW}how-transit-gateways-work.html#tgw-route-table-association-overview`,
  },
  'TGW-03': {
    says: 'The most specific route of a table decides, and of equal ones a static route goes before a propagated one. A blackhole route drops what it matches.',
    source: `${TGW}how-transit-gateways-work.html#tgw-route-evaluation-overview`,
  },
  'TGW-04': {
    says: 'A VPC propagates its blocks to a table, a VPN connection what it learns by BGP.',
    source: `${TGW}how-transit-gateways-work.html#tgw-route-propagation-overview`,
  },
  'TGW-05': {
    says: 'Of two attached VPCs whose blocks overlap, those of the one that was attached later are not propagated.',
    source: `${TGW}tgw-vpc-attachments.html`,
  },
  'TGW-06': {
    says: 'Inbound rules can name groups of a VPC beyond the gateway where the gateway (off by default) and both attachments (on by default) enable it; outbound rules cannot, and groups of PrivateLink endpoints are excluded.',
    source: `${TGW}tgw-vpc-attachments.html`,
  },
  'TGW-07': {
    says: 'In appliance mode, off by default, the gateway sends a connection into any zone of the attachment; without it an appliance may see one direction only.',
    source: `${TGW}tgw-vpc-attachments.html`,
  },
  'TGW-08': {
    says: "The table of an attachment's subnet leads on what comes from the gateway: to a NAT gateway of that VPC, whose subnet routes the answers back to the gateway. An internet gateway drops it, since it has no public address.",
    source: `${TGW}transit-gateway-nat-igw.html`,
  },
  'TGW-09': {
    says: 'An attachment carries IPv6 if its Ipv6Support is enabled, which it is not by default; the IPv6 blocks of its VPC are then propagated as well.',
    source: `${EC2}API_CreateTransitGatewayVpcAttachmentRequestOptions.html`,
  },
  'X-01': {
    says: 'The number of addresses that functions use does not grow with their concurrency, as it did before 2019.',
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  'X-06': {
    says: 'A group can be associated with further VPCs of its region.',
    source: `${VPC}security-group-assoc.html`,
  },
  'X-07': {
    says: 'Blocks of IPv6 for a VPC are between /44 and /60, for a subnet between /44 and /64, both in steps of four.',
    source: `${VPC}vpc-cidr-blocks.html`,
  },
  'X-08': {
    says: "What happens when all inline egress rules are removed is described differently by two of AWS's pages.",
    source: `${TEMPLATES}aws-resource-ec2-securitygroup.html`,
  },
};
