variable "region" {
  description = "The Region of everything."
  type        = string
  default     = "eu-central-1"
}

variable "tags" {
  description = "Tags of everything that takes tags, beside those of the root."
  type        = map(string)
  default     = {}
}

variable "orders_name" {
  description = "Prefix of the name of everything that the module makes."
  type        = string
  default     = "orders"
}

variable "orders_sender" {
  description = "ARN of the role that publishes orders."
  type        = string
  default     = "none"
}

variable "orders_publish_package" {
  description = "Path of the zip with the code of publish."
  type        = string
}

variable "billing_name" {
  description = "Prefix of the name of everything that the module makes."
  type        = string
  default     = "billing"
}
