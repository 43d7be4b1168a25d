# E-mail and SMS for two pools of this configuration, with one sender.

module "sender" {
  source = "../../sender"

  name        = "courier-both-channels"
  zip         = var.zip
  runtime     = var.runtime
  from        = "Example <no-reply@example.com>"
  email_route = "failover(sendgrid://default sendgrid://eu?region=eu)"
  sms_route   = "twilio://default?from=+14155550100"

  environment = {
    TWILIO_ACCOUNT_SID = var.twilio_account_sid
    TWILIO_API_KEY_SID = var.twilio_api_key_sid
    COURIER_DEADLINE   = "4.5s"
    COURIER_UNKNOWN    = "stop"
  }
  secrets = {
    SENDGRID_API_KEY      = "secretsmanager:${var.secret_arn}#sendgrid"
    SENDGRID_EU_API_KEY   = "secretsmanager:${var.secret_arn}#sendgridEu"
    TWILIO_API_KEY_SECRET = "ssm:/cognito-courier/twilio"
  }
  secret_key_arns = [var.secret_key_arn]

  user_pools = {
    customers = aws_cognito_user_pool.customers.id
    staff     = aws_cognito_user_pool.staff.id
  }
}

resource "aws_cognito_user_pool" "customers" {
  name                     = "courier-customers"
  auto_verified_attributes = ["email", "phone_number"]

  # Cognito insists on it where phone numbers are verified, although the custom sender sends.
  sms_configuration {
    external_id    = "courier-customers"
    sns_caller_arn = aws_iam_role.sms.arn
  }

  lambda_config {
    kms_key_id = module.sender.key_arn

    custom_email_sender {
      lambda_arn     = module.sender.alias_arn
      lambda_version = "V1_0"
    }

    custom_sms_sender {
      lambda_arn     = module.sender.alias_arn
      lambda_version = "V1_0"
    }
  }

  depends_on = [aws_iam_role_policy.sms]
}

resource "aws_cognito_user_pool" "staff" {
  name                     = "courier-staff"
  auto_verified_attributes = ["email"]

  lambda_config {
    kms_key_id = module.sender.key_arn

    custom_email_sender {
      lambda_arn     = module.sender.alias_arn
      lambda_version = "V1_0"
    }
  }
}

output "user_pool_ids" {
  value = [aws_cognito_user_pool.customers.id, aws_cognito_user_pool.staff.id]
}
