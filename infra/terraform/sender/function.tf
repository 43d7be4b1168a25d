resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_in_days
  kms_key_id        = var.log_key_arn
  tags              = var.tags
}

locals {
  # Not by image_uri, which a plan may not know yet.
  is_zip     = var.zip != null || var.zip_in_bucket != null
  snap_start = var.snap_start && local.is_zip

  # Without SnapStart the zip's own script stops at level 1, and Lambda's own default suits host names.
  jvm = (
    local.snap_start ? { JAVA_TOOL_OPTIONS = "-XX:TieredStopAtLevel=1 -Dsun.net.inetaddr.ttl=0" } :
    local.is_zip ? { AWS_LAMBDA_EXEC_WRAPPER = "/var/task/start" } : {}
  )

  settings = {
    for name, value in {
      KMS_KEY_ARN       = join(",", concat([local.key_arn], var.further_key_arns))
      COURIER_FROM      = var.from
      COURIER_EMAIL     = var.email_route
      COURIER_SMS       = var.sms_route
      COURIER_CONFIG    = var.config
      COURIER_TEMPLATES = var.templates
    } : name => value if value != null
  }
}

resource "aws_lambda_function" "courier" {
  function_name = var.name
  description   = "Cognito Courier: sends what Cognito user pools have to say"
  role          = aws_iam_role.function.arn

  # Lambda refuses handler, runtime and layers beside an image, which starts by itself.
  package_type  = local.is_zip ? "Zip" : "Image"
  image_uri     = var.image_uri
  handler       = local.is_zip ? "io.github.cognitocourier.lambda.CourierFunction" : null
  runtime       = local.is_zip ? var.runtime : null
  architectures = [var.architecture]
  memory_size   = var.memory_size
  # The function keeps its own deadline of 4 s; the rest is for a start without a snapshot.
  timeout = 15
  layers  = var.layers

  filename          = var.zip
  s3_bucket         = one(var.zip_in_bucket[*].bucket)
  s3_key            = one(var.zip_in_bucket[*].key)
  s3_object_version = one(var.zip_in_bucket[*].version_id)
  source_code_hash  = var.zip != null ? filebase64sha256(var.zip) : one(var.zip_in_bucket[*].sha256)

  # Every change is a new version, to which `live` moves.
  publish                        = true
  reserved_concurrent_executions = var.reserved_concurrency

  environment {
    variables = merge(local.jvm, local.settings, var.environment, var.secrets)
  }

  # Lambda's JSON format would wrap each line, and the metrics in it would not be read.
  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.function.name
  }

  dynamic "snap_start" {
    for_each = local.snap_start ? ["PublishedVersions"] : []
    content {
      apply_on = snap_start.value
    }
  }

  tags = var.tags

  # SnapStart starts the function while a version is published.
  depends_on = [
    aws_iam_role_policy_attachment.record,
    aws_iam_role_policy_attachment.secrets,
    aws_iam_role_policy_attachment.aws_providers,
  ]
}

# From a zip to an image, or back, is another function of the same name, which has lost what belonged to the one before.
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "What user pools invoke"
  function_name    = aws_lambda_function.courier.function_name
  function_version = aws_lambda_function.courier.version

  lifecycle {
    replace_triggered_by = [aws_lambda_function.courier.package_type]
  }
}

resource "aws_lambda_permission" "pool" {
  for_each = local.user_pool_arns

  statement_id   = "user-pool-${each.key}"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.courier.function_name
  qualifier      = aws_lambda_alias.live.name
  principal      = "cognito-idp.amazonaws.com"
  source_arn     = each.value
  source_account = local.account

  lifecycle {
    replace_triggered_by = [aws_lambda_function.courier.package_type]
  }
}
