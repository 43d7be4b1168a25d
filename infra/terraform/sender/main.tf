# What the other files share. One concern, one file: key.tf, role.tf, function.tf, failures.tf, alarms.tf, dashboard.tf.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  # Provider 6 renames the attribute `name`; `id` is the same in 5 and 6.
  region = data.aws_region.current.id

  # A pool's region is that of its sender: a replica shares its id with the pool of another region.
  user_pool_arns = {
    for name, id in var.user_pools :
    name => "arn:${local.partition}:cognito-idp:${local.region}:${local.account}:userpool/${id}"
  }
}
