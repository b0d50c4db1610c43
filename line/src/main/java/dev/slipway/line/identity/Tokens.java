package dev.slipway.line.identity;

/** The bearer tokens of one caller. */
public interface Tokens {
    /** A token that is good for now. */
    String current();

    /** Another one in the place of a token that was refused; the same where there is no other. */
    String inPlaceOf(String refused);

    /** Whose they are, as a part of a sentence. */
    String owner();
}
