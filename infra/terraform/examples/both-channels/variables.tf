variable "twilio_account_sid" {
  type = string
}

variable "twilio_api_key_sid" {
  type = string
}

variable "secret_arn" {
  type = string
}

variable "secret_key_arn" {
  type = string
}

variable "zip" {
  type    = string
  default = "courier.zip"
}

variable "runtime" {
  type    = string
  default = "java25"
}
