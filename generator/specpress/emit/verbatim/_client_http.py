"""The HTTP library that this client speaks through; nothing else here imports it."""

import httpx2 as http

__all__ = ["http"]
