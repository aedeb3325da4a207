import type { Fact } from './fact.ts';

const VPC = 'https://docs.aws.amazon.com/vpc/latest/userguide/';
const PRIVATELINK = 'https://docs.aws.amazon.com/vpc/latest/privatelink/';
const TEMPLATES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/';
const EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/';

/**
 * Facts from the catalogue that our rules were chosen from: consequences of other facts, and problems that users have
 * reported.
 */
export const CATALOGUE_FACTS: Readonly<Record<string, Fact>> = {
  G1: {
    says: 'A function in a public subnet has no public address, so an internet gateway does not carry its packets.',
    source: `${LAMBDA}dg/configuration-vpc-internet.html`,
  },
  G2: {
    says: "A function has a network interface in each of its subnets, and which one serves a call is not the user's choice.",
    source: `${LAMBDA}dg/foundation-networking.html`,
  },
  G3: {
    says: 'A function in a VPC reaches AWS services only through that VPC; Lambda writes its logs for it.',
    source: `${LAMBDA}dg/configuration-vpc-internet.html`,
  },
  G4: {
    says: 'A group allows the inbound traffic that its rules name, and a rule that names a group matches the private addresses of what has that group.',
    source: `${VPC}security-group-rules.html`,
  },
  G5: {
    says: "A function's subnets and security groups are of one VPC.",
    source: `${LAMBDA}api/API_VpcConfig.html`,
  },
  G6: {
    says: 'Lambda rejects subnets without security groups, and the reverse.',
    source: `${LAMBDA}api/API_VpcConfig.html`,
  },
  G7: {
    says: 'A function in a VPC needs a role that allows Lambda to create, describe and delete network interfaces; of the six actions that AWS lists Lambda checks these three.',
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  G8: {
    says: 'AWS advises subnets in two zones for a function.',
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  G10: {
    says: 'AWS keeps five addresses of a subnet, and a function needs one for each set of security groups, not one for each call.',
    source: `${VPC}subnet-sizing.html`,
  },
  G11: {
    says: 'Lambda does not connect to a VPC with dedicated instance tenancy.',
    source: `${LAMBDA}dg/configuration-vpc.html`,
  },
  G12: {
    says: 'A function with a file system needs a mount target in each zone that it connects to.',
    source: `${TEMPLATES}aws-resource-lambda-function.html`,
  },
  G13: {
    says: 'A function with a file system of the same template names its mount targets in DependsOn.',
    source: `${TEMPLATES}aws-resource-lambda-function.html`,
  },
  G14: {
    says: 'The groups of the function and of the mount target both have to allow NFS.',
    source: `${LAMBDA}dg/configuration-filesystem.html`,
  },
  G15: {
    says: "A mapping on Kafka in a VPC calls Lambda, STS and perhaps Secrets Manager from the cluster's subnets.",
    source: `${LAMBDA}dg/with-msk-cluster-network.html`,
  },
  G16: {
    says: 'A public zonal NAT gateway has to be in a public subnet.',
    source: `${VPC}nat-gateway-basics.html`,
  },
  G17: {
    says: 'A NAT gateway whose own subnet leaves through a NAT gateway leads nowhere, since it has to be in a public subnet.',
    source: `${VPC}nat-gateway-basics.html`,
  },
  G18: {
    says: 'An internet gateway drops what comes from a private NAT gateway.',
    source: `${VPC}vpc-nat-gateway.html`,
  },
  G19: {
    says: 'A zonal public NAT gateway needs an AllocationId, and AWS rejects one on a private one.',
    source: `${TEMPLATES}aws-resource-ec2-natgateway.html`,
  },
  G20: {
    says: 'A zonal NAT gateway fails with its zone, for subnets of other zones too.',
    source: `${VPC}nat-gateway-basics.html`,
  },
  G21: {
    says: 'Traffic to a NAT gateway of another zone crosses zones, which costs.',
    source: `${VPC}vpc-nat-gateway.html`,
  },
  G22: { says: 'A route has a target.', source: `${TEMPLATES}aws-resource-ec2-route.html` },
  G23: {
    says: 'A route has one target; the API answers a second with an error, as users report.',
    source: `${EC2}API_CreateRoute.html`,
  },
  G24: {
    says: 'Each property of a route accepts ids of one kind; GatewayId accepts that of a NAT gateway too, according to AWS.',
    source: `${EC2}API_CreateRoute.html`,
  },
  G25: {
    says: 'A route to an internet gateway that is not attached to the VPC of its table is refused ("belong to different networks"), as users report.',
    source: 'https://github.com/smoketurner/serverless-vpc-plugin/issues/147',
  },
  G26: {
    says: 'What needs the gateway of a VPC has no reference to its attachment, so AWS requires DependsOn; without it the order is not determined.',
    source: `${TEMPLATES}aws-attribute-dependson.html`,
  },
  G27: {
    says: 'A gateway serves the route tables of its own VPC.',
    source: `${VPC}VPC_Route_Tables.html`,
  },
  G28: {
    says: 'A table has one route for a destination; users report RouteAlreadyExists.',
    source: `${EC2}API_CreateRoute.html`,
  },
  G29: {
    says: 'A route to addresses of the VPC itself has the block of a subnet and leads to a NAT gateway, an interface or a Gateway Load Balancer endpoint.',
    source: `${VPC}subnet-route-tables.html`,
  },
  G30: {
    says: 'An egress-only internet gateway is for IPv6 alone, and a NAT gateway forwards IPv6 to 64:ff9b::/96 alone.',
    source: `${VPC}egress-only-internet-gateway.html`,
  },
  G31: {
    says: 'A VPC has one internet gateway, an internet gateway one VPC, and an attachment joins one gateway to a VPC.',
    source: `${TEMPLATES}aws-resource-ec2-vpcgatewayattachment.html`,
  },
  G32: {
    says: 'A subnet without an association has only the local route of the main table, which no resource of CloudFormation names.',
    source: `${VPC}subnet-route-tables.html`,
  },
  G33: {
    says: 'A route table that nothing is associated with decides nothing.',
    source: `${VPC}VPC_Route_Tables.html`,
  },
  G34: {
    says: 'A subnet and its route table or network ACL are of one VPC.',
    source: `${TEMPLATES}aws-resource-ec2-subnetroutetableassociation.html`,
  },
  G35: {
    says: 'VPCs whose blocks overlap cannot be peered.',
    source: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
  },
  G36: {
    says: 'Through a peering connection with routes on one side only no answer returns.',
    source: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html',
  },
  G37: {
    says: 'Nothing goes through a peering to a gateway or another peering of the other side.',
    source: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
  },
  G38: {
    says: 'A public address is of use only in a subnet with a route to an internet gateway.',
    source: `${VPC}VPC_Internet_Gateway.html`,
  },
  G39: {
    says: 'Subnets, security groups and private DNS belong to interface endpoints, route tables to gateway endpoints.',
    source: `${TEMPLATES}aws-resource-ec2-vpcendpoint.html`,
  },
  G40: {
    says: 'A gateway endpoint serves the subnets whose route tables it is put on.',
    source: `${PRIVATELINK}gateway-endpoints.html`,
  },
  G41: {
    says: 'Private DNS on an endpoint in a VPC without both DNS attributes is refused.',
    source: `${TEMPLATES}aws-resource-ec2-vpcendpoint.html`,
  },
  G42: {
    says: 'Without private DNS the name of a service keeps answering with public addresses.',
    source: `${PRIVATELINK}create-interface-endpoint.html`,
  },
  G43: {
    says: 'The security groups of an interface endpoint have to allow inbound 443 from its clients.',
    source: `${PRIVATELINK}create-interface-endpoint.html`,
  },
  G44: {
    says: 'An interface endpoint without security groups is behind the default group of its VPC.',
    source: `${TEMPLATES}aws-resource-ec2-vpcendpoint.html`,
  },
  G45: {
    says: 'An interface endpoint has at most one subnet in each zone.',
    source: `${PRIVATELINK}create-interface-endpoint.html`,
  },
  G46: {
    says: 'Egress rules that allow only the VPC do not include a gateway endpoint.',
    source: `${PRIVATELINK}gateway-endpoints.html`,
  },
  G47: {
    says: "The name of an endpoint's service has its region in it.",
    source: `${PRIVATELINK}aws-services-privatelink-support.html`,
  },
  G48: {
    says: 'A network ACL has to allow answers on the ports that the client sends from.',
    source: `${VPC}custom-network-acl.html`,
  },
  G50: {
    says: 'What no entry of a network ACL matches is dropped, so a direction without entries is closed.',
    source: `${VPC}vpc-network-acls.html`,
  },
  G51: {
    says: "The ACL of a NAT gateway's subnet has to allow each packet in both directions, and answers on 1024–65535.",
    source: `${VPC}nat-gateway-basics.html`,
  },
  G52: {
    says: 'The first entry of a network ACL that matches decides; later entries for the same packets are never evaluated.',
    source: `${VPC}vpc-network-acls.html`,
  },
  G53: {
    says: 'Neither network ACLs nor security groups filter what goes to the resolver of the VPC.',
    source: `${VPC}vpc-network-acls.html`,
  },
  G54: {
    says: 'Whether egress rules that are separate resources remove the allow-all rule is not documented by CloudFormation.',
    source: `${TEMPLATES}aws-resource-ec2-securitygroup.html`,
  },
  G55: {
    says: 'A rule names a security group of its own VPC, of a peered one, or of one that a transit gateway joins.',
    source: `${VPC}security-group-rules.html`,
  },
  G56: {
    says: 'Several blocks that together cover all addresses are the internet; arithmetic.',
    source: 'https://www.rfc-editor.org/rfc/rfc4632',
  },
  G57: {
    says: 'The rules of a group add up, so one that is contained in another changes nothing.',
    source: `${VPC}security-group-rules.html`,
  },
  G58: {
    says: 'A security group has 60 rules in each direction and family, and an interface 5 groups, by default.',
    source: `${VPC}amazon-vpc-limits.html`,
  },
  G59: {
    says: 'A DB subnet group has subnets in two zones or more.',
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  },
  G60: {
    says: 'A subnet is public if its table has a route to an internet gateway, whatever is in it.',
    source: `${VPC}VPC_Internet_Gateway.html`,
  },
  G61: {
    says: 'A database is exposed where it has a public address, a public subnet and groups and ACLs that allow the internet.',
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  },
  G62: {
    says: 'A publicly accessible database needs an internet gateway in its VPC, and public subnets.',
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  },
  G63: {
    says: 'Without a DB subnet group and PubliclyAccessible the default VPC decides whether a database is public.',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  },
  G64: {
    says: "The subnets of a DB subnet group and the database's security groups are of one VPC.",
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  },
  G65: {
    says: 'A group allows the inbound traffic that its rules name, and a database answers on its own port alone.',
    source: `${VPC}security-group-rules.html`,
  },
  G66: {
    says: 'ElastiCache puts nodes only into zones of the subnet group.',
    source: `${TEMPLATES}aws-resource-elasticache-replicationgroup.html`,
  },
  G67: {
    says: 'With enhanced VPC routing COPY and UNLOAD of Redshift go through the VPC.',
    source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html',
  },
  G68: {
    says: 'A single broker of Amazon MQ has one subnet, an active one with a standby two in different zones.',
    source: `${TEMPLATES}aws-resource-amazonmq-broker.html`,
  },
  G69: {
    says: 'An application load balancer needs two zones.',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
  },
  G70: {
    says: 'An internet-facing load balancer has to be in public subnets.',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
  },
  G71: {
    says: "A load balancer's security groups have to allow its clients on the ports of its listeners.",
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
  },
  G72: {
    says: 'The security groups of targets have to allow the load balancer on the traffic port and the port of the health check.',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
  },
  G73: {
    says: 'The subnets of an Application Load Balancer are /27 or larger with eight free addresses.',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
  },
  G75: {
    says: 'Without enableDnsSupport the Amazon DNS server does not answer in the VPC.',
    source: `${VPC}AmazonDNS-concepts.html`,
  },
  G76: {
    says: 'A flow log needs a role for CloudWatch Logs, and has none for S3.',
    source: `${TEMPLATES}aws-resource-ec2-flowlog.html`,
  },
  G77: { says: 'Zappa passes vpc_config to Lambda as it is.', source: 'zappa/core.py:1238,1439' },
  G78: {
    says: "With slim_handler or remote_env, Zappa's handler reads from S3 at every cold start.",
    source: 'zappa/handler.py:90,112,253',
  },
  G79: {
    says: 'The function starts a task itself, through Lambda, or through SNS after a call to STS; responses are kept in DynamoDB.',
    source: 'zappa/asynchronous.py:111-190,296',
  },
  G80: {
    says: "Zappa mounts EFS in a function with a vpc_config only, at different paths below /mnt/, with the function's own security groups.",
    source: 'zappa/cli.py:2671-2703',
  },
  G81: {
    says: "Zappa's load balancer needs two subnets and a certificate; it has the VPC's default group and is internet-facing by default.",
    source: 'zappa/core.py:2009-2045',
  },
  G82: {
    says: "An attach_policy replaces Zappa's own policy, which allows a function's network interfaces.",
    source: 'zappa/core.py:3442-3482',
  },
  G83: {
    says: 'A private API rejects every call until a resource policy allows it.',
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
  },
};
