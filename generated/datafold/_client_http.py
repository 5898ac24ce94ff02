# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The HTTP library that this client speaks through; nothing else here imports it."""

import httpx2 as http

__all__ = ["http"]
