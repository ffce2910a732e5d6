"""What the server says of people: the claims with which a test made them enter."""

import base64
import json

from oauth2_provider.oauth2_validators import OAuth2Validator

FORGED = "forged"
said_of: dict[str, dict] = {}


class Validator(OAuth2Validator):
    oidc_claim_scope = None

    def get_id_token_dictionary(self, token, token_handler, request):
        claims, until = super().get_id_token_dictionary(token, token_handler, request)
        return claims | said_of[request.user.username], until

    def finalize_id_token(self, id_token, token, token_handler, request):
        """With `forged` claims the token says those, under the signature of others."""
        signed = super().finalize_id_token(id_token, token, token_handler, request)
        forged = said_of[request.user.username].get(FORGED)
        if not forged:
            return signed
        header, said, signature = signed.split(".")
        claims = json.loads(base64.urlsafe_b64decode(said + "==")) | forged
        said = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
        return f"{header}.{said}.{signature}"
