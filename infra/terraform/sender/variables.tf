# What it is called and made of.

variable "name" {
  description = "Names the function, its log group, key alias, queue, alarms and role."
  type        = string
  default     = "cognito-courier"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,40}$", var.name))
    error_message = "name: up to 40 letters, digits, - and _; the names of role, queue and alarms are made of it."
  }
}

variable "zip" {
  description = "The path of the zip that ./courier package built."
  type        = string
  default     = null

  validation {
    condition     = length([for absent in [var.zip == null, var.zip_in_bucket == null, var.image_uri == null] : absent if !absent]) == 1
    error_message = "zip: name the file that ./courier package built, or else zip_in_bucket or image_uri; one of the three."
  }

  validation {
    condition     = var.zip == null || try(fileexists(var.zip), false)
    error_message = "zip: there is no such file; build it with ./courier package, and name it from the folder of this configuration."
  }
}

variable "zip_in_bucket" {
  description = "Instead of zip: where the zip is in a bucket of this region. Another artifact needs another key, version_id or sha256 (Base64)."
  type = object({
    bucket     = string
    key        = string
    version_id = optional(string)
    sha256     = optional(string)
  })
  default = null
}

variable "image_uri" {
  description = "Instead of zip: a container image of the function in ECR, in this region, by its digest. It brings its own Java, and an AOT cache in place of SnapStart."
  type        = string
  default     = null

  validation {
    condition     = var.image_uri == null || can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9][a-z0-9/_.-]*(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$", var.image_uri))
    error_message = "image_uri: ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@sha256:DIGEST, or with :TAG, which changes nothing when it is given to another image."
  }
}

variable "runtime" {
  description = "Lambda's managed runtime for a zip. java25 needs version 6.20 of the AWS provider."
  type        = string
  default     = "java25"

  validation {
    condition     = can(regex("^java[0-9]+$", var.runtime))
    error_message = "runtime: a managed Java runtime such as java25; the function is Java and needs version 25 or newer."
  }
}

variable "architecture" {
  description = "arm64 or x86_64, that of ./courier package --architecture. A zip for the other works, but slower; an image does not."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture: arm64 or x86_64; Lambda knows no other."
  }
}

variable "memory_size" {
  description = "The function's memory in MB. It buys processor time, which a cold start needs."
  type        = number
  default     = 512

  validation {
    condition     = var.memory_size >= 256 && var.memory_size <= 10240
    error_message = "memory_size: from 256 to 10240 MB; below 512 a cold start is slow."
  }
}

variable "snap_start" {
  description = "Whether versions of a zip start from a snapshot."
  type        = bool
  default     = true
}

variable "reserved_concurrency" {
  description = "How many may run at once, taken from the account's own number; -1 reserves none."
  type        = number
  default     = -1

  validation {
    condition     = var.reserved_concurrency == -1 || var.reserved_concurrency >= 1
    error_message = "reserved_concurrency: 1 or more, or -1 to reserve none; with 0 no message would ever be sent."
  }
}

variable "maximum_event_age" {
  description = "How many seconds Lambda goes on trying an event; no longer than the codes live, of which ForgotPassword's has an hour."
  type        = number
  default     = 3600

  validation {
    condition     = var.maximum_event_age >= 60 && var.maximum_event_age <= 21600
    error_message = "maximum_event_age: 60 to 21600 seconds."
  }
}

variable "maximum_retries" {
  description = "How often Lambda tries a failed event again before it puts it into the failure queue."
  type        = number
  default     = 2

  validation {
    condition     = contains([0, 1, 2], var.maximum_retries)
    error_message = "maximum_retries: 0, 1 or 2."
  }
}

variable "layers" {
  description = "ARNs of layer versions: for courier.json and templates that are not in the zip."
  type        = list(string)
  default     = []

  validation {
    condition     = length(var.layers) == 0 || var.image_uri == null
    error_message = "layers: Lambda takes none beside image_uri; put what they hold into the image."
  }

  validation {
    condition     = length(var.layers) <= 5
    error_message = "layers: Lambda takes at most 5."
  }

  validation {
    condition     = alltrue([for arn in var.layers : can(regex("^arn:[^:]+:lambda:[^:]+:[0-9]{12}:layer:[A-Za-z0-9_-]+:[0-9]+$", arn))])
    error_message = "layers: ARNs of layer versions, arn:aws:lambda:…:layer:name:1; the number of the version is part of it."
  }
}

