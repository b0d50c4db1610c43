package dev.slipway.line.doctor.check;

/**
 * A result of a check.
 *
 * @param text one line, with what to do about it unless it is good
 */
public record Finding(Kind kind, String text) {
    /** How serious it is. */
    public enum Kind {
        GOOD,
        /** May cause a problem, now or later. */
        WARNING,
        /** Something does not work; the exit code is non-zero. */
        WRONG,
        /** More about the finding before it. */
        DETAIL
    }

    public static Finding good(String text) {
        return new Finding(Kind.GOOD, text);
    }

    public static Finding warning(String text) {
        return new Finding(Kind.WARNING, text);
    }

    public static Finding wrong(String text) {
        return new Finding(Kind.WRONG, text);
    }

    public static Finding detail(String text) {
        return new Finding(Kind.DETAIL, text);
    }
}
