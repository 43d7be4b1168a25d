variable "region" {
  description = "Where everything is made."
  type        = string
  default     = "us-east-1"
}

variable "name" {
  description = "Names everything."
  type        = string
  default     = "courier-quickstart"
}

variable "zip" {
  description = "The zip that ./courier package built: by default at the root of the checkout."
  type        = string
  default     = "../../../courier.zip"
}

variable "runtime" {
  description = "Lambda's managed runtime."
  type        = string
  default     = "java25"
}

variable "from" {
  description = "The sender of e-mails: an address that your provider lets you send from."
  type        = string
}

variable "email_route" {
  description = "The provider of e-mails."
  type        = string
  default     = "sendgrid://default"
}

variable "secrets" {
  description = "References to the provider's credentials: {\"SENDGRID_API_KEY\":\"secretsmanager:arn:…\"}."
  type        = map(string)
}
