"""A network in moto, which stands in for AWS, after commands of the AWS command line, and what AWS answers of it.

Reads lists of commands such as "aws ec2 create-vpc-endpoint --vpc-id vpc-1a2b3c4d ..." as JSON, makes for each list a new
network and the calls that its commands stand for, and prints the inventories. Ids are the same in every network.
"""

import json
import os
import sys

os.environ.update(
    AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="eu-central-1", AWS_EC2_METADATA_DISABLED="true"
)

import boto3
from botocore import xform_name
from moto import mock_aws
from moto.moto_api._internal import mock_random


def call_of(client, line):
    """The operation and its parameters, by botocore's model of the service; an option that it does not have fails."""
    aws, service, name, *words = line.split()
    assert (aws, service) == ("aws", "ec2"), line
    [operation] = [one for one in client.meta.service_model.operation_names if xform_name(one, "-") == name]
    members = client.meta.service_model.operation_model(operation).input_shape.members
    options, rule = {}, {}
    while words:
        option = words.pop(0)[2:]
        values = []
        while words and not words[0].startswith("--"):
            values.append(words.pop(0))
        if option == "region":
            assert values == [client.meta.region_name], line
        elif option in ("protocol", "port", "source-group", "cidr"):
            # The command line's own short form of a rule (awscli/customizations/ec2/secgroupsimplify.py).
            [rule[option]] = values
        else:
            [member] = [one for one in members if xform_name(one, "-") == option]
            kind = members[member].type_name
            if kind == "list":
                options[member] = values
            elif kind == "boolean":
                assert not values, line
                options[member] = True
            elif kind == "structure":
                [value] = values
                key, flag = value.split("=")
                options[member] = {key: flag == "true"}
            else:
                [options[member]] = values
    if rule:
        port = int(rule["port"])
        peer = (
            {"UserIdGroupPairs": [{"GroupId": rule["source-group"]}]}
            if "source-group" in rule
            else {"IpRanges": [{"CidrIp": rule["cidr"]}]}
        )
        options["IpPermissions"] = [{"IpProtocol": rule["protocol"], "FromPort": port, "ToPort": port, **peer}]
    return xform_name(operation), options


@mock_aws
def inventory_after(commands):
    mock_random.seed(1)
    ec2 = boto3.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{i}.0/24", AvailabilityZone=f"eu-central-1{zone}")["Subnet"]["SubnetId"]
        for i, zone in enumerate("ab")
    ]
    for subnet in subnets:
        table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
        ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    ec2.create_security_group(GroupName="app", Description="app", VpcId=vpc)
    closed = ec2.create_security_group(GroupName="closed", Description="closed", VpcId=vpc)["GroupId"]
    ec2.revoke_security_group_egress(
        GroupId=closed, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
    )

    for command in commands:
        name, options = call_of(ec2, command)
        getattr(ec2, name)(**options)

    inventory = {"Region": "eu-central-1"}
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
    ):
        answer = call()
        del answer["ResponseMetadata"]
        inventory.update(answer)
    inventory["VpcAttributes"] = []
    for attribute in ("enableDnsSupport", "enableDnsHostnames"):
        answer = ec2.describe_vpc_attribute(VpcId=vpc, Attribute=attribute)
        del answer["ResponseMetadata"]
        inventory["VpcAttributes"].append(answer)
    return inventory


print(json.dumps([inventory_after(commands) for commands in json.load(sys.stdin)], default=str))
