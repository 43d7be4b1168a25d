"""moto_server with what our templates and commands need and moto lacks. Takes moto_server's own options."""

import simulation  # noqa: F401  iam:SimulatePrincipalPolicy
from moto.server import main

import gaps  # noqa: F401  corrects moto where it blocks a real template
import pools  # noqa: F401  refuses user pools that Cognito refuses
import readbacks  # noqa: F401  answers what Terraform's provider can read
import stacks  # noqa: F401  deploys stacks as CloudFormation documents it

if __name__ == "__main__":
    main()
