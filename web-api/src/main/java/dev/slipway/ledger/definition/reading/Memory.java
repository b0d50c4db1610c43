package dev.slipway.ledger.definition.reading;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory.
 *
 * @param megabytes how much, in units of 1024 × 1024 bytes
 */
public record Memory(int megabytes) {
    /** Explains what {@link #of} takes. */
    static final String RULE = "must be a number of megabytes or gigabytes such as 768m or 2g, from 128m to 8g";

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})([mMgG])");
    private static final int LEAST = 128;
    private static final int MOST = 8 * 1024;
    private static final int GIGABYTE = 1024;

    /** Parses an amount as people write it; empty if it is no amount, or out of range. */
    static Optional<Memory> of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int unit = matcher.group(2).equalsIgnoreCase("g") ? GIGABYTE : 1;
        int megabytes = Integer.parseInt(matcher.group(1)) * unit;
        return megabytes < LEAST || megabytes > MOST ? Optional.empty() : Optional.of(new Memory(megabytes));
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    @JsonCreator
    static Memory parse(String text) {
        return of(text).orElseThrow(() -> new IllegalArgumentException(text + " " + RULE));
    }

    /** As Java takes it: {@code 768m}. */
    @JsonValue
    @Override
    public String toString() {
        return megabytes + "m";
    }
}
