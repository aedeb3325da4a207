"""What cfn-lint makes of expressions: {"template", "expressions"} on standard input, on standard output a list of
values, for each expression one list. Empty where it does not work the expression out."""

import json
import sys

from cfnlint.context import create_context_for_template
from cfnlint.jsonschema import CfnTemplateValidator
from cfnlint.template import Template

asked = json.load(sys.stdin)
template = Template("template.json", asked["template"], ["us-east-1"])
validator = CfnTemplateValidator({}).evolve(
    cfn=template, context=create_context_for_template(template)
)


def values(expression):
    found = []
    for value, _, error in validator.resolve_value(expression):
        if error is None and value not in found:
            found.append(value)
    return found


json.dump([values(expression) for expression in asked["expressions"]], sys.stdout)
