package dev.slipway.line.identity;

/**
 * A token that was obtained elsewhere.
 *
 * @param current the token
 */
public record GivenToken(String current) implements Tokens {
    @Override
    public String inPlaceOf(String refused) {
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
