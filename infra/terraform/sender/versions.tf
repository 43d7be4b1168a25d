terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # The default runtime, java25, needs 6.20.
      version = ">= 5.100"
    }
  }
}
