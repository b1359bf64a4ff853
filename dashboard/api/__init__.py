"""The API: the same rows and the same words as the commands, files that programs send, and what
watches over the server.
"""

ROOT = "/api/v1"
