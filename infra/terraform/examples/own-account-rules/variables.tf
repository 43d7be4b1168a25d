variable "user_pool_id" {
  type = string
}

variable "bucket" {
  type = string
}

variable "key" {
  description = "The key of the zip in the bucket."
  type        = string
}

variable "sha256" {
  description = "The zip's SHA-256 in Base64: a zip that takes the place of another is seen by it."
  type        = string
  default     = null
}

variable "permissions_boundary" {
  type = string
}

variable "runtime" {
  type    = string
  default = "java25"
}
