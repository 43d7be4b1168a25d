"""The resource types of our templates: each passes its properties on to the API of moto's own service.

A resource knows its properties and the id that the service gave it, as CloudFormation does, and nothing else. The API
is called through botocore, which refuses a property that AWS does not know.
"""

import functools
from typing import Any

import boto3
from flask import request
from moto.cloudformation.exceptions import UnformattedGetAttTemplateException
from moto.moto_api._internal import mock_random

BY_TYPE: dict[str, type["Resource"]] = {}


@functools.cache
def client(endpoint: str, service: str, region: str) -> Any:
    keys = {"aws_access_key_id": "stack", "aws_secret_access_key": "stack"}
    return boto3.client(service, region_name=region, endpoint_url=endpoint, **keys)


def lower_first(properties: dict, *names: str) -> dict:
    """CloudWatch Logs spells its parameters so."""
    return {name[0].lower() + name[1:]: properties[name] for name in names if name in properties}


def some(properties: dict, *names: str) -> dict:
    return {name: properties[name] for name in names if name in properties}


def but(properties: dict, *names: str) -> dict:
    return {name: value for name, value in properties.items() if name not in names}


class Resource:
    """create() sets what Ref gives; Fn::GetAtt looks into attributes()."""

    resource_type = ""

    def __init_subclass__(cls) -> None:
        BY_TYPE[cls.resource_type] = cls

    def __init__(self, stack: Any, logical_id: str, properties: dict, account: str, region: str):
        self.stack, self.logical_id, self.properties = stack, logical_id, properties
        self.account, self.region = account, region
        self.physical_resource_id = ""

    def aws(self, service: str) -> Any:
        return client(request.host_url, service, self.region)

    def create(self) -> None: ...

    def update(self, properties: dict) -> None:
        raise NotImplementedError(f"{self.resource_type} is only ever replaced")

    def delete(self) -> None: ...

    def attributes(self) -> dict[str, str]:
        return {}

    def get_cfn_attribute(self, name: str) -> str:
        if name not in self.attributes():
            raise UnformattedGetAttTemplateException()
        return self.attributes()[name]

    def generated_name(self) -> str:
        suffix = "".join(mock_random.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") for _ in range(12))
        return f"{self.stack['AWS::StackName']}-{self.logical_id}-{suffix}"

    def tags(self) -> dict[str, str]:
        return {key: value for key, value in self.stack.tags.items() if not key.startswith("aws:")}

    def tag_list(self) -> list[dict[str, str]]:
        return [{"Key": key, "Value": value} for key, value in self.tags().items()]

    @classmethod
    def has_cfn_attr(cls, name: str) -> bool:
        """Asked before there is a resource: get_cfn_attribute refuses later."""
        return True
