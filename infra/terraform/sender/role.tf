# The role's name carries the region, for IAM is global and a sender is not.

resource "aws_iam_role" "function" {
  name                 = "${var.name}-${local.region}"
  description          = "What the function ${var.name} may do"
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

# What the function needs from its first start on. It names no user pool, so that a pool can wait for the function.
resource "aws_iam_policy" "record" {
  name        = "${var.name}-${local.region}-record"
  description = "${var.name} writes its log and keeps what failed"
  tags        = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WritesItsLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.function.arn}:*"
      },
      {
        Sid      = "KeepsWhatFailed"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.failures.arn
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "record" {
  role       = aws_iam_role.function.name
  policy_arn = aws_iam_policy.record.arn
}

locals {
  # secretsmanager:<arn>[#key] is read by its ARN, ssm:<name or ARN>[:version] by the ARN that the name stands for, and of
  # COURIER_SECRETS = ssm:<path> whatever lies below that path.
  secret_arns = sort(distinct([
    for reference in values(var.secrets) : split("#", trimprefix(reference, "secretsmanager:"))[0]
    if startswith(reference, "secretsmanager:")
  ]))
  parameter_arns = sort(distinct([
    for name, reference in var.secrets :
    startswith(reference, "ssm:arn:") ? regex("^ssm:((?:[^:]*:){5}[^:]*)", reference)[0] :
    "arn:${local.partition}:ssm:${local.region}:${local.account}:parameter/${trimprefix(split(":", reference)[1], "/")}${name == "COURIER_SECRETS" ? "/*" : ""}"
    if startswith(reference, "ssm:")
  ]))

  # An ARN may name another region than the function's.
  secret_services = sort(distinct([
    for arn in concat(local.secret_arns, local.parameter_arns) :
    "${split(":", arn)[2]}.${split(":", arn)[3]}.amazonaws.com"
  ]))
}

resource "aws_iam_policy" "secrets" {
  count = length(var.secrets) == 0 ? 0 : 1

  name        = "${var.name}-${local.region}-secrets"
  description = "${var.name} reads its providers' credentials"
  tags        = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      length(local.secret_arns) == 0 ? [] : [{
        Sid      = "ReadsItsSecrets"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = local.secret_arns
      }],
      length(local.parameter_arns) == 0 ? [] : [{
        Sid      = "ReadsItsParameters"
        Effect   = "Allow"
        Action   = "ssm:GetParameter"
        Resource = local.parameter_arns
      }],
      length(var.secret_key_arns) == 0 ? [] : [{
        Sid       = "DecryptsThem"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = var.secret_key_arns
        Condition = { StringEquals = { "kms:ViaService" = local.secret_services } }
      }],
    )
  })
}

resource "aws_iam_role_policy_attachment" "secrets" {
  count = length(var.secrets) == 0 ? 0 : 1

  role       = aws_iam_role.function.name
  policy_arn = aws_iam_policy.secrets[0].arn
}

# The function does not wait for this one: its pools may be made after it, in the same apply.
resource "aws_iam_policy" "pools" {
  name        = "${var.name}-${local.region}-pools"
  description = "${var.name} decrypts the codes of its user pools"
  tags        = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DecryptsCodesOfThePools"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = concat([local.key_arn], var.further_key_arns)
        Condition = {
          for operator, pools in {
            StringEquals = sort(values(var.user_pools))
            StringLike   = ["${local.region}_*"]
          } : operator => { "kms:EncryptionContext:userpool-id" = pools }
          if operator == (length(var.user_pools) == 0 ? "StringLike" : "StringEquals")
        }
      },
      {
        Sid    = "LooksUpUsersAfterATakeover"
        Effect = "Allow"
        Action = "cognito-idp:AdminGetUser"
        Resource = length(var.user_pools) > 0 ? sort(values(local.user_pool_arns)) : [
          "arn:${local.partition}:cognito-idp:${local.region}:${local.account}:userpool/${local.region}_*",
        ]
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "pools" {
  role       = aws_iam_role.function.name
  policy_arn = aws_iam_policy.pools.arn
}
