"""AWS::Lambda::*."""

from resources import Resource, but, some


class Function(Resource):
    resource_type = "AWS::Lambda::Function"

    def create(self):
        settings = but(self.properties, "Code", "ReservedConcurrentExecutions", "Tags")
        created = self.aws("lambda").create_function(**settings, Code=self.properties["Code"], Tags=self.tags())
        self.physical_resource_id = created["FunctionName"]
        self.reserve(self.properties)

    def update(self, properties):
        name = {"FunctionName": self.physical_resource_id}
        if self.code(properties) != self.code(self.properties):
            self.aws("lambda").update_function_code(**name, **self.code(properties))
        if self.settings(properties) != self.settings(self.properties):
            self.aws("lambda").update_function_configuration(**name, **self.settings(properties))
        self.reserve(properties)

    def code(self, properties):
        return {**properties["Code"], **some(properties, "Architectures")}

    def settings(self, properties):
        """What a template no longer says goes back to Lambda's default."""
        others = ("FunctionName", "PackageType", "Code", "Architectures", "ReservedConcurrentExecutions", "Tags")
        layers = {} if "PackageType" in properties else {"Layers": []}
        return {**layers, **but(properties, *others)}

    def reserve(self, properties):
        name = {"FunctionName": self.physical_resource_id}
        if "ReservedConcurrentExecutions" in properties:
            number = int(properties["ReservedConcurrentExecutions"])
            self.aws("lambda").put_function_concurrency(**name, ReservedConcurrentExecutions=number)
        else:
            self.aws("lambda").delete_function_concurrency(**name)

    def delete(self):
        self.aws("lambda").delete_function(FunctionName=self.physical_resource_id)

    def attributes(self):
        return {"Arn": f"arn:aws:lambda:{self.region}:{self.account}:function:{self.physical_resource_id}"}


class Version(Resource):
    resource_type = "AWS::Lambda::Version"

    def create(self):
        function = self.properties["FunctionName"]
        published = self.aws("lambda").list_versions_by_function(FunctionName=function)["Versions"]
        created = self.aws("lambda").publish_version(**self.properties)
        # Lambda answers with the version that it has; CloudFormation owns that one already and gives up.
        if created["Version"] in [each["Version"] for each in published]:
            raise ValueError(f"A version for this Lambda function exists ( {created['Version']} ).")
        self.physical_resource_id = created["FunctionArn"]

    def delete(self):
        name, _, version = self.physical_resource_id.rpartition(":")
        self.aws("lambda").delete_function(FunctionName=name, Qualifier=version)

    def attributes(self):
        return {"Version": self.physical_resource_id.rpartition(":")[2], "FunctionArn": self.physical_resource_id}


class Alias(Resource):
    resource_type = "AWS::Lambda::Alias"

    def create(self):
        self.physical_resource_id = self.aws("lambda").create_alias(**self.properties)["AliasArn"]

    def update(self, properties):
        self.aws("lambda").update_alias(**properties)

    def delete(self):
        self.aws("lambda").delete_alias(**some(self.properties, "FunctionName", "Name"))


class EventInvokeConfig(Resource):
    resource_type = "AWS::Lambda::EventInvokeConfig"

    def create(self):
        self.physical_resource_id = f"{self.properties['FunctionName']}|{self.properties['Qualifier']}"
        self.update(self.properties)

    def update(self, properties):
        self.aws("lambda").put_function_event_invoke_config(**properties)

    def delete(self):
        self.aws("lambda").delete_function_event_invoke_config(**some(self.properties, "FunctionName", "Qualifier"))


class Permission(Resource):
    resource_type = "AWS::Lambda::Permission"

    def function(self):
        """The API wants the qualifier apart."""
        parts = self.properties["FunctionName"].split(":function:")[-1].split(":")
        return {"FunctionName": parts[0], **({"Qualifier": parts[1]} if len(parts) > 1 else {})}

    def create(self):
        self.physical_resource_id = self.generated_name()
        statement = {**but(self.properties, "FunctionName"), "StatementId": self.physical_resource_id}
        self.aws("lambda").add_permission(**statement, **self.function())

    def delete(self):
        self.aws("lambda").remove_permission(StatementId=self.physical_resource_id, **self.function())
