variable "repository" {
  description = "The name of the ECR repository, in this account and region."
  type        = string
}

variable "tag" {
  type    = string
  default = "latest"
}

variable "user_pool_id" {
  type = string
}
