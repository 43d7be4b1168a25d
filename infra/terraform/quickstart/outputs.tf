output "user_pool_id" {
  description = "The user pool."
  value       = aws_cognito_user_pool.users.id
}

output "app_client_id" {
  description = "The app client to sign up with."
  value       = aws_cognito_user_pool_client.app.id
}

output "alias_arn" {
  description = "What the pool invokes."
  value       = module.sender.alias_arn
}

output "function_version" {
  description = "The version that live stands for."
  value       = module.sender.function_version
}

output "log_group_name" {
  description = "Where the function writes one line per notification."
  value       = module.sender.log_group_name
}

output "sign_up" {
  description = "Signs a new user up: put your own address in. Cognito then sends the code by way of the function."
  value       = "aws cognito-idp sign-up --region ${var.region} --client-id ${aws_cognito_user_pool_client.app.id} --username you@example.com --password 'Correct-Horse-1' --user-attributes Name=name,Value=You"
}
