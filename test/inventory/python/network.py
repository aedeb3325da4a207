"""A network made in moto, which stands in for AWS, and what AWS's describe calls answer of it, merged into an inventory.

Prints the inventory. Test names everything by tags, since ids differ from run to run.
"""

import datetime
import json
import os

os.environ.update(
    AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="eu-central-1", AWS_EC2_METADATA_DISABLED="true"
)

import boto3
from moto import mock_aws


def tagged(kind, name):
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}]}]


@mock_aws
def main():
    ec2 = boto3.client("ec2")
    rds = boto3.client("rds")

    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=tagged("vpc", "app"))["Vpc"]["VpcId"]
    ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock="10.1.0.0/16")
    other = ec2.create_vpc(CidrBlock="10.9.0.0/16", TagSpecifications=tagged("vpc", "other"))["Vpc"]["VpcId"]

    def subnet(name, block, zone, of=vpc):
        answer = ec2.create_subnet(
            VpcId=of, CidrBlock=block, AvailabilityZone=f"eu-central-1{zone}", TagSpecifications=tagged("subnet", name)
        )
        return answer["Subnet"]["SubnetId"]

    public_a = subnet("public-a", "10.0.0.0/24", "a")
    public_b = subnet("public-b", "10.0.1.0/24", "b")
    private_a = subnet("private-a", "10.0.16.0/20", "a")
    private_b = subnet("private-b", "10.0.32.0/20", "b")
    isolated_a = subnet("isolated-a", "10.1.0.0/24", "a")
    isolated_b = subnet("isolated-b", "10.1.1.0/24", "b")
    subnet("unassociated", "10.1.2.0/24", "b")
    peered = subnet("peered", "10.9.0.0/24", "a", of=other)
    ec2.modify_subnet_attribute(SubnetId=public_a, MapPublicIpOnLaunch={"Value": True})

    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=public_a, AllocationId=address)["NatGateway"]["NatGatewayId"]
    peering = ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=other)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)

    def table(name, subnets, of=vpc, **route):
        made = ec2.create_route_table(VpcId=of, TagSpecifications=tagged("route-table", name))["RouteTable"]["RouteTableId"]
        for one in subnets:
            ec2.associate_route_table(RouteTableId=made, SubnetId=one)
        if route:
            ec2.create_route(RouteTableId=made, **{"DestinationCidrBlock": "0.0.0.0/0", **route})
        return made

    table("public", [public_a, public_b], GatewayId=gateway)
    private = table("private", [private_a, private_b], NatGatewayId=nat)
    table("isolated", [isolated_a, isolated_b], DestinationCidrBlock="10.9.0.0/16", VpcPeeringConnectionId=peering)
    table("peered", [peered], of=other, VpcPeeringConnectionId=peering)

    app = ec2.create_security_group(GroupName="app", Description="app", VpcId=vpc)["GroupId"]
    db = ec2.create_security_group(GroupName="db", Description="db", VpcId=vpc)["GroupId"]
    ec2.authorize_security_group_ingress(
        GroupId=db,
        IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "UserIdGroupPairs": [{"GroupId": app}]},
            {
                "IpProtocol": "tcp",
                "FromPort": 22,
                "ToPort": 22,
                "IpRanges": [{"CidrIp": "10.0.0.0/24"}, {"CidrIp": "10.0.1.0/24"}],
                "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32"}],
            },
        ],
    )

    acl = ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]
    for egress in (False, True):
        ec2.create_network_acl_entry(
            NetworkAclId=acl,
            RuleNumber=100,
            Egress=egress,
            RuleAction="allow",
            Protocol="6",
            PortRange={"From": 1024, "To": 65535},
            CidrBlock="0.0.0.0/0",
        )
    for one in ec2.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [isolated_a]}])["NetworkAcls"]:
        for association in one["Associations"]:
            if association["SubnetId"] == isolated_a:
                ec2.replace_network_acl_association(AssociationId=association["NetworkAclAssociationId"], NetworkAclId=acl)

    ec2.create_vpc_endpoint(
        VpcId=vpc, VpcEndpointType="Gateway", ServiceName="com.amazonaws.eu-central-1.s3", RouteTableIds=[private]
    )
    ec2.create_vpc_endpoint(
        VpcId=vpc,
        VpcEndpointType="Interface",
        ServiceName="com.amazonaws.eu-central-1.sqs",
        SubnetIds=[private_a, private_b],
        SecurityGroupIds=[app],
        PrivateDnsEnabled=True,
    )

    rds.create_db_subnet_group(DBSubnetGroupName="data", DBSubnetGroupDescription="data", SubnetIds=[isolated_a, isolated_b])
    rds.create_db_instance(
        DBInstanceIdentifier="app",
        DBInstanceClass="db.t4g.micro",
        Engine="postgres",
        AllocatedStorage=20,
        MasterUsername="app",
        MasterUserPassword="not-a-secret",
        DBSubnetGroupName="data",
        VpcSecurityGroupIds=[db],
    )

    inventory = {"Region": "eu-central-1", "CapturedAt": "2026-11-20T08:30:00Z"}
    for call in (
        ec2.describe_vpcs,
        ec2.describe_subnets,
        ec2.describe_route_tables,
        ec2.describe_internet_gateways,
        ec2.describe_nat_gateways,
        ec2.describe_network_acls,
        ec2.describe_security_groups,
        ec2.describe_vpc_endpoints,
        ec2.describe_managed_prefix_lists,
        ec2.describe_vpc_peering_connections,
        ec2.describe_transit_gateway_vpc_attachments,
        rds.describe_db_instances,
        rds.describe_db_clusters,
        rds.describe_db_subnet_groups,
    ):
        answer = call()
        del answer["ResponseMetadata"]
        for paging in ("NextToken", "Marker"):
            answer.pop(paging, None)
        inventory.update(answer)
    inventory["VpcAttributes"] = []
    for attribute in ("enableDnsSupport", "enableDnsHostnames"):
        answer = ec2.describe_vpc_attribute(VpcId=vpc, Attribute=attribute)
        del answer["ResponseMetadata"]
        inventory["VpcAttributes"].append(answer)
    return inventory


def as_the_command_line_prints(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    raise TypeError(type(value))


print(json.dumps(main(), indent=2, default=as_the_command_line_prints))
