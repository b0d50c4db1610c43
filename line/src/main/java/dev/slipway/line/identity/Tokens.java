package dev.slipway.line.identity;

/** The bearer tokens of a caller. */
public interface Tokens {
    /** A valid token. */
    String current();

    /** A new token in place of a rejected one; the same if there is no other. */
    String replace(String rejected);

    /** Whose they are, as part of a sentence. */
    String owner();
}
