variable "name" {
  description = "Prefix of the name of everything that the module makes."
  type        = string
  default     = "alarms"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,30}$", var.name))
    error_message = "Use up to 31 lower-case letters, digits and hyphens, starting with a letter."
  }
}

variable "tags" {
  description = "Tags of everything that takes tags, beside those of the page."
  type        = map(string)
  default     = {}
}

variable "team_email" {
  description = "Who hears of alarms."
  type        = string

  validation {
    condition     = can(regex("^([^@\\s]+@[^@\\s]+)$", var.team_email))
    error_message = "It takes the address of somebody who gets mails."
  }
}

variable "manage_api_gateway_account" {
  description = "Whether the module sets the role with which API Gateway writes logs. An account has one in each Region: false, if it is set elsewhere."
  type        = bool
  default     = true
}
