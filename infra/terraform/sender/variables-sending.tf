# What it sends, and through whom. https://github.com/cognitocourier/cognito-courier/blob/main/docs/settings.md

locals {
  # Scheme and account of every provider in the routes. What stands behind ? are options, of which one may be a URL too.
  routed = regexall("([a-z][a-z-]*)://([^ )]*)", replace(join(" ", compact([var.email_route, var.sms_route])), "/[?][^ )]*/", ""))
  # What http needs, courier.json decides.
  keyed = sort(distinct([for provider in local.routed : provider[0] if !contains(["ses", "aws-sms", "sns", "http"], provider[0])]))
}

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
    condition     = var.email_route == null || can(regex("^[a-z][a-z-]*://[!-~]+$|^[a-z]+\\([ -~]+\\)$", var.email_route))
    error_message = "email_route: a provider's URL such as sendgrid://default, or failover(a b) of several."
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

  validation {
    condition     = var.sms_route == null || can(regex("^[a-z][a-z-]*://[!-~]+$|^[a-z]+\\([ -~]+\\)$", var.sms_route))
    error_message = "sms_route: a provider's URL such as twilio://default?from=+14155550100, or failover(a b) of several."
  }
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
  description = "Credentials by reference, read by the function itself: variable to secretsmanager:<full ARN>[#key] or ssm:<name or ARN>. All in one place: COURIER_SECRETS to secretsmanager:<full ARN> or ssm:<path>."
  type        = map(string)
  default     = {}

  # A reference has no place for the value, so no value comes into the state. The sentences do not repeat what they refuse.
  # The forms are those that the function reads; a part of a secret's ARN would do for it, but no policy can name that.
  validation {
    condition = alltrue([
      for reference in values(var.secrets) : can(regex(
        startswith(reference, "ssm:arn:")
        ? "^ssm:arn:aws[a-z-]*:ssm:[a-z]{2,6}(-[a-z]+)+-[0-9]{1,2}:[0-9]{12}:parameter(/[A-Za-z0-9_.-]+)+(:[A-Za-z0-9_.-]+)?$"
        : join("|", [
          "^ssm:([A-Za-z0-9_.-]+|(/[A-Za-z0-9_.-]+)+)(:[A-Za-z0-9_.-]+)?$",
          "^secretsmanager:arn:aws[a-z-]*:secretsmanager:[a-z]{2,6}(-[a-z]+)+-[0-9]{1,2}:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}(#[^[:space:]]([^\n]*[^[:space:]])?)?$",
        ]),
      reference))
    ])
    error_message = "secrets: a value is a reference, never the secret itself, which would lie in the state: secretsmanager:<full ARN, with the six characters at its end>[#key] or ssm:<name or ARN>, where a name with a slash begins with one."
  }

  validation {
    condition     = alltrue([for name in keys(var.secrets) : can(regex("^[A-Z][A-Z0-9_]*$", name))])
    error_message = "secrets: a key is the name of an environment variable, such as SENDGRID_API_KEY."
  }

  validation {
    condition     = can(regex("^secretsmanager:[^#]+$|^ssm:(/[A-Za-z0-9_.-]+)+$", lookup(var.secrets, "COURIER_SECRETS", "ssm:/path")))
    error_message = "secrets: COURIER_SECRETS is secretsmanager:<full ARN> of one secret, or ssm:<path> such as ssm:/cognito-courier; whatever lies there is found by its name."
  }

  validation {
    condition     = length(local.keyed) == 0 || length(var.secrets) > 0
    error_message = "secrets: the key is missing that ${join(" and ", local.keyed)} needs; only ses, aws-sms and sns need none."
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

variable "ses_arns" {
  description = "For ses://default: ARNs of the SES identities, configuration sets, templates and tenants that it may send with."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.ses_arns : can(regex("^arn:[^:]+:ses:[^:]+:[0-9]{12}:(identity|configuration-set|template|tenant)/[^*]+$", arn))])
    error_message = "ses_arns: ARNs such as arn:aws:ses:…:identity/example.com; of identities, configuration sets, templates and tenants."
  }

  validation {
    condition     = length(var.ses_arns) > 0 || !contains(local.routed[*][0], "ses")
    error_message = "ses_arns: a route has ses://, so name the identity that it sends from."
  }
}

variable "sms_voice_arns" {
  description = "For aws-sms://default: ARNs of the phone numbers, pools and sender ids of AWS End User Messaging that it may send from."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.sms_voice_arns : can(regex("^arn:[^:]+:sms-voice:[^:]+:[0-9]{12}:(phone-number|pool|sender-id)/[^*]+$", arn))])
    error_message = "sms_voice_arns: ARNs such as arn:aws:sms-voice:…:pool/pool-…; of phone numbers, pools and sender ids."
  }

  validation {
    condition     = length(var.sms_voice_arns) > 0 || !contains(local.routed[*][0], "aws-sms")
    error_message = "sms_voice_arns: a route has aws-sms://, so name the phone number, pool or sender id that it sends from."
  }
}

variable "sns_sms" {
  description = "For sns://default: whether it may publish to phone numbers; never to a topic."
  type        = bool
  default     = false

  validation {
    condition     = var.sns_sms || !contains(local.routed[*][0], "sns")
    error_message = "sns_sms: a route has sns://, so set it to true."
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
    condition = alltrue([
      for name, value in var.environment : name != "COURIER_DEADLINE" ? true :
      can(regex("^[0-9]{1,3}([.][0-9]{1,3})?s?$", value)) &&
      try(tonumber(trimsuffix(value, "s")) >= 0.5 && tonumber(trimsuffix(value, "s")) <= 60, false)
    ])
    error_message = "environment: COURIER_DEADLINE is a number of seconds from 0.5 to 60, such as 4s or 4.5s."
  }

  validation {
    condition     = contains(["failover", "stop"], lookup(var.environment, "COURIER_UNKNOWN", "failover"))
    error_message = "environment: COURIER_UNKNOWN is failover or stop."
  }

  validation {
    condition = contains(keys(var.environment), "TWILIO_ACCOUNT_SID") || !anytrue([
      for provider in local.routed : contains(["twilio", "twilio-verify"], provider[0]) && provider[1] == "default"
    ])
    error_message = "environment: TWILIO_ACCOUNT_SID is missing, which twilio://default and twilio-verify://default need."
  }

  validation {
    condition = length(setintersection(keys(var.environment), concat(keys(var.secrets), [
      "KMS_KEY_ARN", "COURIER_FROM", "COURIER_EMAIL", "COURIER_SMS", "COURIER_CONFIG", "COURIER_TEMPLATES",
    ]))) == 0
    error_message = "environment: KMS_KEY_ARN, COURIER_FROM, _EMAIL, _SMS, _CONFIG and _TEMPLATES come from existing_key, from, email_route, sms_route, config and templates, and what is in secrets comes from there."
  }
}
