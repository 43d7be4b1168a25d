variable "region" {
  description = "Where everything is made; without it, the region of the environment (AWS_REGION) or the profile."
  type        = string
  default     = null
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

variable "image_uri" {
  description = "Instead of zip, a container image of the function in ECR, by its digest."
  type        = string
  default     = null
}

variable "runtime" {
  description = "Lambda's managed runtime for a zip."
  type        = string
  default     = "java25"
}

variable "from" {
  description = "The sender of e-mails: an address that your provider lets you send from."
  type        = string
}

variable "email_route" {
  description = "The route of e-mails."
  type        = string
  default     = "sendgrid://default"
  nullable    = false
}

variable "sms_route" {
  description = "The route of SMS, such as twilio://default?from=+14155550100. With one, the pool verifies phone numbers too."
  type        = string
  default     = null
}

variable "environment" {
  description = "Further settings that are no secrets, such as TWILIO_ACCOUNT_SID."
  type        = map(string)
  default     = {}
}

variable "config" {
  description = "courier.json, if ./courier package --config put it into the zip."
  type        = string
  default     = null
}

variable "templates" {
  description = "templates, if ./courier package --templates put them into the zip."
  type        = string
  default     = null
}

variable "secrets" {
  description = "References to the provider's credentials: {\"SENDGRID_API_KEY\":\"secretsmanager:arn:…\"}; none when AWS itself sends."
  type        = map(string)
  default     = {}
}

variable "ses_arns" {
  description = "For ses://default: ARNs of the SES identities and configuration sets that it may send with."
  type        = list(string)
  default     = []
}

variable "sms_voice_arns" {
  description = "For aws-sms://default: ARNs of the phone numbers, pools and sender ids that it may send from."
  type        = list(string)
  default     = []
}

variable "sns_sms" {
  description = "For sns://default: whether it may publish to phone numbers."
  type        = bool
  default     = false
}
