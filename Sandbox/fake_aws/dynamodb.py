# SPDX-License-Identifier: Apache-2.0
"""DynamoDB's JSON 1.0: Query and UpdateItem on one table with the keys `scope` and `id`, in `World.items`.

Conditions are comparisons joined by one kind of word, AND or OR; updates are SET and REMOVE. An alias that is
missing, or that nothing uses, and a reserved word without one are refused as DynamoDB refuses them.
"""

from __future__ import annotations

import json
import re
import zlib
from typing import Any

from .messages import AWSError, Request, Response
from .world import World

TARGET = "DynamoDB_20120810."
CONTENT_TYPE = "application/x-amz-json-1.0"
RESERVED = {"scope", "state", "keys", "ttl", "status", "name"}
WORD = re.compile(r"(?<![\w:#])(?!SET\b|REMOVE\b|AND\b|OR\b)[#:]?[A-Za-z]\w*(?!\w*\()")
NAMESPACE = "com.amazonaws.dynamodb.v20120810#"

Item = dict[str, Any]


class ConditionFailed(AWSError):
    """Carries the item that stood in the way, when it was asked for."""

    def __init__(self, item: Item | None) -> None:
        super().__init__(400, "ConditionalCheckFailedException", "The conditional request failed")
        self.item = item


def name_of(target: str) -> str:
    return target.removeprefix(TARGET)


def response(world: World, request: Request) -> Response:
    operations = {"Query": _query, "UpdateItem": _update_item}
    if request.operation not in operations:
        raise _invalid(f"no operation {request.operation}")
    call = json.loads(request.body)
    if call["TableName"] != world.settings.table:
        raise AWSError(400, "ResourceNotFoundException", "Requested resource not found")
    _check_aliases(call)
    return _rendered(200, operations[request.operation](world, call, request))


def error(problem: AWSError) -> Response:
    body = {"__type": NAMESPACE + problem.code, "message": problem.message}
    if isinstance(problem, ConditionFailed) and problem.item is not None:
        body["Item"] = problem.item
    return _rendered(problem.status, body)


def _rendered(status: int, value: dict[str, Any]) -> Response:
    body = json.dumps(value).encode()
    return Response(status, body, CONTENT_TYPE, {"x-amz-crc32": str(zlib.crc32(body))})


def _query(world: World, call: dict[str, Any], request: Request) -> dict[str, Any]:
    found = re.fullmatch(r"#\w+ = (:\w+) AND begins_with\(id, (:\w+)\)", call["KeyConditionExpression"])
    if not found or call.get("ConsistentRead") is not True:
        raise _invalid("the fake knows one key condition, and consistent reads")
    values = call["ExpressionAttributeValues"]
    scope, prefix = (values[name]["S"] for name in found.groups())
    after = call.get("ExclusiveStartKey", {}).get("id", {}).get("S", "")
    backwards = call.get("ScanIndexForward") is False
    ids = sorted((id for at, id in world.items if at == scope and id.startswith(prefix)), reverse=backwards)
    if after:
        ids = [id for id in ids if (id < after if backwards else id > after)]
    size = request.do.get("page_size", min(call.get("Limit", 1000), world.settings.page_size))
    page = {"Items": [world.items[scope, id] for id in ids[:size]], "Count": len(ids[:size])}
    if len(ids) > size:
        last = ids[size - 1] if size else after
        page["LastEvaluatedKey"] = {"scope": {"S": scope}, "id": {"S": last or prefix}}
    return page


def _update_item(world: World, call: dict[str, Any], request: Request) -> dict[str, Any]:
    key = {name: value["S"] for name, value in call["Key"].items()}
    at = key["scope"], key["id"]
    item = world.items.get(at)
    condition = call.get("ConditionExpression")
    if condition and not _holds(condition, call, item or {}):
        raise ConditionFailed(item if call.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" else None)
    world.items[at] = _updated(call, item or dict(call["Key"]))
    return {}


def _holds(condition: str, call: dict[str, Any], item: Item) -> bool:
    if " OR " in condition:
        return any(_compares(part, call, item) for part in condition.split(" OR "))
    return all(_compares(part, call, item) for part in condition.split(" AND "))


def _compares(part: str, call: dict[str, Any], item: Item) -> bool:
    missing = re.fullmatch(r"attribute_not_exists\((\w+)\)", part)
    if missing:
        return missing[1] not in item
    name, operator, value = part.split(" ")
    here, there = item.get(_name(name, call)), call["ExpressionAttributeValues"][value]
    if here is None or here.keys() != there.keys():
        return False
    if operator == "=":
        return here == there
    if operator == "<=" and "N" in here:
        return int(here["N"]) <= int(there["N"])
    raise _invalid(f"the fake cannot compare {part}")


def _updated(call: dict[str, Any], item: Item) -> Item:
    set_part, _, remove_part = call["UpdateExpression"].removeprefix("SET ").partition(" REMOVE ")
    updated = dict(item)
    for assignment in set_part.split(", "):
        name, value = assignment.split(" = ")
        values = call["ExpressionAttributeValues"]
        updated[_name(name, call)] = values[value] if value.startswith(":") else item[_name(value, call)]
    for name in filter(None, remove_part.split(", ")):
        updated.pop(_name(name, call), None)
    return updated


def _name(text: str, call: dict[str, Any]) -> str:
    return call["ExpressionAttributeNames"][text] if text.startswith("#") else text


def _check_aliases(call: dict[str, Any]) -> None:
    expressions = [text for name, text in call.items() if name.endswith("Expression")]
    used = {word for text in expressions for word in WORD.findall(text)}
    defined = {*call.get("ExpressionAttributeNames", {}), *call.get("ExpressionAttributeValues", {})}
    if {word for word in used if word[0] in "#:"} != defined:
        raise _invalid(f"aliases used and defined differ: {sorted(used ^ defined)}")
    if RESERVED & used:
        raise _invalid(f"Attribute name is a reserved keyword; reserved keyword: {sorted(RESERVED & used)}")


def _invalid(message: str) -> AWSError:
    return AWSError(400, "ValidationException", message)
