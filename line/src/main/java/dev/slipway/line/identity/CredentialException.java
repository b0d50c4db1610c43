package dev.slipway.line.identity;

import dev.slipway.line.http.CallException;

/** There is no token that is accepted: the credential is refused, used up, or its session has ended. */
public class CredentialException extends CallException {
    private static final long serialVersionUID = 1L;

    public CredentialException(String what, String remedy) {
        super(what, remedy);
    }
}
