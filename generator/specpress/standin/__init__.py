"""Made-up answers from the generated router, while the real service is not there yet."""
