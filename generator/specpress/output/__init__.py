"""What is on disk against what should be: the lock file, the differences and why, and all-or-nothing writes."""
