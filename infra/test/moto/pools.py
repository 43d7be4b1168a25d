"""Where moto 5.2.1 takes a user pool that Cognito refuses."""

from moto.cognitoidp.exceptions import InvalidParameterException
from moto.cognitoidp.models import CognitoIdpBackend

create_user_pool = CognitoIdpBackend.create_user_pool


def created(self, name, extended_config):
    if "phone_number" in extended_config.get("AutoVerifiedAttributes", []) and not extended_config.get(
        "SmsConfiguration"
    ):
        raise InvalidParameterException("SMS configuration is required when phone_number is selected for auto verification")
    return create_user_pool(self, name, extended_config)


CognitoIdpBackend.create_user_pool = created
