"""The dependencies that cfn-lint sees between resources: paths of templates on standard input as a list, on standard
output a mapping of each path to its edges, [from, to]. Files that cfn-lint cannot read are left out."""

import json
import sys

from cfnlint.decode import cfn_json, cfn_yaml
from cfnlint.template import Template

edges = {}
for path in json.load(sys.stdin):
    try:
        read = cfn_json if path.endswith(".json") else cfn_yaml
        template = read.load(path)
        resources = template["Resources"]
        graph = Template(path, template, ["us-east-1"]).graph.graph
        edges[path] = [
            [source, target]
            for source, target in graph.edges()
            if source in resources and target in resources
        ]
    except Exception as error:
        print(path, error, file=sys.stderr)
json.dump(edges, sys.stdout)
