# Providers in AWS itself need no credentials: the role may send through those that are named, and through no other.

locals {
  sends_by_aws = length(var.ses_arns) + length(var.sms_voice_arns) > 0 || var.sns_sms
}

resource "aws_iam_policy" "aws_providers" {
  count = local.sends_by_aws ? 1 : 0

  name        = "${var.name}-${local.region}-aws-providers"
  description = "${var.name} sends through AWS"
  tags        = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      length(var.ses_arns) == 0 ? [] : [{
        Sid      = "SendsMail"
        Effect   = "Allow"
        Action   = ["ses:SendEmail", "ses:SendTemplatedEmail"]
        Resource = var.ses_arns
      }],
      length(var.sms_voice_arns) == 0 ? [] : [{
        Sid      = "SendsTextMessages"
        Effect   = "Allow"
        Action   = ["sms-voice:SendTextMessage"]
        Resource = var.sms_voice_arns
      }],
      # A phone number has no ARN: everything is allowed, and then everything that has one is denied.
      !var.sns_sms ? [] : [
        {
          Sid      = "PublishesToPhoneNumbers"
          Effect   = "Allow"
          Action   = ["sns:Publish"]
          Resource = ["*"]
        },
        {
          Sid      = "AndToNothingElse"
          Effect   = "Deny"
          Action   = ["sns:Publish"]
          Resource = ["arn:${local.partition}:sns:*:*:*"]
        },
      ],
    )
  })
}

resource "aws_iam_role_policy_attachment" "aws_providers" {
  count = local.sends_by_aws ? 1 : 0

  role       = aws_iam_role.function.name
  policy_arn = aws_iam_policy.aws_providers[0].arn
}
