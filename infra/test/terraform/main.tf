# Every example, and what they leave out, in one apply; laid beside a copy of infra/terraform.

module "existing_pool" {
  source       = "../examples/existing-pool"
  user_pool_id = "us-east-1_AbCdEf123"
  zip          = "courier.zip"
  runtime      = "java21"
}

module "both_channels" {
  source             = "../examples/both-channels"
  twilio_account_sid = "AC0"
  twilio_api_key_sid = "SK0"
  secret_arn         = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:courier-AbCdEf"
  secret_key_arn     = "arn:aws:kms:us-east-1:123456789012:key/0f1e2d3c"
  zip                = "courier.zip"
  runtime            = "java21"
}

module "own_account_rules" {
  source               = "../examples/own-account-rules"
  user_pool_id         = "us-east-1_AbCdEf123"
  bucket               = "artifacts"
  key                  = "courier.zip"
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
  runtime              = "java21"
}

module "container_image" {
  source       = "../examples/container-image"
  repository   = "courier"
  tag          = "1"
  user_pool_id = "us-east-1_AbCdEf123"
}

module "quickstart" {
  source      = "../quickstart"
  zip         = "courier.zip"
  runtime     = "java21"
  from        = "Example <no-reply@example.com>"
  sms_route   = "failover(twilio://default?from=+14155550100 aws-sms://default?from=pool-1 sns://default)"
  config      = "courier.json"
  templates   = "templates"
  email_route = "failover(sendgrid://default ses://default?tracking=off)"
  ses_arns    = ["arn:aws:ses:us-east-1:123456789012:identity/example.com"]
  environment = { TWILIO_ACCOUNT_SID = "AC0" }
  secrets = {
    SENDGRID_API_KEY  = "ssm:/courier/sendgrid:3"
    TWILIO_AUTH_TOKEN = "ssm:arn:aws:ssm:eu-west-1:123456789012:parameter/courier/twilio:live"
  }
  sms_voice_arns = ["arn:aws:sms-voice:us-east-1:123456789012:pool/pool-1"]
  sns_sms        = true
}

# For any pool: what `courier attach` starts from.
module "any_pool" {
  source              = "../sender"
  name                = "courier-any-pool"
  zip                 = "courier.zip"
  runtime             = "java21"
  sms_route           = "twilio://default?from=+14155550100"
  environment         = { TWILIO_ACCOUNT_SID = "AC0" }
  secrets             = { TWILIO_AUTH_TOKEN = "ssm:twilio" }
  pool_administrators = ["arn:aws:iam::123456789012:role/platform"]
  further_key_arns    = ["arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d"]
}

# Through AWS alone, which takes no credentials.
module "by_aws" {
  source         = "../sender"
  name           = "courier-by-aws"
  zip            = "courier.zip"
  runtime        = "java21"
  from           = "Example <no-reply@example.com>"
  email_route    = "ses://default?configuration-set=codes&tracking=off"
  sms_route      = "failover(aws-sms://default?from=pool-1 sns://default)"
  user_pools     = { login = "us-east-1_AbCdEf123" }
  ses_arns       = ["arn:aws:ses:us-east-1:123456789012:identity/example.com", "arn:aws:ses:us-east-1:123456789012:configuration-set/codes"]
  sms_voice_arns = ["arn:aws:sms-voice:us-east-1:123456789012:pool/pool-1"]
  sns_sms        = true
}
