"""Reads YAML as CloudFormation's tools do: PyYAML's safe loader, which takes any tag of one exclamation mark.

Standard input: a JSON list of texts. Standard output: a JSON list, for each {"value": ...} or {"error": ...}. A mapping is
{"map": [[key, value], ...]} with its keys as they are written, merge keys spread out and the last of two equal keys;
a list {"list": [...]}; a tagged value {"tag": ..., "value": ...}; a number that JSON lacks {"float": ...}.
"""

import json
import math
import sys

import yaml


class Loader(yaml.SafeLoader):
    """Dates stay text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def mapping(loader, node):
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "found unhashable key", key.start_mark)
    loader.flatten_mapping(node)
    entries = {}
    for key, value in node.value:
        entries.pop(key.value, None)
        entries[key.value] = loader.construct_object(value, deep=True)
    return {"map": [[key, value] for key, value in entries.items()]}


def sequence(loader, node):
    return {"list": [loader.construct_object(item, deep=True) for item in node.value]}


def tagged(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = node.value
    else:
        value = (sequence if isinstance(node, yaml.SequenceNode) else mapping)(loader, node)
    return {"tag": suffix, "value": value}


def number(loader, node):
    value = loader.construct_yaml_float(node)
    return value if math.isfinite(value) else {"float": str(value)}


Loader.add_constructor("tag:yaml.org,2002:map", mapping)
Loader.add_constructor("tag:yaml.org,2002:seq", sequence)
Loader.add_constructor("tag:yaml.org,2002:float", number)
Loader.add_multi_constructor("!", tagged)


def read(text):
    try:
        answer = {"value": yaml.load(text, Loader=Loader)}
        json.dumps(answer)
        return answer
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
