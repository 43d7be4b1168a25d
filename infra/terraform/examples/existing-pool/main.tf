# A sender for a pool that this configuration does not own. `./courier attach` gives the pool its two ARNs.
# The providers' keys lie below one path, each under its variable's name: /cognito-courier/SENDGRID_API_KEY.

module "sender" {
  source = "../../sender"

  name        = "courier-existing-pool"
  zip         = var.zip
  runtime     = var.runtime
  from        = "Example <no-reply@example.com>"
  email_route = "sendgrid://default"
  secrets     = { COURIER_SECRETS = "ssm:/cognito-courier" }
  user_pools  = { customers = var.user_pool_id }
}

output "alias_arn" {
  value = module.sender.alias_arn
}

output "key_arn" {
  value = module.sender.key_arn
}
