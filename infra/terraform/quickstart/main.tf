# The whole demonstration: a sender, a user pool that uses it, and an app client to sign up with.

module "sender" {
  source = "../sender"

  name        = var.name
  zip         = var.zip
  runtime     = var.runtime
  from        = var.from
  email_route = var.email_route
  secrets     = var.secrets
  user_pools  = { quickstart = aws_cognito_user_pool.users.id }

  # A demonstration is soon over.
  key_deletion_window_in_days = 7
  log_retention_in_days       = 7
}

resource "aws_cognito_user_pool" "users" {
  name = var.name

  # People sign in with their e-mail address, and prove that it is theirs.
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]

  username_configuration {
    case_sensitive = false
  }

  schema {
    name                = "name"
    attribute_data_type = "String"
    required            = true
    mutable             = true

    string_attribute_constraints {
      min_length = 1
      max_length = 2048
    }
  }

  password_policy {
    minimum_length                   = 10
    require_lowercase                = true
    require_uppercase                = true
    require_numbers                  = true
    require_symbols                  = false
    temporary_password_validity_days = 7
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  lambda_config {
    kms_key_id = module.sender.key_arn

    custom_email_sender {
      lambda_arn     = module.sender.alias_arn
      lambda_version = "V1_0"
    }
  }
}

resource "aws_cognito_user_pool_client" "app" {
  name         = var.name
  user_pool_id = aws_cognito_user_pool.users.id

  explicit_auth_flows           = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
  prevent_user_existence_errors = "ENABLED"
}
