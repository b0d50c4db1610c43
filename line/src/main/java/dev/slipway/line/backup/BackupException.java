package dev.slipway.line.backup;

import dev.slipway.line.http.CallException;
import org.jspecify.annotations.Nullable;

/** A backup, proof or restore failed: what is wrong, and how to fix it. */
public final class BackupException extends CallException {
    private static final long serialVersionUID = 1L;

    private final boolean isFull;

    public BackupException(String what, String remedy) {
        this(what, remedy, null);
    }

    public BackupException(String what, String remedy, @Nullable Throwable cause) {
        this(what, remedy, cause, false);
    }

    private BackupException(String what, String remedy, @Nullable Throwable cause, boolean isFull) {
        super(what, remedy, cause);
        this.isFull = isFull;
    }

    /** A repository that is full. */
    public static BackupException full(String what, String remedy) {
        return new BackupException(what, remedy, null, true);
    }

    boolean isFull() {
        return isFull;
    }
}
