"""AWS::Cognito::*, AWS::IAM::* and AWS::KMS::*."""

import json

from resources import Resource, but, some


class UserPool(Resource):
    resource_type = "AWS::Cognito::UserPool"

    def create(self):
        settings = but(self.properties, "UserPoolName", "UserPoolTags")
        name = self.properties.get("UserPoolName") or self.generated_name()
        created = self.aws("cognito-idp").create_user_pool(**settings, PoolName=name, UserPoolTags=self.tags())
        self.physical_resource_id = created["UserPool"]["Id"]

    def update(self, properties):
        fixed = ("UserPoolName", "UserPoolTags", "Schema", "AliasAttributes", "UsernameAttributes", "UsernameConfiguration")
        self.aws("cognito-idp").update_user_pool(UserPoolId=self.physical_resource_id, **but(properties, *fixed))

    def delete(self):
        self.aws("cognito-idp").delete_user_pool(UserPoolId=self.physical_resource_id)

    def attributes(self):
        pool = self.physical_resource_id
        provider = f"cognito-idp.{self.region}.amazonaws.com/{pool}"
        arn = f"arn:aws:cognito-idp:{self.region}:{self.account}:userpool/{pool}"
        return {"Arn": arn, "UserPoolId": pool, "ProviderName": provider, "ProviderURL": f"https://{provider}"}


class UserPoolClient(Resource):
    resource_type = "AWS::Cognito::UserPoolClient"

    def create(self):
        settings = {"ClientName": self.generated_name(), **self.properties}
        created = self.aws("cognito-idp").create_user_pool_client(**settings)
        self.physical_resource_id = created["UserPoolClient"]["ClientId"]

    def update(self, properties):
        settings = but(properties, "GenerateSecret")
        self.aws("cognito-idp").update_user_pool_client(ClientId=self.physical_resource_id, **settings)

    def delete(self):
        pool = some(self.properties, "UserPoolId")
        self.aws("cognito-idp").delete_user_pool_client(ClientId=self.physical_resource_id, **pool)

    def attributes(self):
        return {"ClientId": self.physical_resource_id}


class Role(Resource):
    resource_type = "AWS::IAM::Role"

    def create(self):
        self.physical_resource_id = self.properties.get("RoleName") or self.generated_name()[:64]
        settings = some(self.properties, "Description", "PermissionsBoundary", "MaxSessionDuration", "Path")
        trust = json.dumps(self.properties["AssumeRolePolicyDocument"])
        self.aws("iam").create_role(
            RoleName=self.physical_resource_id, AssumeRolePolicyDocument=trust, Tags=self.tag_list(), **settings
        )
        self.put_policies(self.properties)

    def update(self, properties):
        name = {"RoleName": self.physical_resource_id}
        iam = self.aws("iam")
        iam.update_assume_role_policy(**name, PolicyDocument=json.dumps(properties["AssumeRolePolicyDocument"]))
        iam.update_role(**name, **some(properties, "Description"))
        if "PermissionsBoundary" in properties:
            iam.put_role_permissions_boundary(**name, PermissionsBoundary=properties["PermissionsBoundary"])
        elif "PermissionsBoundary" in self.properties:
            iam.delete_role_permissions_boundary(**name)
        self.delete_policies()
        self.put_policies(properties)

    def put_policies(self, properties):
        for policy in properties.get("Policies", []):
            document = json.dumps(policy["PolicyDocument"])
            self.aws("iam").put_role_policy(
                RoleName=self.physical_resource_id, PolicyName=policy["PolicyName"], PolicyDocument=document
            )

    def delete_policies(self):
        for policy in self.properties.get("Policies", []):
            self.aws("iam").delete_role_policy(RoleName=self.physical_resource_id, PolicyName=policy["PolicyName"])

    def delete(self):
        self.delete_policies()
        self.aws("iam").delete_role(RoleName=self.physical_resource_id)

    def attributes(self):
        return {"Arn": self.aws("iam").get_role(RoleName=self.physical_resource_id)["Role"]["Arn"]}


class ManagedPolicy(Resource):
    resource_type = "AWS::IAM::ManagedPolicy"

    def create(self):
        created = self.aws("iam").create_policy(
            PolicyName=self.properties.get("ManagedPolicyName") or self.generated_name()[:128],
            PolicyDocument=json.dumps(self.properties["PolicyDocument"]),
            **some(self.properties, "Description", "Path"),
        )
        self.physical_resource_id = created["Policy"]["Arn"]
        for role in self.properties.get("Roles", []):
            self.aws("iam").attach_role_policy(RoleName=role, PolicyArn=self.physical_resource_id)

    def update(self, properties):
        arn = {"PolicyArn": self.physical_resource_id}
        iam = self.aws("iam")
        old = iam.get_policy(**arn)["Policy"]["DefaultVersionId"]
        iam.create_policy_version(**arn, PolicyDocument=json.dumps(properties["PolicyDocument"]), SetAsDefault=True)
        iam.delete_policy_version(**arn, VersionId=old)

    def delete(self):
        for role in self.properties.get("Roles", []):
            self.aws("iam").detach_role_policy(RoleName=role, PolicyArn=self.physical_resource_id)
        self.aws("iam").delete_policy(PolicyArn=self.physical_resource_id)


class Key(Resource):
    resource_type = "AWS::KMS::Key"

    def create(self):
        created = self.aws("kms").create_key(
            Policy=json.dumps(self.properties["KeyPolicy"]),
            Description=self.properties.get("Description", ""),
            Tags=[{"TagKey": key, "TagValue": value} for key, value in self.tags().items()],
        )
        self.physical_resource_id = created["KeyMetadata"]["KeyId"]
        self.rotate(self.properties)

    def update(self, properties):
        policy = json.dumps(properties["KeyPolicy"])
        self.aws("kms").put_key_policy(KeyId=self.physical_resource_id, PolicyName="default", Policy=policy)
        self.rotate(properties)

    def rotate(self, properties):
        if properties.get("EnableKeyRotation"):
            self.aws("kms").enable_key_rotation(KeyId=self.physical_resource_id)
        else:
            self.aws("kms").disable_key_rotation(KeyId=self.physical_resource_id)

    def delete(self):
        days = self.properties.get("PendingWindowInDays", 30)
        self.aws("kms").schedule_key_deletion(KeyId=self.physical_resource_id, PendingWindowInDays=int(days))

    def attributes(self):
        return {"Arn": f"arn:aws:kms:{self.region}:{self.account}:key/{self.physical_resource_id}"}


class KeyAlias(Resource):
    resource_type = "AWS::KMS::Alias"

    def create(self):
        self.aws("kms").create_alias(**self.properties)
        self.physical_resource_id = self.properties["AliasName"]

    def update(self, properties):
        self.aws("kms").update_alias(**properties)

    def delete(self):
        self.aws("kms").delete_alias(AliasName=self.physical_resource_id)
