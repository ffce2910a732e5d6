from reporting.services.freezing import freeze

__all__ = ["freeze"]
