variable "user_pool_id" {
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
