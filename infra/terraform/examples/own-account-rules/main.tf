# An account with rules: its own key and bucket, a permissions boundary, tags and a topic for alarms.
# courier.json and templates are in the zip: ./courier package --config courier.json --templates templates

module "sender" {
  source = "../../sender"

  name          = "courier-own-rules"
  zip_in_bucket = { bucket = var.bucket, key = var.key, sha256 = var.sha256 }
  runtime       = var.runtime
  email_route   = "sendgrid://default"
  config        = "courier.json"
  templates     = "templates"
  secrets       = { SENDGRID_API_KEY = "ssm:/cognito-courier/sendgrid" }
  user_pools    = { customers = var.user_pool_id }

  existing_key         = { arn = aws_kms_key.codes.arn }
  permissions_boundary = var.permissions_boundary
  alarm_topic_arns     = [aws_sns_topic.alarms.arn]
  dashboard            = true
  reserved_concurrency = 50
  snap_start           = false
  tags                 = { service = "login" }
}

resource "aws_kms_key" "codes" {
  description             = "Codes of user pools"
  enable_key_rotation     = true
  deletion_window_in_days = 7
}

resource "aws_sns_topic" "alarms" {
  name = "courier-alarms"
}
