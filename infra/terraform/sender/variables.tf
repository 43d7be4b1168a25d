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
    condition     = (var.zip == null) != (var.zip_in_bucket == null)
    error_message = "zip: name the file that ./courier package built, or else zip_in_bucket; one of them, not both."
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

variable "runtime" {
  description = "Lambda's managed runtime. java25 needs version 6.20 of the AWS provider."
  type        = string
  default     = "java25"

  validation {
    condition     = can(regex("^java[0-9]+$", var.runtime))
    error_message = "runtime: a managed Java runtime such as java25; the function is Java and needs version 25 or newer."
  }
}

variable "architecture" {
  description = "arm64 or x86_64."
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
  description = "Whether versions start from a snapshot."
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

variable "layers" {
  description = "ARNs of layer versions: for courier.json and templates that are not in the zip."
  type        = list(string)
  default     = []

  validation {
    condition     = length(var.layers) <= 5
    error_message = "layers: Lambda takes at most 5."
  }
}

# What it sends, and through whom. https://github.com/cognitocourier/cognito-courier/blob/main/docs/settings.md

variable "from" {
  description = "COURIER_FROM, the sender of e-mails: Example <no-reply@example.com>. Each brand of courier.json may have its own."
  type        = string
  default     = null

  validation {
    condition     = var.from == null || can(regex("@", var.from))
    error_message = "from: an address, with or without a name: Example <no-reply@example.com>."
  }
}

variable "email_route" {
  description = "COURIER_EMAIL, the route of e-mails: sendgrid://default."
  type        = string
  default     = null

  validation {
    condition     = var.email_route != null || var.sms_route != null
    error_message = "email_route: name the route of e-mails such as sendgrid://default, or sms_route, or both; without one nothing can be sent."
  }

  validation {
    condition     = var.email_route == null || var.from != null || var.config != null
    error_message = "from: e-mails need a sender, such as Example <no-reply@example.com>, unless the brands of courier.json (config) name theirs."
  }
}

variable "sms_route" {
  description = "COURIER_SMS, the route of SMS: twilio://default?from=+14155550100."
  type        = string
  default     = null
}

variable "config" {
  description = "COURIER_CONFIG: courier.json in the zip of ./courier package --config, /opt/courier.json in a layer."
  type        = string
  default     = null
}

variable "templates" {
  description = "COURIER_TEMPLATES: templates in the zip of ./courier package --templates, /opt/templates in a layer."
  type        = string
  default     = null
}

variable "secrets" {
  description = "Credentials by reference, read by the function itself: variable to secretsmanager:<full ARN>[#key] or ssm:<name or ARN>."
  type        = map(string)
  default     = {}

  # A reference has no place for the value, so no value comes into the state. The sentence does not repeat what it refuses.
  validation {
    condition = alltrue([
      for reference in values(var.secrets) : can(regex(join("|", [
        "^secretsmanager:arn:[^:]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[^:#]+(#.+)?$",
        "^ssm:arn:[^:]+:ssm:[a-z0-9-]+:[0-9]{12}:parameter/[A-Za-z0-9_./-]+$",
        "^ssm:[A-Za-z0-9_./-]+$",
      ]), reference))
    ])
    error_message = "secrets: a value is a reference, never the secret itself, which would lie in the state: secretsmanager:<full ARN>[#key] or ssm:<name or ARN>."
  }

  validation {
    condition     = alltrue([for name in keys(var.secrets) : can(regex("^[A-Z][A-Z0-9_]*$", name))])
    error_message = "secrets: a key is the name of an environment variable, such as SENDGRID_API_KEY."
  }
}

variable "secret_key_arns" {
  description = "ARNs of customer managed KMS keys that encrypt the secrets; AWS's own keys need none."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.secret_key_arns : can(regex("^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/[^*]+$", arn))])
    error_message = "secret_key_arns: key ARNs, arn:aws:kms:…:key/…; an alias or an id does not name a key in a policy."
  }
}

variable "environment" {
  description = "Further environment variables that are no secrets, such as TWILIO_ACCOUNT_SID or COURIER_DEADLINE."
  type        = map(string)
  default     = {}

  validation {
    condition = alltrue([
      for name in keys(var.environment) : !can(regex("(KEY|TOKEN|SECRET|PASSWORD|CREDENTIALS)$", name))
    ])
    error_message = "environment: a name that ends in _KEY, _TOKEN, _SECRET, _PASSWORD or _CREDENTIALS holds a secret, which would lie in the state: put a reference to it into secrets."
  }

  validation {
    condition     = alltrue([for value in values(var.environment) : !can(regex("^(secretsmanager|ssm):", value))])
    error_message = "environment: a reference belongs into secrets, which also lets the function's role read it."
  }

  validation {
    condition = length(setintersection(keys(var.environment), concat(keys(var.secrets), [
      "KMS_KEY_ARN", "COURIER_FROM", "COURIER_EMAIL", "COURIER_SMS", "COURIER_CONFIG", "COURIER_TEMPLATES",
    ]))) == 0
    error_message = "environment: KMS_KEY_ARN, COURIER_FROM, _EMAIL, _SMS, _CONFIG and _TEMPLATES come from existing_key, from, email_route, sms_route, config and templates, and what is in secrets comes from there."
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

variable "pool_administrators" {
  description = "ARNs of roles or users that create or change the pools: the new key lets them call kms:CreateGrant. Not needed by those whom IAM lets do so."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.pool_administrators : can(regex("^arn:[^:]+:iam::[0-9]{12}:(role|user)/[^*]+$", arn))])
    error_message = "pool_administrators: ARNs of roles or users, arn:aws:iam::…:role/…; never *."
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
}

variable "log_key_arn" {
  description = "A KMS key for the log, whose policy lets CloudWatch Logs use it."
  type        = string
  default     = null
}

variable "failure_readers" {
  description = "ARNs of those who may read the failure queue; * and ? are wildcards. Without any, IAM decides."
  type        = list(string)
  default     = []
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
}

variable "tags" {
  description = "Tags of everything that has tags."
  type        = map(string)
  default     = {}
}
