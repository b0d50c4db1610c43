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
     * With a program's output, which a service's code may have forged.
     *
     * @param what the message with the output, for the operator
     * @param reported the public message, without the output
     */
    public static BackupException reportedAs(String what, String reported) {
        return new BackupException(what, "", null, false, reported);
    }

    /** A repository that is full. */
    public static BackupException full(String what, String remedy) {
        return new BackupException(what, remedy, null, true, what);
    }

    /** The public description. */
    String reported() {
        return reported;
    }

    boolean isFull() {
        return isFull;
    }
}
