# SPDX-License-Identifier: Apache-2.0
"""Everything that an account holds, of the kinds that a template of this project may make."""

from __future__ import annotations

from .cloud import LocalCloud

# The kind, and how its members are listed: service, operation, the list in the response, what names a member.
KINDS = {
    "stack": ("cloudformation", "describe_stacks", "Stacks", "StackName"),
    "function": ("lambda", "list_functions", "Functions", "FunctionName"),
    "role": ("iam", "list_roles", "Roles", "RoleName"),
    "policy": ("iam", "list_policies", "Policies", "PolicyName"),
    "log group": ("logs", "describe_log_groups", "logGroups", "logGroupName"),
    "queue": ("sqs", "list_queues", "QueueUrls", None),
    "schedule": ("scheduler", "list_schedules", "Schedules", "Name"),
    "rule": ("events", "list_rules", "Rules", "Name"),
    "alarm": ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
    "dashboard": ("cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName"),
    "topic": ("sns", "list_topics", "Topics", "TopicArn"),
    "subscription": ("sns", "list_subscriptions", "Subscriptions", "SubscriptionArn"),
    "table": ("dynamodb", "list_tables", "TableNames", None),
    "state machine": ("stepfunctions", "list_state_machines", "stateMachines", "name"),
    "bucket": ("s3", "list_buckets", "Buckets", "Name"),
}
ARGUMENTS = {"policy": {"Scope": "Local"}}

Inventory = set[tuple[str, str]]


def take(cloud: LocalCloud) -> Inventory:
    """Pairs of a kind and a name. A bucket's objects are members of the kind `object`."""
    found = {(kind, name) for kind in KINDS for name in _names(cloud, kind)}
    s3 = cloud.client("s3")
    buckets = [name for kind, name in found if kind == "bucket"]
    objects = ((bucket, s3.list_objects_v2(Bucket=bucket).get("Contents", [])) for bucket in buckets)
    return found | {("object", f"{bucket}/{each['Key']}") for bucket, contents in objects for each in contents}


def _names(cloud: LocalCloud, kind: str) -> list[str]:
    service, operation, member, name = KINDS[kind]
    response = getattr(cloud.client(service), operation)(**ARGUMENTS.get(kind, {}))
    members = response.get(member, [])
    return [each[name] for each in members] if name else members
