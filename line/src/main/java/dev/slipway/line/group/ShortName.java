package dev.slipway.line.group;

import dev.slipway.line.digest.Sha256;

/** A name of limited length: of a longer one, the beginning, and a digest in place of the rest. */
public final class ShortName {
    private static final int DIGITS = 8;

    private ShortName() {}

    /**
     * The name, unchanged if it is short enough.
     *
     * @param longest the limit in characters, more than nine
     */
    public static String of(String name, int longest) {
        return name.length() <= longest
                ? name
                : name.substring(0, longest - 1 - DIGITS) + "-"
                        + Sha256.hex(name).substring(0, DIGITS);
    }
}
