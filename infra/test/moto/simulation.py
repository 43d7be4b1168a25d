"""iam:SimulatePrincipalPolicy, which moto lacks: over the policies that moto holds for a role.

Evaluates the identity policies of the role (inline and attached): Action, Resource, their Not forms, and the
condition operators below on the context keys of the call. AWS evaluates more (boundaries, SCPs, all operators).
"""

import json
from fnmatch import fnmatchcase

from moto.core.responses import ActionResult
from moto.iam.exceptions import NotFoundException
from moto.iam.responses import IamResponse


def as_list(value):
    return value if isinstance(value, list) else [value]


def wildcard(pattern, text):
    # IAM knows * and ? only; a bracket is itself.
    return fnmatchcase(text, pattern.replace("[", "[[]"))


def equal(pattern, text):
    return pattern == text


OPERATORS = {
    "StringEquals": equal,
    "ArnEquals": wildcard,
    "StringLike": wildcard,
    "ArnLike": wildcard,
}


def documents(backend, role_name):
    role = backend.get_role(role_name)
    for document in role.policies.values():
        yield json.loads(document)
    for policy in role.managed_policies.values():
        default = next(version for version in policy.versions if version.is_default)
        yield json.loads(default.document)


def concerns(statement, element, text, lower=False):
    def any_matches(patterns):
        fold = str.lower if lower else str
        return any(wildcard(fold(pattern), fold(text)) for pattern in as_list(patterns))

    if element in statement:
        return any_matches(statement[element])
    return not any_matches(statement["Not" + element])


def holds(statement, context, missing):
    for operator, wanted in statement.get("Condition", {}).items():
        matches = OPERATORS[operator]
        for key, patterns in wanted.items():
            values = context.get(key.lower())
            if values is None:
                missing.add(key)
                return False
            if not any(matches(pattern, value) for pattern in as_list(patterns) for value in values):
                return False
    return True


def decision(backend, role_name, action, resource, context):
    missing = set()
    effects = set()
    for document in documents(backend, role_name):
        for statement in as_list(document["Statement"]):
            if concerns(statement, "Action", action, lower=True) and concerns(statement, "Resource", resource):
                if holds(statement, context, missing):
                    effects.add(statement["Effect"])
    if "Deny" in effects:
        return "explicitDeny", missing
    return ("allowed" if "Allow" in effects else "implicitDeny"), missing


def simulate_principal_policy(self):
    source = self._get_param("PolicySourceArn")
    role_name = source.rsplit("/", 1)[-1]
    if ":role/" not in source:
        raise NotFoundException(f"Only roles are simulated here, not {source}.")
    context = {
        entry["ContextKeyName"].lower(): entry["ContextKeyValues"] for entry in self._get_param("ContextEntries") or []
    }
    results = []
    for action in self._get_param("ActionNames"):
        for resource in self._get_param("ResourceArns") or ["*"]:
            verdict, missing = decision(self.backend, role_name, action, resource, context)
            results.append(
                {
                    "EvalActionName": action,
                    "EvalResourceName": resource,
                    "EvalDecision": verdict,
                    "MatchedStatements": [],
                    # IAM tells what is missing beside the resource when one was given, else here.
                    "MissingContextValues": [],
                    "ResourceSpecificResults": [
                        {
                            "EvalResourceName": resource,
                            "EvalResourceDecision": verdict,
                            "MatchedStatements": [],
                            "MissingContextValues": sorted(missing) if verdict == "implicitDeny" else [],
                        }
                    ],
                }
            )
    return ActionResult({"EvaluationResults": results, "IsTruncated": False})


IamResponse.simulate_principal_policy = simulate_principal_policy
