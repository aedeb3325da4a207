"""What the calls of the AWS command line answer, by botocore's models.

Reads calls such as "ec2 describe-vpcs" from standard input, a line each, and prints for each a line with the lists of its
answer, divided by spaces.
"""

import sys

import botocore.session
from botocore import xform_name

session = botocore.session.get_session()
for line in sys.stdin:
    service, call = line.split()
    model = session.get_service_model(service)
    [operation] = [name for name in model.operation_names if xform_name(name, "-") == call]
    members = model.operation_model(operation).output_shape.members
    print(*[name for name, member in members.items() if member.type_name == "list"])
