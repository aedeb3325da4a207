"""Loads settings files with Zappa's own loader, and says what it makes of each stage.

Standard input: one JSON object a line, {"name": file name, "text": ..., "stages": [...]}.
Standard output: one JSON object a line, {stage: answer, ...}. An answer has "settings", what the stage's settings are
with what it extends; or "error", what Zappa ends with while it reads them. "load" is what it ends with afterwards, in
load_settings, and "boto3" what boto3 says of the stage's vpc_config; both are null where there is nothing wrong.
"""

import contextlib
import io
import json
import os
import sys
import tempfile

import botocore.session
from botocore.validate import ParamValidator
from zappa import cli


class NoNetwork:
    """In place of zappa.core.Zappa, which looks for credentials."""

    extra_permissions = None

    def __init__(self, **_):
        pass


cli.Zappa = NoNetwork
cli.ZappaCLI._detect_websocket_usage = lambda self: False
cli.ZappaCLI.collision_warning = lambda self, item: None

LAMBDA = botocore.session.get_session().get_service_model("lambda")
VPC_CONFIG = LAMBDA.operation_model("CreateFunction").input_shape.members["VpcConfig"]


def plain(value):
    """Dates and the like as what they are called; JSON has the rest."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (str, int, float)):
        return value
    return {"date": str(value)}


def error_of(act):
    try:
        act()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def boto3_on(config):
    # As zappa/core.py does: "if not vpc_config: vpc_config = {}".
    report = ParamValidator().validate(config or {}, VPC_CONFIG)
    return report.generate_report() if report.has_errors() else None


def answer(path, stage):
    one = cli.ZappaCLI()
    one.api_stage = stage
    try:
        one.load_settings_file(path)
        settings = one.stage_config
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}
    loaded = cli.ZappaCLI()
    loaded.api_stage = stage
    return {
        "settings": plain(settings),
        "load": error_of(lambda: loaded.load_settings(path)),
        "boto3": boto3_on(settings.get("vpc_config", {})),
    }


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for line in sys.stdin:
        case = json.loads(line)
        with open(case["name"], "w", encoding="utf-8", newline="") as file:
            file.write(case["text"])
        with contextlib.redirect_stdout(io.StringIO()):
            answers = {stage: answer(case["name"], stage) for stage in case["stages"]}
        os.remove(case["name"])
        print(json.dumps(answers))
