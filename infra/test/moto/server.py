"""moto_server with what our templates and commands need and moto lacks. Takes moto_server's own options."""

import simulation  # noqa: F401  iam:SimulatePrincipalPolicy
from moto.server import main

if __name__ == "__main__":
    main()
