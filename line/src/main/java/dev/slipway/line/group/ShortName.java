package dev.slipway.line.group;

import dev.slipway.line.digest.Sha256;

/** A name that is as long as may be: of a longer one its beginning, and a digest in place of the rest. */
public final class ShortName {
    private static final int DIGITS = 8;

    private ShortName() {}

    /**
     * The name itself, where it is no longer than that.
     *
     * @param longest in characters, more than nine
     */
    public static String of(String name, int longest) {
        return name.length() <= longest
                ? name
                : name.substring(0, longest - 1 - DIGITS) + "-"
                        + Sha256.hex(name).substring(0, DIGITS);
    }
}