# Whose codes it decrypts.

variable "user_pools" {
  description = "A name of your choice to the id of each user pool. Without any, every pool of the region may be decrypted, none may invoke, and `courier attach` does the rest."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for id in values(var.user_pools) : can(regex("^[a-z0-9-]+_[A-Za-z0-9]+$", id))])
    error_message = "user_pools: a value is a pool's id, such as us-east-1_AbCdEf123; not its ARN or name."
  }

  validation {
    condition     = alltrue([for name in keys(var.user_pools) : can(regex("^[A-Za-z0-9_-]{1,80}$", name))])
    error_message = "user_pools: a key is a name of your choice of letters, digits, - and _; the permission's name is made of it."
  }
}

variable "existing_key" {
  description = "A KMS key of your own instead of a new one: symmetric, for encrypting and decrypting."
  type        = object({ arn = string })
  default     = null

  validation {
    condition     = var.existing_key == null || can(regex("^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/[^*]+$", var.existing_key.arn))
    error_message = "existing_key: arn is the key's ARN, arn:aws:kms:…:key/…; Cognito takes neither id nor alias."
  }
}

variable "further_key_arns" {
  description = "ARNs of further keys that codes are decrypted with: those of pools that are changing their key."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.further_key_arns : can(regex("^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/[^*,]+$", arn))])
    error_message = "further_key_arns: key ARNs, arn:aws:kms:…:key/…; an alias or an id does not name a key in a policy."
  }
}

variable "pool_administrators" {
  description = "ARNs of roles or users that create or change the pools: the new key lets them call kms:CreateGrant. Not needed by those whom IAM lets do so."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.pool_administrators : can(regex("^arn:[^:]+:iam::[0-9]{12}:(role|user)/[^*]+$", arn))])
    error_message = "pool_administrators: ARNs of roles or users, arn:aws:iam::…:role/…; never *."
  }

  validation {
    condition     = length(var.pool_administrators) == 0 || var.existing_key == null
    error_message = "pool_administrators: only the key that is made here has a policy of ours; write them into that of existing_key."
  }
}

variable "key_deletion_window_in_days" {
  description = "How long a destroyed key can still be rescued: 7 to 30 days."
  type        = number
  default     = 30

  validation {
    condition     = var.key_deletion_window_in_days >= 7 && var.key_deletion_window_in_days <= 30
    error_message = "key_deletion_window_in_days: from 7 to 30; KMS knows no other."
  }
}

# How it is kept.

variable "log_retention_in_days" {
  description = "How long the log is kept."
  type        = number
  default     = 30

  validation {
    condition = contains([
      1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
    ], var.log_retention_in_days)
    error_message = "log_retention_in_days: one of the numbers that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }
}

variable "log_key_arn" {
  description = "A KMS key for the log, whose policy lets CloudWatch Logs use it."
  type        = string
  default     = null

  validation {
    condition     = var.log_key_arn == null || can(regex("^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/[^*]+$", var.log_key_arn))
    error_message = "log_key_arn: a key's ARN, arn:aws:kms:…:key/…; CloudWatch Logs takes neither id nor alias."
  }
}

variable "alarm_topic_arns" {
  description = "SNS topics that hear of every alarm, and of its end."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.alarm_topic_arns : can(regex("^arn:[^:]+:sns:", arn))])
    error_message = "alarm_topic_arns: ARNs of SNS topics, arn:aws:sns:…."
  }
}

variable "dashboard" {
  description = "Whether there is a dashboard."
  type        = bool
  default     = false
}

variable "permissions_boundary" {
  description = "The ARN of the policy that bounds the function's role, where the account demands one."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary == null || can(regex("^arn:[^:]+:iam::([0-9]{12}|aws):policy/[A-Za-z0-9/_+=,.@-]+$", var.permissions_boundary))
    error_message = "permissions_boundary: the ARN of a policy, arn:aws:iam::…:policy/…, not its name."
  }
}

variable "tags" {
  description = "Tags of everything that has tags."
  type        = map(string)
  default     = {}
}
