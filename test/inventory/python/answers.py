"""Random answers that botocore's models of the AWS API allow, as the AWS command line prints them.

Usage: answers.py SEED COUNT. Prints one JSON object a line, each with the answer of every operation that an inventory is
made of, its top-level keys merged.
"""

import json
import random
import sys

import botocore.session

OPERATIONS = [
    ("ec2", "DescribeVpcs"),
    ("ec2", "DescribeSubnets"),
    ("ec2", "DescribeRouteTables"),
    ("ec2", "DescribeInternetGateways"),
    ("ec2", "DescribeNatGateways"),
    ("ec2", "DescribeNetworkAcls"),
    ("ec2", "DescribeSecurityGroups"),
    ("ec2", "DescribeVpcEndpoints"),
    ("ec2", "DescribeManagedPrefixLists"),
    ("ec2", "DescribePrefixLists"),
    ("ec2", "DescribeVpcPeeringConnections"),
    ("ec2", "DescribeTransitGatewayVpcAttachments"),
    ("rds", "DescribeDBInstances"),
    ("rds", "DescribeDBClusters"),
    ("rds", "DescribeDBSubnetGroups"),
    ("cloudformation", "DescribeStackResources"),
]

# What the command line leaves out once it has fetched all pages.
PAGING = {"NextToken", "Marker"}

WORDS = ["", "available", "subnet-0a1b2c3d", "10.0.0.0/16", "::/0", "local", "-1", "tcp", "eu-central-1a", "ein Name – mit ü"]

random.seed(int(sys.argv[1]))


def some(shape, depth=0):
    kind = shape.type_name
    if kind == "structure":
        # Every member of an output is optional to the models.
        chosen = {name: member for name, member in shape.members.items() if random.random() < 0.7}
        return {name: some(member, depth + 1) for name, member in chosen.items()}
    if kind == "list":
        return [some(shape.member, depth + 1) for _ in range(random.choice([0, 0, 1, 1, 2]) if depth < 12 else 0)]
    if kind == "map":
        return {random.choice(WORDS): some(shape.value, depth + 1) for _ in range(random.randint(0, 1))}
    if kind == "string":
        if shape.enum and random.random() < 0.9:
            return random.choice(shape.enum)
        return random.choice(WORDS) + random.choice(["", "x", str(random.randint(0, 10**6))])
    if kind in ("integer", "long"):
        return random.choice([0, -1, 1, 443, 65535, 2**31 - 1])
    if kind in ("float", "double"):
        return random.choice([0.0, 1.5, -2.25])
    if kind == "boolean":
        return random.random() < 0.5
    if kind == "timestamp":
        return "2026-11-20T08:30:00+00:00"
    if kind == "blob":
        return "aGVsbG8="
    raise ValueError(f"{shape.name} is a {kind}")


session = botocore.session.get_session()
outputs = {}
for service, operation in OPERATIONS:
    outputs[operation] = session.get_service_model(service).operation_model(operation).output_shape
attribute = session.get_service_model("ec2").operation_model("DescribeVpcAttribute").output_shape

for _ in range(int(sys.argv[2])):
    answer = {}
    for shape in outputs.values():
        for name, member in shape.members.items():
            # The answer has this key whenever it has anything, and two operations share one.
            if name not in PAGING:
                answer.setdefault(name, some(member, 1))
    answer["VpcAttributes"] = [some(attribute, 1) for _ in range(random.randint(0, 3))]
    print(json.dumps(answer, ensure_ascii=random.random() < 0.5))
