"""Reads documents as Python's own readers do, and says what each of them says.

Standard input: one JSON object a line, {"format": "json" | "yaml" | "toml", "text": ...}.
Standard output: one JSON object a line, {"value": ...} or {"error": ...}; for TOML also {"toml": ...}, what the
package `toml` makes of it, which reads less than the standard library. A mapping is {"map": [[key, value], ...]}, a
list {"list": [...]}; a call in YAML's short form, such as !Ref, has its long form.
"""

import json
import math
import sys

import toml
import yaml

try:
    import tomllib
except ImportError:  # before Python 3.11
    tomllib = None


class Loader(yaml.SafeLoader):
    """PyYAML with CloudFormation's tags, as the AWS CLI reads templates; dates stay text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def mapping(loader, node):
    # The key as written: ours are texts.
    entries = [[key.value, loader.construct_object(value, deep=True)] for key, value in node.value]
    return call(*entries[0]) if len(entries) == 1 else {"map": entries}


def sequence(loader, node):
    return {"list": [loader.construct_object(item, deep=True) for item in node.value]}


def short_call(loader, name, node):
    if isinstance(node, yaml.ScalarNode):
        argument = node.value
    elif isinstance(node, yaml.SequenceNode):
        argument = sequence(loader, node)
    else:
        argument = mapping(loader, node)
    return call(name if name == "Ref" else "Fn::" + name, argument)


def call(name, argument):
    if name == "Fn::GetAtt" and isinstance(argument, str) and "." in argument:
        argument = {"list": argument.split(".", 1)}
    return {"map": [[name, argument]]}


Loader.add_constructor("tag:yaml.org,2002:map", mapping)
Loader.add_constructor("tag:yaml.org,2002:seq", sequence)
Loader.add_multi_constructor("!", short_call)


def plain(value):
    """What a reader without a say in the matter gave."""
    if isinstance(value, dict):
        entries = [[key, plain(inner)] for key, inner in value.items()]
        return call(*entries[0]) if len(entries) == 1 else {"map": entries}
    if isinstance(value, list):
        return {"list": [plain(item) for item in value]}
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": str(value)}
    return value


def read(format, text):
    if format == "json":
        return {"value": plain(json.loads(text))}
    if format == "yaml":
        return {"value": yaml.load(text, Loader=Loader)}
    answer = {"value": plain(tomllib.loads(text))} if tomllib else {}
    try:
        answer["toml"] = plain(toml.loads(text))
    except Exception:  # it knows TOML 0.5 at best, and has mistakes of its own
        pass
    return answer


for line in sys.stdin:
    document = json.loads(line)
    try:
        answer = read(document["format"], document["text"])
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer))
