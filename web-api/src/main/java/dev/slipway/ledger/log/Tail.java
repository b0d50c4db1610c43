package dev.slipway.ledger.log;

import dev.slipway.ledger.worker.disk.ServerFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the end of a log that rotates by size. Its lines may have any length, and need not be valid UTF-8. */
final class Tail {
    static final int MOST_LINES = 1_000;

    private final ServerFolder folder;
    private final String name;

    Tail(ServerFolder folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * A position in a log.
     *
     * @param inode the file's inode
     * @param offset the offset in bytes
     */
    record Position(long inode, long offset) {
        static final String FORM = "^[0-9]{1,19}-[0-9]{1,18}$";
        static final String FORM_RULE = "must be a value from an earlier response";

        static @Nullable Position parse(@Nullable String text) {
            if (text == null) {
                return null;
            }
            String[] parts = text.split("-");
            try {
                return new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            } catch (NumberFormatException e) {
                return new Position(0, 0);
            }
        }

        @Override
        public String toString() {
            return inode + "-" + offset;
        }
    }

    /**
     * Some lines.
     *
     * @param lines whole lines, in order
     * @param isCut whether earlier lines are left out
     * @param position where they end; null if there is no log
     */
    record Piece(
            List<String> lines, boolean isCut, @Nullable Position position) {}

    /** The last lines. */
    Piece last(int lines) throws IOException {
        Optional<ServerFolder.State> now = folder.state(name);
        if (now.isEmpty()) {
            return new Piece(List.of(), false, null);
        }
        LastLines.Part current = LastLines.read(folder, name, now.get(), 0, lines);
        if (current.isCut() || current.lines().size() >= lines) {
            return new Piece(
                    current.lines(),
                    current.isCut() || folder.state(name + ".1").isPresent(),
                    current.position());
        }
        LastLines.Part older = before(lines - current.lines().size());
        return new Piece(joined(older, current), older.isCut(), current.position());
    }

    /** The lines after a position. */
    Piece since(Position position) throws IOException {
        Optional<ServerFolder.State> now = folder.state(name);
        if (now.isEmpty()) {
            return new Piece(List.of(), false, position);
        }
        if (now.get().inode() == position.inode() && now.get().size() >= position.offset()) {
            LastLines.Part part = LastLines.read(folder, name, now.get(), position.offset(), MOST_LINES);
            return new Piece(part.lines(), part.isCut(), part.position());
        }
        // It was rotated, or started anew, since then.
        LastLines.Part fresh = LastLines.read(folder, name, now.get(), 0, MOST_LINES);
        int left = MOST_LINES - fresh.lines().size();
        Optional<ServerFolder.State> older = folder.state(name + ".1")
                .filter(file -> file.inode() == position.inode() && file.size() >= position.offset());
        if (older.isEmpty() || fresh.isCut() || left == 0) {
            return new Piece(fresh.lines(), true, fresh.position());
        }
        LastLines.Part rest = LastLines.read(folder, name + ".1", older.get(), position.offset(), left);
        return new Piece(joined(rest, fresh), rest.isCut(), fresh.position());
    }

    private LastLines.Part before(int lines) throws IOException {
        Optional<ServerFolder.State> older = folder.state(name + ".1");
        return older.isEmpty() ? LastLines.Part.none() : LastLines.read(folder, name + ".1", older.get(), 0, lines);
    }

    private static List<String> joined(LastLines.Part older, LastLines.Part newer) {
        return Stream.concat(older.lines().stream(), newer.lines().stream()).toList();
    }
}
