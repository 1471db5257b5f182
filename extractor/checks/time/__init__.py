"""Events of a report in their order, terms and delays (时间逻辑)."""
