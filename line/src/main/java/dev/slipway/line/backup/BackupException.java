package dev.slipway.line.backup;

import dev.slipway.line.http.CallException;
import org.jspecify.annotations.Nullable;

/** A backup, proof or restore failed: what is wrong, and how to fix it. */
public final class BackupException extends CallException {
    private static final long serialVersionUID = 1L;

    public BackupException(String what, String wayOut) {
        super(what, wayOut);
    }

    public BackupException(String what, String wayOut, @Nullable Throwable cause) {
        super(what, wayOut, cause);
    }
}
