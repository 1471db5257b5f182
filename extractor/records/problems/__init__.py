"""What went wrong, why, and what should be done: findings, causes, recommendations."""
