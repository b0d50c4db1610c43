package dev.slipway.line.archive.code;

import dev.slipway.line.archive.EntryReader;
import java.io.IOException;
import java.io.InputStream;

/** Reads archives within another as streams, until it is stopped or has read as much as the limit. */
final class NestedArchives extends EntryReader {
    /** The bytes that are read of one entry at most. */
    private static final int LARGEST = 1 << 20;

    /** The bytes of an entry's header without the name. */
    private static final int HEADER = 30;

    private final Counting counting;
    private long left;
    private boolean isStopped;

    /** Which bytes count. */
    enum Counting {
        /** Those that are unpacked, and those of the entries' names, which a visitor may keep. */
        UNPACKED,
        /** Those that are unpacked, and those of a nested archive itself, which may consist of headers without content. */
        UNPACKED_AND_PACKED
    }

    /** With a limit, in the bytes that count. */
    NestedArchives(long most, Counting counting) {
        left = most;
        this.counting = counting;
    }

    /** Has it read no further. */
    void stop() {
        isStopped = true;
    }

    /** Whether it was stopped, or reached the limit, beyond which nothing is known. */
    @Override
    protected boolean isOver() {
        return isStopped || left <= 0;
    }

    /** The first megabyte of an entry. */
    byte[] beginning(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST);
        left -= bytes.length;
        return bytes;
    }

    @Override
    protected void countEntry(String name) {
        if (counting == Counting.UNPACKED) {
            left -= HEADER + name.length();
        }
    }

    @Override
    protected void countUnpacked(int bytes) {
        left -= bytes;
    }

    @Override
    protected void countPacked(int bytes) {
        if (counting == Counting.UNPACKED_AND_PACKED) {
            left -= bytes;
        }
    }
}
