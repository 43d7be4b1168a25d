# What Cognito demands of a pool that verifies phone numbers. Its SMS leave through the sender.

data "aws_caller_identity" "current" {}

resource "aws_iam_role" "sms" {
  name        = "courier-customers-sms"
  description = "What Cognito demands of the pool courier-customers"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cognito-idp.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = {
          "sts:ExternalId"    = "courier-customers"
          "aws:SourceAccount" = data.aws_caller_identity.current.account_id
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "sms" {
  name = "publish"
  role = aws_iam_role.sms.name

  # A phone number has no ARN.
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sns:Publish", Resource = "*" }]
  })
}
