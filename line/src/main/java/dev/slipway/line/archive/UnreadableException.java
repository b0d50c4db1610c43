package dev.slipway.line.archive;

import java.util.zip.ZipException;

/** An archive is intact and not read all the same: built again in the same way, it would not be either. */
public final class UnreadableException extends ZipException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnreadableException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What helps against a failure to read an archive: a sentence. */
    public static String remedy(Throwable failure) {
        return failure instanceof UnreadableException unreadable ? unreadable.remedy : "Build it again.";
    }
}
