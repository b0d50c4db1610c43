package dev.slipway.line.configuration;

/**
 * An invalid key, or a text that was not encrypted for this key and secret. The message reveals nothing of the secret.
 */
public final class SealException extends Exception {
    private static final long serialVersionUID = 1;

    SealException(String text) {
        super(text);
    }
}
