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

output "key_arn" {
  description = "The key that Cognito encrypts codes with."
  value       = module.sender.key_arn
}

output "failure_queue_url" {
  description = "What courier redrive reads."
  value       = module.sender.failure_queue_url
}

output "sign_up" {
  description = "Run it with an address of yours; Cognito then sends a code by way of the function."
  value       = "aws cognito-idp sign-up --region ${data.aws_region.current.id} --client-id ${aws_cognito_user_pool_client.app.id} --username you@example.com --password 'Change-me-2-day' --user-attributes Name=name,Value=You"
}

output "confirm" {
  description = "Run it with that address and that code."
  value       = "aws cognito-idp confirm-sign-up --region ${data.aws_region.current.id} --client-id ${aws_cognito_user_pool_client.app.id} --username you@example.com --confirmation-code 123456"
}
