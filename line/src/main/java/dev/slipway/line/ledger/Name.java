package dev.slipway.line.ledger;

import java.util.regex.Pattern;

/** The name of a service, an environment, a server group or a host, which can stand in a URL, a path and a command. */
public final class Name {
    /** Its form. */
    public static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private Name() {}

    /** Whether a text is one. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }
}
