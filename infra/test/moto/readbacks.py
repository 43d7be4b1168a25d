"""Where moto 5.2.1 answers what the Go SDK, and so Terraform's AWS provider, cannot read."""

from moto.awslambda.models import EventInvokeConfig

response = EventInvokeConfig.response


# moto gives the time of a change as text; the API's model has it as a number, and the Go SDK insists.
def numbered(self):
    return {**response(self), "LastModified": 0}


EventInvokeConfig.response = numbered
