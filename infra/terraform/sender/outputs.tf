output "alias_arn" {
  description = "The pool's LambdaArn: the alias live, which always stands for the latest version."
  value       = aws_lambda_alias.live.arn
}

output "key_arn" {
  description = "The pool's KMSKeyID, which must be an ARN."
  value       = local.key_arn
}

output "function_name" {
  description = "The function's name."
  value       = aws_lambda_function.courier.function_name
}

output "function_version" {
  description = "The version that live stands for."
  value       = aws_lambda_alias.live.function_version
}

output "role_arn" {
  description = "The role that the function works with."
  value       = aws_iam_role.function.arn
}

output "failure_queue_url" {
  description = "Where events wait that failed every time; for `courier redrive --queue`."
  value       = aws_sqs_queue.failures.url
}

output "log_group_name" {
  description = "Where the function writes one line per notification."
  value       = aws_cloudwatch_log_group.function.name
}
