"""Copies of generated code in other repositories: where from, what of it, and whether they are still right."""
