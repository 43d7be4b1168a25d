"""Where moto 5.2.1 answers otherwise than AWS documents, and a real template or command would notice."""

import json
from urllib.parse import unquote

from moto.awslambda.exceptions import InvalidParameterValueException, UnknownEventConfig
from moto.awslambda.models import EventInvokeConfig, LambdaFunction
from moto.awslambda.responses import LambdaResponse
from moto.cloudformation.responses import CloudFormationResponse
from moto.kms.models import KmsBackend
from moto.s3.models import s3_backends
from moto.s3.responses import S3Response

create_function = LambdaFunction.__init__
update_configuration = LambdaFunction.update_configuration
update_function_code = LambdaFunction.update_function_code
get_configuration = LambdaFunction.get_configuration


# moto takes whatever stands beside an image; Lambda refuses it in these words.
def no_image(spec):
    if {"Handler", "Runtime", "Layers"} & {name for name, value in spec.items() if value}:
        raise InvalidParameterValueException(
            "Please don't provide Handler or Runtime or Layer when the intended function PackageType is Image."
        )


# moto reports SnapStart as off and logging not at all, whatever was asked for.
def created(self, account_id, spec, region, version=1):
    if spec.get("PackageType") == "Image":
        no_image(spec)
    create_function(self, account_id, spec, region, version)
    self.asked = {name: spec[name] for name in ("SnapStart", "LoggingConfig") if name in spec}


def configured(self, updates):
    if self.package_type == "Image":
        no_image(updates)
    self.asked = {**self.asked, **{name: updates[name] for name in ("SnapStart", "LoggingConfig") if name in updates}}
    return update_configuration(self, updates)


def reported(self, on_create=False):
    snap_start = self.asked.get("SnapStart", {"ApplyOn": "None"})
    is_on = snap_start["ApplyOn"] == "PublishedVersions" and ":" in self.function_arn.split(":function:")[1]
    snap_start = {**snap_start, "OptimizationStatus": "On" if is_on else "Off"}
    configuration = {**get_configuration(self, on_create), **self.asked, "SnapStart": snap_start}
    # Lambda tells what is laid over an image's own command only where something is.
    if not any(configuration.get("ImageConfigResponse", {}).get("ImageConfig", {}).values()):
        configuration.pop("ImageConfigResponse", None)
    return configuration


# moto forgets the architecture that comes with new code.
def coded(self, updated):
    self.architectures = updated.get("Architectures", self.architectures)
    return update_function_code(self, updated)


LambdaFunction.__init__ = created
LambdaFunction.update_configuration = configured
LambdaFunction.update_function_code = coded
LambdaFunction.get_configuration = reported


# moto has one event invoke config for each function, the first that was ever put; AWS has one for each qualifier.
def configs(response):
    function = response.backend.get_function(unquote(response.path.rsplit("/", 2)[1]))
    qualifier = response._get_param("Qualifier")
    arn = f"{function.function_arn}:{qualifier}" if qualifier else function.function_arn
    others = [each for each in function.event_invoke_config if each.arn != arn]
    mine = [each for each in function.event_invoke_config if each.arn == arn]
    return function, arn, others, mine


def put_config(self):
    function, arn, others, _ = configs(self)
    config = EventInvokeConfig(arn, function.last_modified, self.json_body)
    function.event_invoke_config = [*others, config]
    return json.dumps(config.response())


def get_config(self):
    _, arn, _, mine = configs(self)
    if not mine:
        raise UnknownEventConfig(arn)
    return json.dumps(mine[0].response())


def delete_config(self):
    function, arn, others, mine = configs(self)
    if not mine:
        raise UnknownEventConfig(arn)
    function.event_invoke_config = others
    return 204, {"status": 204}, "{}"


def list_configs(self):
    function = self.backend.get_function(unquote(self.path.rsplit("/", 3)[1]))
    return json.dumps({"FunctionEventInvokeConfigs": [each.response() for each in function.event_invoke_config]})


LambdaResponse.put_function_event_invoke_config = put_config
LambdaResponse.update_function_event_invoke_config = put_config
LambdaResponse.get_function_event_invoke_config = get_config
LambdaResponse.delete_function_event_invoke_config = delete_config
LambdaResponse.list_function_event_invoke_configs = list_configs


head_bucket = S3Response.head_bucket


# moto does not ask whose the bucket is.
def owned_bucket(self):
    wanted = self.headers.get("x-amz-expected-bucket-owner")
    _, owner = s3_backends.bucket_accounts.get(self.bucket_name, (None, wanted))
    return (403, {}, "") if wanted and owner != wanted else head_bucket(self)


S3Response.head_bucket = owned_bucket


# AWS answers CreateChangeSet without a difference by a change set that failed, which `deploy` understands.
CloudFormationResponse._validate_different_update = lambda self, parameters, template, stack: None


create_key = KmsBackend.create_key


# moto leaves a key without the usage that every key has.
def keyed(self, policy, key_usage, *more, **options):
    return create_key(self, policy, key_usage or "ENCRYPT_DECRYPT", *more, **options)


KmsBackend.create_key = keyed
