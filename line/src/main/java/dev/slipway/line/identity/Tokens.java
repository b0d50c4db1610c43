package dev.slipway.line.identity;

/** The bearer tokens of a caller. */
public interface Tokens {
    /** A valid token. */
    String current();

    /** A token that is valid for as long as a new one, for a program that uses it later; the current one if there is no other. */
    default String fresh() {
        return current();
    }

    /** A new token in place of a rejected one; the same if there is no other. */
    String replace(String rejected);

    /** Whose they are, as part of a sentence. */
    String owner();
}
