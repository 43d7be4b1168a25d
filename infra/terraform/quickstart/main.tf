# The whole demonstration: a sender, a user pool that uses it, and an app client to sign up with.

module "sender" {
  source = "../sender"

  name        = var.name
  zip         = var.image_uri == null ? var.zip : null
  image_uri   = var.image_uri
  runtime     = var.runtime
  from        = var.from
  email_route = var.email_route
  sms_route   = var.sms_route
  environment = var.environment
  config      = var.config
  templates   = var.templates
  secrets     = var.secrets
  user_pools  = { quickstart = aws_cognito_user_pool.users.id }

  ses_arns       = var.ses_arns
  sms_voice_arns = var.sms_voice_arns
  sns_sms        = var.sns_sms

  # A demonstration is soon over.
  key_deletion_window_in_days = 7
  log_retention_in_days       = 7
}

data "aws_region" "current" {}

resource "aws_cognito_user_pool" "users" {
  name = var.name

  # People sign in with their e-mail address, and prove that it is theirs.
  username_attributes      = ["email"]
  auto_verified_attributes = var.sms_route == null ? ["email"] : ["email", "phone_number"]

  username_configuration {
    case_sensitive = false
  }

  schema {
    name                = "email"
    attribute_data_type = "String"
    required            = true
    mutable             = true

    string_attribute_constraints {
      min_length = 0
      max_length = 2048
    }
  }

  schema {
    name                = "name"
    attribute_data_type = "String"
    required            = true
    mutable             = true

    string_attribute_constraints {
      min_length = 0
      max_length = 2048
    }
  }

  password_policy {
    minimum_length                   = 8
    require_lowercase                = true
    require_uppercase                = true
    require_numbers                  = true
    require_symbols                  = true
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

    dynamic "custom_sms_sender" {
      for_each = aws_iam_role.sms
      content {
        lambda_arn     = module.sender.alias_arn
        lambda_version = "V1_0"
      }
    }
  }

  # Cognito insists on it where phone numbers are verified, although the custom sender sends.
  dynamic "sms_configuration" {
    for_each = aws_iam_role.sms
    content {
      external_id    = var.name
      sns_caller_arn = sms_configuration.value.arn
    }
  }

  depends_on = [aws_iam_role_policy.sms]
}

resource "aws_cognito_user_pool_client" "app" {
  name         = var.name
  user_pool_id = aws_cognito_user_pool.users.id

  explicit_auth_flows           = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
  prevent_user_existence_errors = "ENABLED"
}
