"""AWS::CloudWatch::*, AWS::Logs::*, AWS::SQS::* and AWS::CloudFormation::Stack."""

import json
from urllib.parse import urlparse

from moto.cloudformation.models import cloudformation_backends

from resources import Resource, but, lower_first


class LogGroup(Resource):
    resource_type = "AWS::Logs::LogGroup"

    def create(self):
        named = lower_first(self.properties, "LogGroupName", "KmsKeyId")
        self.aws("logs").create_log_group(**named, tags=self.tags())
        self.physical_resource_id = self.properties["LogGroupName"]
        self.retain(self.properties)

    def update(self, properties):
        name = {"logGroupName": self.physical_resource_id}
        if "KmsKeyId" in properties:
            self.aws("logs").associate_kms_key(**name, kmsKeyId=properties["KmsKeyId"])
        elif "KmsKeyId" in self.properties:
            self.aws("logs").disassociate_kms_key(**name)
        self.retain(properties)

    def retain(self, properties):
        name = self.physical_resource_id
        days = int(properties["RetentionInDays"])
        self.aws("logs").put_retention_policy(logGroupName=name, retentionInDays=days)

    def delete(self):
        self.aws("logs").delete_log_group(logGroupName=self.physical_resource_id)

    def attributes(self):
        return {"Arn": f"arn:aws:logs:{self.region}:{self.account}:log-group:{self.physical_resource_id}:*"}


class Queue(Resource):
    resource_type = "AWS::SQS::Queue"

    def settings(self, properties):
        said = but(properties, "QueueName", "Tags")
        return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in said.items()}

    def create(self):
        created = self.aws("sqs").create_queue(
            QueueName=self.properties["QueueName"], Attributes=self.settings(self.properties), tags=self.tags()
        )
        self.physical_resource_id = created["QueueUrl"]

    def update(self, properties):
        self.aws("sqs").set_queue_attributes(QueueUrl=self.physical_resource_id, Attributes=self.settings(properties))

    def delete(self):
        self.aws("sqs").delete_queue(QueueUrl=self.physical_resource_id)

    def attributes(self):
        name = self.properties["QueueName"]
        return {"Arn": f"arn:aws:sqs:{self.region}:{self.account}:{name}", "QueueName": name}


class QueuePolicy(Resource):
    resource_type = "AWS::SQS::QueuePolicy"

    def create(self):
        self.physical_resource_id = self.generated_name()
        self.update(self.properties)

    def update(self, properties):
        self.put(properties["Queues"], json.dumps(properties["PolicyDocument"]))

    def put(self, queues, policy):
        for url in queues:
            self.aws("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})

    def delete(self):
        self.put(self.properties["Queues"], "")


class Alarm(Resource):
    resource_type = "AWS::CloudWatch::Alarm"

    def create(self):
        self.physical_resource_id = self.properties["AlarmName"]
        self.update(self.properties)

    def update(self, properties):
        self.aws("cloudwatch").put_metric_alarm(**properties, Tags=self.tag_list())

    def delete(self):
        self.aws("cloudwatch").delete_alarms(AlarmNames=[self.physical_resource_id])


class Dashboard(Resource):
    resource_type = "AWS::CloudWatch::Dashboard"

    def create(self):
        self.physical_resource_id = self.properties["DashboardName"]
        self.update(self.properties)

    def update(self, properties):
        self.aws("cloudwatch").put_dashboard(**properties)

    def delete(self):
        self.aws("cloudwatch").delete_dashboards(DashboardNames=[self.physical_resource_id])


class Stack(Resource):
    resource_type = "AWS::CloudFormation::Stack"

    def backend(self):
        return cloudformation_backends[self.account][self.region]

    def template(self, properties):
        bucket, _, key = urlparse(properties["TemplateURL"]).path.lstrip("/").partition("/")
        return self.aws("s3").get_object(Bucket=bucket, Key=key)["Body"].read().decode()

    def parameters(self, properties):
        return {name: str(value) for name, value in properties.get("Parameters", {}).items()}

    def create(self):
        # Children inherit the tags of their parent.
        name = self.generated_name()
        try:
            self.backend().create_stack(
                name, self.template(self.properties), self.parameters(self.properties), tags=self.stack.tags
            )
        finally:
            made = [each.stack_id for each in self.backend().stacks.values() if each.name == name]
            self.physical_resource_id = made[0] if made else ""

    def update(self, properties):
        stack = self.backend().get_stack(self.physical_resource_id)
        stack.resource_map.tags = self.stack.tags
        stack.update(self.template(properties), parameters=self.parameters(properties))

    def delete(self):
        self.backend().delete_stack(self.physical_resource_id)

    def attributes(self):
        stack = self.backend().get_stack(self.physical_resource_id)
        return {f"Outputs.{output['OutputKey']}": output["OutputValue"] for output in stack.outputs or []}
