# Cognito encrypts codes with this key; the function's role decrypts them. A policy of IAM binds that to the user pools:
# the pool needs the key's ARN first, so a pool in the key's own policy would be a circle.

resource "aws_kms_key" "codes" {
  count = var.existing_key == null ? 1 : 0

  description             = "Codes that Cognito user pools hand to ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = var.key_deletion_window_in_days
  tags                    = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid       = "PoliciesOfThisAccountDecide"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      }],
      length(var.pool_administrators) == 0 ? [] : [{
        Sid       = "MayGiveTheKeyToAUserPool"
        Effect    = "Allow"
        Principal = { AWS = var.pool_administrators }
        Action    = ["kms:CreateGrant", "kms:DescribeKey"]
        Resource  = "*"
      }],
    )
  })
}

resource "aws_kms_alias" "codes" {
  count = var.existing_key == null ? 1 : 0

  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.codes[0].key_id
}

locals {
  key_arn = var.existing_key == null ? aws_kms_key.codes[0].arn : var.existing_key.arn
}
