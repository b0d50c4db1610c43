package dev.slipway.line.cli.input;

import dev.slipway.line.digest.Digest;
import dev.slipway.line.digest.Sha256;
import dev.slipway.line.ledger.Name;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks of the command line's arguments: each returns a valid one and refuses any other with the rule for it. */
public final class Arguments {
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}");
    private static final Pattern CONTEXT_ROOT = Pattern.compile("/[0-9A-Za-z._~/-]{0,99}");
    private static final Pattern PATH = Pattern.compile("/[0-9A-Za-z._~/-]{0,199}");
    private static final Pattern PATH_WITH_QUERY =
            Pattern.compile("(?=.{1,200}$)/([0-9A-Za-z._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smh]?)");
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[!-~]{1,2000}");
    private static final Pattern LINE = Pattern.compile("(?!\\s)[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,200}(?<!\\s)");

    private Arguments() {}

    /** The name of a service, an environment or a host. */
    public static String name(String field, String text) {
        return matching(Name.FORM, field, text, "a name: 1 to 63 of a-z, 0-9 and -, beginning with a letter");
    }

    /** The version of a release. */
    public static String version(String field, String text) {
        return matching(
                VERSION,
                field,
                text,
                "a version: 1 to 64 of letters, digits and .+_-, beginning with a letter or digit");
    }

    /** The context root of an application. */
    public static String contextRoot(String field, String text) {
        return matching(CONTEXT_ROOT, field, text, "a path of at most 100 of letters, digits and ._~/- such as /shop");
    }

    /** A path for httpd's health checks, which have no query. */
    public static String path(String field, String text) {
        return matching(
                PATH,
                field,
                text,
                "a path of at most 200 of letters, digits and ._~/- such as /api/ready, without a query");
    }

    /** A path on a server, with an optional query. */
    public static String pathWithQuery(String field, String text) {
        return matching(
                PATH_WITH_QUERY,
                field,
                text,
                "a path of at most 200 characters such as /api/ready or /api/ready?full=1");
    }

    /** The digest of an archive. */
    public static String digest(String field, String text) {
        return matching(Digest.FORM, field, text, "a digest: " + Sha256.PREFIX + " and 64 of 0-9 and a-f");
    }

    /** A Git commit, possibly abbreviated. */
    public static String commit(String field, String text) {
        return matching(COMMIT, field, text, "a commit: 7 to 64 of 0-9 and a-f");
    }

    /** A full Git commit. */
    public static String fullCommit(String field, String text) {
        return matching(Pattern.compile("[0-9a-f]{40}"), field, text, "a full commit: 40 digits, 0-9 and a-f");
    }

    /** A single line of text. */
    public static String line(String field, String text) {
        return matching(LINE, field, text, "one line of 1 to 200 characters, with no space at either end");
    }

    /** An http or https URL. */
    public static URI webAddress(String field, String text) {
        String rule = "an http or https address";
        try {
            return URI.create(matching(WEB_ADDRESS, field, text, rule));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    field + " '" + text + "' is not " + rule + "; percent-encode characters such as |, { and }");
        }
    }

    /** A duration: 90, 90s, 30m or 2h. */
    public static Duration time(String field, String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new UsageException(field + " '" + text + "' is not a time; examples: 90s, 30m, 2h");
        }
        long count = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofSeconds(count);
        };
    }

    private static String matching(Pattern form, String field, String text, String rule) {
        if (!form.matcher(text).matches()) {
            throw new UsageException(field + " '" + text + "' is not " + rule);
        }
        return text;
    }
}
