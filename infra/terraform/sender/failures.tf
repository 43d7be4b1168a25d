# Events that failed every time. Their codes are still encrypted; addresses, phone numbers and links are not.

locals {
  queue_name = "${var.name}-failures"
  queue_arn  = "arn:${local.partition}:sqs:${local.region}:${local.account}:${local.queue_name}"
}

resource "aws_sqs_queue" "failures" {
  name                      = local.queue_name
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags                      = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyThroughTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = local.queue_arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "OnlyTheFunctionSends"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:SendMessage"
        Resource  = local.queue_arn
        Condition = { ArnNotEquals = { "aws:PrincipalArn" = aws_iam_role.function.arn } }
      },
      {
        Sid       = "OnlyThisAccountReads"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:PurgeQueue"]
        Resource  = local.queue_arn
        Condition = { StringNotEquals = { "aws:PrincipalAccount" = local.account } }
      },
    ]
  })
}

resource "aws_lambda_function_event_invoke_config" "live" {
  function_name                = aws_lambda_function.courier.function_name
  qualifier                    = aws_lambda_alias.live.name
  maximum_event_age_in_seconds = var.maximum_event_age
  maximum_retry_attempts       = var.maximum_retries

  destination_config {
    on_failure {
      destination = aws_sqs_queue.failures.arn
    }
  }

  lifecycle {
    replace_triggered_by = [aws_lambda_function.courier.package_type]
  }
}
