package dev.slipway.ledger.alert.condition;

import dev.slipway.ledger.notification.Kind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong at present.
 *
 * @param kind what kind of thing
 * @param subject identifies it among those of its kind, and is stable over time
 * @param service the service that it concerns, if it concerns one
 * @param environment the environment that it concerns, if it concerns one
 * @param title all of it in one line
 * @param detail more of it; may be empty
 * @param path the page that shows it
 */
public record Condition(
        Kind kind,
        String subject,
        @Nullable String service,
        @Nullable String environment,
        String title,
        String detail,
        String path) {
    /** Times, and how many megabytes are free, are others with each attempt. */
    private static final Pattern FIGURE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|\\d[\\d.,]*(?= (bytes|kB|MB|GB|more)\\b)");

    /** The subject where the watcher of certificates does not run. */
    static final String UNWATCHED = "unwatched";

    /** A condition of the line as a whole. */
    static Condition ofLine(Kind kind, String subject, String title, String detail, String path) {
        return new Condition(kind, subject, null, null, title, detail, path);
    }

    /**
     * The cause, a change of which sends another message: the title and, since all backup failures share a title, the
     * reason why a backup failed; without figures.
     */
    public static String cause(Kind kind, String title, String detail) {
        return kind == Kind.BACKUP_UNPROVEN
                ? title + " " + FIGURE.matcher(detail).replaceAll("")
                : title;
    }

    /** The cause, a change of which sends another message. */
    public String cause() {
        return cause(kind, title, detail);
    }

    /** Whether it is that the watcher of certificates does not run. */
    boolean isUnwatched() {
        return kind == Kind.CERTIFICATE && subject.equals(UNWATCHED);
    }

    /** Identifies a condition over time. */
    public record Key(String kind, String subject) {}

    public Key key() {
        return new Key(kind.toString(), subject);
    }
}
