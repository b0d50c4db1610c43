package dev.slipway.line.identity;

/** There is no credential at all. */
public final class NotSignedInException extends CredentialException {
    private static final long serialVersionUID = 1L;

    NotSignedInException(String what, String remedy) {
        super(what, remedy);
    }
}
