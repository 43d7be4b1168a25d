locals {
  function_dimension = { FunctionName = aws_lambda_function.courier.function_name }
  queue_dimension    = { QueueName = aws_sqs_queue.failures.name }

  alarms = {
    errors = {
      description = "The function fails; Lambda tries again. Its log says why."
      namespace   = "AWS/Lambda", metric = "Errors", dimensions = local.function_dimension, statistic = "Sum", above = 0, period = 60
    }
    throttles = {
      description = "Lambda holds events back: raise the concurrency."
      namespace   = "AWS/Lambda", metric = "Throttles", dimensions = local.function_dimension, statistic = "Sum", above = 0, period = 60
    }
    failed = {
      description = "A message did not leave; the log line says why."
      namespace   = "CognitoCourier", metric = "Failed", dimensions = local.function_dimension, statistic = "Sum", above = 0, period = 60
    }
    misconfigured = {
      description = "A provider refuses because of key, sender, template or quota. Messages may still go through another."
      namespace   = "CognitoCourier", metric = "Misconfigured", dimensions = local.function_dimension, statistic = "Sum", above = 0, period = 300
    }
    circuits-opened = {
      description = "A provider fails again and again, and is asked last for now. Messages may still go through another."
      namespace   = "CognitoCourier", metric = "CircuitsOpened", dimensions = local.function_dimension, statistic = "Sum", above = 0, period = 300
    }
    failures-not-empty = {
      description = "A message was given up after every retry. Mend the cause, then redrive it before its code expires."
      namespace   = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = local.queue_dimension,
      statistic   = "Maximum", above = 0, period = 60
    }
    failures-age = {
      description = "A failed message waits for over a day, longer than most codes live. SQS drops it after 14 days."
      namespace   = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", dimensions = local.queue_dimension,
      statistic   = "Maximum", above = 86400, period = 300
    }
    records-lost = {
      description = "Lambda could not put a failed event into the failure queue: the message is lost."
      namespace   = "AWS/Lambda", metric = "DestinationDeliveryFailures", dimensions = local.function_dimension,
      statistic   = "Sum", above = 0, period = 60
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "sender" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.above
  period              = each.value.period
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
  tags                = var.tags
}
