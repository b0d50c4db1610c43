package dev.slipway.line.backup.program;

import dev.slipway.line.http.CallException;
import org.jspecify.annotations.Nullable;

/** A failed backup, proof or restore; has the reason and the fix. */
public final class BackupException extends CallException {
    private static final long serialVersionUID = 1L;

    private enum Kind {
        FULL,
        PASSWORD_WRONG,
        OTHER
    }

    private final Kind kind;
    private final String reported;

    public BackupException(String what, String remedy) {
        this(what, remedy, null);
    }

    public BackupException(String what, String remedy, @Nullable Throwable cause) {
        this(what, remedy, cause, Kind.OTHER, what);
    }

    private BackupException(String what, String remedy, @Nullable Throwable cause, Kind kind, String reported) {
        super(what, remedy, cause);
        this.kind = kind;
        this.reported = reported;
    }

    /**
     * With a text that a service's code may have forged or chosen, such as a program's output or a table's name.
     *
     * @param what the message with that text, for the operator
     * @param remedy the fix; empty for none
     * @param reported the public message, without that text
     */
    public static BackupException reportedAs(String what, String remedy, String reported) {
        return new BackupException(what, remedy, null, Kind.OTHER, reported);
    }

    /** A repository that is full. */
    public static BackupException full(String what, String remedy) {
        return new BackupException(what, remedy, null, Kind.FULL, what);
    }

    /** A repository that has no key with the password. */
    public static BackupException passwordWrong(String what, String remedy) {
        return new BackupException(what, remedy, null, Kind.PASSWORD_WRONG, what);
    }

    /** The public description. */
    public String reported() {
        return reported;
    }

    /** Whether the destination has no room left. */
    public boolean isFull() {
        return kind == Kind.FULL;
    }

    /** Whether the repository has another password. */
    public boolean isPasswordWrong() {
        return kind == Kind.PASSWORD_WRONG;
    }
}
