package dev.slipway.ledger.platform.text;

import java.util.regex.Pattern;

/**
 * Rules for text, in the form that Bean Validation's annotations take.
 *
 * <p>Nothing is trimmed or repaired: what is stored is what was sent. No rule lets a NUL through, which PostgreSQL
 * cannot store, nor half of a surrogate pair, which UTF-8 cannot.
 */
public final class Text {
    /** A name that can stand in a URL, a host name and a file name. */
    public static final String NAME = "^[a-z][a-z0-9-]{0,62}$";

    /** Explains {@link #NAME}. */
    public static final String NAME_RULE = "must be 1 to 63 of a-z, 0-9 and -, and begin with a letter";

    /** One line of text for people. */
    public static final String LINE = "^(?!\\s)[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,200}(?<!\\s)$";

    /** Explains {@link #LINE}. */
    public static final String LINE_RULE = "must be one line of 1 to 200 characters, with no space at either end";

    /** The first line of an external message, which may be longer and less tidy. */
    public static final String TITLE = "^[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,500}$";

    /** Explains {@link #TITLE}. */
    public static final String TITLE_RULE = "must be one line of 1 to 500 characters";

    /** A few lines of text for people. One character class without alternatives, for which the matcher would recurse. */
    public static final String PARAGRAPH =
            "^(?!\\s)[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\p{Cs}]{1,2000}(?<!\\s)$";

    /** Explains {@link #PARAGRAPH}. */
    public static final String PARAGRAPH_RULE = "must be text of 1 to 2000 characters, with no space at either end";

    /** A person's user name. The names of machines' accounts and of the workers' own users are reserved. */
    public static final String USER_NAME =
            "^(?!service-account-|(agent|break-glass|slipway)$)[a-z0-9][a-z0-9._@-]{2,62}$";

    /** Explains {@link #USER_NAME}. */
    public static final String USER_NAME_RULE =
            "must be 3 to 63 of a-z, 0-9 and ._@-, begin with a letter or digit, and not be a machine's: agent, break-glass,"
                    + " slipway, service-account-…";

    /** A mail address, without the quoted and bracketed forms, which are out of use. */
    public static final String MAIL_ADDRESS =
            "^(?=.{6,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}$";

    /** Explains {@link #MAIL_ADDRESS}. */
    public static final String MAIL_ADDRESS_RULE = "must be a mail address such as alice@example.org";

    /** A version in any scheme that fits into a file name. */
    public static final String VERSION = "^[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}$";

    /** Explains {@link #VERSION}. */
    public static final String VERSION_RULE =
            "must be 1 to 64 of letters, digits and .+_-, and begin with a letter or digit";

    /** A Git commit, abbreviated at most to the seven digits that Git itself shows. */
    public static final String COMMIT = "^[0-9a-f]{7,64}$";

    /** Explains {@link #COMMIT}. */
    public static final String COMMIT_RULE = "must be 7 to 64 of 0-9 and a-f";

    /** The digest of an archive. */
    public static final String DIGEST = "^" + Sha256.PREFIX + "[0-9a-f]{64}$";

    /** Explains {@link #DIGEST}. */
    public static final String DIGEST_RULE = "must be " + Sha256.PREFIX + " and 64 of 0-9 and a-f";

    /** A path on a server, with a query at most. */
    public static final String PATH = "^/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,199}$";

    /** Explains {@link #PATH}. */
    public static final String PATH_RULE = "must be a path of at most 200 characters such as /api/ready";

    /** A context root. */
    public static final String CONTEXT_ROOT = "^/[A-Za-z0-9._~/-]{0,99}$";

    /** Explains {@link #CONTEXT_ROOT}. */
    public static final String CONTEXT_ROOT_RULE =
            "must be a path of at most 100 of letters, digits and ._~/- such as /shop";

    /** An address that a page may link to. */
    public static final String WEB_ADDRESS = "^https?://[!-~]{1,2000}$";

    /** Explains {@link #WEB_ADDRESS}. */
    public static final String WEB_ADDRESS_RULE = "must be an http or https address of at most 2000 characters";

    /** An id, as the ledger writes it. */
    public static final String ID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

    /** Explains {@link #ID}. */
    public static final String ID_RULE = "must be an id such as 019aa1f0-6f2a-7c3e-9d3e-6a1f0c2b4d5e";

    /** A boolean as text, as query parameters have it. */
    public static final String BOOLEAN = "^(true|false)$";

    /** Explains {@link #BOOLEAN}. */
    public static final String BOOLEAN_RULE = "must be true or false";

    /** Explains {@code NotNull}. */
    public static final String REQUIRED = "is required";

    private static final Pattern NAMES = Pattern.compile(NAME);

    private Text() {}

    /** Whether this is a valid name. Prevents queries for text that the database cannot store. */
    public static boolean isName(String text) {
        return NAMES.matcher(text).matches();
    }
}
