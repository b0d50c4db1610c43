package dev.slipway.line.configuration;

/** A key that is none, or a text that was not sealed for this key and this place. What it says has nothing of the secret. */
public final class SealException extends Exception {
    private static final long serialVersionUID = 1;

    SealException(String text) {
        super(text);
    }
}
