package dev.slipway.line.identity;

/**
 * A token that was obtained elsewhere.
 *
 * @param current the token
 */
public record GivenToken(String current) implements Tokens {
    @Override
    public String replace(String rejected) {
        return current;
    }

    @Override
    public String owner() {
        return "the token in SLIPWAY_TOKEN";
    }

    @Override
    public String toString() {
        return owner();
    }
}
