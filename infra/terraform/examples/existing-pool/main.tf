# A sender for a pool that this configuration does not own. `./courier attach` gives the pool its two ARNs.

module "sender" {
  source = "../../sender"

  name        = "courier-existing-pool"
  zip         = var.zip
  runtime     = var.runtime
  from        = "Example <no-reply@example.com>"
  email_route = "sendgrid://default"
  secrets     = { SENDGRID_API_KEY = "ssm:/cognito-courier/sendgrid" }
  user_pools  = { customers = var.user_pool_id }
}

output "alias_arn" {
  value = module.sender.alias_arn
}

output "key_arn" {
  value = module.sender.key_arn
}
