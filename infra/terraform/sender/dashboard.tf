locals {
  widgets = [
    {
      title = "Messages"
      stat  = "Sum"
      metrics = [
        for metric in ["Delivered", "Undeliverable", "Failed", "Failovers", "CircuitsOpened", "Misconfigured"] :
        ["CognitoCourier", metric, "FunctionName", var.name]
      ]
    },
    {
      title = "Duration of a delivery (ms)"
      stat  = "p99"
      metrics = [
        ["CognitoCourier", "Duration", "FunctionName", var.name],
        ["AWS/Lambda", "Duration", "FunctionName", var.name],
      ]
    },
    {
      title = "Function"
      stat  = "Sum"
      metrics = [
        for metric in ["Invocations", "Errors", "Throttles"] : ["AWS/Lambda", metric, "FunctionName", var.name]
      ]
    },
    {
      title   = "Failure queue"
      stat    = "Maximum"
      metrics = [["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", local.queue_name]]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "sender" {
  count = var.dashboard ? 1 : 0

  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = [
      for position, widget in local.widgets : {
        type   = "metric"
        x      = position % 2 * 12
        y      = floor(position / 2) * 6
        width  = 12
        height = 6
        properties = {
          title   = widget.title
          region  = local.region
          stat    = widget.stat
          period  = 300
          metrics = widget.metrics
        }
      }
    ]
  })
}
