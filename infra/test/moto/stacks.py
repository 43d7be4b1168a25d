"""CloudFormation's engine, as its user guide describes it, in place of moto's.

moto's own updates neither resources in the order of their references nor those whose references changed, and never
replaces one. Here a resource is created, updated, or, when a create-only property of its published schema changes,
replaced; what is replaced or gone is deleted when everything else is done, unless its policy retains it.
"""

import functools
from typing import Any

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER
from moto.cloudformation import models, parsing

import functions  # noqa: F401
import identity  # noqa: F401
import operations  # noqa: F401
import resources

Map = parsing.ResourceMap


def without_nothing(value: Any) -> Any:
    """moto leaves AWS::NoValue in lists as None."""
    if isinstance(value, list):
        return [without_nothing(item) for item in value if item is not None]
    if isinstance(value, dict):
        return {key: without_nothing(item) for key, item in value.items() if item is not None}
    return value


@functools.cache
def create_only(resource_type: str, region: str) -> frozenset[str]:
    """The top-level properties whose change means replacement."""
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, resource_type).schema
    return frozenset(path.split("/")[2] for path in schema.get("createOnlyProperties", []))


def realise(logical_id: str, declaration: dict, stack: Map, account_id: str, region_name: str) -> Any:
    """Called by moto when something refers to a resource that is not there yet (in this run)."""
    condition = declaration.get("Condition")
    if condition and not stack.lazy_condition_map[condition]:
        return None
    wanted = declaration.get("DependsOn", [])
    for other in [wanted] if isinstance(wanted, str) else wanted:
        stack[other]
    properties = without_nothing(parsing.clean_json(declaration.get("Properties", {}), stack))
    before = getattr(stack, "before", {}).get(logical_id)
    resource = before
    if before is None or before.cf_resource_type != declaration["Type"] or must_replace(before, properties, region_name):
        kind = resources.BY_TYPE[declaration["Type"]]
        resource = kind(stack, logical_id, properties, account_id, region_name)
        created(resource, logical_id, declaration["Type"])
    elif before.properties != properties:
        resource.update(properties)
        resource.properties = properties
    resource.retained = {name: declaration.get(name) == "Retain" for name in ("DeletionPolicy", "UpdateReplacePolicy")}
    resource.cf_resource_type = declaration["Type"]
    resource.logical_resource_id = logical_id
    return resource


def created(resource: resources.Resource, logical_id: str, resource_type: str) -> None:
    try:
        resource.create()
    except Exception as failure:
        stack = models.cloudformation_backends[resource.account][resource.region].get_stack(resource.stack["AWS::StackId"])
        made = getattr(resource, "physical_resource_id", None) or ""
        reason = " ".join(str(failure).split())
        stack.events.append(
            models.Event(stack.stack_id, stack.name, logical_id, made, resource_type, "CREATE_FAILED", reason, None)
        )
        raise


executed = models.CloudFormationBackend.execute_change_set


def execute(backend: models.CloudFormationBackend, change_set_name: str, stack_name: str | None = None) -> None:
    """A first deployment that fails leaves an empty stack, of which nothing but its events can be had."""
    change_set = backend.describe_change_set(change_set_name)
    try:
        executed(backend, change_set_name, stack_name)
    except Exception:
        if change_set.change_set_type != "CREATE":
            raise
        delete(change_set.stack.resource_map)
        change_set.stack.status = "ROLLBACK_COMPLETE"


def must_replace(before: resources.Resource, properties: dict, region: str) -> bool:
    changed = {name for name in {*before.properties, *properties} if before.properties.get(name) != properties.get(name)}
    return bool(changed & create_only(before.cf_resource_type, region))


def living(stack: Map) -> dict[str, resources.Resource]:
    return {name: each for name, each in stack._parsed_resources.items() if isinstance(each, resources.Resource)}


def update(stack: Map, template: dict, parameters: dict | None = None) -> None:
    before = living(stack)
    for name in before:
        del stack._parsed_resources[name]
    stack.before = before
    stack._template = template
    stack._resource_json_map = template["Resources"]
    stack.input_parameters = parameters if parameters is not None else stack.input_parameters
    stack.resolved_parameters = {}
    stack.load()
    for name in template["Resources"]:
        stack[name]
    after = living(stack)
    for name, old in reversed(before.items()):
        new = after.get(name)
        if new is None:
            retained = old.retained["DeletionPolicy"]
        else:
            retained = old.retained["UpdateReplacePolicy"] or old.physical_resource_id == new.physical_resource_id
        if new is not old and not retained:
            old.delete()
    stack.before = {}


def create(stack: Map, template: dict) -> bool:
    update(stack, template)
    return True


def delete(stack: Map) -> None:
    for name, resource in reversed(living(stack).items()):
        if not resource.retained["DeletionPolicy"]:
            resource.delete()
        del stack._parsed_resources[name]


def apply(change_set: models.ChangeSet) -> None:
    """moto forgets the parameters of an executed change set, and so takes the same ones for a change the next time."""
    stack = change_set.stack
    stack.template = change_set.template
    stack._parse_template()
    stack.tags = change_set.tags or {}
    stack.resource_map.tags = dict(stack.tags)
    stack.parameters = change_set.parameters
    stack.resource_map.update(change_set.template_dict, change_set.parameters)
    stack.output_map = stack._create_output_map()


def has_parameters(stack: models.Stack, others: dict) -> bool:
    """moto compares what was given; given or left to its default, a value is the same."""
    now = stack.resource_map.resolved_parameters
    return all(str(now.get(name)) == str(value) for name, value in others.items())


# moto's own classes of these types pass on only some of the properties.
parsing.resource_class_from_type = resources.BY_TYPE.__getitem__
parsing.parse_and_create_resource = realise
Map.update, Map.create, Map.delete = update, create, delete
Map.creation_complete = lambda stack: True
models.CloudFormationBackend.execute_change_set = execute
models.ChangeSet.apply = apply
models.Stack.has_parameters = has_parameters
