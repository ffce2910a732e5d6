"""Answers of the API that are files."""

from rest_framework.renderers import JSONRenderer


class AnyForm(JSONRenderer):
    """For an endpoint that answers a file: whatever form a caller asks for is there, and what is
    refused is told as everywhere."""

    media_type = "*/*"
    format = "file"
