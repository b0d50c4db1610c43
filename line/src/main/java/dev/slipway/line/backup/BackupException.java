package dev.slipway.line.backup;

import dev.slipway.line.http.CallException;
import org.jspecify.annotations.Nullable;

/** A failed backup, proof or restore; has the reason and the fix. */
public final class BackupException extends CallException {
    private static final long serialVersionUID = 1L;

    private final boolean isFull;
    private final String reported;

    public BackupException(String what, String remedy) {
        this(what, remedy, null);
    }

    public BackupException(String what, String remedy, @Nullable Throwable cause) {
        this(what, remedy, cause, false, what);
    }

    private BackupException(String what, String remedy, @Nullable Throwable cause, boolean isFull, String reported) {
        super(what, remedy, cause);
        this.isFull = isFull;
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
        return new BackupException(what, remedy, null, false, reported);
    }

    /** A repository that is full. */
    public static BackupException full(String what, String remedy) {
        return new BackupException(what, remedy, null, true, what);
    }

    /** The public description. */
    public String reported() {
        return reported;
    }

    boolean isFull() {
        return isFull;
    }
}
